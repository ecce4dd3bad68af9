import type { Change } from '../core/change.ts'
import type { Activity } from '../core/facts.ts'
import type { SystemPair } from './judged.ts'
import type { Standing } from './standing.ts'
import { quoted } from './words.ts'

/** The activities that a risk assessment of the system need not cover any more, while one is still required. */
export function activityChanges(before: Standing, after: Standing, pair: SystemPair): readonly Change[] {
  const [was, is] = [calling(before.activities(pair.before.id)), calling(after.activities(pair.after.id))]
  const common = { topic: 'duty' as const, scope: pair.after.id, route: pair.after.route }
  if (is.size === 0) return []
  return [
    ...[...was.keys()]
      .filter((activity) => !is.has(activity))
      .map((activity) => ({
        ...common,
        key: `${pair.after.id}/activities/${activity}`,
        says: `a risk assessment need not cover ${quoted(activity)} any more`,
        loosens: 'duty-ended' as const,
      })),
    ...[...is].flatMap(([activity, now]) => {
      const old = was.get(activity)
      if (old === undefined)
        return [
          {
            ...common,
            key: `${pair.after.id}/activities/${activity}`,
            says: `a risk assessment must cover ${quoted(activity)} too${now.applies === 'yes' ? '' : ', as far as is known'}`,
          },
        ]
      const [from, to] = [firstDay(old), firstDay(now)]
      if (from === undefined || (to !== undefined && to <= from)) return []
      return [
        {
          ...common,
          key: `${pair.after.id}/activities/${activity}/due`,
          says: `the risk assessment of ${quoted(activity)} is due ${to ?? 'on no known day'} and not ${from}`,
          loosens: 'duty-postponed' as const,
        },
      ]
    }),
  ]
}

type Calling = { readonly applies: 'yes' | 'unknown'; readonly all: readonly Activity[] }

/** The activities that apply or may, each with all its beginnings. */
function calling(activities: readonly Activity[]): ReadonlyMap<string, Calling> {
  const found = new Map<string, Calling>()
  for (const each of activities) {
    if (each.applies === 'no') continue
    const known = found.get(each.activity)
    const applies = each.applies === 'yes' || known?.applies === 'yes' ? 'yes' : 'unknown'
    found.set(each.activity, { applies, all: [...(known?.all ?? []), each] })
  }
  return found
}

function firstDay({ all }: Calling): string | undefined {
  return all.flatMap(({ due }) => ('date' in due ? [due.date] : [])).sort()[0]
}

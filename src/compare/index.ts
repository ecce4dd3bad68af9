import type { Change } from '../core/change.ts'
import { activityChanges } from './activities.ts'
import { codeChanges } from './code.ts'
import { dataChanges } from './data.ts'
import { decisionChanges } from './decisions.ts'
import { determinationChanges } from './determinations.ts'
import { dutyChanges } from './duties.ts'
import type { ChangedWith, Judged, SystemPair } from './judged.ts'
import { matchSystems } from './match.ts'
import { modelChanges } from './model.ts'
import { organizationChanges } from './organization.ts'
import { ownerChanges } from './owners.ts'
import { peopleChanges } from './people.ts'
import { organizationRecords, systemRecords } from './records.ts'
import { standingOf } from './standing.ts'
import { added, removed, renamed, systemChanges } from './systems.ts'
import { touchedCode, touching } from './touched.ts'
import { waiverChanges } from './waivers.ts'

export type { ChangedWith, Judged } from './judged.ts'

/** Everything that is different, in words; nothing on a first adoption, where `before` is undefined. Sorted by scope and key. */
export function compare(before: Judged | undefined, after: Judged, given: ChangedWith): readonly Change[] {
  if (before === undefined) return []
  const [was, is] = [standingOf(before), standingOf(after)]
  const touched = touching(given, [before.manifest, after.manifest])
  const matched = matchSystems(before.manifest.systems, after.manifest.systems)
  const pairs = matched.pairs.map(
    ([old, now]): SystemPair => ({ before: old, after: now, code: touchedCode(old, now, given, touched) }),
  )
  const ids = new Map(pairs.map((pair) => [pair.before.id, pair.after.id]))
  const idNow = (id: string) => ids.get(id) ?? id
  const routes = new Map(after.manifest.systems.map(({ id, route }) => [id, route]))
  const routeOf = (scope: string) => routes.get(scope) ?? ['organization']
  return sortChanges([
    ...organizationChanges(before.manifest, after.manifest),
    ...peopleChanges(before.manifest, after.manifest),
    ...organizationRecords(before.manifest, after.manifest),
    ...waiverChanges(before.manifest.waivers, after.manifest.waivers, idNow),
    ...determinationChanges(before, after, idNow, routeOf),
    ...dutyChanges(was, is, { before: 'organization', after: 'organization', route: ['organization'] }),
    ...matched.removed.map((system) => removed(system, was.duties(system.id), given, touched)),
    ...matched.added.map((system) => added(system, is.duties(system.id))),
    ...pairs.flatMap((pair) => [
      ...renamed(pair),
      ...systemChanges(pair),
      ...ownerChanges(pair),
      ...decisionChanges(pair),
      ...dataChanges(pair),
      ...modelChanges(pair, given),
      ...codeChanges(pair),
      ...systemRecords(pair),
      ...activityChanges(was, is, pair),
      ...dutyChanges(was, is, { before: pair.before.id, after: pair.after.id, route: pair.after.route }),
    ]),
  ])
}

/** Sorted by scope, the organization first, then by key; of two with one key the second gets `#2`. */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  const seen = new Map<string, number>()
  return [...changes]
    .sort((a, b) => order(rank(a), rank(b)) || order(a.key, b.key) || order(a.says, b.says))
    .map((change) => {
      const times = (seen.get(change.key) ?? 0) + 1
      seen.set(change.key, times)
      return times === 1 ? change : { ...change, key: `${change.key}#${times}` }
    })
}

function rank({ scope }: Change): string {
  return scope === 'manifest' ? '' : scope === 'organization' ? '\u0001' : `\u0002${scope}`
}

/** By code unit, the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

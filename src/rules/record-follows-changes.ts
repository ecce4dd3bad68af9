import { addDays } from '../core/dates.ts'
import type { Duty } from '../core/duty.ts'
import { levelOf } from '../core/duty-level.ts'
import type { Aspect, Followed, Told } from '../core/history.ts'
import { unique } from '../core/logic.ts'
import type { DeclaredRecord } from '../core/manifest.ts'
import { declaredEntries, neededRecords } from '../core/needed-records.ts'
import type { Obligation } from '../core/regulation.ts'
import { type Checked, defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Describing = Subject & {
  readonly declared: DeclaredRecord
  /** Why the record itself is not there to be judged. */
  readonly refused: boolean
  readonly needed: boolean
  readonly aspects: readonly Aspect[]
  readonly systems: readonly string[]
  readonly followed: readonly Followed[]
  /** What asks for its review after a change; absent when only good practice does. */
  readonly update?: Obligation
}

const WHAT: { readonly [aspect in Aspect]: string } = {
  code: 'code',
  model: 'model',
  data: 'declared data',
  purpose: 'purpose',
  'human-involvement': 'human involvement',
}

export default defineRule<Describing>({
  id: 'record/follows-changes',
  level: 'warning',
  summary:
    'Every record that describes a system was reviewed after, or changed together with, its code, model, data, purpose and human involvement.',
  why: 'A record describes the system of the day on which it was reviewed; what changed later it may no longer fit.',
  fix: 'Read the record against the change, update it and set its `reviewed-on`; a change that is material stands in `material-changes` as well.',
  cites: [],

  subjects(facts) {
    const { regulation } = facts
    const followed = byRecord(facts.history?.followed ?? [])
    return declaredEntries(facts, neededRecords(facts)).flatMap(({ entry, duties }) => {
      const kind = regulation.records.find(({ id }) => id === entry.declared.kind)
      if (kind?.describes === undefined) return []
      const { aspects, obligation } = kind.describes
      const update = regulation.obligations.find(({ id }) => id === obligation)
      const { owner } = entry.declared
      return [
        {
          subject: entry.subject,
          scope: entry.scope,
          route: entry.declared.route,
          duties: update === undefined ? [] : asking(duties, [update.id, kind.period?.obligation]),
          declared: entry.declared,
          refused: entry.fact.refused !== undefined,
          needed: duties.length > 0,
          aspects,
          systems: entry.scope === 'organization' ? unique(duties.map(({ subject }) => subject)) : [entry.scope],
          followed: followed.get(entry.declared.route.join('\0')) ?? [],
          ...(update === undefined ? {} : { update }),
          ...(owner.value === undefined ? {} : { owner: owner.value }),
        },
      ]
    })
  },

  check(record, { asOf }) {
    const { declared, duties = [], systems, update } = record
    const since = declared.reviewedOn.value
    if (!record.needed || (update !== undefined && duties.length === 0))
      return notApplicable('is needed by no duty that a change bears on')
    if (record.refused || since === undefined || since > asOf)
      return notApplicable('cannot be judged: the record or its review is not there')
    const serves = new Set(systems)
    const followed = record.followed.filter(({ system }) => serves.has(system))
    const told = toldOf(followed, record.aspects)
    if (told.length === 0)
      return notApplicable('describes nothing that the manifest has followed with `code:` or `artifact:`')
    const [first] = told.flatMap(({ told }) => (told.changed === 'yes' ? [told.on] : [])).sort()
    const change = told.find(({ told }) => told.changed === 'yes' && told.on === first)
    const at = ['reviewed-on']
    const cites = update?.cites ?? []
    const days = update?.clock?.count ?? 0
    if (change?.told.changed === 'yes') {
      const { told, system, aspect } = change
      const whose = systems.length > 1 ? `the ${WHAT[aspect]} of \`${system}\`` : `its ${WHAT[aspect]}`
      const what = `was reviewed on ${since}, and ${whose} changed on ${told.on} (${told.by}: ${filesOf(told)})`
      const next = 'review it against the change and set `reviewed-on`'
      if (update === undefined) return fail(what, next, { level: 'warning', at })
      const last = addDays(told.on, days)
      return asOf > last
        ? fail(`${what}; if the change is material, the update was due by ${last}`, next, {
            level: levelOf(duties),
            at,
            cites,
          })
        : fail(`${what}; if the change is material, the update is due by ${last}`, next, {
            level: 'warning',
            at,
            cites,
          })
    }
    const unknown = told.flatMap(({ told }) => (told.changed === 'unknown' ? [told] : []))[0]
    if (unknown !== undefined) {
      // The earliest day on which a change that is not seen could be overdue.
      const overdue = update !== undefined && asOf > addDays(since, 1 + days)
      return cannotTell(since, unknown, { level: overdue ? levelOf(duties) : 'warning', at, cites })
    }
    return pass(`was reviewed on ${since}, and nothing that it describes changed later`)
  },
})

function byRecord(followed: readonly Followed[]): ReadonlyMap<string, readonly Followed[]> {
  const found = new Map<string, Followed[]>()
  for (const each of followed) {
    const key = each.record.join('\0')
    const known = found.get(key)
    if (known === undefined) found.set(key, [each])
    else known.push(each)
  }
  return found
}

type Seen = { readonly system: string; readonly aspect: Aspect; readonly told: Told }

function toldOf(followed: readonly Followed[], aspects: readonly Aspect[]): readonly Seen[] {
  return followed.flatMap(({ system, told }) =>
    aspects.flatMap((aspect) => {
      const of = told[aspect]
      return of === undefined ? [] : [{ system, aspect, told: of }]
    }),
  )
}

/** The duty that the change itself creates, where it is declared as material; else the duty of regular reviews. */
function asking(duties: readonly Duty[], [update, review]: readonly (string | undefined)[]): readonly Duty[] {
  const own = duties.filter(({ obligation }) => obligation === update)
  return own.length > 0 ? own : duties.filter(({ obligation }) => obligation === review)
}

function cannotTell(since: string, told: Extract<Told, { changed: 'unknown' }>, more: Partial<Checked>): Checked {
  return open(
    `was reviewed on ${since}, and whether the system changed later cannot be told: ${told.because}`,
    told.next,
    more,
  )
}

function filesOf({ names, more }: Extract<Told, { changed: 'yes' }>): string {
  const shown = names.map((name) => `\`${cut(name)}\``).join(', ')
  return more === 0 ? shown : `${shown} and ${more} more`
}

/** The end of a path says most. */
function cut(name: string): string {
  const letters = Array.from(name)
  return letters.length > 80 ? `…${letters.slice(-79).join('')}` : name
}

import type { Change, Loosening } from '../core/change.ts'
import type { Duty } from '../core/duty.ts'
import { keyOf } from '../core/duty-level.ts'
import type { System } from '../core/manifest.ts'
import { became, claimed, differences, type Field, lost, moved } from './fields.ts'
import type { ChangedWith, SystemPair } from './judged.ts'
import { STATEMENT } from './organization.ts'
import type { Touching } from './touched.ts'
import { counted, quoted, some } from './words.ts'

const ANSWERS: readonly Field<System>[] = [
  { key: 'name', of: ({ name }) => name },
  { key: 'role', of: ({ role }) => role, loosens: became('service-provider', 'scope-narrowed') },
  { key: 'status', of: ({ status }) => status, loosens: became('retired', 'system-retired') },
  { key: 'in-use-since', of: ({ inUseSince }) => inUseSince, loosens: moved },
  { key: 'planned-for', of: ({ plannedFor }) => plannedFor, loosens: moved },
  { key: 'retired-on', of: ({ retiredOn }) => retiredOn, loosens: moved },
  {
    key: 'california-residents',
    of: ({ californiaResidents }) => californiaResidents,
    loosens: became('no', 'scope-narrowed'),
  },
  { key: 'populations', of: ({ populations }) => populations, loosens: lost('scope-narrowed') },
]

const EXEMPT: readonly Field<System['exemptTechnology']>[] = [
  { key: 'kind', of: ({ kind }) => kind, loosens: claimed('scope-narrowed') },
  {
    key: 'replaces-human-decisionmaking',
    of: ({ replacesHumanDecisionmaking }) => replacesHumanDecisionmaking,
    loosens: became('no', 'scope-narrowed'),
  },
]

const SUPPLY: readonly Field<System['supply']>[] = [
  {
    key: 'to-other-businesses',
    of: ({ toOtherBusinesses }) => toOtherBusinesses,
    loosens: became('no', 'scope-narrowed'),
  },
  {
    key: 'for-significant-decisions',
    of: ({ forSignificantDecisions }) => forSignificantDecisions,
    loosens: became('no', 'scope-narrowed'),
  },
]

const PURPOSE: readonly Field<System>[] = [
  { key: 'purpose', of: ({ purpose }) => purpose, topic: 'purpose', material: true },
]

/** What a system is, whom it concerns and since when. */
export function systemChanges({ before, after }: SystemPair): readonly Change[] {
  const scope = after.id
  const place = (key: string, of: string) => ({ topic: 'system' as const, scope, key: `${scope}${key}`, of })
  return [
    ...differences(before, after, ANSWERS, place('', '')),
    ...differences(before, after, PURPOSE, place('', '')),
    ...differences(before.outOfScope, after.outOfScope, STATEMENT, place('/out-of-scope', ' of `out-of-scope`')),
    ...differences(
      before.exemptTechnology,
      after.exemptTechnology,
      EXEMPT,
      place('/exempt-technology', ' of `exempt-technology`'),
    ),
    ...differences(before.supply, after.supply, SUPPLY, place('/supply', ' of `supply`')),
    ...declaredChanges(before, after),
  ]
}

/** The changes that the manifest itself declares as material. */
function declaredChanges(before: System, after: System): readonly Change[] {
  const told = (system: System) =>
    new Map(system.materialChanges.map((each) => [each.on.value ?? 'a day not known', each]))
  const [was, is] = [told(before), told(after)]
  const change = (on: string, verb: string, route: Change['route'], loosens?: Loosening): Change => ({
    topic: 'system',
    scope: after.id,
    key: `${after.id}/material-changes/${on}`,
    says: `the material change of ${on} ${verb} \`material-changes\``,
    route,
    ...(loosens === undefined ? {} : { loosens }),
  })
  return [
    // Its 45 days run only while it stands there.
    ...[...was.keys()]
      .filter((on) => !is.has(on))
      .map((on) => change(on, 'is taken out of', [...after.route, 'material-changes'], 'date-moved')),
    ...[...is].filter(([on]) => !was.has(on)).map(([on, { route }]) => change(on, 'is written under', route)),
  ]
}

/** A system that has another id. */
export function renamed({ before, after }: SystemPair): readonly Change[] {
  if (before.id === after.id) return []
  return [
    {
      topic: 'system',
      scope: after.id,
      key: `${after.id}/id`,
      says: `its id was ${quoted(before.id)} and is ${quoted(after.id)}`,
      was: before.id,
      is: after.id,
      loosens: 'system-renamed',
      route: [...after.route, 'id'],
    },
  ]
}

/** A system that was not there, with the duties that come with it. */
export function added(system: System, duties: readonly Duty[]): Change {
  const applying = duties.filter(({ applies }) => applies === 'yes').length
  const known = `${counted(applying, 'duty applies', 'duties apply')} to it`
  const open = duties.length - applying
  return {
    topic: 'system',
    scope: system.id,
    key: `${system.id}/added`,
    says: `the system is new: ${known}${open === 0 ? '' : `, and ${open} more may`}`,
    duties: duties.map(keyOf).sort(),
    route: [...system.route, 'id'],
  }
}

/** A system that is gone, with the duties that end with it, told once. */
export function removed(system: System, duties: readonly Duty[], given: ChangedWith, touching: Touching): Change {
  const { loosens, words } = leftBehind(system, given, touching)
  return {
    topic: 'system',
    scope: system.id,
    key: `${system.id}/removed`,
    says: `the system is removed${ending(duties)}; ${words}`,
    duties: duties.map(keyOf).sort(),
    loosens,
    route: ['systems'],
  }
}

function ending(duties: readonly Duty[]): string {
  if (duties.length === 0) return ', and it had no duty'
  const names = some(duties.map(({ obligation }) => obligation).sort())
  return `, and with it ${counted(duties.length, 'duty ends', 'duties end')}: ${names}`
}

/** Only the changed files are known, not the tree: code of which nothing is removed here is still there. */
function leftBehind(
  { code }: System,
  { files }: ChangedWith,
  touching: Touching,
): { readonly loosens: Loosening; readonly words: string } {
  const globs = code.value ?? []
  if (globs.length === 0)
    return { loosens: 'system-removed', words: 'it named no `code:`, so that nobody can tell whether its code stays' }
  const stays = (words: string) => ({ loosens: 'system-removed-code-stays' as const, words })
  if (!files.known)
    return stays(`its code counts as still there, because the changed files cannot be told: ${files.because}`)
  const touched = touching(globs)
  const gone = touched.filter(({ status }) => status === 'removed').length
  const there = touched.filter(({ status, named }) => status !== 'removed' && named).map(({ path }) => path)
  if (there.length > 0) return stays(`files of its code stay: ${some(there.sort(), 2)}`)
  if (gone === 0) return stays('its code stays: no file that its `code:` named is removed')
  return {
    loosens: 'system-removed',
    words: `${counted(gone, 'file of its code goes', 'files of its code go')} with it`,
  }
}

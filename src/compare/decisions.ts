import type { Change } from '../core/change.ts'
import type { Decision } from '../core/manifest.ts'
import { oneUnknown } from './data.ts'
import { became, claimed, differences, type Field, left, movedOrGiven } from './fields.ts'
import type { SystemPair, TouchedCode } from './judged.ts'
import { content, paired } from './pairs.ts'
import { quoted } from './words.ts'

const DECISION: readonly Field<Decision>[] = [
  {
    key: 'domain',
    of: ({ domain }) => domain,
    material: true,
    loosens: (was, is) =>
      was.value !== undefined && is.value !== undefined && was.value !== 'none' ? 'decision-removed' : undefined,
  },
  {
    key: 'kind',
    of: ({ kind }) => kind,
    material: true,
    loosens: (was) => (was.value === undefined ? undefined : 'decision-removed'),
  },
  { key: 'effect', of: ({ effect }) => effect },
  { key: 'exclusion', of: ({ exclusion }) => exclusion, loosens: claimed('scope-narrowed') },
  {
    key: 'provides-or-denies',
    of: ({ providesOrDenies }) => providesOrDenies,
    loosens: left('yes', 'scope-narrowed'),
  },
  { key: 'since', of: ({ since }) => since, loosens: movedOrGiven },
]

const PRONGS: readonly Field<Decision['humanInvolvement']>[] = [
  prong('knows-how-to-interpret', ({ knowsHowToInterpret }) => knowsHowToInterpret),
  prong('reviews-other-information', ({ reviewsOtherInformation }) => reviewsOtherInformation),
  prong('can-change-the-decision', ({ canChangeTheDecision }) => canChangeTheDecision),
]

const REVIEWER: readonly Field<Decision['humanInvolvement']>[] = [{ key: 'reviewer', of: ({ reviewer }) => reviewer }]

const CLAIM: readonly Field<Decision['exception']>[] = [
  { key: 'claim', of: ({ claim }) => claim, loosens: claimed('exception-claimed') },
]

/** What a system decides, which human takes part, and which exception to the opt-out is claimed. */
export function decisionChanges({ before, after, code }: SystemPair): readonly Change[] {
  const [was, is] = [before.decisions, after.decisions]
  const unknown = oneUnknown('decisions', 'decision', was, is, after.id, baseKey)
  if (unknown !== undefined) return unknown
  const { pairs, removed, added } = paired(
    was.value ?? [],
    is.value ?? [],
    content,
    baseKey,
    ({ domain }) => domain.value,
  )
  const told = (decision: Decision, verb: string): Change => ({
    topic: 'decision',
    scope: after.id,
    key: `${after.id}/decisions/${decision.key}`,
    says: `the decision ${quoted(decision.key)} ${verb}`,
    route: decision.route,
  })
  return [
    ...pairs.flatMap(([old, now]) => between(old, now, after.id, code)),
    ...removed.map((each) => ({ ...told(each, 'is removed'), loosens: 'decision-removed' as const, route: is.route })),
    ...added.map((each) => ({ ...told(each, 'is added'), material: true as const })),
  ]
}

function between(was: Decision, is: Decision, scope: string, code: TouchedCode): readonly Change[] {
  const of = ` of ${quoted(is.key)}`
  const place = (topic: Change['topic'], below: string) => ({
    topic,
    scope,
    key: `${scope}/decisions/${is.key}${below}`,
    of,
  })
  const [human, now] = [was.humanInvolvement, is.humanInvolvement]
  const involvement = place('human-involvement', '/human-involvement')
  const exception = place('decision', '/opt-out-exception')
  return [
    ...differences(was, is, DECISION, place('decision', '')),
    ...differences(human, now, PRONGS, involvement).map((change) =>
      change.loosens === undefined ? change : { ...change, says: `${change.says}, ${backed(code)}` },
    ),
    ...differences(human, now, REVIEWER, involvement),
    ...differences(was.exception, is.exception, CLAIM, exception),
    ...differences(was.exception, is.exception, conditions(was, is), exception),
  ]
}

/** Whether the change touches any code that could make the new answer true. */
function backed(code: TouchedCode): string {
  if (code.known === 'undeclared') return 'and the system names no `code:` that could have changed with it'
  if (code.known === 'no') return 'and which files differ is not known'
  return code.files.length === 0
    ? 'and no file under its `code:` changed'
    : `and ${code.files.length === 1 ? '1 file' : `${code.files.length} files`} under its \`code:\` changed`
}

/** The conditions that either of them answers. */
function conditions(was: Decision, is: Decision): readonly Field<Decision['exception']>[] {
  const keys = new Set([...Object.keys(was.exception.conditions), ...Object.keys(is.exception.conditions)])
  return [...keys].sort().map((key) => ({
    key,
    of: ({ conditions, route }) =>
      (Object.hasOwn(conditions, key) ? conditions[key] : undefined) ?? { route: [...route, key], stated: false },
    loosens: became('yes', 'exception-claimed'),
  }))
}

function prong(key: string, of: Field<Decision['humanInvolvement']>['of']): Field<Decision['humanInvolvement']> {
  return { key, of, material: true, loosens: became('yes', 'human-involvement') }
}

/** The key without what tells two of one kind apart by their order. */
function baseKey({ key }: Decision): string {
  return key.replace(/#\d+$/, '')
}

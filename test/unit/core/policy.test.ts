import { describe, expect, test } from 'vitest'
import { LOOSENINGS } from '../../../src/core/change.ts'
import type { Level, Outcome } from '../../../src/core/finding.ts'
import { NO_POLICY, type Policy } from '../../../src/core/policy.ts'
import { personIn } from '../../../src/core/policy-people.ts'
import { levelUnder } from '../../../src/core/severity.ts'
import { relaxations, tightening } from '../../../src/core/strictness.ts'
import { parseManifest } from '../../../src/read/manifest.ts'

const policy = (given: Partial<Policy>): Policy => ({ ...NO_POLICY.policy, ...given })
const rules = [
  { id: 'record/present', level: 'error' },
  { id: 'review/on-cadence', level: 'warning' },
  { id: 'card/informative', level: 'note' },
] as const

describe('what a policy relaxes', () => {
  test('is nothing where it says nothing', () => {
    expect(relaxations(NO_POLICY.policy, rules, [])).toEqual([])
  })
  test('is each level that is lower than the rule’s own, and none that is as high', () => {
    const severities = {
      'record/present': 'warning',
      'review/on-cadence': 'note',
      'card/informative': 'warning',
    } as const
    expect(relaxations(policy({ severities }), rules, [])).toEqual([
      'what fails `record/present` is a warning and not an error',
      'what fails `review/on-cadence` is a note and not a warning',
    ])
  })
  test('is a level that a finding of it had by the law', () => {
    const severities = { 'review/on-cadence': 'warning' } as const
    const found = [{ rule: 'review/on-cadence', level: 'warning', ownLevel: 'error' }] as const
    expect(relaxations(policy({ severities }), rules, [])).toEqual([])
    expect(relaxations(policy({ severities }), rules, found)).toHaveLength(1)
  })
  test('is each loosening that asks for nothing', () => {
    const loosening = { others: 'allow', kinds: { 'record-relaxed': 'allow', 'date-moved': 'allow' } } as const
    expect(relaxations(policy({ loosening }), rules, [])).toEqual([
      'loosening by `record-relaxed` and `date-moved` is listed and asks for nothing',
      'every other loosening is listed and asks for nothing',
    ])
  })
})

test('what a policy tightens relaxes nothing, and treats no loosening more mildly than no policy does', () => {
  const lax = policy({
    severities: { 'record/present': 'note', 'review/on-cadence': 'error' },
    approvers: { waivers: [{ key: 'eve', name: 'Eve Mallory', github: 'evem' }] },
    loosening: { others: 'allow', kinds: Object.fromEntries(LOOSENINGS.map((kind) => [kind, 'allow'])) },
    cadences: { 'model-card': 6 },
  })
  const tight = tightening(lax)
  expect(relaxations(tight, rules, [])).toEqual([])
  expect(tight).toMatchObject({ severities: { 'review/on-cadence': 'error' }, cadences: lax.cadences, approvers: {} })
  expect([tight.loosening.others, ...Object.values(tight.loosening.kinds)]).not.toContain('allow')
})

describe('the level under a policy', () => {
  const LEVELS: readonly Level[] = ['note', 'warning', 'error']
  const under = (set: Level, outcome: Outcome, own: Level) =>
    levelUnder(policy({ severities: { 'record/present': set } }), 'record/present', outcome, own)

  test('is the policy’s for what fails or is to be reviewed', () => {
    for (const set of LEVELS) for (const own of LEVELS) expect(under(set, 'fail', own)).toBe(set)
    for (const set of LEVELS) expect(under(set, 'review', 'warning')).toBe(set)
  })
  test('is never lower for what cannot be told, and as high as that of the failure it may hide', () => {
    for (const set of LEVELS) expect(under(set, 'open', 'error')).toBe('error')
    expect(under('error', 'open', 'warning')).toBe('error')
  })
  test('leaves what passes, and every other rule', () => {
    expect(under('error', 'pass', 'note')).toBe('note')
    expect(levelUnder(policy({ severities: { 'record/present': 'note' } }), 'record/valid', 'fail', 'error')).toBe(
      'error',
    )
    expect(levelUnder(NO_POLICY.policy, 'constructor', 'fail', 'error')).toBe('error')
  })
})

test('a person is told by the account, and by the name only where no account is declared', () => {
  const ana = { key: 'ana', name: 'Ana Lucero', github: 'alucero' }
  const is = (person: object) => {
    const [declared] = parseManifest({ people: { x: person } }).people
    if (declared === undefined) throw new Error('nobody is declared')
    return personIn([ana], declared) !== undefined
  }
  expect(is({ name: 'A. Lucero', github: 'ALucero' })).toBe(true)
  expect(is({ name: 'ana  LUCERO' })).toBe(true)
  expect(is({ name: 'Ana Lucero', github: 'unknown' })).toBe(true)
  expect(is({ name: 'Ana Lucero', github: 'mallory' })).toBe(false)
  expect(is({})).toBe(false)
})

import { describe, expect, test } from 'vitest'
import type { Due } from '../../../src/core/duty.ts'
import { binds, systemDue } from '../../../src/determine/deadlines.ts'
import { determineSystem } from '../../../src/determine/system.ts'
import { parseManifest } from '../../../src/read/manifest.ts'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { AS_OF, type Changes, determined, lender } from '../../scenarios/lender.ts'

const due = (obligation: string, changes: Changes, subject = 'advance') =>
  determined(lender(changes)).duties.find((duty) => duty.subject === subject && duty.obligation === obligation)?.due
const law = (changes: Changes = {}) => {
  const manifest = parseManifest(lender(changes))
  const [system] = manifest.systems
  if (system === undefined) throw new Error('the lender has a system')
  return { manifest, law: determineSystem(system, manifest, ccpaAdmt, AS_OF) }
}
const SINCE = 'systems.0.in-use-since'
const planned = { 'systems.0.status': 'planned', [SINCE]: undefined }

describe('Article 11 binds', () => {
  test.each<[string, Changes, Due]>([
    ['an old use from 2027', { [SINCE]: '2019-01-01' }, { kind: 'from', date: '2027-01-01' }],
    ['a use of 2026 from 2027 too', { [SINCE]: '2026-12-31' }, { kind: 'from', date: '2027-01-01' }],
    ['a use that starts with 2027 from that day', { [SINCE]: '2027-01-01' }, { kind: 'from', date: '2027-01-01' }],
    ['a later use from its first day, without grace', { [SINCE]: '2027-01-09' }, { kind: 'from', date: '2027-01-09' }],
    [
      'a use whose start nobody knows from 2027, for it runs',
      { [SINCE]: 'unknown' },
      { kind: 'from', date: '2027-01-01' },
    ],
    [
      'a planned use from the day planned for',
      { ...planned, 'systems.0.planned-for': '2027-06-01' },
      { kind: 'from', date: '2027-06-01' },
    ],
    ['a use planned for no day before it starts', planned, { kind: 'before-use' }],
    [
      'a decision that was automated later from that day',
      { 'systems.0.decisions.0.since': '2027-01-20' },
      { kind: 'from', date: '2027-01-20' },
    ],
  ])('%s', (_, changes, expected) => {
    expect(due('pre-use-notice-published', changes)).toEqual(expected)
  })
})

describe('an assessment is due', () => {
  test.each<[string, Changes, Due]>([
    ['by the end of 2027 for what began before 2026', { [SINCE]: '2025-12-31' }, { kind: 'by', date: '2027-12-31' }],
    ['before what begins in 2026', { [SINCE]: '2026-01-01' }, { kind: 'from', date: '2026-01-01' }],
    ['on a day that is not known', { [SINCE]: 'unknown' }, { kind: 'unknown' }],
    ['before use', planned, { kind: 'before-use' }],
    [
      'first for the training that began earlier than the use',
      {
        [SINCE]: '2026-09-01',
        'systems.0.training': {
          'uses-personal-information': 'yes',
          targets: ['facial-recognition'],
          since: '2026-04-01',
        },
      },
      { kind: 'from', date: '2026-04-01' },
    ],
    [
      'first for what was added to an old use',
      {
        [SINCE]: '2022-01-01',
        'systems.0.data.sells-or-shares': 'yes',
        'systems.0.data.sells-or-shares-since': '2026-06-06',
      },
      { kind: 'from', date: '2026-06-06' },
    ],
    [
      'by the end of 2027 as long as the day of another activity is not known, which is asked',
      {
        [SINCE]: '2022-01-01',
        'systems.0.data.sells-or-shares': 'yes',
        'systems.0.data.sells-or-shares-since': 'unknown',
      },
      { kind: 'by', date: '2027-12-31' },
    ],
    [
      'for inference from the day that began',
      {
        [SINCE]: '2022-01-01',
        'systems.0.populations': ['employees'],
        'systems.0.decisions': 'none',
        'systems.0.inference': {
          'from-systematic-observation': 'yes',
          'from-sensitive-location': 'no',
          since: '2026-10-10',
        },
      },
      { kind: 'from', date: '2026-10-10' },
    ],
  ])('%s', (_, changes, expected) => {
    expect(due('ra-report-purpose', changes)).toEqual(expected)
  })
})

describe('other days', () => {
  test('a material change gives 45 days, over a leap day as well', () => {
    expect(
      due('ra-update-material-change', { 'systems.0.material-changes': [{ on: '2028-01-20', what: 'New.' }] }),
    ).toEqual({ kind: 'by', date: '2028-03-05' })
  })
  test('a change without a day has no last day', () => {
    expect(
      due('ra-update-material-change', { 'systems.0.material-changes': [{ on: 'unknown', what: 'New.' }] }),
    ).toEqual({ kind: 'unknown' })
  })
  test('of an overdue change and a new one the overdue one counts, until a review has followed it', () => {
    const changes = (reviewed: string): Changes => ({
      'systems.0.material-changes': [
        { on: '2027-01-20', what: 'New.' },
        { on: '2026-10-01', what: 'Newer.' },
      ],
      'systems.0.records.risk-assessment.reviewed-on': reviewed,
    })
    const day = (reviewed: string) => due('ra-update-material-change', changes(reviewed))
    expect(day('2026-05-05')).toEqual({ kind: 'by', date: '2026-11-15' })
    expect(day('2026-10-20')).toEqual({ kind: 'by', date: '2027-03-06' })
    expect(day('2027-01-25')).toEqual({ kind: 'by', date: '2027-03-06' })
  })
  test.each<[string, Changes, Due]>([
    ['nothing is owed yet', { ...planned }, { kind: 'by', date: '2028-04-01' }],
    ['an assessment of 2026', {}, { kind: 'by', date: '2028-04-01' }],
    [
      'an assessment of 2028',
      {
        [SINCE]: '2028-02-02',
        'systems.0.records.risk-assessment.reviewed-on': '2028-01-30',
        'systems.0.records.risk-assessment.completed-on': '2028-01-30',
      },
      { kind: 'by', date: '2029-04-01' },
    ],
    ['an assessment on an unknown day', { [SINCE]: 'unknown' }, { kind: 'by', date: '2028-04-01' }],
  ])('the filing: %s', (_, changes, expected) => {
    expect(due('ra-annual-submission', changes, 'organization')).toEqual(expected)
  })
  test('what the organization owes at once it has owed since the rules took effect', () => {
    expect(due('business-threshold-check', {}, 'organization')).toEqual({ kind: 'from', date: '2026-01-01' })
  })
  test('the inventory is owed from the first day of use', () => {
    expect(due('pi-sensitive-inventory', { [SINCE]: '2026-05-05' })).toEqual({ kind: 'from', date: '2026-05-05' })
    expect(due('pi-sensitive-inventory', { [SINCE]: '2020-05-05' })).toEqual({ kind: 'from', date: '2026-01-01' })
  })
  test('the kinds that belong to the organization have no day for a system', () => {
    const { manifest, law: one } = law()
    expect(systemDue('cybersecurity-audit', one, manifest, ccpaAdmt)).toEqual({ kind: 'unknown' })
    expect(systemDue('risk-assessment-submission', one, manifest, ccpaAdmt)).toEqual({ kind: 'unknown' })
  })
})

test.each<[Due, string, boolean]>([
  [{ kind: 'from', date: '2027-01-01' }, '2026-12-31', false],
  [{ kind: 'from', date: '2027-01-01' }, '2027-01-01', true],
  [{ kind: 'by', date: '2027-12-31' }, '2027-12-31', false],
  [{ kind: 'by', date: '2027-12-31' }, '2028-01-01', true],
  [{ kind: 'unknown' }, '2040-01-01', false],
  [{ kind: 'before-use' }, '2040-01-01', false],
])('%j on %s binds: %s', (when, asOf, expected) => {
  expect(binds(when, asOf)).toBe(expected)
})

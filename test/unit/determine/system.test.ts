import { describe, expect, test } from 'vitest'
import { answer, applying, type Changes, determined, lender } from '../../scenarios/lender.ts'

const of = (id: string, changes: Changes) => answer(determined(lender(changes)), id)

describe('who is a consumer', () => {
  test.each<[string, Changes, string]>([
    ['business contacts', {}, 'yes'],
    [
      'employees, applicants and contractors',
      { 'systems.0.populations': ['employees', 'job-applicants', 'contractors'] },
      'yes',
    ],
    ['nobody', { 'systems.0.populations': [] }, 'no'],
    ['not known', { 'systems.0.populations': 'unknown' }, 'unknown'],
  ])('%s', (_, changes, expected) => {
    expect(of('consumers', changes)).toBe(expected)
  })
  test('the carve-outs for work and business contacts ended', () => {
    const found = determined(lender({ 'systems.0.populations': ['employees'] })).determinations.find(
      (each) => each.id === 'consumers',
    )
    expect(found?.because).toMatch(/2023/)
  })
})

describe('in which state Article 11 and the assessment apply', () => {
  test.each<[string, Changes, string, string]>([
    ['in use', {}, 'yes', 'yes'],
    ['planned', { 'systems.0.status': 'planned' }, 'yes', 'yes'],
    ['in development', { 'systems.0.status': 'in-development' }, 'yes', 'yes'],
    [
      'retired after the rules took effect',
      { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-12-31' },
      'no',
      'yes',
    ],
    ['retired before', { 'systems.0.status': 'retired', 'systems.0.retired-on': '2025-12-31' }, 'no', 'no'],
    ['not known', { 'systems.0.status': 'unknown' }, 'unknown', 'yes'],
  ])('%s', (_, changes, article11, assessment) => {
    expect(of('article-11', changes)).toBe(article11)
    expect(of('risk-assessment', changes)).toBe(assessment)
  })
})

describe('new and old processing', () => {
  const timing = (changes: Changes) =>
    applying(determined(lender(changes))).filter(
      (id) => id === 'risk-assessment-before-start' || id === 'risk-assessment-legacy-backfill',
    )
  test.each<[string, Changes, readonly string[]]>([
    ['begun in 2026', {}, ['risk-assessment-before-start']],
    [
      'begun on the first day of the rules',
      { 'systems.0.in-use-since': '2026-01-01' },
      ['risk-assessment-before-start'],
    ],
    ['begun on the day before', { 'systems.0.in-use-since': '2025-12-31' }, ['risk-assessment-legacy-backfill']],
    ['begun in 2025', { 'systems.0.in-use-since': '2025-06-01' }, ['risk-assessment-legacy-backfill']],
    [
      'begun in 2025, with sharing added in 2026',
      {
        'systems.0.in-use-since': '2025-06-01',
        'systems.0.data.sells-or-shares': 'yes',
        'systems.0.data.sells-or-shares-since': '2026-02-02',
      },
      ['risk-assessment-before-start', 'risk-assessment-legacy-backfill'],
    ],
    [
      'planned',
      { 'systems.0.status': 'planned', 'systems.0.in-use-since': undefined },
      ['risk-assessment-before-start'],
    ],
    ['begun nobody knows when', { 'systems.0.in-use-since': 'unknown' }, []],
    ['nothing to assess', { 'systems.0.decisions': 'none' }, []],
  ])('%s', (_, changes, expected) => {
    expect(timing(changes)).toEqual(expected)
  })
})

test('determinations come in the order of the law, each with a question and a reason', () => {
  const { determinations } = determined(lender())
  expect(determinations.filter(({ subject }) => subject.startsWith('advance')).map(({ id }) => id)).toEqual([
    'covered-business',
    'personal-information',
    'consumers',
    'significant-decision',
    'human-involvement',
    'admt',
    'article-11',
    'opt-out',
    'article-11',
    'trigger-selling-or-sharing',
    'trigger-sensitive',
    'trigger-admt',
    'trigger-observation',
    'trigger-location',
    'trigger-training',
    'risk-assessment',
    'right-to-limit',
    'model-as-personal-information',
  ])
  for (const { question, because } of determinations) {
    expect(question).toMatch(/\?$/)
    expect(because).toMatch(/\S/)
    expect(because).not.toMatch(/undefined|\.$/)
  }
})

describe('why Article 11 does not apply is said of the decision that is made', () => {
  const why = (changes: Changes) =>
    determined(lender(changes)).determinations.find((each) => each.id === 'article-11' && each.subject === 'advance')
      ?.because
  const prongs = {
    'knows-how-to-interpret': 'yes',
    'reviews-other-information': 'yes',
    'can-change-the-decision': 'yes',
  }
  test.each<[string, Changes, RegExp]>([
    ['advertising', { 'systems.0.decisions.0.exclusion': 'advertising' }, /advertising/],
    ['a human is involved', { 'systems.0.decisions.0.human-involvement': prongs }, /human/],
    [
      'none of the five domains',
      { 'systems.0.decisions.0.domain': 'none', 'systems.0.decisions.0.kind': undefined },
      /five domains/,
    ],
    ['no decision at all', { 'systems.0.decisions': 'none' }, /no decision/],
    ['no business', { 'organization.ccpa.role': 'not-covered' }, /not a business/],
  ])('%s', (_, changes, because) => {
    expect(why(changes)).toMatch(because)
  })
})

test('a material change matters while an assessment is required and the system is not retired', () => {
  const change = { 'systems.0.material-changes': [{ on: '2027-01-20', what: 'A new purpose.' }] }
  const owed = (changes: Changes) =>
    applying(determined(lender({ ...change, ...changes }))).includes('ra-update-material-change')
  expect(owed({})).toBe(true)
  expect(owed({ 'systems.0.decisions': 'none' })).toBe(false)
  expect(owed({ 'systems.0.status': 'retired', 'systems.0.retired-on': '2027-01-31' })).toBe(false)
})

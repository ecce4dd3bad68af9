import { describe, expect, test } from 'vitest'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { answer, type Changes, determined, lender } from '../../scenarios/lender.ts'

const DECISION = 'systems.0.decisions.0'
const of = (id: string, changes: Changes) => answer(determined(lender(changes)), id)

describe('a significant decision', () => {
  test.each(
    ccpaAdmt.decisionKinds.map(({ id, domain, populations }) => [id, domain, populations?.[0] ?? 'consumers'] as const),
  )('%s is one of %s', (kind, domain, people) => {
    expect(
      of('significant-decision', {
        [`${DECISION}.kind`]: kind,
        [`${DECISION}.domain`]: domain,
        'systems.0.populations': [people],
      }),
    ).toBe('yes')
  })
  test.each<[string, Changes, string]>([
    ['its domain is not known', { [`${DECISION}.domain`]: 'unknown' }, 'unknown'],
    ['its domain is not there', { [`${DECISION}.domain`]: undefined }, 'unknown'],
    ['it has a domain and no kind', { [`${DECISION}.kind`]: undefined }, 'unknown'],
    ['its kind belongs elsewhere', { [`${DECISION}.domain`]: 'housing' }, 'unknown'],
    ['it has no domain and a significant kind', { [`${DECISION}.domain`]: 'none' }, 'unknown'],
    ['it has no domain and no kind', { [`${DECISION}.domain`]: 'none', [`${DECISION}.kind`]: undefined }, 'no'],
    ['it is advertising', { [`${DECISION}.exclusion`]: 'advertising' }, 'no'],
    ['whether an exclusion applies is not known', { [`${DECISION}.exclusion`]: 'unknown' }, 'unknown'],
    ['no exclusion applies', { [`${DECISION}.exclusion`]: 'none' }, 'yes'],
    [
      'the exclusion of housing does not reach loans',
      { [`${DECISION}.exclusion`]: 'housing-availability-or-payment' },
      'yes',
    ],
    [
      'vacancy alone decides on housing',
      {
        [`${DECISION}.domain`]: 'housing',
        [`${DECISION}.kind`]: 'permanent-home',
        [`${DECISION}.exclusion`]: 'housing-availability-or-payment',
      },
      'no',
    ],
    ['it neither provides nor denies', { [`${DECISION}.provides-or-denies`]: 'no' }, 'no'],
    ['whether it does is not known', { [`${DECISION}.provides-or-denies`]: 'unknown' }, 'unknown'],
    ['it does', { [`${DECISION}.provides-or-denies`]: 'yes' }, 'yes'],
  ])('%s', (_, changes, expected) => {
    expect(of('significant-decision', changes)).toBe(expected)
  })
  test('work is allocated to employees, or to nobody whom the rules mean', () => {
    const work = (people: string[] | string) =>
      of('significant-decision', {
        [`${DECISION}.domain`]: 'employment',
        [`${DECISION}.kind`]: 'work-allocation',
        'systems.0.populations': people,
      })
    expect(work(['employees'])).toBe('yes')
    expect(work(['contractors'])).toBe('no')
    expect(work(['contractors', 'employees'])).toBe('yes')
    expect(work('unknown')).toBe('unknown')
  })
})

describe('the technology', () => {
  const tool = (replaces: string | undefined, kind = 'spreadsheets'): Changes => ({
    'systems.0.exempt-technology': {
      kind,
      ...(replaces === undefined ? {} : { 'replaces-human-decisionmaking': replaces }),
    },
  })
  test.each<[string, Changes, string]>([
    ['a spreadsheet that does not replace a person is none', tool('no'), 'no'],
    ['a spreadsheet that does is one', tool('yes'), 'yes'],
    ['a spreadsheet of which nobody says is open', tool(undefined), 'unknown'],
    ['a spreadsheet of which it is not known is open', tool('unknown'), 'unknown'],
    ['an everyday tool not known by name is one as far as it replaces a person', tool('yes', 'unknown'), 'yes'],
    [
      'it reads nothing about people',
      { 'systems.0.data.personal-information': 'no', 'systems.0.data.inputs': 'none' },
      'no',
    ],
  ])('%s', (_, changes, expected) => {
    expect(of('admt', changes)).toBe(expected)
  })
})

test('a system that decides nothing is shown as making no significant decision', () => {
  expect(of('significant-decision', { 'systems.0.decisions': [] })).toBe('no')
  expect(of('significant-decision', { 'systems.0.decisions': 'unknown' })).toBe('unknown')
  expect(of('article-11', { 'systems.0.decisions': undefined })).toBe('unknown')
})

test('of two decisions one is enough, and each keeps its own reasons', () => {
  const second = { domain: 'none', effect: 'Sorts.', 'human-involvement': {} }
  const found = determined(lender({ 'systems.0.decisions.1': second }))
  expect(answer(found, 'article-11')).toBe('yes')
  expect(
    found.determinations.filter(({ id }) => id === 'opt-out').map(({ subject, answer: each }) => [subject, each]),
  ).toEqual([
    ['advance/extend-credit', 'yes'],
    ['advance/none', 'no'],
  ])
})

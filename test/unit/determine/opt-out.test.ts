import { expect, test } from 'vitest'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { answer, applying, type Changes, determined, type Json, lender } from '../../scenarios/lender.ts'

const CLAIM = 'systems.0.decisions.0.opt-out-exception'
const KIND = 'systems.0.decisions.0.kind'
const DOMAIN = 'systems.0.decisions.0.domain'
const whole = (id: string): { [key: string]: Json } => ({
  claim: id,
  ...Object.fromEntries(
    (ccpaAdmt.exceptions.find((each) => each.id === id)?.conditions ?? []).map(({ key }) => [key, 'yes']),
  ),
})
const WHERE: { readonly [id: string]: Changes } = {
  'human-appeal': {},
  'admission-or-hiring': { [DOMAIN]: 'education', [KIND]: 'admission' },
  'work-or-compensation': { [DOMAIN]: 'employment', [KIND]: 'compensation' },
}

for (const { id, conditions } of ccpaAdmt.exceptions) {
  test(`${id} holds with every condition met`, () => {
    const found = determined(lender({ ...WHERE[id], [CLAIM]: whole(id) }))
    expect(answer(found, 'opt-out-exception')).toBe('yes')
    expect(answer(found, 'opt-out')).toBe('no')
    expect(answer(found, 'article-11')).toBe('yes')
  })
  test.each(conditions.map(({ key }) => key))(`${id} without %s does not`, (key) => {
    const found = determined(lender({ ...WHERE[id], [CLAIM]: { ...whole(id), [key]: 'no' } }))
    expect(answer(found, 'opt-out-exception')).toBe('no')
    expect(applying(found)).toContain('opt-out-methods')
  })
  test.each(conditions.map(({ key }) => key))(`${id} with %s unknown is open`, (key) => {
    const found = determined(lender({ ...WHERE[id], [CLAIM]: { ...whole(id), [key]: 'unknown' } }))
    expect(answer(found, 'opt-out')).toBe('unknown')
    expect(found.questions.flatMap(({ ask, route }) => (ask === undefined ? [] : [route.at(-1)]))).toEqual([key])
  })
}

test('without a claim the opt-out is owed', () => {
  expect(answer(determined(lender()), 'opt-out')).toBe('yes')
  expect(answer(determined(lender({ [CLAIM]: undefined })), 'opt-out')).toBe('yes')
})

test('a claim that is not known leaves the opt-out and the claim’s own duties open', () => {
  const { duties } = determined(lender({ [CLAIM]: { claim: 'unknown' } }))
  const of = (obligation: string) => duties.find((duty) => duty.obligation === obligation)?.applies
  expect([of('opt-out-methods'), of('exception-human-appeal'), of('pre-use-notice-published')]).toEqual([
    'unknown',
    'unknown',
    'yes',
  ])
})

test('an exception for one decision leaves the opt-out to the other', () => {
  const second = {
    domain: 'financial-or-lending',
    kind: 'deposit-account',
    effect: 'Opens an account.',
    'human-involvement': { 'reviews-other-information': 'no' },
  }
  const found = determined(lender({ [CLAIM]: whole('human-appeal'), 'systems.0.decisions.1': second }))
  expect(applying(found)).toEqual(expect.arrayContaining(['exception-human-appeal', 'opt-out-methods']))
  const notice = found.duties.find((duty) => duty.obligation === 'pre-use-notice-opt-out-clause')
  expect(notice?.records).toEqual(['pre-use-notice#opt-out', 'pre-use-notice#appeal'])
})

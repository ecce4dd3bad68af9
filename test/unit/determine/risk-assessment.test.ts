import { describe, expect, test } from 'vitest'
import { answer, type Changes, determined, lender } from '../../scenarios/lender.ts'

const quiet: Changes = { 'systems.0.decisions': 'none' }
const of = (trigger: string, changes: Changes, asOf?: string) =>
  answer(determined(lender({ ...quiet, ...changes }), asOf), `trigger-${trigger}`)
const INFERENCE = 'systems.0.inference'
const TRAINING = 'systems.0.training'

test('without any of the six nothing is to be assessed', () => {
  const found = determined(lender(quiet))
  expect(found.activities.map(({ applies }) => applies)).toEqual(['no', 'no', 'no', 'no', 'no', 'no'])
  expect(answer(found, 'risk-assessment')).toBe('no')
})

test.each<[string, Changes, string]>([
  ['sold or shared', { 'systems.0.data.sells-or-shares': 'yes' }, 'yes'],
  ['not', { 'systems.0.data.sells-or-shares': 'no' }, 'no'],
  ['not said', { 'systems.0.data.sells-or-shares': undefined }, 'unknown'],
])('selling or sharing: %s', (_, changes, expected) => {
  expect(of('selling-or-sharing', changes)).toBe(expected)
})

describe('inference from observation', () => {
  const seen = (people: string[] | string, traits?: string[] | string): Changes => ({
    [INFERENCE]: {
      'from-systematic-observation': 'yes',
      'from-sensitive-location': 'no',
      ...(traits === undefined ? {} : { traits }),
    },
    'systems.0.populations': people,
  })
  test.each<[string, Changes, string]>([
    ['of employees', seen(['employees']), 'yes'],
    ['of consumers', seen(['consumers', 'business-contacts']), 'no'],
    ['of some of each', seen(['consumers', 'students']), 'yes'],
    ['of people not known', seen('unknown'), 'unknown'],
    ['of where they are', seen(['employees'], ['location']), 'yes'],
    ['of nothing', seen(['employees'], 'none'), 'no'],
    [
      'not known whether',
      { ...seen(['employees']), [`${INFERENCE}.from-systematic-observation`]: 'unknown' },
      'unknown',
    ],
    [
      'not known whether, of consumers',
      { ...seen(['consumers']), [`${INFERENCE}.from-systematic-observation`]: 'unknown' },
      'no',
    ],
  ])('%s', (_, changes, expected) => {
    expect(of('observation', changes)).toBe(expected)
  })
})

describe('inference from a sensitive place', () => {
  const there = (more: Changes): Changes => ({ [`${INFERENCE}.from-sensitive-location`]: 'yes', ...more })
  test.each<[string, Changes, string]>([
    ['of health', there({ [`${INFERENCE}.traits`]: ['health'] }), 'yes'],
    ['of nothing but where they are', there({ [`${INFERENCE}.traits`]: ['location'] }), 'no'],
    ['of that and more', there({ [`${INFERENCE}.traits`]: ['location', 'movements'] }), 'yes'],
    ['only to deliver', there({ [`${INFERENCE}.only-to-deliver-or-transport`]: 'yes' }), 'no'],
    ['not only to deliver', there({ [`${INFERENCE}.only-to-deliver-or-transport`]: 'no' }), 'yes'],
    [
      'whether only to deliver is not known',
      there({ [`${INFERENCE}.only-to-deliver-or-transport`]: 'unknown' }),
      'unknown',
    ],
    ['of whomever', there({ 'systems.0.populations': ['consumers'] }), 'yes'],
  ])('%s', (_, changes, expected) => {
    expect(of('location', changes)).toBe(expected)
  })
})

describe('training', () => {
  test.each<[string, Changes, string]>([
    [
      'of a listed technology',
      { [TRAINING]: { 'uses-personal-information': 'yes', targets: ['emotion-recognition'] } },
      'yes',
    ],
    ['of another', { [TRAINING]: { 'uses-personal-information': 'yes', targets: ['other'] } }, 'no'],
    ['of nothing', { [TRAINING]: { 'uses-personal-information': 'yes', targets: 'none' } }, 'no'],
    ['of what is not known', { [TRAINING]: { 'uses-personal-information': 'yes', targets: 'unknown' } }, 'unknown'],
    ['of what is not said', { [TRAINING]: { 'uses-personal-information': 'yes' } }, 'unknown'],
    [
      'without personal information, of whatever',
      { [TRAINING]: { 'uses-personal-information': 'no', targets: 'unknown' } },
      'no',
    ],
    [
      'with what is not known, of another',
      { [TRAINING]: { 'uses-personal-information': 'unknown', targets: ['other'] } },
      'no',
    ],
  ])('%s', (_, changes, expected) => {
    expect(of('training', changes)).toBe(expected)
  })
})

describe('the life of the duty', () => {
  const shares = { 'systems.0.data.sells-or-shares': 'yes' }
  test.each<[string, Changes, string | undefined, string]>([
    [
      'retired before the rules',
      { 'systems.0.status': 'retired', 'systems.0.retired-on': '2025-12-31' },
      undefined,
      'no',
    ],
    [
      'retired on their first day',
      { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-01-01' },
      undefined,
      'yes',
    ],
    [
      'retired on a day not known',
      { 'systems.0.status': 'retired', 'systems.0.retired-on': 'unknown' },
      undefined,
      'unknown',
    ],
    ['five years after', { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-06-30' }, '2031-06-30', 'yes'],
    ['a day more', { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-06-30' }, '2031-07-01', 'no'],
    ['planned', { 'systems.0.status': 'planned', 'systems.0.in-use-since': undefined }, undefined, 'yes'],
  ])('%s', (_, changes, asOf, expected) => {
    expect(of('selling-or-sharing', { ...shares, ...changes }, asOf)).toBe(expected)
  })
})

test.each<[string, Changes, string]>([
  ['no business', { 'organization.ccpa.role': 'not-covered' }, 'no'],
  ['perhaps a business', { 'organization.ccpa.role': 'unknown' }, 'unknown'],
  ['no personal information', { 'systems.0.data.personal-information': 'no' }, 'no'],
])('%s: what is shared is assessed accordingly', (_, changes, expected) => {
  expect(of('selling-or-sharing', { 'systems.0.data.sells-or-shares': 'yes', ...changes })).toBe(expected)
})

import { describe, expect, test } from 'vitest'
import { answer, type Changes, determined, lender } from '../../scenarios/lender.ts'

const INPUT = 'systems.0.data.inputs.0'
const HEALTH = { [`${INPUT}.sensitive`]: ['health'] }
const of = (id: string, changes: Changes) =>
  answer(determined(lender({ 'systems.0.decisions': 'none', ...changes })), id)

describe('sensitive data', () => {
  test.each<[string, Changes, string]>([
    ['a category of it', HEALTH, 'yes'],
    ['said to be none', { [`${INPUT}.sensitive`]: 'none' }, 'no'],
    ['said to be unknown', { [`${INPUT}.sensitive`]: 'unknown' }, 'unknown'],
    ['not said, of whatever kind', { [`${INPUT}.sensitive`]: undefined }, 'unknown'],
    [
      'the inputs are not known',
      { 'systems.0.data.inputs': 'unknown', 'systems.0.data.personal-information': 'yes' },
      'unknown',
    ],
    [
      'there are none, though personal information is processed',
      { 'systems.0.data.inputs': [], 'systems.0.data.personal-information': 'yes' },
      'unknown',
    ],
    [
      'exempt data is out',
      {
        ...HEALTH,
        [`${INPUT}.exempt-under`]: 'hipaa',
        'systems.0.data.exemptions': { 'confirmed-by': 'ana', 'confirmed-on': '2026-10-10' },
        'systems.0.data.inputs.1': { name: 'Name', category: 'identifiers', sensitive: 'none' },
      },
      'no',
    ],
  ])('%s', (_, changes, expected) => {
    expect(of('trigger-sensitive', changes)).toBe(expected)
  })
})

describe('the carve-out for human resources', () => {
  const pay = { ...HEALTH, [`${INPUT}.solely-for-hr`]: 'benefits-administration' }
  test.each<[string, Changes, string]>([
    ['of employees and contractors', { ...pay, 'systems.0.populations': ['employees', 'contractors'] }, 'no'],
    ['of applicants too', { ...pay, 'systems.0.populations': ['employees', 'job-applicants'] }, 'yes'],
    [
      'of this input’s own people',
      { ...pay, 'systems.0.populations': ['consumers'], [`${INPUT}.about`]: ['employees'] },
      'no',
    ],
    ['of nobody', { ...pay, 'systems.0.populations': [] }, 'yes'],
    ['of people not known', { ...pay, 'systems.0.populations': 'unknown' }, 'unknown'],
    [
      'for a purpose not known',
      { ...HEALTH, [`${INPUT}.solely-for-hr`]: 'unknown', 'systems.0.populations': ['employees'] },
      'unknown',
    ],
  ])('%s', (_, changes, expected) => {
    expect(of('trigger-sensitive', changes)).toBe(expected)
  })
})

describe('the right to limit', () => {
  const used = (purpose: string | undefined, ...uses: string[]): Changes => ({
    ...HEALTH,
    [`${INPUT}.permitted-purpose`]: purpose,
    [`${INPUT}.used-for`]: uses,
  })
  test.each<[string, Changes, string]>([
    ['a purpose that leaves none', used('requested-service', 'service'), 'no'],
    ['no such purpose', used('none', 'service'), 'yes'],
    ['a purpose not said', used(undefined, 'service'), 'unknown'],
    ['a purpose that does not cover training', used('requested-service', 'service', 'training'), 'yes'],
    ['a purpose that covers it', used('quality-and-improvement', 'training'), 'no'],
    ['uses not known', { ...used('requested-service'), [`${INPUT}.used-for`]: 'unknown' }, 'no'],
    ['not sensitive', { [`${INPUT}.sensitive`]: 'none' }, 'no'],
    ['retired', { ...used('none'), 'systems.0.status': 'retired', 'systems.0.retired-on': '2027-01-01' }, 'no'],
  ])('%s', (_, changes, expected) => {
    expect(of('right-to-limit', changes)).toBe(expected)
  })
})

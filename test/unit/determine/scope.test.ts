import { expect, test } from 'vitest'
import { scopeOf } from '../../../src/determine/scope.ts'
import { type Changes, determined, lender } from '../../scenarios/lender.ts'

const scope = (changes: Changes) => scopeOf(determined(lender(changes)).determinations)('advance')

test.each<[string, Changes, string, RegExp]>([
  ['by Article 11', {}, 'yes', /significant decision/],
  [
    'by a risk assessment alone',
    { 'systems.0.decisions': 'none', 'systems.0.data.sells-or-shares': 'yes' },
    'yes',
    /sells or shares/,
  ],
  ['not, for one reason said once', { 'organization.ccpa.role': 'not-covered' }, 'no', /not a business/],
  ['perhaps', { 'organization.ccpa.role': 'unknown' }, 'unknown', /whether the organization is a business/],
])('the rules reach it: %s', (_, changes, reached, because) => {
  const found = scope(changes)
  expect(found.reached).toBe(reached)
  expect(found.because).toMatch(because)
  expect(found.cites.length).toBeGreaterThan(0)
  expect(new Set(found.because.split('; ')).size).toBe(found.because.split('; ').length)
})

test('of a system that is not there nothing reaches it', () => {
  expect(scopeOf([])('advance')).toEqual({ reached: 'no', because: '', cites: [] })
})

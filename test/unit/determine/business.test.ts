import { expect, test } from 'vitest'
import type { Json } from '../../scenarios/lender.ts'
import { answer, determined, lender } from '../../scenarios/lender.ts'

/** The organization's role, the system's own, and whether the system is run by a business that owes the duties. */
test.each<[Json | undefined, Json | undefined, string]>([
  ['business', undefined, 'yes'],
  ['not-covered', undefined, 'no'],
  ['service-provider', undefined, 'no'],
  ['unknown', undefined, 'unknown'],
  [undefined, undefined, 'unknown'],
  ['business', 'service-provider', 'no'],
  ['service-provider', 'business', 'yes'],
  ['business', 'unknown', 'unknown'],
  ['unknown', 'business', 'yes'],
])('organization %s, system %s: %s', (organization, system, expected) => {
  const found = determined(lender({ 'organization.ccpa.role': organization, 'systems.0.role': system }))
  expect(answer(found, 'covered-business')).toBe(expected)
})

test('a missing answer is asked where it belongs', () => {
  const asked = (changes: { readonly [route: string]: Json }) =>
    determined(lender(changes)).determinations.find(
      (each) => each.id === 'covered-business' && each.subject === 'advance',
    )?.open[0]?.route
  expect(asked({ 'organization.ccpa.role': 'unknown' })).toEqual(['organization', 'ccpa', 'role'])
  expect(asked({ 'systems.0.role': 'unknown' })).toEqual(['systems', 0, 'role'])
})

test('a service provider is told who owes the duties', () => {
  const found = determined(lender({ 'systems.0.role': 'service-provider' })).determinations.find(
    (each) => each.id === 'covered-business' && each.subject === 'advance',
  )
  expect(found?.because).toMatch(/instructions of another business/)
  expect(found?.cites).toContain('Civ. Code 1798.140(ag)')
})

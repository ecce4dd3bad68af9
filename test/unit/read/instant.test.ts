import { expect, test } from 'vitest'
import { instantsOf } from '../../../src/read/instant.ts'

test.each([
  ['2027-02-01T09:14:41.021Z', '2027-02-01T09:14:41.021Z', '2027-02-01T09:14:41.021Z'],
  ['2027-02-01T09:14:41Z', '2027-02-01T09:14:41.000Z', '2027-02-01T09:14:41.999Z'],
  ['2027-02-01T01:14:41.281887-08:00', '2027-02-01T09:14:41.281Z', '2027-02-01T09:14:41.281Z'],
  ['2027-02-01T10:14:41.5+0100', '2027-02-01T09:14:41.500Z', '2027-02-01T09:14:41.500Z'],
  // Without a zone it may be anywhere on earth.
  ['2027-02-01T09:14:41', '2027-01-31T19:14:41.000Z', '2027-02-01T21:14:41.999Z'],
  ['2027-02-01 09:14', '2027-01-31T19:14:00.000Z', '2027-02-01T21:14:00.999Z'],
])('%s is from %s to %s', (text, earliest, latest) => {
  expect(instantsOf(text)).toEqual({ earliest, latest })
})

test.each([
  '',
  'yesterday',
  '1795612693',
  '2027-02-30T09:14:41Z',
  '2027-02-01T29:14:41Z',
  '2027-02-01',
  'Mon Feb 1 2027',
])('`%s` is no time', (text) => {
  expect(instantsOf(text)).toBeUndefined()
})

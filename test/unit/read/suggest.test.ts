import { expect, test } from 'vitest'
import { nearest } from '../../../src/read/suggest.ts'

const keys = ['owners', 'purpose', 'records', 'role', 'id', 'on', 'what']

test.each([
  ['ownrs', 'owners', 'a letter left out'],
  ['ownerss', 'owners', 'a letter too many'],
  ['ownars', 'owners', 'another letter'],
  ['onwers', 'owners', 'two letters swapped'],
  ['Owners', 'owners', 'another case'],
  ['OWNRES', 'owners', 'another case and two letters swapped'],
  ['porpuse', 'purpose', 'two other letters in a long word'],
  ['no', 'on', 'two letters, swapped'],
])('`%s` is meant as `%s`: %s', (written, meant) => {
  expect(nearest(written, keys)).toBe(meant)
})

test.each(['owner-list', 'colour', '', 'xy', 'wh', 'o'.repeat(5_000), 'ownersowners'])(
  '`%s` is close to nothing',
  (written) => {
    expect(nearest(written, keys)).toBeUndefined()
  },
)

test('of two that are equally close the first is meant', () => {
  expect(nearest('bat', ['cat', 'rat'])).toBe('cat')
  expect(nearest('bat', ['rat', 'cat'])).toBe('rat')
})

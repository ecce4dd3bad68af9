import { expect, test } from 'vitest'
import { daysBetween, parseDate } from '../../src/core/dates.ts'
import regulation from '../../src/regulations/ccpa-admt/regulation.yml'

/** A person reads the law against the data at least this often; days. */
const LONGEST = 180

test('the law was reviewed within 180 days of the release that RELEASE_DATE names', () => {
  expect(lapse(regulation.lawReviewedOn, process.env.RELEASE_DATE ?? regulation.lawReviewedOn)).toBeUndefined()
})

test.each([
  ['2026-11-23', '2026-11-23', undefined],
  ['2026-11-23', '2027-05-22', undefined],
  ['2026-11-23', '2027-05-23', 'The law was last reviewed 181 days before the release; review it again'],
  ['2026-11-23', '2026-11-22', 'The law review is dated after the release'],
  ['2026-11-23', 'tomorrow', 'RELEASE_DATE is `tomorrow`; write it as YYYY-MM-DD'],
  ['last autumn', '2026-11-23', '`law-reviewed-on` is `last autumn`; write it as YYYY-MM-DD'],
])('a review of %s and a release of %s give %s', (reviewed, released, expected) => {
  expect(lapse(reviewed, released)).toBe(expected)
})

/** Why a release on that day may not go out with a law review of that day; undefined when it may. */
function lapse(reviewed: string, released: string): string | undefined {
  if (parseDate(reviewed) === undefined) return `\`law-reviewed-on\` is \`${reviewed}\`; write it as YYYY-MM-DD`
  if (parseDate(released) === undefined) return `RELEASE_DATE is \`${released}\`; write it as YYYY-MM-DD`
  const days = daysBetween(reviewed, released)
  if (days < 0) return 'The law review is dated after the release'
  if (days > LONGEST) return `The law was last reviewed ${days} days before the release; review it again`
  return undefined
}

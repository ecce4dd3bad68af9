import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PullRequest, Review } from '../../src/core/comparison.ts'
import { waiversInForce } from '../../src/core/waiver-approval.ts'
import { waiverKey } from '../../src/core/waiver-key.ts'
import { accounts, HEAD, OLDER, waiver } from '../scenarios/approvals.ts'
import { gate, lender } from '../scenarios/lender.ts'

const { facts } = await gate(lender({ ...accounts, waivers: [waiver] }), { base: lender(accounts) })
const keys = facts.manifest?.waivers.map(waiverKey) ?? []

const login = fc.constantFrom('ana-lucero', 'ana-lucero', 'bob-tremaine', 'tomas-lind', 'stranger')
const review: fc.Arbitrary<Review> = fc.record({
  by: login,
  account: fc.constantFrom('user', 'user', 'bot'),
  state: fc.constantFrom('approved', 'approved', 'changes-requested', 'dismissed'),
  commit: fc.constantFrom(HEAD, HEAD, OLDER, undefined),
  mayWrite: fc.constantFrom('yes', 'yes', 'no', 'unknown'),
})
const pull: fc.Arbitrary<PullRequest> = fc.record(
  {
    number: fc.nat(9),
    openedBy: login,
    authors: fc.uniqueArray(login),
    headSha: fc.constant(HEAD),
    reviews: fc.uniqueArray(review, { selector: ({ by }) => by, maxLength: 4 }),
    waivers: fc.constantFrom([], keys, keys),
    moreAuthors: fc.constant('has more commits than GitHub lists'),
  },
  { requiredKeys: ['number', 'authors', 'headSha', 'reviews'] },
)

/** Written apart from the gate's own way to tell it. */
function isEligible({ headSha, authors, openedBy, moreAuthors, waivers, reviews }: PullRequest): boolean {
  return (
    moreAuthors === undefined &&
    waivers?.length !== 0 &&
    reviews.some(
      (each) =>
        each.by === 'ana-lucero' &&
        each.by !== openedBy &&
        !authors.includes(each.by) &&
        each.account === 'user' &&
        each.state === 'approved' &&
        each.commit === headSha &&
        each.mayWrite === 'yes',
    )
  )
}

test('a waiver that a change brings counts with an approval that may count, and with nothing else', () => {
  fc.assert(
    fc.property(fc.array(pull, { maxLength: 3 }), fc.boolean(), (pulls, partly) => {
      const more = partly ? { partly: { because: 'the queue has changed', next: 'queue it again' } } : {}
      const counted = waiversInForce({ ...facts, approvals: { known: true, pulls, ...more } })
      expect(counted.length > 0).toBe(pulls.some(isEligible))
    }),
    { numRuns: 2000 },
  )
})

import { describe, expect, test } from 'vitest'
import { approvalBy, approvalOfLoosening } from '../../../src/core/approval.ts'
import { approversNeeded } from '../../../src/core/approval-needed.ts'
import type { Approvals, PullRequest } from '../../../src/core/comparison.ts'
import type { Facts } from '../../../src/core/facts.ts'
import { NO_POLICY, type Policy } from '../../../src/core/policy.ts'
import { approvalOfWaiver } from '../../../src/core/waiver-approval.ts'
import { waiverKey } from '../../../src/core/waiver-key.ts'
import { accounts, approved, HEAD, OLDER, pull, review, waiver } from '../../scenarios/approvals.ts'
import { type Changes, gate, lender } from '../../scenarios/lender.ts'

/** GitHub reads a handle in either case. */
const written: Changes = { ...accounts, 'people.ana.github': 'Ana-Lucero' }
const { facts } = await gate(lender({ ...written, waivers: [waiver] }), { base: lender(written) })
const [brought] = facts.manifest?.waivers ?? []
if (brought === undefined) throw new Error('no waiver')

function under(approvals: Approvals | undefined, policy: Partial<Policy> = {}): Facts {
  const { approvals: _, ...rest } = facts
  return {
    ...rest,
    policy: { ...NO_POLICY, policy: { ...NO_POLICY.policy, ...policy } },
    ...(approvals === undefined ? {} : { approvals }),
  }
}

const by = (github: string, approvals: Approvals | undefined) => approvalBy({ github }, under(approvals))
const ana = review('ana-lucero')

describe('a person approves with', () => {
  test.each<[string, Approvals]>([
    ['an approval of the head commit', approved(ana)],
    ['an approval beside the approvals of others', approved(review('bob-tremaine', { state: 'dismissed' }), ana)],
  ])('%s', (_, approvals) => {
    expect(by('ana-lucero', approvals)).toMatchObject({
      approved: 'yes',
      by: 'ana-lucero',
      review: { pull: 7, by: 'ana-lucero', commit: HEAD },
    })
  })

  test.each(['Ana-Lucero', '@ana-lucero', ' ANA-LUCERO '])('the account written as %j', (github) => {
    expect(by(github, approved(ana)).approved).toBe('yes')
  })

  test('the page of the review, where GitHub names it', () => {
    const url = 'https://github.com/quarry-lane/credit/pull/7#pullrequestreview-80'
    expect(by('ana-lucero', approved({ ...ana, url })).review).toEqual({ pull: 7, by: 'ana-lucero', commit: HEAD, url })
  })
})

describe('a person does not approve', () => {
  test.each<[string, Approvals, RegExp, RegExp]>([
    ['without a review', approved(), /`ana-lucero` has not reviewed pull request 7/, /approve commit `4e8f0c2`/],
    ['by the review of another', approved(review('bob-tremaine')), /`ana-lucero` has not reviewed/, /`ana-lucero`/],
    [
      'their own pull request',
      approved(pull({ openedBy: 'ana-lucero', authors: ['ana-lucero'], reviews: [ana] })),
      /opened pull request 7/,
      /person approve it who wrote nothing of pull request 7/,
    ],
    [
      'what they wrote a commit of',
      approved(pull({ authors: ['ana-lucero', 'tomas-lind'], reviews: [ana] })),
      /wrote a commit of pull request 7/,
      /person approve it who wrote nothing/,
    ],
    [
      'by approving an older commit',
      approved({ ...ana, commit: OLDER }),
      /approved commit `71c05d9`, and pull request 7 has changed since/,
      /approve commit `4e8f0c2`/,
    ],
    ['by a review that was dismissed', approved({ ...ana, state: 'dismissed' }), /was dismissed/, /approve/],
    ['by asking for changes', approved({ ...ana, state: 'changes-requested' }), /asked for changes/, /make them/],
    ['as a bot', approved({ ...ana, account: 'bot' }), /is a bot/, /a person approve/],
    ['without the right to write', approved({ ...ana, mayWrite: 'no' }), /may not write/, /who may write/],
  ])('%s', (_, approvals, because, next) => {
    const told = by('ana-lucero', approvals)
    expect(told.approved).toBe('no')
    expect(told.because).toMatch(because)
    expect(told.next).toMatch(next)
    expect(told.review).toBeUndefined()
  })

  test.each([undefined, '', '  ', 'acme/privacy', 'dependabot[bot]', 'a b', '-x'])(
    'with %j for an account',
    (github) => {
      const told = approvalBy(github === undefined ? {} : { github }, under(approved(review(String(github)))))
      expect(told.approved).toBe('no')
      expect(told.because).toMatch(/no account/)
    },
  )
})

describe('nobody can tell', () => {
  test.each<[string, Approvals | undefined, RegExp]>([
    ['where reviews are not seen', undefined, /cannot be seen here/],
    [
      'where GitHub does not tell them',
      { known: false, because: 'GitHub did not answer in time', next: 'run the job again' },
      /did not answer in time/,
    ],
    ['where there is no pull request', { known: true, pulls: [] }, /no pull request/],
    ['which commit was approved', approved({ ...ana, commit: undefined }), /which commit/],
    ['who may write', approved({ ...ana, mayWrite: 'unknown' }), /whether `ana-lucero` may write/],
    [
      'who wrote all of it',
      approved(pull({ moreAuthors: 'has more commits than GitHub lists', reviews: [ana] })),
      /more commits than GitHub lists/,
    ],
    [
      'what else a merge queue joins',
      { known: true, pulls: [pull({ reviews: [ana] })], partly: { because: 'the queue has changed', next: 'again' } },
      /queue has changed/,
    ],
  ])('%s', (_, approvals, because) => {
    const told = by('ana-lucero', approvals)
    expect(told.approved).toBe('unknown')
    expect(told.because).toMatch(because)
    expect(told.next).toMatch(/\S/)
  })
})

describe('of several pull requests in a merge queue', () => {
  const key = waiverKey(brought)
  const other = pull({ number: 8, openedBy: 'noor-haddad', authors: ['noor-haddad'], waivers: [] })

  test('a waiver needs the approval of one that brings it', () => {
    const told = (...pulls: readonly PullRequest[]) => approvalOfWaiver(brought, under(approved(...pulls)))
    expect(told(pull({ waivers: [key], reviews: [ana] }), other).approved).toBe('yes')
    expect(told(pull({ waivers: [key] }), { ...other, reviews: [ana] }).approved).toBe('no')
    expect(told(pull({ waivers: [] }), { ...other, reviews: [ana] })).toMatchObject({
      approved: 'unknown',
      because: expect.stringMatching(/no pull request of this merge queue brings it/),
    })
  })

  test('anything else needs the approval of each', () => {
    const first = pull({ waivers: [], reviews: [ana] })
    expect(by('ana-lucero', approved(first, other))).toMatchObject({
      approved: 'no',
      because: expect.stringMatching(/pull request 8/),
    })
    expect(by('ana-lucero', approved(first, { ...other, reviews: [ana] })).approved).toBe('yes')
  })

  test('each may be approved by another person who may', () => {
    const told = (...pulls: readonly PullRequest[]) => approvalOfLoosening(under(approved(...pulls)))
    const first = pull({ waivers: [], reviews: [ana] })
    expect(told(first, { ...other, reviews: [review('bob-tremaine')] }).approved).toBe('yes')
    expect(told(first, other)).toMatchObject({
      approved: 'no',
      because: expect.stringMatching(/pull request 8 has no review by `ana-lucero` or `bob-tremaine`/),
    })
  })
})

describe('a loosening is approved by', () => {
  const listed = [{ key: 'dara', name: 'Dara Quinn', github: 'Dara-Q' }]
  test.each<[string, Partial<Policy>, string, 'yes' | 'no']>([
    ['a person of the base, where no policy says who', {}, 'bob-tremaine', 'yes'],
    ['nobody else, where no policy says who', {}, 'dara-q', 'no'],
    ['a person whom the policy names', { approvers: { loosening: listed } }, 'dara-q', 'yes'],
    [
      'no person of the base, where the policy names others',
      { approvers: { loosening: listed } },
      'bob-tremaine',
      'no',
    ],
    ['nobody, where the policy names nobody', { approvers: { loosening: [] } }, 'bob-tremaine', 'no'],
    ['nobody whom it names for waivers', { approvers: { waivers: listed, loosening: [] } }, 'dara-q', 'no'],
  ])('%s', (_, policy, who, is) => {
    const told = approvalOfLoosening(under(approved(review(who)), policy))
    expect(told.approved).toBe(is)
    expect(told.next === '').toBe(is === 'yes')
  })
})

describe('a waiver, where the policy names who may approve waivers, is approved by', () => {
  const approvers = { waivers: [{ key: 'a', name: 'Ana Lucero', github: 'ANA-lucero' }] }
  test('that person', () => {
    expect(approvalOfWaiver(brought, under(approved(ana), { approvers })).approved).toBe('yes')
  })
  test('no other person, approving or not', () => {
    const others = { waivers: [{ key: 'dara', name: 'Dara Quinn', github: 'dara-q' }] }
    const told = approvalOfWaiver(brought, under(approved(ana, review('dara-q')), { approvers: others }))
    expect(told).toMatchObject({
      approved: 'no',
      because: expect.stringMatching(/policy does not let `ana`.*Dara Quinn/),
    })
  })
})

describe('reviews are asked for', () => {
  test('of whoever may approve what needs it', () => {
    expect(approversNeeded(under(undefined))).toEqual(['ana-lucero'])
    const loosening = { others: 'approval' as const, kinds: {} }
    expect(approversNeeded(under(undefined, { loosening }))).toEqual(['ana-lucero', 'bob-tremaine'])
  })

  test('not where nothing needs it', async () => {
    const still = await gate(lender({ ...written, waivers: [waiver] }), {
      base: lender({ ...written, waivers: [waiver] }),
    })
    expect(approversNeeded(still.facts)).toBeUndefined()
    const { comparison: _, ...alone } = facts
    expect(approversNeeded(alone)).toBeUndefined()
  })
})

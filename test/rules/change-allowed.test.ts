import { expect, test } from 'vitest'
import type { Approvals } from '../../src/core/comparison.ts'
import type { Treatment } from '../../src/core/policy.ts'
import { NO_POLICY } from '../../src/core/policy.ts'
import { evaluate } from '../../src/evaluate.ts'
import rule from '../../src/rules/change-allowed.ts'
import { approved, review } from '../scenarios/approvals.ts'
import { type Changes, gate, type Json, lender } from '../scenarios/lender.ts'

const PRONG = 'systems.0.decisions.0.human-involvement.reviews-other-information'
const subject = 'advance/decisions/extend-credit/human-involvement/reviews-other-information'

/** What the rule says of the lender's change under a policy that takes prongs in this way. */
async function judged(
  change: Changes,
  { base = lender(), how, ...more }: { base?: Json; how?: Treatment; approvals?: Approvals } = {},
) {
  const facts = { ...(await gate(lender(change), { base })).facts, ...more }
  if (how === undefined) return evaluate(facts, [rule])
  const loosening = { others: 'warn' as const, kinds: { 'human-involvement': how } }
  return evaluate({ ...facts, policy: { from: 'base', policy: { ...NO_POLICY.policy, loosening } } }, [rule])
}

test('without a policy everything that loosens is a warning of its own, with what to do', async () => {
  const findings = await judged({ [PRONG]: 'yes' })
  expect(findings.map((each) => [each.subject, each.outcome, each.level])).toEqual([
    ['organization/duties/ended', 'review', 'warning'],
    [subject, 'review', 'warning'],
    ['advance/duties/ended', 'review', 'warning'],
  ])
  expect(findings[1]).toMatchObject({
    scope: 'advance',
    owner: 'bob',
    cites: [],
    message: expect.stringMatching(
      /^loosens the gate \(`human-involvement`\): `reviews-other-information` of `extend-credit` was `no` and is `yes`, and the system names no `code:`/,
    ),
    next: expect.stringMatching(/say in the pull request why/),
    location: { route: ['systems', 0, 'decisions', 0, 'human-involvement', 'reviews-other-information'] },
  })
})

test.each([
  ['allow', 'pass', 'error', /the policy allows it/],
  ['warn', 'review', 'warning', /was `no` and is `yes`/],
  ['fail', 'fail', 'error', /the policy does not allow it/],
  ['approval', 'fail', 'error', /nobody is named who could approve it/],
] as const)('a policy that says %s makes it a %s', async (how, outcome, level, says) => {
  const found = (await judged({ [PRONG]: 'yes' }, { how })).find((each) => each.subject === subject)
  expect(found).toMatchObject({ outcome, level, message: expect.stringMatching(says) })
  if (outcome !== 'pass') expect(found?.next).toMatch(/\S/)
})

test.each<[string, { approvals?: Approvals }, string, RegExp]>([
  [
    'passes with the review of a person of the base',
    { approvals: approved(review('bob-t')) },
    'pass',
    /approved by bob-t/,
  ],
  ['fails without one', { approvals: approved() }, 'fail', /it needs an approval: `bob-t` has not reviewed/],
  ['fails with that of a stranger', { approvals: approved(review('stranger')) }, 'fail', /`bob-t` has not reviewed/],
  ['is open where reviews cannot be seen', {}, 'open', /whether it is approved cannot be told: reviews/],
])('a policy that asks for an approval %s', async (_, approvals, outcome, says) => {
  const github: Changes = { 'people.bob.github': 'bob-t' }
  const given = { base: lender(github), how: 'approval' as const, ...approvals }
  const found = (await judged({ ...github, [PRONG]: 'yes' }, given)).find((each) => each.subject === subject)
  expect(found).toMatchObject({ outcome, level: 'error', message: expect.stringMatching(says) })
})

test('a change that tightens, or nothing at all, passes in one finding', async () => {
  for (const [change, base] of [
    [{}, lender()],
    [{}, lender({ [PRONG]: 'yes' })],
  ] as const)
    expect(await judged(change, { base })).toMatchObject([
      {
        subject: 'manifest/changes',
        scope: 'manifest',
        outcome: 'pass',
        message: 'asks for no less than at the base revision',
      },
    ])
})

test('a first adoption loosens nothing, and says so', async () => {
  expect(await judged({}, { base: null })).toMatchObject([
    { outcome: 'notApplicable', message: expect.stringMatching(/the base has no manifest/) },
  ])
})

test('where nothing is compared nothing is said', async () => {
  expect(evaluate((await gate(lender())).facts, [rule])).toEqual([])
})

test('a system that is removed is one finding, whatever number of duties end with it', async () => {
  const findings = await judged({
    systems: [],
    'no-systems': { reason: 'Sold.', 'confirmed-by': 'ana', 'confirmed-on': '2027-01-20' },
  })
  const own = findings.filter(({ scope }) => scope === 'advance')
  expect(own).toHaveLength(1)
  expect(own[0]?.message).toMatch(/the system is removed, and with it \d+ duties end: `access-clock`/)
})

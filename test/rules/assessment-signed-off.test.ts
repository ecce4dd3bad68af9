import { describe, expect, test } from 'vitest'
import type { Approvals, ChangedFiles } from '../../src/core/comparison.ts'
import type { Outcome } from '../../src/core/finding.ts'
import { NO_POLICY, type Policy } from '../../src/core/policy.ts'
import { evaluate } from '../../src/evaluate.ts'
import rule from '../../src/rules/assessment-signed-off.ts'
import { approved, pull, review } from '../scenarios/approvals.ts'
import { type Changes, gate, lender } from '../scenarios/lender.ts'

const accounts: Changes = { 'people.ana.github': 'ana-lucero', 'people.bob.github': 'bob-tremaine' }
const RECORD = 'systems.0.records.risk-assessment'
const FILE = 'compliance/assessment.md'
const none: ChangedFiles = { known: true, files: [] }
const rewritten: ChangedFiles = { known: true, files: [{ path: FILE, status: 'modified' }] }

type Given = {
  readonly change?: Changes
  readonly base?: Changes | null
  readonly changed?: ChangedFiles
  readonly approvals?: Approvals
  readonly policy?: Partial<Policy>
}

async function signedOff({ change = {}, base, changed = none, approvals, policy = { signOff: true } }: Given) {
  const { facts } = await gate(lender({ ...accounts, ...change }), {
    ...(base === undefined ? {} : { base: base === null ? null : lender({ ...accounts, ...base }) }),
    changed,
  })
  const judged = {
    ...facts,
    policy: { ...NO_POLICY, policy: { ...NO_POLICY.policy, ...policy } },
    ...(approvals === undefined ? {} : { approvals }),
  }
  return evaluate(judged, [rule])
}

describe('assessment/signed-off', () => {
  test('asks nothing without a policy that asks for it', async () => {
    expect(await signedOff({ base: {}, changed: rewritten, policy: {} })).toEqual([])
  })

  test.each<[string, Given, Outcome, RegExp]>([
    ['where nothing is proposed', {}, 'notApplicable', /not touched/],
    ['as it is at the base', { base: {} }, 'notApplicable', /not touched/],
    [
      'where no assessment is required',
      { base: {}, changed: rewritten, change: { 'systems.0.california-residents': 'no' } },
      'notApplicable',
      /no duty/,
    ],
    [
      'with the review of who approved it',
      { base: {}, changed: rewritten, approvals: approved(review('bob-tremaine')) },
      'pass',
      /`bob-tremaine` approved commit/,
    ],
    ['whose file is changed', { base: {}, changed: rewritten, approvals: approved() }, 'fail', /has not reviewed/],
    [
      'whose file came from elsewhere',
      {
        base: {},
        changed: { known: true, files: [{ path: 'old.md', status: 'renamed', from: FILE }] },
        approvals: approved(),
      },
      'fail',
      /has not reviewed/,
    ],
    [
      'where the changed files cannot be told',
      { base: {}, changed: { known: false, because: 'too many', next: 'x' }, approvals: approved() },
      'fail',
      /has not reviewed/,
    ],
    [
      'whose day of review is written anew',
      { base: { [`${RECORD}.reviewed-on`]: '2026-12-01' }, approvals: approved() },
      'fail',
      /has not reviewed/,
    ],
    [
      'whose approver is another',
      { base: { [`${RECORD}.approved-by`]: 'ana' }, approvals: approved(review('ana-lucero')) },
      'fail',
      /`bob-tremaine` has not reviewed/,
    ],
    ['that is new', { base: { [RECORD]: undefined }, approvals: approved() }, 'fail', /has not reviewed/],
    ['of a first manifest', { base: null, approvals: approved() }, 'fail', /has not reviewed/],
    [
      'approved by nobody',
      { change: { [`${RECORD}.approved-by`]: undefined }, base: {}, approvals: approved(review('bob-tremaine')) },
      'fail',
      /names no approver/,
    ],
    [
      'approved by its author',
      {
        base: {},
        changed: rewritten,
        approvals: approved(pull({ authors: ['bob-tremaine'], reviews: [review('bob-tremaine')] })),
      },
      'fail',
      /own change/,
    ],
    [
      'approved by one whom the policy does not let',
      {
        base: {},
        changed: rewritten,
        approvals: approved(review('bob-tremaine')),
        policy: { signOff: true, approvers: { riskAssessments: [{ key: 'd', name: 'Dara Quinn', github: 'dara-q' }] } },
      },
      'fail',
      /policy does not let `bob`/,
    ],
    ['where reviews cannot be seen', { base: {}, changed: rewritten }, 'open', /cannot be seen/],
  ])('%s', async (_, given, outcome, says) => {
    const [finding, ...more] = await signedOff(given)
    expect(more).toEqual([])
    expect(finding).toMatchObject({ outcome, message: expect.stringMatching(says) })
    if (outcome === 'fail' || outcome === 'open')
      expect(finding).toMatchObject({ level: 'error', next: expect.stringMatching(/\S/) })
  })
})

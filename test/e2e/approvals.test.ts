import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../src/read/manifest.ts'
import { accounts, waiver } from '../scenarios/approvals.ts'
import { declaredFiles } from '../scenarios/gate.ts'
import { AS_OF, type Changes, lender } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import type { Tree } from './git-stream.ts'
import type { GitHubOptions } from './github/options.ts'
import { mergeGroup, type Queue } from './merge-group.ts'
import type { Tried } from './opened.ts'
import { type Attempt, pullRequest } from './pull-request.ts'
import { reportOf } from './runner.ts'

const MANIFEST = 'ai-compliance.yml'
const manifest = (changes: Changes = {}): Tree => ({
  [MANIFEST]: JSON.stringify(lender({ ...accounts, ...changes }), null, 2),
})
const brought = manifest({ waivers: [waiver] })

/** The lender whose opt-out procedure does not say one thing, which fails without a waiver. */
const base: Tree = {
  ...manifest(),
  ...Object.fromEntries(
    declaredFiles(parseManifest(lender())).map(({ kind, path }) => [
      path,
      path === 'compliance/opt-out.md' ? recordText(kind, path, ['quiet-period']) : recordText(kind, path),
    ]),
  ),
}
const given = { base, with: { 'as-of': AS_OF, 'check-run': 'false' } }
const rule = 'waiver/in-force'

async function tried(attempt: Partial<Attempt>) {
  return judged(await pullRequest({ ...given, head: brought, ...attempt }))
}
async function queued(queue: Pick<Queue, 'pulls'> & Partial<Queue>) {
  return judged(await mergeGroup({ ...given, ...queue }))
}
function judged({ ran, findings, github }: Tried) {
  const [waived] = findings.filter((each) => each.rule === rule)
  return { code: ran.code, waived, github, report: reportOf(ran) }
}

describe('a waiver that a pull request brings', () => {
  test('counts with the review of its approver on the head commit, and the report has the review', async () => {
    const { code, waived, github, report } = await tried({ reviews: [{ by: 'ana-lucero' }] })
    expect(waived).toMatchObject({ outcome: 'pass' })
    expect(code).toBe(0)
    expect(JSON.stringify(report)).toMatch(
      /"reviews":\[\{"pull":2,"by":"ana-lucero","commit":"[0-9a-f]{40}","url":"https/,
    )
    expect(github.requests.length).toBeLessThanOrEqual(8)
  })

  test.each<[string, Partial<Attempt>, RegExp]>([
    ['without a review', {}, /has not reviewed/],
    ['approved by its author', { author: 'ana-lucero', reviews: [{ by: 'ana-lucero' }] }, /own change/],
    [
      'approved by who wrote one of its commits',
      {
        head: [{ changes: { 'notes.md': 'x' }, by: 'ana-lucero' }, { changes: brought }],
        reviews: [{ by: 'ana-lucero' }],
      },
      /wrote a commit/,
    ],
    [
      'approved at an older commit',
      { head: [{ changes: { 'notes.md': 'x' } }, { changes: brought }], reviews: [{ by: 'ana-lucero', on: 0 }] },
      /has changed since/,
    ],
    ['whose approval was dismissed', { reviews: [{ by: 'ana-lucero', state: 'DISMISSED' }] }, /dismissed/],
    [
      'whose approver asks for changes later',
      { reviews: [{ by: 'ana-lucero' }, { by: 'ana-lucero', state: 'CHANGES_REQUESTED' }] },
      /asked for changes/,
    ],
    [
      'approved by one who may only read',
      { reviews: [{ by: 'ana-lucero' }], collaborators: { 'ana-lucero': 'read' } },
      /may not write/,
    ],
    [
      'approved by one who may only triage',
      { reviews: [{ by: 'ana-lucero' }], collaborators: { 'ana-lucero': 'triage' } },
      /may not write/,
    ],
    ['approved by another person', { reviews: [{ by: 'bob-tremaine' }] }, /`ana-lucero` has not reviewed/],
    ['approved by a bot', { reviews: [{ by: 'ana-lucero[bot]' }] }, /`ana-lucero` has not reviewed/],
    ['approved by a deleted account', { reviews: [{ by: null }] }, /has not reviewed/],
    [
      'approved by who appoints himself in it',
      {
        head: manifest({
          waivers: [{ ...waiver, 'approved-by': 'dara' }],
          'people.dara': { name: 'Dara Quinn', github: 'dara-q' },
        }),
        reviews: [{ by: 'dara-q' }],
      },
      /cannot appoint its own approver/,
    ],
    [
      'approved by who takes the account of its approver',
      {
        head: manifest({ waivers: [waiver], 'people.ana.github': 'dara-q' }),
        reviews: [{ by: 'dara-q' }],
      },
      /another account here/,
    ],
  ])('does not count %s', async (_, attempt, says) => {
    const { code, waived } = await tried(attempt)
    expect(waived).toMatchObject({ outcome: 'fail', level: 'error', message: expect.stringMatching(says) })
    expect(code).toBe(1)
  })

  test('still counts after a comment of its approver', async () => {
    const reviews = [{ by: 'ana-lucero' }, { by: 'ana-lucero', state: 'COMMENTED' as const }]
    expect((await tried({ reviews })).code).toBe(0)
  })

  test('counts on a pull request from a fork as on one from a branch', async () => {
    const { code, waived } = await tried({ from: 'fork', reviews: [{ by: 'ana-lucero' }] })
    expect(waived).toMatchObject({ outcome: 'pass' })
    expect(code).toBe(0)
  })

  test('and that is at the base needs no review, and nobody is asked', async () => {
    const { code, github } = await tried({ base: { ...base, ...brought }, head: { 'notes.md': 'x' } })
    expect(code).toBe(0)
    expect(github.requests.filter(({ path }) => path.includes('/reviews'))).toEqual([])
  })

  test('is an open question without a token', async () => {
    const { code, waived, github } = await tried({
      reviews: [{ by: 'ana-lucero' }],
      checkout: 'merge with history',
      with: { ...given.with, 'github-token': '' },
    })
    expect(waived).toMatchObject({ outcome: 'open', message: expect.stringMatching(/`github-token` is empty/) })
    expect(code).toBe(2)
    expect(github.requests).toEqual([])
  })

  const faults: readonly [string, GitHubOptions['fault']][] = (
    [
      ['pulls/list-reviews', 403],
      ['pulls/list-reviews', 401],
      ['pulls/list-commits', 404],
      ['repos/get-collaborator-permission-level', 500],
    ] as const
  ).map(([operation, status]) => [
    `${operation} answers ${status}`,
    (seen) => (seen.operation === operation ? { kind: 'status', status } : undefined),
  ])
  test.each(faults)(
    'is not evaluated where %s',
    async (_, fault) => {
      const github = fault === undefined ? {} : { fault }
      const { code, waived, report } = await tried({ reviews: [{ by: 'ana-lucero' }], github })
      expect(waived).toMatchObject({ outcome: 'open', level: 'error' })
      expect(report).toMatchObject({ verdict: 'not-evaluated' })
      expect(code).toBe(2)
      // A fault of the server is waited for.
    },
    20_000,
  )
})

describe('with a policy at the base', () => {
  const POLICY = 'compliance/policy.yml'
  const policy = (text: string): Tree => ({
    [POLICY]: `version: 1\npeople:\n  bob: { name: Bob Tremaine, github: Bob-Tremaine }\n${text}`,
  })
  const under = async (text: string, attempt: Partial<Attempt>) => {
    const { findings } = await pullRequest({
      ...given,
      base: { ...base, ...policy(text) },
      head: brought,
      ...attempt,
      with: { ...given.with, policy: POLICY },
    })
    return findings
  }
  const flipped = manifest({ 'systems.0.decisions.0.human-involvement.reviews-other-information': 'yes' })
  const LOOSENING = 'may-approve: { loosening: [bob] }\n'
  const SIGN_OFF = 'sign-off: true\n'
  const reassessed: Tree = {
    'compliance/assessment.md': `${recordText('risk-assessment', 'compliance/assessment.md')}\n`,
  }

  test.each<[string, string, Partial<Attempt>, string, string]>([
    [
      'a loosening passes with the review of whom it names',
      LOOSENING,
      { head: flipped, reviews: [{ by: 'bob-tremaine' }] },
      'change/allowed',
      'pass',
    ],
    [
      'a loosening fails with the review of another',
      LOOSENING,
      { head: flipped, reviews: [{ by: 'ana-lucero' }] },
      'change/allowed',
      'fail',
    ],
    [
      'a loosening fails by a policy that the change lets name another',
      LOOSENING,
      {
        head: {
          ...flipped,
          [POLICY]:
            'version: 1\npeople: { ana: { name: Ana Lucero, github: ana-lucero } }\nmay-approve: { loosening: [ana] }\n',
        },
        reviews: [{ by: 'ana-lucero' }],
      },
      'change/allowed',
      'fail',
    ],
    [
      'a waiver fails with the review of whom it does not name',
      'may-approve: { waivers: [bob] }\n',
      { reviews: [{ by: 'ana-lucero' }] },
      rule,
      'fail',
    ],
    [
      'an assessment is signed off by the review of its approver',
      SIGN_OFF,
      { head: reassessed, reviews: [{ by: 'bob-tremaine' }] },
      'assessment/signed-off',
      'pass',
    ],
    [
      'an assessment is not signed off by its author',
      SIGN_OFF,
      { head: reassessed, author: 'bob-tremaine' },
      'assessment/signed-off',
      'fail',
    ],
    ['an assessment that is not touched needs no sign-off', SIGN_OFF, {}, 'assessment/signed-off', 'notApplicable'],
  ])('%s', async (_, text, attempt, id, outcome) => {
    const found = (await under(text, attempt)).filter((each) => each.rule === id)
    expect(new Set(found.map((each) => each.outcome))).toEqual(new Set([outcome]))
  })
})

describe('in a merge queue', () => {
  const other: Tree = { 'notes.md': 'x' }
  const byAna = [{ by: 'ana-lucero' }]
  test.each<[string, Pick<Queue, 'pulls'> & Partial<Queue>, string]>([
    ['the review of the pull request that brings it counts', { pulls: [{ head: brought, reviews: byAna }] }, 'pass'],
    [
      'it counts too where another pull request is queued after it',
      { pulls: [{ head: brought, reviews: byAna }, { head: other }] },
      'pass',
    ],
    [
      'the review of another pull request does not count',
      { pulls: [{ head: brought }, { head: other, reviews: byAna }] },
      'fail',
    ],
    [
      'the review of another pull request that is queued before does not count',
      { pulls: [{ head: other, reviews: byAna }, { head: brought }] },
      'fail',
    ],
    [
      'one that came in with the group below counts there, and stands here',
      { groupOf: 'last', pulls: [{ head: brought }, { head: other }] },
      'pass',
    ],
    [
      'the review of the group below does not count for what the last one brings',
      { groupOf: 'last', pulls: [{ head: other, reviews: byAna }, { head: brought }] },
      'fail',
    ],
  ])(
    '%s',
    async (_, queue, outcome) => {
      const { waived, code } = await queued(queue)
      expect(waived).toMatchObject({ outcome })
      expect(code).toBe(outcome === 'pass' ? 0 : 1)
    },
    20_000,
  )
})

import { describe, expect, test, vi } from 'vitest'
import { MANIFEST } from '../scenarios/gate.ts'
import { type Changes, edited, type Json } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import type { Tree } from './git-stream.ts'
import { ana, established, manifest, POLICY, policy, text, UNMET, WAIVED, WITH, waiver } from './lent.ts'
import { mergeGroup } from './merge-group.ts'
import type { Tried } from './opened.ts'
import { AUTHOR, MAINTAINER } from './planned.ts'
import { type Attempt, pullRequest } from './pull-request.ts'

// Each attempt is a repository, a server and a process of its own; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

type Try = Partial<Attempt> & {
  readonly name: string
  /** What the pull request changes in the manifest. */
  readonly change?: Changes
  /** What it changes besides, or instead. */
  readonly files?: Tree
  /** What the gate says against it: a blocking finding, or the line with which the run ends. */
  readonly says: RegExp
  readonly verdict?: 'fail' | 'not-evaluated'
}

async function attempt({ change, files = {}, ...more }: Partial<Try>): Promise<Tried> {
  const head: Tree = { ...(change === undefined ? {} : { [MANIFEST]: text(manifest(change)) }), ...files }
  return pullRequest({ base: established(), head, ...more, with: { ...WITH, ...more.with } })
}

/** What stands against it: findings that block, and the lines with which the run ends. */
function against(tried: Tried): string {
  const blocking = tried.findings.filter(
    ({ outcome, level }) => level === 'error' && (outcome === 'fail' || outcome === 'open' || outcome === 'review'),
  )
  return [...blocking.map(({ rule, subject, message }) => `${rule} ${subject} ${message}`), ...errors(tried)].join('\n')
}

/** The errors that the run annotates; what a waiver covers is none. */
function errors({ ran }: Tried): readonly string[] {
  return ran.commands.filter(({ name }) => name === 'error').map(({ message }) => message)
}

const ATTEMPTS: readonly Try[] = [
  // Approvals
  { name: 'a waiver that nobody approved', files: WAIVED, says: /waiver\/in-force .*ana/ },
  {
    name: 'a waiver that its author approves',
    files: WAIVED,
    author: 'ana-lucero',
    reviews: [ana],
    says: /waiver\/in-force .*nobody approves their own change/,
  },
  {
    name: 'a waiver approved by who wrote a commit of it',
    head: [{ changes: WAIVED, by: 'ana-lucero' }, { changes: { 'README.md': 'Advances.\n' } }],
    reviews: [ana],
    says: /waiver\/in-force .*commit/,
  },
  {
    name: 'an approval of an older commit',
    head: [{ changes: { 'README.md': 'Advances.\n' } }, { changes: WAIVED }],
    reviews: [{ ...ana, on: 0 }],
    says: /waiver\/in-force .*has changed since/,
  },
  {
    name: 'an approval that names no commit',
    files: WAIVED,
    reviews: [{ ...ana, on: null }],
    says: /waiver\/in-force/,
  },
  {
    name: 'an approval that was dismissed',
    files: WAIVED,
    reviews: [{ ...ana, state: 'DISMISSED' }],
    says: /waiver\/in-force .*dismissed/,
  },
  {
    name: 'an approval before changes were requested',
    files: WAIVED,
    reviews: [ana, { ...ana, state: 'CHANGES_REQUESTED' }],
    says: /waiver\/in-force .*changes/,
  },
  {
    name: 'a comment as an approval',
    files: WAIVED,
    reviews: [{ ...ana, state: 'COMMENTED' }],
    says: /waiver\/in-force/,
  },
  {
    name: 'the approval of another person',
    files: WAIVED,
    reviews: [{ by: 'bob-tremaine' }],
    says: /waiver\/in-force .*ana/,
  },
  {
    name: 'the approval of somebody who may not write',
    files: WAIVED,
    reviews: [ana],
    collaborators: { 'ana-lucero': 'read' },
    says: /waiver\/in-force .*write/,
  },
  {
    name: 'the approval of somebody who may only triage',
    files: WAIVED,
    reviews: [ana],
    collaborators: { 'ana-lucero': 'triage' },
    says: /waiver\/in-force .*write/,
  },
  { name: 'the approval of a deleted account', files: WAIVED, reviews: [{ by: null }], says: /waiver\/in-force/ },
  {
    name: 'a bot as the approver',
    change: { 'people.ana.github': 'helper[bot]', waivers: [waiver()] },
    files: UNMET,
    reviews: [{ by: 'helper[bot]' }],
    says: /waiver\/in-force|person\/named .*bot/,
  },
  {
    name: 'an approver appointed in the same change',
    change: { 'people.dee': { name: 'Dee Okafor', github: 'dee-okafor' }, waivers: [waiver({ 'approved-by': 'dee' })] },
    files: UNMET,
    reviews: [{ by: 'dee-okafor' }],
    says: /waiver\/in-force/,
  },
  {
    name: 'an approver appointed in the same change, where no policy says who may',
    change: { 'people.dee': { name: 'Dee Okafor', github: 'dee-okafor' }, waivers: [waiver({ 'approved-by': 'dee' })] },
    files: UNMET,
    reviews: [{ by: 'dee-okafor' }],
    with: { policy: '' },
    says: /waiver\/in-force/,
  },
  {
    name: 'another account behind the approver’s name',
    change: { 'people.ana.github': 'anna-lucero', waivers: [waiver()] },
    files: UNMET,
    reviews: [{ by: 'anna-lucero' }],
    says: /waiver\/in-force/,
  },
  {
    name: 'a name that looks like the approver’s',
    change: { waivers: [waiver()] },
    files: UNMET,
    reviews: [{ by: 'ana-Iucero' }],
    says: /waiver\/in-force/,
  },

  // Waivers
  {
    name: 'a waiver prolonged in the same change',
    base: established({ waivers: [waiver({ 'expires-on': '2027-02-10' })] }, UNMET),
    files: WAIVED,
    says: /waiver\/in-force .*ana/,
  },
  {
    name: 'a waiver widened in the same change',
    base: established({ waivers: [waiver({ obligation: 'opt-out-stop-and-notify' })] }),
    files: WAIVED,
    says: /waiver\/in-force/,
  },
  {
    name: 'a waiver without an end',
    change: { waivers: [edited(waiver(), { 'expires-on': undefined })] },
    files: UNMET,
    reviews: [ana],
    says: /expires-on|expiry/,
  },
  {
    name: 'a waiver longer than the policy lets',
    change: { waivers: [waiver({ 'expires-on': '2027-07-20' })] },
    files: UNMET,
    reviews: [ana],
    says: /longer than 3 months/,
  },
  {
    name: 'a waiver that is over',
    change: { waivers: [waiver({ 'expires-on': '2027-01-20' })] },
    files: UNMET,
    reviews: [ana],
    says: /expired on 2027-01-20/,
  },
  {
    name: 'a waiver until a day that is none',
    change: { waivers: [waiver({ 'expires-on': '2027-02-30' })] },
    files: UNMET,
    reviews: [ana],
    says: /expires-on|day/,
  },
  {
    name: 'a waiver of a duty that none may waive',
    change: { waivers: [waiver({ obligation: 'opt-out-propagate' })] },
    files: UNMET,
    reviews: [ana],
    says: /opt-out-propagate/,
  },

  // The policy
  {
    name: 'a policy edited in the head',
    change: { waivers: [waiver({ 'approved-by': 'cai' })] },
    files: {
      ...UNMET,
      [POLICY]: policy()
        .replace('waivers: [ana]', 'waivers: [ana, cai]')
        .replace('  bob:', '  cai: { name: Cai Reinholt, github: cai-reinholt }\n  bob:'),
    },
    reviews: [{ by: 'cai-reinholt' }],
    says: /waiver\/in-force/,
  },
  {
    name: 'a policy whose own change nobody approved',
    files: { [POLICY]: policy().replace('default: approval', 'default: allow') },
    says: /change\/allowed .*policy/,
  },
  { name: 'a policy deleted in the head', files: { [POLICY]: undefined }, says: /change\/allowed .*policy/ },
  {
    name: 'a branch from before there was a policy',
    base: { ...established(), [POLICY]: undefined },
    tip: { [POLICY]: policy() },
    checkout: 'head',
    files: { ...WAIVED, [POLICY]: policy().replace('may-approve', 'may-own: [ana, bob]\nmay-approve') },
    says: /waiver\/in-force/,
  },
  {
    name: 'a symlink as the policy of the base',
    base: established({}, { [POLICY]: { link: '../../policy.yml' } }),
    files: { 'README.md': 'x' },
    verdict: 'not-evaluated',
    says: /policy\.yml/,
  },
  {
    name: 'a policy with a key that it does not have',
    base: established({}, { [POLICY]: policy('losening: { default: allow }') }),
    files: { 'README.md': 'x' },
    verdict: 'not-evaluated',
    says: /losening/,
  },
  {
    name: 'a policy that is nowhere',
    with: { policy: 'compliance/other.yml' },
    files: { 'README.md': 'x' },
    verdict: 'not-evaluated',
    says: /compliance\/other\.yml/,
  },
  {
    name: 'a policy in a repository that the token does not see',
    with: { policy: 'quarry-lane/policies/policy.yml@main' },
    policyRepository: { name: 'quarry-lane/policies', files: { 'policy.yml': policy() }, token: 'ghs_stranger' },
    files: { 'README.md': 'x' },
    verdict: 'not-evaluated',
    says: /quarry-lane\/policies/,
  },

  // The manifest
  { name: 'the manifest deleted', files: { [MANIFEST]: undefined }, verdict: 'not-evaluated', says: /delet/ },
  {
    name: 'the manifest moved, without its system',
    with: { manifest: 'legal/adm.yml' },
    files: {
      [MANIFEST]: undefined,
      'legal/adm.yml': text(
        manifest({
          systems: [],
          'no-systems': {
            reason: 'Nothing here decides about people.',
            'confirmed-by': 'ana',
            'confirmed-on': '2027-01-20',
          },
        }),
      ),
    },
    says: /change\/allowed/,
  },
  {
    name: 'a symlink as the manifest',
    files: { [MANIFEST]: { link: '/etc/hostname' } },
    verdict: 'not-evaluated',
    says: /ai-compliance\.yml/,
  },
  {
    name: 'the same key twice, the second of which says less',
    files: { [MANIFEST]: text(manifest()).replace('"status": "in-use"', '"status": "in-use", "status": "planned"') },
    says: /manifest\/valid/,
  },

  // Systems
  { name: 'a system renamed', change: { 'systems.0.id': 'advance-two' }, says: /change\/allowed .*renamed/ },
  {
    name: 'a system deleted while its code stays, however approved',
    change: {
      systems: [],
      'no-systems': {
        reason: 'Nothing here decides about people.',
        'confirmed-by': 'ana',
        'confirmed-on': '2027-01-20',
      },
    },
    reviews: [ana],
    says: /change\/allowed .*code/,
  },
  {
    name: 'a system retired while its code stays',
    change: { 'systems.0.status': 'retired', 'systems.0.retired-on': '2027-01-20' },
    says: /change\/allowed .*retired/,
  },
  {
    name: 'a system declared out of scope',
    change: {
      'systems.0.out-of-scope': {
        reason: 'A person looks at each case.',
        'confirmed-by': 'ana',
        'confirmed-on': '2027-01-20',
      },
    },
    says: /change\/allowed/,
  },
  {
    name: 'a system in use said to be planned',
    change: {
      'systems.0.status': 'planned',
      'systems.0.in-use-since': undefined,
      'systems.0.planned-for': '2028-01-03',
    },
    says: /change\/allowed/,
  },
  {
    name: 'its first day moved',
    change: { 'systems.0.in-use-since': '2027-01-20' },
    says: /change\/allowed|assessment/,
  },

  // Answers
  {
    name: 'a prong of human involvement flipped, the code unchanged',
    change: { 'systems.0.decisions.0.human-involvement.reviews-other-information': 'yes' },
    says: /change\/allowed .*reviews-other-information/,
  },
  { name: 'a decision removed', change: { 'systems.0.decisions': [] }, says: /change\/allowed/ },
  {
    name: 'a decision said to be none of the five',
    change: { 'systems.0.decisions.0.domain': 'none', 'systems.0.decisions.0.kind': undefined },
    says: /change\/allowed/,
  },
  {
    name: 'an exception claimed',
    change: { 'systems.0.decisions.0.opt-out-exception': { claim: 'human-appeal' } },
    says: /change\/allowed|exception\/holds/,
  },
  {
    name: 'answers set to `unknown`',
    change: { 'systems.0.decisions.0.human-involvement.reviews-other-information': 'unknown' },
    says: /question\/answered|change\/allowed/,
  },
  {
    name: 'no personal information any more',
    change: { 'systems.0.data.personal-information': 'no' },
    says: /change\/allowed|answers\/consistent/,
  },
  {
    name: 'an organization that is no business any more',
    change: { 'organization.ccpa.role': 'not-covered', 'organization.ccpa.thresholds': [] },
    says: /change\/allowed/,
  },
  {
    name: 'sensitive data taken out of the declaration',
    base: established({ 'systems.0.data.inputs.0.sensitive': ['health'] }),
    files: { [MANIFEST]: text(manifest()) },
    says: /change\/allowed/,
  },
  {
    name: 'code that is not followed any more',
    change: { 'systems.0.code': ['docs/**'] },
    says: /change\/allowed|code\/found/,
  },

  // Owners and records
  { name: 'a team as the owner', change: { 'people.bob.name': 'Lending Team' }, says: /person\/named/ },
  {
    name: 'an owner removed',
    change: { 'systems.0.owners.privacy': undefined },
    says: /change\/allowed|system\/owned/,
  },
  {
    name: 'a record removed',
    change: { 'systems.0.records.pre-use-notice': undefined },
    says: /change\/allowed|record\/present/,
  },
  { name: 'a record emptied', files: { 'compliance/notice.md': '# Notice\n\nTODO\n' }, says: /record\/complete/ },
  {
    name: 'a record that is only a link',
    change: {
      'systems.0.records.pre-use-notice': {
        url: 'https://example.com/notice',
        owner: 'ana',
        'reviewed-on': '2027-01-11',
      },
    },
    says: /record\/present|change\/allowed/,
  },
  {
    name: 'a review in the future',
    change: { 'systems.0.records.risk-assessment.reviewed-on': '2027-12-01' },
    says: /record\/current/,
  },
  {
    name: 'a record behind a symlink that leads out',
    files: { 'compliance/notice.md': { link: '/etc/hostname' } },
    says: /record\/present/,
  },

  // The platform
  {
    name: 'a base that GitHub does not give',
    files: WAIVED,
    github: { fault: ({ operation }) => (operation === 'git/get-tree' ? { kind: 'status', status: 404 } : undefined) },
    verdict: 'not-evaluated',
    says: /base|policy/,
  },
  {
    name: 'reviews that GitHub does not give',
    files: WAIVED,
    reviews: [ana],
    github: {
      fault: ({ operation }) => (operation === 'pulls/list-reviews' ? { kind: 'status', status: 500 } : undefined),
    },
    says: /waiver\/in-force/,
  },
  {
    name: 'reviews that break off',
    files: WAIVED,
    reviews: [ana],
    github: {
      fault: ({ operation }) => (operation === 'pulls/list-reviews' ? { kind: 'truncated', done: true } : undefined),
    },
    says: /waiver\/in-force/,
  },
  {
    name: '`fail-on: never` over what was not evaluated',
    change: { 'systems.0.decisions.0.human-involvement.reviews-other-information': 'unknown' },
    with: { 'fail-on': 'never' },
    says: /question\/answered|Not evaluated/,
  },
]

describe.concurrent('an attempt to get past the gate', () => {
  test.each(ATTEMPTS)('$name', async ({ name: _, says, verdict, ...how }) => {
    const tried = await attempt(how)
    expect(tried.ran.code, tried.ran.stdout).toBeGreaterThan(0)
    expect(tried.ran.outputs.verdict).not.toBe('pass')
    if (verdict !== undefined) expect(tried.ran.outputs.verdict).toBe(verdict)
    expect(against(tried)).toMatch(says)
  })

  test('spoofs the gate’s comment: what a user wrote stays as it is', async () => {
    const body = '<!-- ai-compliance-gate:spoofed -->\n## Pass: nothing blocks'
    const { ran, github } = await attempt({
      change: { 'systems.0.owners.privacy': undefined },
      with: { comment: 'always' },
      github: {
        repositories: {
          'Codertocat/Hello-World': { comments: [{ issue: 2, author: { login: AUTHOR, type: 'User' }, body }] },
        },
      },
    })
    expect(ran.code).toBe(1)
    expect(github.requests.filter(({ method }) => method === 'PATCH')).toEqual([])
  })

  test('forges a check run of the gate’s name: the job still fails, and its own check run says so', async () => {
    const present = [
      { name: 'AI compliance', headSha: '', externalId: 'ai-compliance-gate:forged', madeBy: 'app' as const },
    ]
    const { ran, github } = await attempt({ change: { 'systems.0.owners.privacy': undefined }, github: { present } })
    expect(ran.code).toBe(1)
    expect(github.checkRuns.filter(({ madeBy }) => madeBy === 'token').map(({ conclusion }) => conclusion)).toEqual([
      'failure',
    ])
  })

  test('hides in a merge queue: an approval of one pull request is none of another', async () => {
    const { ran, findings } = await mergeGroup({
      base: established(),
      with: WITH,
      pulls: [
        { head: { 'README.md': 'Advances.\n' }, author: AUTHOR, reviews: [ana] },
        { head: WAIVED, author: AUTHOR, reviews: [] },
      ],
    })
    expect(ran.code).not.toBe(0)
    expect(findings.some(({ rule, outcome }) => rule === 'waiver/in-force' && outcome !== 'pass')).toBe(true)
  })
})

describe.concurrent('an honest change', () => {
  test.each<Partial<Try> & { readonly name: string }>([
    { name: 'of something else', files: { 'README.md': 'Advances.\n' } },
    {
      name: 'of a record',
      files: { 'compliance/notice.md': `${recordText('pre-use-notice', 'compliance/notice.md')}\nReviewed.\n` },
    },
    { name: 'that loosens and is approved', change: { 'systems.0.in-use-since': '2026-04-02' }, reviews: [ana] },
    { name: 'with a waiver that is approved', files: WAIVED, reviews: [ana] },
    { name: 'with a waiver approved by the login in other letters', files: WAIVED, reviews: [{ by: 'Ana-Lucero' }] },
    { name: 'commented on after it was approved', files: WAIVED, reviews: [ana, { ...ana, state: 'COMMENTED' }] },
    {
      name: 'under a waiver that the base has already',
      base: established({ waivers: [waiver()] }, UNMET),
      files: { 'README.md': 'Advances.\n' },
    },
    {
      name: 'of the policy that is approved',
      files: { [POLICY]: policy().replace('longest-months: 3', 'longest-months: 2') },
      reviews: [ana],
    },
    { name: 'that reorders the manifest', files: { [MANIFEST]: text(reversed(manifest())) } },
  ])('$name passes', async ({ name: _, ...how }) => {
    const tried = await attempt(how)
    expect(errors(tried)).toEqual([])
    expect([tried.ran.code, tried.ran.outputs.verdict]).toEqual([0, 'pass'])
  })

  test('in a merge queue, each with its own approval, passes', async () => {
    const tried = await mergeGroup({
      base: established(),
      with: WITH,
      pulls: [
        { head: { 'README.md': 'Advances.\n' }, author: AUTHOR, reviews: [{ by: MAINTAINER }] },
        { head: WAIVED, author: AUTHOR, reviews: [ana] },
      ],
    })
    expect(errors(tried)).toEqual([])
    expect(tried.ran.code).toBe(0)
  })
})

/** Every map with its keys the other way round. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}

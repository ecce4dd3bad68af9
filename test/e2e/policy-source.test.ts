import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { Tree } from './git-stream.ts'
import type { Fault, Seen } from './github.ts'
import { at } from './openapi.ts'
import { type Attempt, openPullRequest, pullRequest } from './pull-request.ts'
import { messages, type Ran, reportOf } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const manifest = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
const policy = (months: number) => `version: 1\nwaivers: { longest-months: ${months} }\n`
const files: Tree = { 'ai-compliance.yml': manifest, 'compliance/policy.yml': policy(3) }
const atBase = { base: files, head: { 'other.md': 'x' }, with: { policy: 'compliance/policy.yml' } }
const elsewhere = {
  base: { 'ai-compliance.yml': manifest },
  head: { 'other.md': 'x' },
  with: { policy: 'octo/rules/policy.yml@v1' },
  policyRepository: { name: 'octo/rules', files: { 'policy.yml': policy(3) } },
}

function policyOf(ran: Ran): unknown {
  return reportOf(ran).policy
}

function loosened(ran: Ran): unknown {
  const changes = at(reportOf(ran), 'comparison', 'changes')
  return Array.isArray(changes) ? changes.flatMap((change) => at(change, 'loosens') ?? []) : changes
}

describe.concurrent('a policy that is a file of the repository', () => {
  test.each<[string, Partial<Attempt>, string]>([
    ['the test merge commit', {}, 'tip'],
    ['the head, whose branch is older than the policy', { checkout: 'head' }, 'tip'],
    ['nothing', { event: 'pull_request_target' }, 'tip'],
  ])('is read at the tip of the base branch with %s checked out', async (_, attempt, name) => {
    const base = { 'ai-compliance.yml': manifest }
    const tip = { 'compliance/policy.yml': policy(3) }
    const { ran, shas } = await pullRequest({ ...atBase, base, tip, ...attempt })
    expect(policyOf(ran)).toMatchObject({ from: 'base', name: 'compliance/policy.yml', commit: shas[name] })
    expect(ran.code).toBe(0)
  })

  test.each<[string, Tree]>([
    ['edited', { 'compliance/policy.yml': policy(5) }],
    ['broken', { 'compliance/policy.yml': 'version: [' }],
    ['taken away', { 'compliance/policy.yml': undefined }],
    ['moved', { 'compliance/policy.yml': undefined, 'policy.yml': policy(3) }],
    ['made a symlink', { 'compliance/policy.yml': { link: '../other.yml' }, 'other.yml': policy(5) }],
  ])('that is %s in the change holds as it was, and the change is listed', async (_, head) => {
    const { ran, shas } = await pullRequest({ ...atBase, head })
    expect(policyOf(ran)).toMatchObject({ from: 'base', commit: shas['base-0'] })
    expect(loosened(ran)).toEqual(['policy-changed'])
  })

  test('that is a symlink at the base is refused', async () => {
    const base = {
      'ai-compliance.yml': manifest,
      'compliance/policy.yml': { link: 'p.yml' },
      'compliance/p.yml': policy(3),
    }
    const { ran } = await pullRequest({ ...atBase, base })
    expect(messages(ran, 'error')).toEqual([expect.stringContaining('symlink')])
    expect(ran.code).toBe(2)
  })

  test('on a push is that of the folder', async () => {
    const opened = await openPullRequest(atBase)
    const ran = await opened.run({ event: 'push', payload: {} })
    await opened.close()
    expect(policyOf(ran)).toMatchObject({ from: 'folder' })
  })

  test('cannot be read where the base cannot be told: exit 2, and the head’s is not taken for it', async () => {
    const { ran } = await pullRequest({ ...atBase, with: { ...atBase.with, 'github-token': '' } })
    expect(messages(ran, 'error')).toEqual([
      expect.stringMatching(
        /^The policy `compliance\/policy\.yml` is read where the change cannot reach it, and .*empty/,
      ),
    ])
    expect(ran.code).toBe(2)
  })
})

describe.concurrent('a policy in another repository', () => {
  test('is read there, by its own token', async () => {
    const { ran, github } = await pullRequest(elsewhere)
    expect(policyOf(ran)).toMatchObject({ from: 'repository', name: 'octo/rules/policy.yml@v1' })
    const asked = github.requests.filter(({ path }) => path.startsWith('/repos/octo/rules/'))
    expect(asked.map(({ operation }) => operation)).toEqual(['repos/get-commit', 'git/get-tree', 'git/get-blob'])
    expect(asked.every(({ authorization }) => authorization.endsWith('ghs_policy'))).toBe(true)
    expect(ran.code).toBe(0)
  })

  test('is read on a push too', async () => {
    const opened = await openPullRequest(elsewhere)
    const ran = await opened.run({ event: 'push', payload: {} })
    await opened.close()
    expect(policyOf(ran)).toMatchObject({ from: 'repository' })
  })

  const fault = (failure: Fault) => (request: Seen) =>
    request.path.startsWith('/repos/octo/rules/') ? failure : undefined
  test.each<[string, Partial<Attempt>, string]>([
    [
      'no token for it',
      { with: { ...elsewhere.with, 'policy-token': '' } },
      'give `policy-token` a token that can read `octo/rules`',
    ],
    [
      'a token that is none',
      { with: { ...elsewhere.with, 'policy-token': 'ghs_no' } },
      'does not take `policy-token` (401)',
    ],
    ['no such tag', { with: { policy: 'octo/rules/policy.yml@v9' } }, 'GitHub refused it (422)'],
    ['no such file', { with: { policy: 'octo/rules/other.yml@v1' } }, 'does not exist'],
    ['500', { github: { fault: fault({ kind: 'status', status: 500 }) } }, 'did not answer (500)'],
    ['a limit', { github: { fault: fault({ kind: 'status', status: 429 }) } }, 'rate limit is reached (429)'],
    ['an answer that breaks off', { github: { fault: fault({ kind: 'truncated' }) } }, 'the answer broke off'],
  ])('%s: exit 2, and never no policy', async (_, attempt, because) => {
    const { ran } = await pullRequest({ ...elsewhere, ...attempt })
    expect(messages(ran, 'error')).toEqual([expect.stringContaining(because)])
    expect(messages(ran, 'error')[0]).toMatch(/^The policy `octo\/rules\/\w+\.yml@v\d`/)
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(ran.code).toBe(2)
  })
})

describe.concurrent('what a change does to the gate itself', () => {
  const workflow = '.github/workflows/ai-compliance.yml'
  const env = { GITHUB_WORKFLOW_REF: `Codertocat/Hello-World/${workflow}@refs/pull/2/merge` }
  const below = { 'working-directory': 'apps' }
  const attempt = { base: { 'apps/ai-compliance.yml': manifest, [workflow]: 'on: push\n' }, env }
  test.each<[string, Partial<Attempt>]>([
    ['', {}],
    [' and nothing is checked out', { event: 'pull_request_target' }],
    [
      ' and git tells it',
      { checkout: 'merge with history', with: { ...below, 'github-token': '', 'check-run': 'false' } },
    ],
  ])('is listed: the workflow that runs it differs%s', async (_, more) => {
    const head = { [workflow]: 'on: pull_request\n' }
    const { ran } = await pullRequest({ ...attempt, head, with: below, ...more })
    expect(loosened(ran)).toEqual(['workflow-changed'])
  })

  test('another workflow is none of its business, nor is one of another repository', async () => {
    const head = { '.github/workflows/other.yml': 'on: push\n' }
    const { ran } = await pullRequest({ ...attempt, head, with: below })
    expect(loosened(ran)).toEqual([])
    const required = { GITHUB_WORKFLOW_REF: `octo/required/${workflow}@refs/heads/main` }
    const { ran: another } = await pullRequest({
      ...attempt,
      env: required,
      head: { [workflow]: 'on: pull_request\n' },
      with: below,
    })
    expect(loosened(another)).toEqual([])
  })

  test('is listed: the manifest is moved', async () => {
    const head = { 'apps/ai-compliance.yml': undefined, 'loans/gate.yml': manifest }
    const { ran } = await pullRequest({ ...attempt, head, with: { manifest: 'loans/gate.yml' } })
    expect(at(reportOf(ran), 'comparison', 'movedFrom')).toBe('apps/ai-compliance.yml')
    expect(loosened(ran)).toEqual(['manifest-moved'])
  })
})

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { git } from './git.ts'
import { newFolder } from './git-stream.ts'
import { unowned } from './manifests.ts'
import { mergeGroup, openMergeGroup } from './merge-group.ts'
import { at, list } from './openapi.ts'
import { findingsOf, type Opened } from './opened.ts'
import { type Attempt, openPullRequest, pullRequest } from './pull-request.ts'
import { ownNotices } from './runner.ts'
import { GATE_RUN, openWorkflowRun } from './workflow-run.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const base = { 'ai-compliance.yml': unowned(2), 'README.md': 'Branches\n', 'tellers/queue.py': 'NEXT = 1\n' }
const attempt: Attempt = { base, head: { 'tellers/queue.py': 'NEXT = 2\n' } }

/** What the job finds on the machine. */
function checkedOut(opened: Opened): string {
  const workspace = join(newFolder(), 'work')
  mkdirSync(workspace)
  opened.step.prepare?.(workspace)
  return workspace
}

async function looking<T>(opening: Promise<Opened>, look: (opened: Opened) => T): Promise<T> {
  const opened = await opening
  try {
    return look(opened)
  } finally {
    await opened.close()
  }
}

describe('what is checked out', () => {
  test('the test merge commit, detached, with nothing before it', () =>
    looking(openPullRequest({ ...attempt, tip: { 'fees.md': 'None\n' } }), (opened) => {
      const workspace = checkedOut(opened)
      expect(git(workspace, 'log', '--format=%H')).toBe(opened.shas.merge)
      expect(readFileSync(join(workspace, '.git', 'HEAD'), 'utf8').trim()).toBe(opened.shas.merge)
      expect(git(workspace, 'cat-file', '-p', 'HEAD').match(/^parent .*$/gm)).toEqual([
        `parent ${opened.shas.tip}`,
        `parent ${opened.shas.head}`,
      ])
      expect(existsSync(join(workspace, 'fees.md'))).toBe(true)
      expect(readFileSync(join(workspace, 'tellers/queue.py'), 'utf8')).toBe('NEXT = 2\n')
      expect(git(workspace, 'status', '--short')).toBe('')
    }))

  test.each<[NonNullable<Attempt['checkout']>, string, number]>([
    ['merge with history', 'merge', 5],
    ['head', 'head', 1],
    ['head with history', 'head', 3],
    ['base', 'tip', 1],
  ])('%s', (checkout, sha, commits) =>
    looking(
      openPullRequest({
        base,
        head: [{ changes: { 'a.md': 'a' } }, { changes: { 'a.md': undefined, 'b.md': 'b' } }],
        tip: { 'c.md': 'c' },
        checkout,
      }),
      (opened) => {
        const workspace = checkedOut(opened)
        expect(git(workspace, 'rev-parse', 'HEAD')).toBe(opened.shas[sha])
        expect(git(workspace, 'log', '--format=%H').split('\n')).toHaveLength(commits)
        expect(existsSync(join(workspace, 'a.md'))).toBe(false)
      },
    ),
  )

  test('nothing on pull_request_target', () =>
    looking(openPullRequest({ ...attempt, event: 'pull_request_target', from: 'fork' }), (opened) => {
      expect(existsSync(join(checkedOut(opened), '.git'))).toBe(false)
      expect(opened.step.env).toMatchObject({ GITHUB_SHA: opened.shas.tip, GITHUB_REF: 'refs/heads/main' })
    }))

  test('symbolic links and files that are taken away', () =>
    looking(openPullRequest({ base, head: { 'README.md': undefined, link: { link: '/etc/passwd' } } }), (opened) => {
      const workspace = checkedOut(opened)
      expect(existsSync(join(workspace, 'README.md'))).toBe(false)
      expect(git(workspace, 'ls-files', '--stage', 'link')).toMatch(/^120000 /)
    }))
})

describe('what the event says', () => {
  const pulled = (opened: Opened, ...keys: readonly string[]) => at(opened.step.payload, 'pull_request', ...keys)

  test.each<[Attempt['event'], Attempt['from'], string, string]>([
    ['pull_request', 'branch', 'tomas-lind', 'Codertocat/Hello-World'],
    ['pull_request', 'fork', 'stranger', 'stranger/Hello-World'],
    ['pull_request', 'dependabot', 'dependabot[bot]', 'Codertocat/Hello-World'],
    ['pull_request_target', 'fork', 'stranger', 'stranger/Hello-World'],
    ['pull_request_review', 'branch', 'tomas-lind', 'Codertocat/Hello-World'],
  ])('%s from a %s', (event = 'pull_request', from = 'branch', author, repository) =>
    looking(openPullRequest({ ...attempt, event, from }), (opened) => {
      expect(pulled(opened, 'head', 'sha')).toBe(opened.shas.head)
      expect(pulled(opened, 'base', 'sha')).toBe(opened.shas.tip)
      expect(pulled(opened, 'merge_commit_sha')).toBe(opened.shas.merge)
      expect(pulled(opened, 'user', 'login')).toBe(author)
      expect(pulled(opened, 'head', 'repo', 'full_name')).toBe(repository)
      expect(pulled(opened, 'changed_files')).toBe(event === 'pull_request_review' ? undefined : 1)
      expect(opened.step.env?.GITHUB_ACTOR).toBe(author)
    }),
  )

  test('of a merge queue: the last group, its base, and a ref that names the last pull request', () =>
    looking(
      openMergeGroup({ base, pulls: [{ head: { 'a.md': 'a' } }, { head: { 'b.md': 'b' }, author: 'mia-holm' }] }),
      (opened) => {
        const { shas } = opened
        expect(at(opened.step.payload, 'merge_group')).toMatchObject({
          head_sha: shas['group-3'],
          base_sha: shas.tip,
          base_ref: 'refs/heads/main',
          head_ref: `refs/heads/gh-readonly-queue/main/pr-3-${shas['group-2']}`,
        })
        const workspace = checkedOut(opened)
        expect(git(workspace, 'ls-files').split('\n')).toEqual(expect.arrayContaining(['a.md', 'b.md']))
        const refs = git(opened.folder, 'for-each-ref', '--format=%(refname)', 'refs/heads/gh-readonly-queue')
        expect(refs.split('\n')).toHaveLength(2)
      },
    ))

  test.each<[NonNullable<Attempt['from']>, string, readonly number[]]>([
    ['branch', 'Codertocat/Hello-World', [2]],
    ['fork', 'stranger/Hello-World', []],
  ])('of a workflow that ran on a pull request from a %s', (from, repository, pulls) =>
    looking(openWorkflowRun({ ...attempt, from }), ({ step, shas }) => {
      const run = at(step.payload, 'workflow_run')
      expect(run).toMatchObject({ id: GATE_RUN, head_sha: shas.head, head_repository: { full_name: repository } })
      expect(list(at(run, 'pull_requests')).map((pull) => at(pull, 'number'))).toEqual(pulls)
      expect(step.env).toMatchObject({ GITHUB_SHA: shas.tip, GITHUB_REF: 'refs/heads/main' })
    }),
  )

  test('of a queue whose group is the last pull request alone', () =>
    looking(
      openMergeGroup({ base, pulls: [{ head: { 'a.md': 'a' } }, { head: { 'b.md': 'b' } }], groupOf: 'last' }),
      ({ step, shas }) => expect(at(step.payload, 'merge_group', 'base_sha')).toBe(shas['group-2']),
    ))
})

describe('what GitHub says of it', () => {
  const headers = { authorization: 'token ghs_loopback' }

  test('reviews on the commits that they name, by people who may write', async () => {
    const opened = await openPullRequest({
      base,
      head: [{ changes: { 'a.md': 'a' } }, { changes: { 'a.md': 'b' }, by: 'mia-holm' }],
      reviews: [
        { by: 'ines-duarte', on: 0 },
        { by: 'noor-vega', state: 'CHANGES_REQUESTED' },
      ],
    })
    const own = `${opened.github.url}/repos/Codertocat/Hello-World`
    const told = async (path: string): Promise<unknown> => (await fetch(`${own}/${path}`, { headers })).json()
    expect(list(await told('pulls/2/reviews'))).toMatchObject([
      { user: { login: 'ines-duarte' }, commit_id: opened.shas['head-0'], state: 'APPROVED' },
      { user: { login: 'noor-vega' }, commit_id: opened.shas.head, state: 'CHANGES_REQUESTED' },
    ])
    expect(at(await told('collaborators/noor-vega/permission'), 'permission')).toBe('write')
    expect(list(await told('pulls/2/commits'))).toHaveLength(2)
    await opened.close()
  })

  test('a policy in a private repository, for its own token only', async () => {
    const opened = await openPullRequest({
      ...attempt,
      policyRepository: { name: 'quarry-lane/policies', files: { 'gate.yml': 'version: 1\n' } },
    })
    const place = `${opened.github.url}/repos/quarry-lane/policies/commits/v1`
    const token = opened.step.with?.['policy-token']
    expect((await fetch(place, { headers: { authorization: `token ${token}` } })).status).toBe(200)
    expect((await fetch(place, { headers })).status).toBe(404)
    await opened.close()
  })

  test.each<[NonNullable<Attempt['from']>, Attempt['event'], string]>([
    ['fork', 'pull_request', ''],
    ['dependabot', 'pull_request', ''],
    ['fork', 'pull_request_target', 'ghs_policy'],
  ])('a %s on %s: whether secrets are given, such as the token of a policy', (from, event = 'pull_request', token) =>
    looking(
      openPullRequest({
        ...attempt,
        from,
        event,
        policyRepository: { name: 'quarry-lane/policies', files: { a: 'a' } },
      }),
      ({ step }) => expect(step.with?.['policy-token']).toBe(token),
    ),
  )

  test('of a fork its token reads; that of the workflow after it writes', async () => {
    const comment = async (opened: Opened): Promise<number> => {
      const place = `${opened.github.url}/repos/Codertocat/Hello-World/issues/2/comments`
      const response = await fetch(place, { method: 'POST', headers, body: JSON.stringify({ body: 'One error.' }) })
      await opened.close()
      return response.status
    }
    expect(await comment(await openPullRequest({ ...attempt, from: 'fork' }))).toBe(403)
    expect(await comment(await openWorkflowRun({ ...attempt, from: 'fork' }))).toBe(201)
  })

  test('a request that GitHub does not describe fails the test that made it', async () => {
    const opened = await openPullRequest(attempt)
    await fetch(`${opened.github.url}/repos/Codertocat/Hello-World/contents/ai-compliance.yml`, { headers })
    await expect(opened.close()).rejects.toThrow('expected [ Array(1) ] to deeply equal []')
  })
})

describe.concurrent('the gate on it', () => {
  test('judges the merge commit and puts its check run on the head', async () => {
    const { ran, github, shas, findings } = await pullRequest(attempt)
    expect(github.checkRuns).toMatchObject([{ headSha: shas.head, conclusion: 'failure' }])
    expect(ran.code).toBe(1)
    const failed = findings.find(({ outcome }) => outcome === 'fail')
    expect(failed).toBeDefined()
    expect(findingsOf(ran, failed?.rule)).toContainEqual(failed)
  })

  test('has a read-only token on a fork', async () => {
    const { ran, github } = await pullRequest({ ...attempt, from: 'fork' })
    expect(github.checkRuns).toEqual([])
    expect(ownNotices(ran)).toEqual([expect.stringContaining('from a fork')])
    expect(ran.code).toBe(1)
  })

  test('runs again against the same GitHub', async () => {
    const opened = await openPullRequest(attempt)
    await opened.run()
    await opened.run({ env: { GITHUB_RUN_ATTEMPT: '2' } })
    expect(opened.github.checkRuns).toHaveLength(1)
    await opened.close()
  })

  test('judges the group of a merge queue', async () => {
    const { github, shas } = await mergeGroup({ base, pulls: [{ head: { 'a.md': 'a' } }, { head: { 'b.md': 'b' } }] })
    expect(github.checkRuns).toMatchObject([{ headSha: shas['group-3'] }])
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { against } from './against.ts'
import { current, payload } from './events.ts'
import { mergeGroup } from './merge-group.ts'
import { type Attempt, pullRequest } from './pull-request.ts'
import { ownNotices, reportOf, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

/** The same as a pull request that changes nothing of it. */
const proposed = {
  base: { 'ai-compliance.yml': readFileSync('examples/not-admt/ai-compliance.yml', 'utf8') },
  head: { 'other.md': 'x' },
}
const gate: Step = { files: 'examples/not-admt', with: { 'as-of': '2026-11-23' } }

describe.concurrent('the check run stands on the commit that was judged', () => {
  test.each([
    ['push', payload('push'), current],
    ['schedule', { schedule: '17 6 * * 1' }, current],
    ['workflow_dispatch', payload('workflow_dispatch'), current],
    // One that is edited gets no asset.
    ['release', { ...payload('release', 'published'), action: 'edited' }, current],
    ['deployment', payload('deployment'), current],
  ])('on %s', async (event, body, headSha) => {
    const { checkRuns, ran } = await against({ commits: [headSha] }, { ...gate, event, payload: body })
    expect(ownNotices(ran)).toEqual([])
    expect(checkRuns).toMatchObject([{ name: 'AI compliance', headSha, status: 'completed', conclusion: 'success' }])
    expect(ran.outputs['check-run-url']).toBe('https://github.com/Codertocat/Hello-World/runs/1')
    expect(reportOf(ran).run).toMatchObject({ event, repository: 'Codertocat/Hello-World', headSha })
    expect(ran.code).toBe(0)
  })

  test.each<[string, Partial<Attempt>]>([
    ['pull_request', {}],
    ['pull_request', { checkout: 'head' }],
    ['pull_request_review', { event: 'pull_request_review' }],
    ['pull_request_target', { event: 'pull_request_target' }],
    ['pull_request_target', { event: 'pull_request_target', checkout: 'head' }],
    ['pull_request_target', { event: 'pull_request_target', checkout: 'base' }],
  ])('on %s, with %j: the head, never the test merge commit', async (event, attempt) => {
    const { ran, github, shas } = await pullRequest({ ...proposed, ...attempt })
    expect(github.checkRuns).toMatchObject([{ headSha: shas.head, status: 'completed', conclusion: 'success' }])
    expect(reportOf(ran).run).toMatchObject({ event, repository: 'Codertocat/Hello-World', headSha: shas.head })
    expect(ownNotices(ran)).toEqual([])
    expect(ran.code).toBe(0)
  })

  test('on merge_group: the commit that the queue made', async () => {
    const { ran, github, shas } = await mergeGroup({ base: proposed.base, pulls: [proposed] })
    expect(github.checkRuns).toMatchObject([{ headSha: shas['group-2'], conclusion: 'success' }])
    expect(reportOf(ran).run).toMatchObject({ event: 'merge_group', headSha: shas['group-2'] })
    expect(ran.code).toBe(0)
  })
})

describe.concurrent('a payload that says nothing', () => {
  test.each([
    ['{"pull_request":'],
    ['null'],
    ['[]'],
    ['{"pull_request":{"head":{"sha":"main; rm -rf /"}}}'],
    ['{"pull_request":{"head":null}}'],
  ])(
    '%s of a pull request: no check run, since the test merge commit is the wrong place, and nothing to compare with',
    async (body) => {
      const { checkRuns, ran } = await against({}, { ...gate, event: 'pull_request', payload: body })
      expect(checkRuns).toEqual([])
      expect(ownNotices(ran)).toEqual([expect.stringContaining('the event names no commit')])
      expect(ran.outputs.verdict).toBe('not-evaluated')
      expect(ran.code).toBe(2)
    },
  )

  test('no event at all, no repository, no summary file: the verdict stands', async () => {
    const nothing = {
      GITHUB_EVENT_NAME: undefined,
      GITHUB_EVENT_PATH: undefined,
      GITHUB_REPOSITORY: undefined,
      GITHUB_SHA: undefined,
      GITHUB_STEP_SUMMARY: undefined,
    }
    const ran = await runAction({ ...gate, env: nothing })
    expect(ran.outputs.verdict).toBe('pass')
    expect(ran.code).toBe(0)
  })
})

describe.concurrent('a pull request from elsewhere', () => {
  test.each([
    ['fork', 'from a fork'],
    ['dependabot', 'Dependabot'],
  ] as const)('by a %s has a read-only token: one notice, the same verdict', async (from, reason) => {
    const { ran, github } = await pullRequest({ ...proposed, from })
    expect(github.checkRuns).toEqual([])
    expect(ownNotices(ran)).toEqual([expect.stringContaining('`checks: write`')])
    expect(ownNotices(ran)[0]).toContain(reason)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', 'check-run-url': '' })
    expect(ran.code).toBe(0)
  })
})

describe.concurrent('pull_request_target', () => {
  const broken = { ...proposed, head: { 'ai-compliance.yml': 'version: 1\n' }, event: 'pull_request_target' } as const
  test.each(['nothing', 'base', 'head'] as const)(
    'with %s checked out, the gate judges the head and never the base for it',
    async (checkout) => {
      const { ran } = await pullRequest({ ...broken, checkout })
      expect(ran.outputs.verdict).toBe('fail')
      expect(ran.code).toBe(1)
      const said = 'came through GitHub'
      expect(ran.log.some((line) => line.includes(said))).toBe(checkout !== 'head')
    },
  )

  test('a branch is checked out by its name: the head is judged all the same', async () => {
    const prepare = (workspace: string) => writeFileSync(join(workspace, '.git', 'HEAD'), 'ref: refs/heads/main\n')
    const { ran } = await pullRequest({ ...broken, checkout: 'base', prepare })
    expect(ran.code).toBe(1)
  })
})

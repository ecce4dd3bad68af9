import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { against } from './against.ts'
import { current, fromFork, groupHead, payload, pullHead } from './events.ts'
import { at } from './openapi.ts'
import { ownNotices, reportOf, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const gate: Step = { files: 'examples/not-admt', with: { 'as-of': '2026-11-23' } }

describe.concurrent('the check run stands on the commit that was judged', () => {
  test.each([
    ['pull_request', payload('pull_request', 'opened'), pullHead],
    ['pull_request', payload('pull_request', 'synchronize'), pullHead],
    [
      'pull_request_review',
      payload('pull_request_review'),
      String(at(payload('pull_request_review'), 'pull_request', 'head', 'sha')),
    ],
    ['merge_group', payload('merge_group'), groupHead],
    ['push', payload('push'), current],
    ['schedule', { schedule: '17 6 * * 1' }, current],
    ['workflow_dispatch', payload('workflow_dispatch'), current],
    ['release', payload('release', 'published'), current],
    ['deployment', payload('deployment'), current],
  ])('on %s', async (event, body, headSha) => {
    const { checkRuns, ran } = await against({ commits: [headSha] }, { ...gate, event, payload: body })
    expect(ownNotices(ran)).toEqual([])
    expect(checkRuns).toMatchObject([{ name: 'AI compliance', headSha, status: 'completed', conclusion: 'success' }])
    expect(ran.outputs['check-run-url']).toBe('https://github.com/Codertocat/Hello-World/runs/1')
    expect(reportOf(ran).run).toMatchObject({ event, repository: 'Codertocat/Hello-World', headSha })
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
    '%s of a pull request: no check run, since the test merge commit is the wrong place, and the same verdict',
    async (body) => {
      const { checkRuns, ran } = await against({}, { ...gate, event: 'pull_request', payload: body })
      expect(checkRuns).toEqual([])
      expect(ownNotices(ran)).toEqual([expect.stringContaining('the event names no commit')])
      expect(ran.code).toBe(0)
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
    ['a fork', { payload: fromFork() }, 'from a fork'],
    [
      'Dependabot',
      { payload: payload('pull_request', 'opened'), env: { GITHUB_ACTOR: 'dependabot[bot]' } },
      'Dependabot',
    ],
  ])('of %s has a read-only token: one notice, the same verdict', async (_, from, reason) => {
    const { checkRuns, ran } = await against({ checks: 'read' }, { ...gate, event: 'pull_request', ...from })
    expect(checkRuns).toEqual([])
    expect(ownNotices(ran)).toEqual([expect.stringContaining('`checks: write`')])
    expect(ownNotices(ran)[0]).toContain(reason)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', 'check-run-url': '' })
    expect(ran.code).toBe(0)
  })
})

describe.concurrent('pull_request_target', () => {
  const target: Step = { ...gate, event: 'pull_request_target', payload: payload('pull_request', 'synchronize') }
  const checkedOut = (sha: string) => (workspace: string) => {
    mkdirSync(join(workspace, '.git'))
    writeFileSync(join(workspace, '.git', 'HEAD'), `${sha}\n`)
  }

  test.each([
    ['nothing is known of the checkout', undefined],
    ['the base branch is checked out', checkedOut(current)],
    ['a branch is checked out', checkedOut('ref: refs/heads/main')],
  ])('%s: the gate does not judge the base for the change', async (_, prepare) => {
    const { requests, ran } = await against({}, { ...target, ...(prepare === undefined ? {} : { prepare }) })
    expect(requests).toEqual([])
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(ran.code).toBe(2)
  })

  test('the head of the pull request is checked out: it is judged', async () => {
    const { checkRuns, ran } = await against({}, { ...target, prepare: checkedOut(pullHead) })
    expect(checkRuns).toMatchObject([{ headSha: pullHead }])
    expect(ran.code).toBe(0)
  })
})

import { describe, expect, test, vi } from 'vitest'
import { against } from './against.ts'
import type { Fault, GitHubOptions, Seen } from './github.ts'
import { unowned } from './manifests.ts'
import { messages, ownNotices, type Ran, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const gate: Step = { files: { 'ai-compliance.yml': unowned(30) }, with: { 'as-of': '2026-11-23' } }
let plain: Promise<Ran> | undefined
/** The same run without the API. */
function undisturbed(): Promise<Ran> {
  plain ??= runAction({ ...gate, with: { ...gate.with, 'check-run': 'false' } })
  return plain
}

const always = (fault: Fault) => () => fault
const on = (method: string, fault: Fault) => (request: Seen) => (request.method === method ? fault : undefined)
/** Only the first such request goes wrong. */
const once = (method: string, fault: Fault) => {
  let met = false
  return (request: Seen): Fault | undefined => {
    if (met || request.method !== method) return undefined
    met = true
    return fault
  }
}

/** The outputs but for those that say where a file is, as each run has a folder of its own. */
function withoutPaths({ outputs }: Ran) {
  const paths = ['report-json', 'report-html', 'sarif', 'bundle']
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !paths.includes(name)))
}

/** The run as if there were no API, but for one notice; nothing of it in the exit code, the outputs or the report. */
async function expectOnlyANotice(options: GitHubOptions, notice: RegExp) {
  const { ran, requests, checkRuns } = await against(options, gate)
  const alone = await undisturbed()
  expect(ownNotices(alone)).toEqual([])
  expect(ownNotices(ran)).toEqual([expect.stringMatching(notice)])
  expect(ran.code).toBe(alone.code)
  expect({ ...withoutPaths(ran), 'check-run-url': '' }).toEqual(withoutPaths(alone))
  expect(ran.reports).toEqual(alone.reports)
  expect(ran.summary).toBe(alone.summary)
  expect(messages(ran, 'error')).toEqual(messages(alone, 'error'))
  for (const run of checkRuns) expect(run.status).toBe('completed')
  return { ran, requests, checkRuns }
}

describe.concurrent('a failing API changes neither verdict nor exit code', () => {
  test.each<[string, GitHubOptions, RegExp]>([
    ['a token that GitHub does not know', { token: 'ghs_another' }, /`github-token` \(401\)/],
    [
      'a token without checks',
      { checks: 'none' },
      /needs `checks: write`; add it to `permissions:` of the job \(403\)/,
    ],
    [
      'a token that may only read',
      { checks: 'read' },
      /needs `checks: write`; add it to `permissions:` of the job \(403\)/,
    ],
    ['a repository that the token cannot see', { repository: 'Codertocat/Elsewhere' }, /`checks: write`.*\(404\)/],
    [
      'content that GitHub refuses',
      { fault: on('POST', { kind: 'status', status: 422 }) },
      /refused it \(422\): Injected 422/,
    ],
    ['a commit that GitHub does not have', { commits: [] }, /refused it \(422\): No commit found/],
    [
      'a limit of an hour',
      { fault: always({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } }) },
      /rate limit is reached \(429\)/,
    ],
    [
      'a secondary limit',
      { fault: always({ kind: 'status', status: 403, headers: { 'x-ratelimit-remaining': '0' } }) },
      /rate limit is reached \(403\)/,
    ],
    ['a server that fails', { fault: always({ kind: 'status', status: 500 }) }, /did not answer \(500\)/],
    ['a gateway that fails', { fault: on('POST', { kind: 'status', status: 502 }) }, /did not answer \(502\)/],
    ['a connection that is reset', { fault: always({ kind: 'reset' }) }, /could not be reached/],
    ['an answer that breaks off', { fault: always({ kind: 'truncated' }) }, /the answer broke off/],
    ['a server that never answers', { fault: always({ kind: 'hang' }) }, /did not answer in time/],
    [
      'batches that never arrive',
      { fault: on('PATCH', { kind: 'hang' }) },
      /posted only in part: GitHub did not answer in time/,
    ],
    [
      'batches that are refused',
      { fault: on('PATCH', { kind: 'status', status: 422 }) },
      /posted only in part: .*\(422\)/,
    ],
  ])(
    '%s',
    async (_, options, notice) => {
      await expectOnlyANotice(options, notice)
    },
    30_000,
  )

  test('no server at all', async () => {
    const ran = await runAction(gate)
    expect(ownNotices(ran)).toContainEqual(expect.stringMatching(/could not be reached/))
    expect(ran.code).toBe((await undisturbed()).code)
  })
})

describe.concurrent('what was asked is asked again only where it was not done', () => {
  test.each<[string, Fault]>([
    ['a listing fails once', { kind: 'status', status: 503 }],
    ['a listing breaks off once', { kind: 'truncated' }],
    ['GitHub asks to wait a second', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
  ])('%s: it is sent again', async (_, fault) => {
    const { ran, requests, checkRuns } = await against({ fault: once('GET', fault) }, gate)
    expect(requests.slice(0, 3).map(({ method }) => method)).toEqual(['GET', 'GET', 'POST'])
    expect(ownNotices(ran)).toEqual([])
    expect(checkRuns).toHaveLength(1)
  })

  test.each<[string, Fault]>([
    ['the connection is reset', { kind: 'reset', done: true }],
    ['the server answers 500', { kind: 'status', status: 500, done: true }],
    ['the answer breaks off', { kind: 'truncated', done: true }],
  ])('the check run is created but %s: it is found, not created twice', async (_, fault) => {
    const { ran, requests, checkRuns } = await against({ fault: once('POST', fault) }, gate)
    expect(requests.slice(0, 4).map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'PATCH'])
    expect(checkRuns).toHaveLength(1)
    expectEachOnce(checkRuns[0]?.annotations)
    expect(ran.outputs['check-run-url']).toBe('https://github.com/Codertocat/Hello-World/runs/1')
  })

  test('the check run is not created and the answer is lost: a notice, and no second POST', async () => {
    const { requests, checkRuns } = await expectOnlyANotice(
      { fault: on('POST', { kind: 'reset' }) },
      /could not be reached/,
    )
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET'])
    expect(checkRuns).toEqual([])
  })

  test.each<[string, Fault]>([
    ['arrives', { kind: 'reset', done: true }],
    ['does not arrive', { kind: 'reset' }],
  ])('a batch %s but its answer is lost: every annotation is there once', async (_, fault) => {
    const { ran, checkRuns } = await against({ fault: once('PATCH', fault) }, gate)
    expectEachOnce(checkRuns[0]?.annotations)
    expect(checkRuns[0]?.summary).not.toContain('`report.json` holds all')
    expect(ownNotices(ran)).toEqual([])
  })

  test('an update of an earlier check run is refused: it was not posted, and the earlier one is as it was', async () => {
    let jobs = 0
    const second = (request: Seen): Fault | undefined => {
      if (request.method === 'GET') jobs += 1
      return jobs === 2 && request.method === 'PATCH' ? { kind: 'status', status: 422 } : undefined
    }
    const { ran, checkRuns } = await against({ fault: second }, gate, gate)
    expect(ownNotices(ran)).toEqual([expect.stringMatching(/^The check run was not posted: GitHub refused it \(422\)/)])
    expectEachOnce(checkRuns[0]?.annotations)
  })

  test('a batch is lost for good: the check run says what it holds', async () => {
    const { checkRuns } = await expectOnlyANotice(
      { fault: on('PATCH', { kind: 'status', status: 422 }) },
      /only in part/,
    )
    expect(checkRuns[0]?.annotations).toHaveLength(50)
    expect(checkRuns[0]?.summary).toMatch(
      /annotates 50 of \d+ findings, errors first; `report\.json` holds all of them/,
    )
    expect(checkRuns[0]?.conclusion).toBe('failure')
  })
})

function expectEachOnce(annotations: readonly unknown[] | undefined): void {
  const sent = (annotations ?? []).map((annotation) => JSON.stringify(annotation))
  expect(sent.length).toBeGreaterThan(50)
  expect(new Set(sent).size).toBe(sent.length)
}

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'
import { describe, expect, test, vi } from 'vitest'
import { markerOf } from '../../src/report/comment.ts'
import { object } from './openapi.ts'
import { tried } from './opened.ts'
import { pullRequest } from './pull-request.ts'
import { messages, type Ran } from './runner.ts'
import { openWorkflowRun, type Reported } from './workflow-run.ts'

// Each test is a repository, a server and a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const base = { 'README.md': 'Nothing yet.\n' }
const head = { 'ai-compliance.yml': 'version: 1\norganization: { name: "Quarry @lane fixes #1" }\n' }
type Change = (report: { [key: string]: unknown }) => unknown

/** What the gate's run left, the same commits as in the run that reports it. */
async function left(from: Reported['from']): Promise<string> {
  const { ran } = await pullRequest({ base, head, ...(from === undefined ? {} : { from }) })
  expect(ran.code).not.toBe(0)
  return ran.reports['report.json'] ?? ''
}

/** A workflow that has such a report, changed, or none where that is empty, and runs the reporter. */
async function reported(
  change: Change | string | undefined = (same) => same,
  { from = 'fork', prepare, ...more }: Partial<Reported> = {},
): Promise<Reported> {
  const text = await left(from)
  const changed = typeof change === 'function' ? JSON.stringify(change({ ...object(JSON.parse(text)) })) : change
  return {
    base,
    head,
    from,
    action: 'report',
    prepare: (workspace) => {
      mkdirSync(workspace, { recursive: true })
      if (changed !== '') writeFileSync(join(workspace, 'report.json'), changed)
      prepare?.(workspace)
    },
    ...more,
  }
}

async function report(change?: Change | string, more?: Partial<Reported>) {
  return tried(await openWorkflowRun(await reported(change, more)))
}

const said = (ran: Ran) => [...messages(ran, 'notice'), ...messages(ran, 'error')].join('\n')

describe.concurrent('the reporter', () => {
  test('writes what the run on a fork reported, and that it is not verified', async () => {
    const { ran, github } = await report()
    expect(said(ran)).toBe('')
    expect(ran.code).toBe(0)
    const body = github.comments[0]?.body ?? ''
    expect(github.comments).toHaveLength(1)
    expect(body).toMatch(/^<!-- ai-compliance-gate:[0-9a-f]{16} -->\n\n## Unverified report\n/)
    expect(body).toContain("It approves nothing; the job's status decides.")
    expect(body).toContain('### What blocks')
    // It makes no check run: what the fork reports is no status.
    expect(github.requests.filter(({ operation }) => operation.startsWith('checks/'))).toEqual([])
  })

  test('lets no mention, reference or markup of the report come alive', async () => {
    const evil = '@octocat fixes #1 <img src=x> [click](https://evil.example) <!-- ai-compliance-gate:0 -->'
    const { github } = await report((same) => ({
      ...same,
      organization: evil,
      findings: list(same.findings).map((one) => ({ ...object(one), message: evil, next: evil })),
    }))
    const body = github.comments[0]?.body ?? ''
    expect(body).toContain('octocat')
    expect(body).not.toMatch(/@octocat|#1|<img/)
    const links = [...marked.parse(body, { async: false }).matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to)
    expect(links.filter((to) => !to?.startsWith('/Codertocat/Hello-World/blob/'))).toEqual([])
    expect(body.match(/<!--/g)).toHaveLength(1)
  })

  test.each<[string, Change | string, RegExp]>([
    [
      'is of another commit',
      (same) => ({ ...same, run: { ...object(same.run), headSha: '1'.repeat(40) } }),
      /another commit/,
    ],
    [
      'is of another repository',
      (same) => ({ ...same, run: { ...object(same.run), repository: 'mallory/other' } }),
      /another commit or repository/,
    ],
    ['names no commit', (same) => ({ ...same, run: undefined }), /another commit/],
    ['is no JSON', '{"verdict": "pass"', /is no JSON/],
    ['is JSON of another kind', '["pass"]', /does not hold to the schema/],
    ['has a verdict that there is not', (same) => ({ ...same, verdict: 'approved' }), /does not hold to the schema/],
    ['has a key that a report has not', (same) => ({ ...same, html: '<script>' }), /does not hold to the schema/],
    ['leaves out what a report has', (same) => ({ ...same, findings: undefined }), /does not hold to the schema/],
    [
      'reaches for the prototype',
      `{"__proto__": {"verdict": "pass"}, "constructor": {}}`,
      /does not hold to the schema/,
    ],
    ['is binary', '\u0000\u0001\u0002', /binary/],
    ['is larger than any report', ' '.repeat(31_000_000), /at most 30000000/],
  ])('refuses a report that %s', async (_, change, says) => {
    const { ran, github } = await report(change)
    expect(said(ran)).toMatch(says)
    expect(ran.code).toBe(2)
    expect(github.comments).toEqual([])
  })

  test('follows no link out of the folder', async () => {
    const { ran, github } = await report('', {
      prepare: (workspace) => symlinkSync('/etc/hostname', join(workspace, 'report.json')),
    })
    expect(said(ran)).toMatch(/leads out/)
    expect([ran.code, github.comments]).toEqual([2, []])
  })

  test.each<[string, Partial<Reported>, RegExp]>([
    ['the pull request is closed', { pull: { state: 'closed' } }, /no open pull request/],
    ['the fork is gone', { gateRun: { headRepository: 'stranger/renamed' } }, /contents: read/],
    ['the run was of a push', { gateRun: { event: 'push' } }, /not of `pull_request`/],
    ['the run could write its own', { from: 'branch' }, /can write its own/],
    ['the token may not write', { github: { permissions: { pull_requests: 'read' } } }, /pull-requests: write/],
    ['the conversation is locked', { pull: { locked: true } }, /locked/],
  ])('says so and ends well where %s', async (_, more, says) => {
    const { ran, github } = await report(undefined, more)
    expect(said(ran)).toMatch(says)
    expect([ran.code, github.comments]).toEqual([0, []])
  })

  test('writes nothing once the pull request has moved on', async () => {
    const attempt = await reported()
    const opened = await openWorkflowRun({
      ...attempt,
      head: [{ changes: head }, { changes: { 'more.md': 'More.\n' } }],
    })
    // The run was of the commit before, and so is the report.
    const { ran, github } = await tried(opened, { payload: eventOf(opened.step.payload, opened.shas['head-0'] ?? '') })
    expect(said(ran)).toMatch(/no open pull request has its head/)
    expect([ran.code, github.comments]).toEqual([0, []])
  })

  test('edits its comment in place, and leaves the one of the gate alone', async () => {
    const opened = await openWorkflowRun(await reported())
    await opened.run()
    await opened.run()
    const { comments } = opened.github
    await opened.close()
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body).not.toContain(markerOf(['ai-compliance.yml']))
  })

  test('does not call a pass what reports one', async () => {
    const pass = (same: { [key: string]: unknown }) => ({ ...same, verdict: 'pass', findings: [] })
    expect((await report(pass)).github.comments).toEqual([])
    const { github } = await report(pass, { with: { comment: 'always' } })
    expect(github.comments[0]?.body).toContain('## Unverified report')
    expect(github.comments[0]?.body).not.toMatch(/pass/i)
    expect(github.checkRuns).toEqual([])
  })

  test('serves Dependabot too', async () => {
    const { github } = await report((same) => same, { from: 'dependabot' })
    expect(github.comments).toHaveLength(1)
  })

  test('runs on no other event', async () => {
    const opened = await openWorkflowRun(await reported())
    const { ran, github } = await tried(opened, { event: 'pull_request_target' })
    expect(said(ran)).toMatch(/not on `pull_request_target`/)
    expect([ran.code, github.comments]).toEqual([2, []])
  })

  test('says so where the run left no report', async () => {
    const { ran, github } = await report('')
    expect(said(ran)).toMatch(/left no report/)
    expect([ran.code, github.comments]).toEqual([0, []])
  })
})

/** The same event of a run of another commit. */
function eventOf(payload: unknown, sha: string): unknown {
  const event = object(payload)
  return { ...event, workflow_run: { ...object(event.workflow_run), head_sha: sha } }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

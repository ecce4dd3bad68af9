import { describe, expect, test, vi } from 'vitest'
import { against } from './against.ts'
import { current } from './events.ts'
import type { CheckRun } from './github.ts'
import { unowned } from './manifests.ts'
import { at } from './openapi.ts'
import { messages, ownNotices, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const asOf = { 'as-of': '2026-11-23' }
const hiring: Step = { files: 'examples/hiring', with: asOf }
const branches = (systems: number): Step => ({ files: { 'ai-compliance.yml': unowned(systems) }, with: asOf })

describe.concurrent('the check run', () => {
  test('is created completed, with what the report says', async () => {
    const { checkRuns, requests, ran } = await against({}, hiring)
    expect(requests.map(({ method }) => method).slice(0, 2)).toEqual(['GET', 'POST'])
    expect(checkRuns).toMatchObject([
      { name: 'AI compliance', headSha: current, status: 'completed', conclusion: 'failure' },
    ])
    expect(checkRuns[0]?.annotations.length).toBeGreaterThanOrEqual(12)
    expect(ran.outputs['check-run-url']).toBe('https://github.com/Codertocat/Hello-World/runs/1')
    expect(ran.code).toBe(1)
  })

  test('is updated when the job runs again on the commit, and its annotations are not doubled', async () => {
    const once = await against({}, hiring)
    const { checkRuns, requests, ran } = await against({}, hiring, hiring)
    expect(ownNotices(ran)).toEqual([])
    expect(requests.map(({ method }) => method)).toEqual([...once.requests.map(({ method }) => method), 'GET', 'PATCH'])
    expect(checkRuns).toHaveLength(1)
    expect(checkRuns[0]?.annotations).toEqual(once.checkRuns[0]?.annotations)
    expect(checkRuns[0]?.text).toBe(once.checkRuns[0]?.text)
  })

  test('is made anew when the findings changed: GitHub cannot take an annotation back', async () => {
    const passing: Step = { files: 'examples/not-admt', with: asOf }
    const { checkRuns } = await against({}, hiring, passing)
    expect(checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success'])
    expect(levels(checkRuns[1])).not.toContain('failure')
  })

  test('of another manifest in the repository is left alone', async () => {
    const elsewhere: Step = {
      files: 'examples/hiring',
      with: { ...asOf, 'working-directory': 'services' },
      prepare: () => {},
    }
    const { checkRuns } = await against({}, hiring, {
      ...elsewhere,
      files: { 'services/ai-compliance.yml': unowned(1) },
    })
    expect(checkRuns).toHaveLength(2)
    expect(paths(checkRuns[1])).toEqual(new Set(['services/ai-compliance.yml']))
  })

  test.each([
    ['a job of the same name', 'job', '7f0c2a53-2b1e-5d0b-8d5a-0f4f1f0c9a11'],
    ['another app', 'app', 'someone-else:1'],
  ] as const)('never touches that of %s', async (_, madeBy, externalId) => {
    const present = [{ name: 'AI compliance', headSha: current, externalId, madeBy }]
    const { checkRuns, requests } = await against({ present }, hiring)
    expect(requests.filter(({ path }) => path.endsWith('/check-runs/1'))).toEqual([])
    expect(checkRuns.map((run) => run.madeBy)).toEqual([madeBy, 'token'])
  })
})

describe.concurrent('annotations', () => {
  test('over 50 are sent in batches, each exactly once', async () => {
    const { checkRuns, requests } = await against({}, branches(30))
    expect(requests.filter(({ method }) => method === 'PATCH').length).toBeGreaterThanOrEqual(1)
    expect(checkRuns).toHaveLength(1)
    const sent = (checkRuns[0]?.annotations ?? []).map((annotation) => JSON.stringify(annotation))
    expect(sent.length).toBeGreaterThan(50)
    expect(new Set(sent).size).toBe(sent.length)
    expect(checkRuns[0]?.summary).not.toContain('`report.json` holds all')
  })

  test('over what eight requests carry: errors come first and the summary says how many are left out', async () => {
    const { checkRuns, requests, ran } = await against({}, branches(450))
    const [run] = checkRuns
    expect(requests).toHaveLength(8)
    expect(run?.annotations).toHaveLength(350)
    const total = Number(/annotates 350 of (\d+) findings/.exec(run?.summary ?? '')?.[1])
    expect(total).toBeGreaterThanOrEqual(450)
    expect(levels(run)).toEqual([...levels(run)].sort(bySeverity))
    expect(ran.reports['report.json']).toContain('branch-450-queue')
    expect(ran.code).toBe(1)
  })

  test('of the workflow run keep to ten a level, and the last says how many more', async () => {
    const ran = await runAction({ ...branches(30), with: { ...asOf, 'check-run': 'false' } })
    expect(messages(ran, 'error')).toHaveLength(10)
    expect(messages(ran, 'error')[8]).toMatch(/^\d+ more errors are in the job summary/)
    expect(messages(ran, 'error')[9]).toMatch(/^Fail: /)
  })

  test('name the file from the root of the repository', async () => {
    const { checkRuns, ran } = await against(
      {},
      {
        files: { 'services/loans/ai-compliance.yml': unowned(2) },
        with: { ...asOf, 'working-directory': 'services/loans' },
      },
    )
    expect(paths(checkRuns[0])).toEqual(new Set(['services/loans/ai-compliance.yml']))
    const named = ran.commands.flatMap(({ properties }) => properties.file ?? [])
    expect(new Set(named)).toEqual(new Set(['services/loans/ai-compliance.yml']))
  })
})

describe.concurrent('no check run', () => {
  test('is asked for: nothing is sent', async () => {
    const { requests, ran } = await against({}, { ...hiring, with: { ...asOf, 'check-run': 'false' } })
    expect(requests).toEqual([])
    expect(ownNotices(ran)).toEqual([])
    expect(ran.outputs['check-run-url']).toBe('')
    expect(ran.code).toBe(1)
  })

  test('can be posted without a token: a notice', async () => {
    const { requests, ran } = await against({}, { ...hiring, with: { ...asOf, 'github-token': '' } })
    expect(requests).toEqual([])
    expect(ownNotices(ran)).toContain('The check run was not posted: `github-token` is empty. The verdict stands.')
    expect(ran.code).toBe(1)
  })
})

function paths(run: CheckRun | undefined): ReadonlySet<unknown> {
  return new Set(run?.annotations.map((annotation) => at(annotation, 'path')))
}

function levels(run: CheckRun | undefined): readonly string[] {
  return (run?.annotations ?? []).map((annotation) => String(at(annotation, 'annotation_level')))
}

function bySeverity(a: string, b: string): number {
  const order = ['failure', 'warning', 'notice']
  return order.indexOf(a) - order.indexOf(b)
}

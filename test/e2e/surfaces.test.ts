import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { unowned } from './manifests.ts'
import { messages, ownNotices, reportOf, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const offline = { 'as-of': '2026-11-23', 'check-run': 'false' }
const passing: Step = { files: 'examples/not-admt', with: offline }
const failing: Step = { files: 'examples/hiring', with: offline }

describe.concurrent('a run that passes', () => {
  test('exits 0, says so in the log and the summary, and annotates no error', async () => {
    const ran = await runAction(passing)
    expect(ran.code).toBe(0)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', errors: '0', 'open-questions': '0' })
    expect(messages(ran, 'error')).toEqual([])
    expect(ran.log[0]).toMatch(/^Pass: /)
    expect(ran.summary).toContain('Pass')
    expect(ran.stderr).toBe('')
  })
})

describe.concurrent('a run that fails', () => {
  test('exits 1, and report, outputs, summary and log agree', async () => {
    const ran = await runAction(failing)
    const { counts, verdict } = reportOf(ran)
    expect(ran.code).toBe(1)
    expect(verdict).toBe('fail')
    expect(counts).toMatchObject({
      errors: Number(ran.outputs.errors),
      warnings: Number(ran.outputs.warnings),
      open: Number(ran.outputs['open-questions']),
    })
    expect(Object.keys(ran.reports).sort()).toEqual(['report.html', 'report.json', 'report.md', 'results.sarif'])
    expect(ran.reports['report.md']).toContain(ran.summary.slice(0, 200))
    expect(messages(ran, 'error').at(-1)).toMatch(/^Fail: \d+ errors/)
    expect(ran.log[0]).toMatch(/^Fail: \d+ errors/)
  })

  test('exits 0 with `fail-on: never`, and still says fail', async () => {
    const overdue: Step = { files: 'examples/lending', with: { ...offline, 'as-of': '2028-04-02', 'fail-on': 'never' } }
    const ran = await runAction(overdue)
    expect(ran.code).toBe(0)
    expect(ran.outputs.verdict).toBe('fail')
  })

  test('exits 2 with `fail-on: never` where something could not be evaluated', async () => {
    const ran = await runAction({ ...failing, with: { ...offline, 'fail-on': 'never' } })
    expect(ran.code).toBe(2)
    expect(ran.outputs.verdict).toBe('fail')
  })

  test('gives the same files a second time', async () => {
    const [first, second] = await Promise.all([runAction(failing), runAction(failing)])
    expect(second.reports).toEqual(first.reports)
    expect(second.summary).toBe(first.summary)
  })
})

describe.concurrent('a run that cannot tell', () => {
  test.each<[string, Step, RegExp]>([
    ['there is no manifest', { with: offline }, /`?ai-compliance\.yml/],
    [
      '`fail-on` is misspelt',
      { ...passing, with: { ...offline, 'fail-on': 'eror' } },
      /`fail-on` is `eror`; use `error`, `warning` or `never`\./,
    ],
    [
      '`check-run` is no boolean',
      { ...passing, with: { ...offline, 'check-run': 'yes' } },
      /`check-run` is `yes`; use `true` or `false`\./,
    ],
    ['`as-of` is no day', { ...passing, with: { ...offline, 'as-of': '2026-02-30' } }, /`as-of` is `2026-02-30`/],
    [
      '`manifest` is a glob that matches nothing',
      { ...passing, with: { ...offline, manifest: 'services/*/a.yml' } },
      /`services\/\*\/a\.yml` matches no file/,
    ],
    [
      'the manifest is outside',
      { ...passing, with: { ...offline, manifest: '../ai-compliance.yml' } },
      /\.\.\/ai-compliance\.yml/,
    ],
    [
      'the working directory is outside',
      { ...passing, with: { ...offline, 'working-directory': '..' } },
      /outside the workspace/,
    ],
    [
      'the working directory is absolute and outside',
      { ...passing, with: { ...offline, 'working-directory': tmpdir() } },
      /outside the workspace/,
    ],
    [
      'the working directory is not there',
      { ...passing, with: { ...offline, 'working-directory': 'services' } },
      /not there/,
    ],
    [
      'the working directory is a file',
      { ...passing, with: { ...offline, 'working-directory': 'ai-compliance.yml' } },
      /not a folder/,
    ],
  ])('%s: exit 2, one error that says what and what next', async (_, step, message) => {
    const ran = await runAction(step)
    expect(ran.code).toBe(2)
    expect(ran.outputs).toEqual({ verdict: 'not-evaluated' })
    expect(messages(ran, 'error')).toEqual([expect.stringMatching(message)])
    expect(ran.summary).toContain('Not evaluated')
    expect(ran.stdout + ran.stderr).not.toMatch(/^\s+at /m)
    expect(messages(ran, 'debug')).toEqual([])
  })

  test('the working directory is a link that leaves the workspace', async () => {
    const leave = (workspace: string): void => symlinkSync(tmpdir(), join(workspace, 'services'))
    const ran = await runAction({ ...passing, with: { ...offline, 'working-directory': 'services' }, prepare: leave })
    expect(messages(ran, 'error')).toEqual([expect.stringContaining('outside the workspace')])
    expect(ran.code).toBe(2)
  })

  test('shows where it broke off only when debug logging is on', async () => {
    const ran = await runAction({ with: offline, env: { RUNNER_DEBUG: '1' } })
    expect(messages(ran, 'debug')).toEqual([expect.stringMatching(/\n\s+at /)])
    expect(ran.code).toBe(2)
  })
})

describe.concurrent('a surface that cannot be written is a notice, and the others are there', () => {
  test.each<[string, Step, string]>([
    ['no file for the summary', { env: { GITHUB_STEP_SUMMARY: undefined } }, 'The job summary could not be written'],
    [
      'a summary file in a folder that is gone',
      { env: { GITHUB_STEP_SUMMARY: join('gone', 'summary') } },
      'The job summary could not be written',
    ],
    [
      'an output file that is gone',
      { env: { GITHUB_OUTPUT: join('gone', 'output') } },
      'The outputs could not be written',
    ],
    [
      'a file where the reports go',
      { with: { ...offline, 'output-dir': 'ai-compliance.yml' } },
      '`report.json` could not be written',
    ],
  ])('%s', async (_, step, notice) => {
    const ran = await runAction({ ...failing, ...step })
    expect(ownNotices(ran)).toContainEqual(expect.stringContaining(notice))
    expect(messages(ran, 'error').at(-1)).toMatch(/^Fail: /)
    expect(ran.code).toBe(1)
  })
})

describe.concurrent('the report files', () => {
  test('go where the workflow says', async () => {
    const ran = await runAction({ ...passing, with: { ...offline, 'output-dir': 'build/gate' } })
    expect(ran.outputs['report-json']).toMatch(/[\\/]build[\\/]gate[\\/]report\.json$/)
    expect(Object.keys(ran.reports).sort()).toEqual(['report.html', 'report.json', 'report.md', 'results.sarif'])
  })

  test('replace a link in the checkout, and never follow it', async () => {
    let victim = ''
    const trap = (workspace: string): void => {
      victim = join(workspace, 'victim')
      writeFileSync(victim, 'untouched')
      mkdirSync(join(workspace, 'build'))
      symlinkSync(victim, join(workspace, 'build', 'report.json'))
    }
    let seen = ''
    const ran = await runAction({
      ...passing,
      with: { ...offline, 'output-dir': 'build' },
      prepare: trap,
      after: () => {
        seen = readFileSync(victim, 'utf8')
      },
    })
    expect(ran.code).toBe(0)
    expect(seen).toBe('untouched')
    expect(reportOf(ran).verdict).toBe('pass')
  })

  test('hold what the summary has no room for', async () => {
    const ran = await runAction({ files: { 'ai-compliance.yml': unowned(300) }, with: offline })
    expect(Buffer.byteLength(ran.summary)).toBeLessThanOrEqual(1_000_000)
    expect(ran.reports['report.md']).toContain('branch-300-queue')
    expect(ran.code).toBe(1)
  })
})

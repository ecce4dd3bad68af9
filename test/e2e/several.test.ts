import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { against } from './against.ts'
import { unowned } from './manifests.ts'
import { at, list } from './openapi.ts'
import { elsewhere, repository, write } from './repositories.ts'
import { messages, ownNotices, reportOf, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const NONE = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
const AS_OF = '2026-11-23'
const monorepo = {
  'services/quiet/adm.yml': unowned(1),
  'services/noisy/adm.yml': unowned(60),
  'services/none/adm.yml': NONE,
  'legal/adm.yml': NONE,
}
const step = (manifest: string, more: Partial<Step> = {}): Step => ({
  files: monorepo,
  with: { manifest, 'as-of': AS_OF, 'check-run': 'false' },
  ...more,
})

describe.concurrent('the Action over several manifests', () => {
  test('has one verdict, one summary and outputs that are the sums', async () => {
    const ran = await runAction(step('legal/adm.yml\nservices/*/adm.yml\nservices/none/adm.yml\n'))
    const report = reportOf(ran)
    const reports = list(report.reports)
    expect(ran.code).toBe(1)
    expect(reports.map((each) => at(each, 'manifest'))).toEqual(Object.keys(monorepo).sort())
    expect(ran.outputs).toMatchObject({ verdict: 'fail', errors: String(at(report, 'counts', 'errors')) })
    const sum = reports.reduce<number>((total, each) => total + Number(at(each, 'counts', 'errors')), 0)
    expect(at(report, 'counts', 'errors')).toBe(sum)
    expect(ran.summary).toMatch(/^## Fail: \d+ errors.* in 4 manifests/)
    for (const path of Object.keys(monorepo)) expect(ran.summary).toContain(`| [\`${path}\`](`)
    expect(ran.summary).toContain('branch-1-queue')
    expect(messages(ran, 'error').at(-1)).toMatch(/^Fail: .* in 4 manifests as of 2026-11-23\.$/)
    expect(ran.log[0]).toMatch(/^Fail: .* in 4 manifests as of 2026-11-23\.$/)
  })

  test('annotates both, however much there is to say of one', async () => {
    const ran = await runAction(step('services/*/adm.yml'))
    const files = new Set(ran.commands.filter(({ name }) => name === 'error').map(({ properties }) => properties.file))
    expect([...files]).toEqual(expect.arrayContaining(['services/noisy/adm.yml', 'services/quiet/adm.yml']))
  })

  test('passes when all of them do, and says so in one line', async () => {
    const ran = await runAction(step('legal/adm.yml\nservices/none/adm.yml'))
    expect(ran.code).toBe(0)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', errors: '0' })
    expect(ran.log[0]).toBe('Pass: nothing blocks in 2 manifests as of 2026-11-23.')
  })

  test('is as for one where a glob finds one', async () => {
    const [one, glob] = await Promise.all([runAction(step('legal/adm.yml')), runAction(step('legal/*.yml'))])
    for (const key of ['code', 'summary', 'log', 'reports'] as const) expect(glob[key]).toEqual(one[key])
  })

  test.each<[string, string, RegExp]>([
    [
      'a glob that matches nothing',
      'legal/adm.yml\nservice/*/adm.yml',
      /`service\/\*\/adm\.yml` matches no file\. Correct the glob/,
    ],
    [
      'a path that is not there',
      'legal/adm.yml\nservices/gone/adm.yml',
      /1 of them not judged .*`services\/gone\/adm\.yml` does not exist/,
    ],
    ['nothing of what is named', 'a.yml\nb.yml', /2 manifests, 2 of them not judged .*`a\.yml` does not exist/],
    ['a glob that leads out', '../*/adm.yml', /leads out of the repository/],
  ])('%s could not be told', async (_, manifest, says) => {
    const ran = await runAction(step(manifest))
    expect(ran.code).toBe(2)
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(messages(ran, 'error').at(-1)).toMatch(says)
  })

  test('posts one check run, with the annotations of all', async () => {
    const given = step('services/*/adm.yml', { with: { manifest: 'services/*/adm.yml', 'as-of': AS_OF } })
    const { checkRuns, ran } = await against({}, given, given)
    expect(ownNotices(ran)).toEqual([])
    expect(checkRuns).toHaveLength(1)
    const [run] = checkRuns
    expect(run).toMatchObject({ name: 'AI compliance', conclusion: 'failure' })
    expect(run?.summary).toMatch(/in 3 manifests/)
    expect(new Set(run?.annotations.map((annotation) => at(annotation, 'path')))).toEqual(
      new Set(['services/noisy/adm.yml', 'services/quiet/adm.yml']),
    )
  })
})

describe('the command line over several manifests', () => {
  const folder = elsewhere()
  write(folder, monorepo)
  const check = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.js'), 'check', folder, '--as-of', AS_OF, ...args], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    })

  test('takes --manifest several times, and globs, in every format with one exit code', () => {
    const manifests = ['--manifest', 'legal/adm.yml', '--manifest', 'services/*/adm.yml']
    for (const [format, begin] of [
      ['text', /^Fail: .* in 4 manifests/],
      ['markdown', /^## Fail: .* in 4 manifests/],
      ['json', /^\{\n {2}"\$schema": "urn:ai-compliance-gate:reports:1"/],
    ] as const) {
      const { status, stdout, stderr } = check(...manifests, '--format', format)
      expect(stdout).toMatch(begin)
      expect([status, stderr]).toEqual([1, ''])
    }
    expect(check('--manifest', 'legal/adm.yml', '--manifest', 'services/none/adm.yml').status).toBe(0)
  })

  test('says what to write where a glob matches nothing', () => {
    const { status, stdout, stderr } = check('--manifest', 'apps/*/adm.yml')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/`apps\/\*\/adm\.yml` matches no file\.\nCorrect the glob/)
  })
})

describe('a manifest that the base has', () => {
  const BEFORE = { 'services/a/adm.yml': NONE, 'services/b/adm.yml': NONE.replace('version: 1', 'version: 1 # b') }
  /** What the gate says of a branch with these changes. */
  function proposed(changes: Parameters<typeof write>[1], ...more: readonly string[]) {
    const { folder, commit, git } = repository('monorepo')
    commit('2026-11-01', BEFORE)
    git('checkout', '--quiet', '-b', 'change')
    commit('2026-11-02', changes)
    const args = ['check', folder, '--as-of', AS_OF, '--base', 'main', '--manifest', 'services/*/adm.yml', ...more]
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    return { status, said: (stdout + stderr).replaceAll(/\s+/g, ' ') }
  }

  test('may not be deleted without a word', () => {
    const { status, said } = proposed({ 'services/b/adm.yml': undefined })
    expect(status).toBe(2)
    expect(said).toMatch(
      /1 of them not judged .*This change takes `services\/b\/adm\.yml` away, which the base commit `\w{7}` has/,
    )
  })
  test('nor all of them', () => {
    const { status, said } = proposed({ 'services/a/adm.yml': undefined, 'services/b/adm.yml': undefined })
    expect(status).toBe(2)
    expect(said).toMatch(/2 manifests, 2 of them not judged/)
  })
  test('nor be moved out of the globs', () => {
    const to = BEFORE['services/b/adm.yml']
    const { status, said } = proposed({ 'services/b/adm.yml': undefined, 'attic/b/adm.yml': to })
    expect(status).toBe(2)
    expect(said).toContain('takes `services/b/adm.yml` away')
  })
  test('may be moved to another path that is judged, and is compared with what it was', () => {
    const to = BEFORE['services/b/adm.yml']
    const within = proposed({ 'services/b/adm.yml': undefined, 'services/c/adm.yml': to })
    expect(within.status).toBe(0)
    expect(within.said).toContain('services/b/adm.yml')
    expect(within.said).not.toContain('not judged')
    const named = proposed({ 'services/b/adm.yml': undefined, 'b/adm.yml': to }, '--manifest', 'b/adm.yml')
    expect(named.status).toBe(0)
  })
  test('is no matter where nothing of it changed, or one is added', () => {
    expect(proposed({ 'README.md': 'Services.\n' }).status).toBe(0)
    expect(proposed({ 'services/c/adm.yml': NONE }).status).toBe(0)
  })
})

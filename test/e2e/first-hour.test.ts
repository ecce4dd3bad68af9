import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { type Finding, follow, type Known } from './follower.ts'

// Each round starts a process; how fast they are is not what this is about.
vi.setConfig({ testTimeout: 120_000 })

const CLI = resolve('dist/cli.js')
const AS_OF = ['--as-of', '2026-11-23']
const FIXTURES = resolve('test/fixtures/first-hour')
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** Rounds of reading every finding and doing what it says. */
const ROUNDS = 12

describe.each(['lending', 'hiring', 'not-admt'])('from init in an empty repository: %s', (kind) => {
  const folder = repository()
  const known: Known = parse(readFileSync(join(FIXTURES, `${kind}-known.yml`), 'utf8'), { schema: 'failsafe' })

  test('init writes a manifest that does not pass by itself', () => {
    const { status, stdout, stderr } = run(folder, 'init', '--answers', join(FIXTURES, `${kind}.yml`), ...AS_OF)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/\nNext: node .*cli\.js check\n$/)
    expect(run(folder, 'check', ...AS_OF).status).not.toBe(0)
  })

  test('doing what the findings say, and nothing else, leads to a gate that passes without a warning', () => {
    let rounds = 0
    for (let { status, findings } = check(folder); status !== 0; { status, findings } = check(folder)) {
      expect(++rounds, JSON.stringify(findings, null, 1)).toBeLessThanOrEqual(ROUNDS)
      follow(folder, findings, known, () => run(folder, 'init', ...AS_OF).stdout)
    }
    expect(run(folder, 'check', ...AS_OF).stdout).toMatch(/^Pass: nothing blocks/)
    // And it stays so on the day on which Article 11 binds.
    expect(run(folder, 'check', '--as-of', '2027-01-01').status).toBe(0)
  })

  test('the records are those that the system needs, and no others', () => {
    const { systems }: { readonly systems: readonly { readonly records?: object }[] } = parse(
      readFileSync(join(folder, 'ai-compliance.yml'), 'utf8'),
    )
    expect(Object.keys(systems[0]?.records ?? {}).sort()).toEqual(RECORDS[kind])
    expect(existsSync(join(folder, 'compliance/privacy-policy.md'))).toBe(kind !== 'not-admt')
  })
})

const RECORDS: { readonly [kind: string]: readonly string[] } = {
  lending: ['access-procedure', 'opt-out-procedure', 'pre-use-notice', 'risk-assessment', 'vendor-contract'],
  hiring: [
    'access-procedure',
    'exception-testing',
    'model-card',
    'pre-use-notice',
    'risk-assessment',
    'vendor-contract',
    'vendor-facts',
  ],
  'not-admt': [],
}

function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'first-hour-'))
  folders.push(folder)
  spawnSync('git', ['init', '--quiet', folder])
  return folder
}

function run(folder: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', input: '' })
}

/** What is to be acted on; warnings count too, so that nothing is left that a finding asks for. */
function check(folder: string): { readonly status: number | null; readonly findings: readonly Finding[] } {
  const { status, stdout } = run(folder, 'check', ...AS_OF, '--format', 'json', '--fail-on', 'warning')
  const { findings }: { readonly findings: readonly Finding[] } = JSON.parse(stdout)
  return {
    status,
    findings: findings.filter(
      ({ outcome, level }) => outcome !== 'pass' && outcome !== 'notApplicable' && level !== 'note',
    ),
  }
}

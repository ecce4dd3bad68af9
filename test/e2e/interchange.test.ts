import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ajvOf } from '../../build/schema.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'interchange-')))
const BUNDLE = join(HOME, 'bundle')
afterAll(() => rmSync(HOME, { recursive: true, force: true }))
beforeAll(() => {
  ai('check', 'examples/lending', '--as-of', '2026-11-23', '--bundle', BUNDLE)
})

function ai(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('a bundle', () => {
  test.each(['oscal', 'cyclonedx'])('gives the same %s years later as the run that made it', (format) => {
    const then = ai('check', 'examples/lending', '--as-of', '2026-11-23', '--format', format).stdout
    const later = ai('convert', BUNDLE, '--format', format)
    expect(later.status).toBe(0)
    expect(later.stdout).toBe(then)
    expect(later.stdout).toMatch(/"(value|content)": "[0-9a-f]{64}"/)
  })

  test.each([
    ['json', 'report.json'],
    ['html', 'report.html'],
    ['sarif', 'results.sarif'],
    ['ics', 'calendar.ics'],
  ])('gives as %s what lies in it', (format, name) => {
    expect(ai('convert', BUNDLE, '--format', format).stdout).toBe(readFileSync(join(BUNDLE, name), 'utf8'))
  })

  test('that is not verified is converted into nothing', () => {
    const changed = join(HOME, 'changed')
    cpSync(BUNDLE, changed, { recursive: true })
    appendFileSync(join(changed, 'manifest/ai-compliance.yml'), '# later\n')
    const { status, stdout, stderr } = ai('convert', changed, '--format', 'oscal')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('manifest/ai-compliance.yml was changed')
  })
})

test.each(['oscal', 'cyclonedx', 'html'])('%s of several manifests is refused by name', (format) => {
  const { status, stderr } = ai(
    ...['check', 'examples', '--manifest', 'lending/ai-compliance.yml', '--manifest', 'hiring/ai-compliance.yml'],
    ...['--as-of', '2026-11-23', '--format', format],
  )
  expect(status).toBe(2)
  expect(stderr).toContain(`\`--format ${format}\` is of one manifest`)
})

describe('filing', () => {
  const valid = ajvOf('schemas/filing.schema.json')

  test('tells the counts for the form, and exits 0 when all is known', () => {
    const { status, stdout } = ai('filing', 'examples/lending', '--as-of', '2026-11-23')
    expect(stdout).toContain('filing of risk assessments from 2026-01 to 2027-12, due by 2028-04-01')
    expect(stdout).toContain('As of 2026-11-23: 1 assessment made or updated.')
    expect(status).toBe(0)
  })

  test('is the least that it can be, and exits 2, where something is open', () => {
    const { status, stdout } = ai('filing', 'examples/hiring', '--as-of', '2026-11-23')
    expect(stdout).toContain('at least 1 assessment')
    expect(stdout).toContain('does not say which sensitive categories')
    expect(status).toBe(2)
  })

  test.each(['lending', 'hiring', 'not-admt'])('of %s as JSON is valid by its schema', (example) => {
    const { stdout } = ai('filing', `examples/${example}`, '--as-of', '2026-11-23', '--format', 'json')
    valid(JSON.parse(stdout))
    expect(valid.errors ?? []).toEqual([])
  })

  test('of another year is of the period that holds it, and one before the rules is refused', () => {
    const later = ai('filing', 'examples/lending', '--as-of', '2026-11-23', '--year', '2028', '--format', 'json')
    expect(JSON.parse(later.stdout)).toMatchObject({ period: { from: '2028-01', due: '2029-04-01' }, assessments: 0 })
    const before = ai('filing', 'examples/lending', '--year', '2025')
    expect([before.status, before.stderr]).toEqual([2, expect.stringContaining('a year from 2026 on is expected')])
  })
})

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test, vi } from 'vitest'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

type Region = { startLine: number; startColumn: number; endLine: number; endColumn: number }
type Finding = {
  rule: string
  subject: string
  outcome: string
  level: string
  message: string
  next?: string
  location: { file: string; region?: Region }
}
type Report = {
  verdict: string
  counts: { errors: number; warnings: number; open: number; waived: number }
  systems: { id: string; scope: { reached: string; because: string } }[]
  duties: { obligation: string; subject: string; status: string }[]
  findings: Finding[]
}

const CLI = resolve('dist/cli.js')
const AS_OF = ['--as-of', '2026-11-23']

describe('examples/lending', () => {
  test('passes with nothing to act on', () => {
    const { status, lines, stderr } = gate('check', 'examples/lending', ...AS_OF)
    expect(status).toBe(0)
    expect(lines[0]).toBe('Pass: nothing blocks in examples/lending/ai-compliance.yml as of 2026-11-23.')
    expect(stderr).toBe('')
    expect(actedOn(report('lending'))).toEqual([])
  })

  test('is reached by Article 11 and by the risk assessment, and every duty that is asked for is met', () => {
    const { systems, duties } = report('lending')
    expect(systems.map(({ id, scope }) => [id, scope.reached])).toEqual([['working-capital-offer', 'yes']])
    const applying = duties
    expect(applying.filter(({ status }) => status !== 'met').map(({ obligation }) => obligation)).toEqual([
      'ra-annual-submission',
      'cyber-audit-and-certification',
    ])
    for (const wanted of ['pre-use-notice-published', 'opt-out-propagate', 'access-clock', 'ra-report-admt-logic']) {
      expect(applying.find(({ obligation }) => obligation === wanted)).toMatchObject({ status: 'met' })
    }
  })

  test('still passes on the day on which Article 11 binds', () => {
    expect(gate('check', 'examples/lending', '--as-of', '2027-01-01').status).toBe(0)
  })

  test('warns once its quarterly review is overdue, and fails on a warning when that is asked for', () => {
    const { status, stdout } = gate('check', 'examples/lending', '--as-of', '2027-01-06')
    expect(status).toBe(0)
    expect(stdout).toContain('organization/reviews.internal')
    expect(gate('check', 'examples/lending', '--as-of', '2027-01-06', '--fail-on', 'warning').status).toBe(1)
  })
})

describe('examples/hiring', () => {
  test('fails, and says so first', () => {
    const { status, lines, stderr } = gate('check', 'examples/hiring', ...AS_OF)
    expect(status).toBe(1)
    expect(lines[0]).toMatch(
      /^Fail: \d+ errors, \d+ warnings, 3 open questions in examples\/hiring\/ai-compliance\.yml as of 2026-11-23\.$/,
    )
    expect(stderr).toBe('')
  })

  test('has at least twelve located findings that block, of at least eight rules', () => {
    const { verdict, findings } = report('hiring')
    expect(verdict).toBe('fail')
    const located = findings.filter((finding) => blocking(finding) && finding.location.region !== undefined)
    expect(located.length).toBeGreaterThanOrEqual(12)
    expect(new Set(located.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(8)
  })

  test('finds each of its mistakes at its own line and column', () => {
    const found = report('hiring')
      .findings.filter(blocking)
      .map(({ rule, location }) => `${rule} ${placed(location)}`)
    expect(tally(found)).toEqual({
      'question/answered ai-compliance.yml:62:5 `data`': 1,
      'person/named ai-compliance.yml:25:19 `Talent Team`': 1,
      'system/owned ai-compliance.yml:33:65 `jwells`': 1,
      'answers/consistent ai-compliance.yml:51:15 `compensation`': 1,
      'question/answered ai-compliance.yml:60:47 `unknown`': 1,
      'answers/consistent ai-compliance.yml:82:26 `employment-authorization`': 1,
      'manifest/valid ai-compliance.yml:87:7 `recipents`': 1,
      'assessment/updated ai-compliance.yml:100:15 `2026-08-03`': 1,
      'record/complete ai-compliance.yml:106:15 `docs/hiring/risk-assessment.md`': 1,
      'assessment/in-time ai-compliance.yml:108:23 `2026-06-19`': 3,
      'record/current ai-compliance.yml:109:22 `2027-06-19`': 1,
      'assessment/approved ai-compliance.yml:110:22 `miriam`': 1,
      'record/present ai-compliance.yml:111:34 `../people-analytics/adverse-impact-2026.md`': 1,
      'waiver/in-force ai-compliance.yml:121:17 `2026-10-31`': 1,
      'record/complete docs/hiring/risk-assessment.md:67:1 `## Safeguards`': 1,
    })
  })

  test('warns of what Article 11 will ask on 2027-01-01, and then fails for it', () => {
    const warned = report('hiring').findings.filter(({ outcome, level }) => outcome === 'fail' && level === 'warning')
    const rules = new Set(warned.map(({ rule }) => rule))
    for (const rule of ['exception/holds', 'record/complete', 'record/present']) expect(rules).toContain(rule)
    const { findings } = report('hiring', '2027-01-01')
    expect(findings.find(({ rule }) => rule === 'exception/holds')).toMatchObject({ outcome: 'fail', level: 'error' })
  })

  test('does not give its mistakes away in comments', () => {
    const comments = readFileSync('examples/hiring/ai-compliance.yml', 'utf8').match(/(?<=\s)#.*|^#.*/gm) ?? []
    expect(comments.filter((comment) => /wrong|mistake|bug|fail|should|typo|missing|gap/i.test(comment))).toEqual([])
  })
})

describe('examples/not-admt', () => {
  test('passes, says why the rules do not reach it, and asks nothing', () => {
    const { status, lines, stdout } = gate('check', 'examples/not-admt', ...AS_OF)
    expect(status).toBe(0)
    expect(lines[0]).toBe('Pass: nothing blocks in examples/not-admt/ai-compliance.yml as of 2026-11-23.')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Support-ticket router is not reached by the rules: it makes no decision about a person',
    )
    expect(actedOn(report('not-admt'))).toEqual([])
  })

  test('needs at most 25 lines', () => {
    const lines = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8').trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(25)
  })
})

test('this repository declares that it holds no automated decisionmaking, and passes', () => {
  expect(gate('check', '.', ...AS_OF)).toMatchObject({ status: 0, stderr: '' })
})

describe.each(['lending', 'hiring', 'not-admt'])('the JSON of examples/%s', (example) => {
  test('keeps to schemas/report.schema.json', () => {
    const ajv = new Ajv2020({ strict: false })
    const validate = ajv.compile(JSON.parse(readFileSync('schemas/report.schema.json', 'utf8')))
    const valid = validate(report(example))
    expect(validate.errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  test('is the same in every run, and from every folder but for the folder that is shown', () => {
    const here = json(example)
    expect(json(example)).toBe(here)
    const inside = gateIn(`examples/${example}`, 'check', ...AS_OF, '--format', 'json').stdout
    expect(inside).toBe(here.replaceAll(`examples/${example}/`, ''))
    expect(gateIn('schemas', 'check', resolve(`examples/${example}`), ...AS_OF, '--format', 'json').stdout).toBe(inside)
  })

  test('goes with the exit code of every other format', () => {
    const { status } = gate('check', `examples/${example}`, ...AS_OF)
    for (const format of ['json', 'markdown', 'text']) {
      expect(gate('check', `examples/${example}`, ...AS_OF, '--format', format).status).toBe(status)
    }
  })
})

function gate(...args: readonly string[]) {
  return gateIn('.', ...args)
}

/** The committed bundle as a process of its own, with a folder to start in. */
function gateIn(cwd: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd, encoding: 'utf8' })
  return { status, stdout, stderr, lines: stdout.split('\n') }
}

function json(example: string, asOf = '2026-11-23'): string {
  return gate('check', `examples/${example}`, '--as-of', asOf, '--format', 'json').stdout
}

function report(example: string, asOf?: string): Report {
  const parsed: Report = JSON.parse(json(example, asOf))
  return parsed
}

function actedOn({ findings }: Report): readonly Finding[] {
  return findings.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'notApplicable')
}

function blocking({ outcome, level }: Finding): boolean {
  return level === 'error' && (outcome === 'fail' || outcome === 'open')
}

/** `ai-compliance.yml:33:65` with the text that stands there, or the whole line where the place is a line. */
function placed({ file, region }: Finding['location']): string {
  const short = file.replace('examples/hiring/', '')
  if (region === undefined) return short
  const line = readFileSync(file, 'utf8').split('\n')[region.startLine - 1] ?? ''
  const text = line.slice(
    region.startColumn - 1,
    region.endColumn > region.startColumn ? region.endColumn - 1 : undefined,
  )
  return `${short}:${region.startLine}:${region.startColumn} \`${text}\``
}

function tally(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}

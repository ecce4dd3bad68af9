import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

// Each test starts a process; how fast it is is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const FILE = 'compliance/offers/risk-assessment.yml'
const JSON_FILE = 'compliance/offers/risk-assessment.json'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-records-'))
  cpSync('examples/lending', folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Finding = {
  readonly rule: string
  readonly outcome: string
  readonly message: string
  readonly location: { readonly file: string; readonly region?: { readonly startLine: number } }
}
type Report = {
  readonly findings: readonly Finding[]
  readonly duties: readonly { readonly obligation: string; readonly status: string }[]
}

/** What `check` finds in the risk assessment of the lending example when its file holds this. */
function checked(content: string | Uint8Array, file = FILE) {
  const manifest = join(folder, 'ai-compliance.yml')
  writeFileSync(manifest, readFileSync('examples/lending/ai-compliance.yml', 'utf8').replace(FILE, file))
  writeFileSync(join(folder, file), content)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'check', folder, '--as-of', '2026-11-23', '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 1e9 },
  )
  expect(stderr).toBe('')
  const report: Report = JSON.parse(stdout)
  const findings = report.findings.filter(
    ({ rule, outcome, message, location }) =>
      rule.startsWith('record/') &&
      outcome !== 'pass' &&
      outcome !== 'notApplicable' &&
      (location.file.endsWith(file) || message.includes(file)),
  )
  const told = findings.map(({ rule, outcome, message, location }) => ({
    rule,
    outcome,
    message,
    line: location.file.endsWith(file) ? location.region?.startLine : undefined,
  }))
  const met = report.duties.filter(({ obligation, status }) => obligation === 'ra-report-purpose' && status === 'met')
  return { status, told, met: met.length > 0 }
}

const utf16 = Buffer.from(`\ufeffpurpose: To decide on advances\n`, 'utf16le')
const bomb = `a: &a [x, x]\n${'bcdefghijklmnop'
  .split('')
  .map((name, index) => `${name}: &${name} [*${'abcdefghijklmno'[index]}, *${'abcdefghijklmno'[index]}]`)
  .join('\n')}\n`

describe('a record that cannot be read is refused by name, with its place where it has one', () => {
  test.each<[string, string | Uint8Array, string, RegExp, number | undefined]>([
    [
      'a key written twice in JSON',
      '{\n  "purpose": "To decide",\n  "purpose": "To score"\n}\n',
      JSON_FILE,
      /`purpose` a second time/,
      3,
    ],
    [
      'a key written twice in YAML',
      'purpose: To decide\nrecipients: none\npurpose: To score\n',
      FILE,
      /`purpose` a second time; line 1/,
      3,
    ],
    [
      'JSON 10,000 levels deep',
      `{"purpose": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      JSON_FILE,
      /nests more than 100 levels/,
      1,
    ],
    ['YAML 10,000 levels deep', `purpose:\n  ${'- '.repeat(10_000)}x\n`, FILE, /nests more than 100 levels/, 2],
    ['a bomb of aliases', bomb, FILE, /aliases|values/, undefined],
    ['a number without end', 'number-of-consumers: 1e999\n', FILE, /`1e999`, which is no number/, 1],
    ['50 MB', new Uint8Array(50_000_000).fill(0x61), FILE, /has 50000000 bytes; at most 1000000 are read/, undefined],
    ['more than 1 MB of YAML', `purpose: ${'a'.repeat(1_000_001)}\n`, FILE, /at most 1000000 are read/, undefined],
    ['more words than people write', `purpose:\n  [${'a, '.repeat(20_000)}a]\n`, FILE, /as far as is read/, 2],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      FILE,
      /binary/,
      undefined,
    ],
    ['UTF-16', utf16, FILE, /UTF-16/, undefined],
    ['bytes that are no UTF-8', new Uint8Array([0x70, 0x3a, 0x20, 0xff, 0xfe, 0x41]), FILE, /not UTF-8/, undefined],
    ['a list', '- purpose: To decide\n', FILE, /not a map of parts/, undefined],
    ['a text', 'To decide on advances\n', FILE, /not a map of parts/, undefined],
    ['a comment alone', '# to be written\n', FILE, /line 1 is empty$/, 1],
    ['two documents', 'purpose: To decide\n---\npurpose: To score\n', FILE, /second document/, 2],
    ['__proto__', '__proto__: { purpose: To decide }\n', FILE, /`__proto__`, which is refused/, 1],
    ['broken JSON', '{ "purpose": "To decide"\n', JSON_FILE, /not readable/, undefined],
  ])('%s', (_, content, file, says, line) => {
    const { told, met } = checked(content, file)
    expect(told.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual(['record/present fail'])
    expect(told[0]?.message).toMatch(says)
    if (line !== undefined) expect(told[0]?.line).toBe(line)
    expect(met).toBe(false)
  })
})

describe('a record that can be read is judged at its lines', () => {
  const HEAD = 'purpose: To decide who is offered an advance on card sales.\n'

  test.each([
    ['a day that the calendar does not have', '2026-02-30', /which is none/],
    ['a day in words', 'tomorrow', /expects a day as YYYY-MM-DD/],
    ['a day to come', '2099-01-01', /which is after 2026-11-23/],
  ])('%s', (_, day, says) => {
    const approver = `  - name: Marco Silva\n    position: Chief Lending Officer\n    date: ${day}\n    authority: yes\n`
    const { told } = checked(`${HEAD}approval:\n${approver}`)
    const [problem, ...others] = told.filter(({ rule }) => rule === 'record/valid')
    expect(others).toEqual([])
    expect(problem?.message).toMatch(says)
    expect(problem?.line).toBe(5)
  })

  test('1,900 keys that nothing reads are told, and not one by one', () => {
    const keys = Array.from({ length: 1_900 }, (_, index) => `nobody-${index}: x`).join('\n')
    const { told } = checked(`${HEAD}${keys}\n`)
    const problems = told.filter(({ rule }) => rule === 'record/valid')
    expect(problems).toHaveLength(101)
    expect(problems.some(({ message }) => /has 1\d{3} more problems/.test(message))).toBe(true)
  })

  test('aliases that stay within reason are read as what they stand for', () => {
    const { told } = checked(
      `${HEAD}admt-output: &same\n  output: One number\n  use: &use Below 0.80 it is declined\nversion: *use\n`,
    )
    expect(told.filter(({ rule }) => rule === 'record/valid')).toEqual([])
  })
})

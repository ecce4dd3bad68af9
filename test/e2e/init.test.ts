import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import { writeNew } from '../../src/adapters/initialize.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const LENDER = resolve('test/fixtures/first-hour/lending.yml')

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'init-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

let count = 0
function folder(): string {
  const path = join(root, String(count++))
  mkdirSync(path)
  return path
}

function run(cwd: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--as-of', '2026-11-23'], {
    cwd,
    encoding: 'utf8',
    input,
  })
  return { status, stdout, stderr, said: stdout + stderr }
}

const files = (path: string) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((each) => lstatSync(join(path, each)).isFile())
    .sort()
const manifestIn = (path: string) => readFileSync(join(path, 'ai-compliance.yml'), 'utf8')

describe('init without answers', () => {
  it('writes a manifest with `unknown` where the law turns on an answer, and `check` does not pass', () => {
    const here = folder()
    expect(run(here, ['init'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Answers still open: 12.') })
    expect(manifestIn(here).match(/: unknown$/gm)?.length).toBeGreaterThan(12)
    expect(run(here, ['check'])).toMatchObject({ status: 2, stdout: expect.stringContaining('question/answered') })
  })

  it('takes the lines of a pipe as answers, and leaves unknown what they do not reach', () => {
    const here = folder()
    const { status, stderr, stdout } = run(here, ['init'], 'Mill Pond Bakery\nbusiness\nnone\nOven planner\n')
    expect(status).toBe(0)
    expect(stderr).toContain('\n2. The organization: say whether the organization is a business under the statute.\n')
    expect(stderr).toContain('what is left stays `unknown`')
    expect(stdout).not.toContain('say whether')
    expect(parse(manifestIn(here))).toMatchObject({
      organization: { name: 'Mill Pond Bakery', ccpa: { role: 'business', thresholds: [] } },
      systems: [{ id: 'oven-planner', name: 'Oven planner', purpose: 'unknown' }],
    })
  })

  it('stops at a line that is no answer, since each later one would answer the wrong question', () => {
    const here = folder()
    const { status, stderr } = run(here, ['init'], 'Mill Pond Bakery\nbussiness\n')
    expect(stderr).toContain('Line 2 of the input, for `organization.ccpa.role`, expects `business`')
    expect(stderr).toContain('did you mean `business`?')
    expect(status).toBe(2)
    expect(files(here)).toEqual([])
  })
})

describe('what init writes', () => {
  it('are the manifest, a template for each record that is needed, the schema for editors and the workflow', () => {
    const here = folder()
    run(here, ['init', '--answers', LENDER])
    expect(files(here)).toEqual([
      '.github/workflows/ai-compliance.yml',
      'ai-compliance.yml',
      'compliance/ai-compliance.schema.json',
      'compliance/dealer-loan-desk/access-procedure.md',
      'compliance/dealer-loan-desk/opt-out-procedure.md',
      'compliance/dealer-loan-desk/pre-use-notice.md',
      'compliance/dealer-loan-desk/risk-assessment.md',
      'compliance/dealer-loan-desk/vendor-contract.md',
      'compliance/privacy-policy.md',
    ])
    expect(JSON.parse(readFileSync(join(here, 'compliance/ai-compliance.schema.json'), 'utf8'))).toEqual(schema)
    expect(manifestIn(here).split('\n')[0]).toBe('# yaml-language-server: $schema=compliance/ai-compliance.schema.json')
  })

  it('has a finding for each untouched part of each template, at its heading', () => {
    const here = folder()
    run(here, ['init', '--answers', LENDER])
    const report: {
      readonly findings: readonly {
        rule: string
        outcome: string
        location: { file: string; region?: { startLine: number } }
      }[]
    } = JSON.parse(run(here, ['check', '--format', 'json']).stdout)
    const found = report.findings
      .filter(({ rule, outcome }) => rule === 'record/complete' && outcome === 'fail')
      .map(({ location }) => `${location.file}:${location.region?.startLine}`)
    const headings = files(here)
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        readFileSync(join(here, path), 'utf8')
          .split('\n')
          .flatMap((line, index) => (line.startsWith('## ') ? [`${path}:${index + 1}`] : [])),
      )
    expect(headings.length).toBeGreaterThan(40)
    expect(found.sort()).toEqual(headings.sort())
  })

  it('declares its records with an owner and without a day of review', () => {
    const here = folder()
    run(here, ['init', '--answers', LENDER])
    const [system] = parse(manifestIn(here)).systems
    expect(Object.values(system.records)).toHaveLength(5)
    for (const record of Object.values<object>(system.records)) expect(Object.keys(record)).toEqual(['file', 'owner'])
  })

  it('is the same from JSON as from YAML, and the same again', () => {
    const [one, other] = [folder(), folder()]
    writeFileSync(join(other, 'answers.json'), JSON.stringify(parse(readFileSync(LENDER, 'utf8'))))
    run(one, ['init', '--answers', LENDER])
    run(other, ['init', '--answers', 'answers.json'])
    for (const path of files(one))
      expect(readFileSync(join(other, path), 'utf8')).toBe(readFileSync(join(one, path), 'utf8'))
  })

  it('is only shown by `--dry-run`, the whole text of each file but of the schema', () => {
    const here = folder()
    const { status, stdout } = run(here, ['init', '--answers', LENDER, '--dry-run'])
    expect(status).toBe(0)
    expect(files(here)).toEqual([])
    run(here, ['init', '--answers', LENDER])
    for (const path of files(here).filter((each) => !each.endsWith('.schema.json')))
      expect(stdout).toContain(`--- would write ${path}\n${readFileSync(join(here, path), 'utf8')}`)
    expect(stdout).toContain('Nothing was written.')
  })
})

describe('init where something is there already', () => {
  it('never overwrites a manifest: with answers it refuses, and writes nothing', () => {
    const here = folder()
    writeFileSync(join(here, 'ai-compliance.yml'), 'version: 1\n')
    const { status, stderr } = run(here, ['init', '--answers', LENDER])
    expect(stderr).toContain('`ai-compliance.yml` exists already')
    expect(status).toBe(2)
    expect(files(here)).toEqual(['ai-compliance.yml'])
    expect(manifestIn(here)).toBe('version: 1\n')
  })

  it('leaves every other file as it is, and says so', () => {
    const here = folder()
    mkdirSync(join(here, 'compliance/dealer-loan-desk'), { recursive: true })
    const kept = join(here, 'compliance/dealer-loan-desk/risk-assessment.md')
    writeFileSync(kept, '# Ours\n')
    const { status, stdout } = run(here, ['init', '--answers', LENDER])
    expect(status).toBe(0)
    expect(stdout).toContain('left as it is:\n  compliance/dealer-loan-desk/risk-assessment.md\n')
    expect(readFileSync(kept, 'utf8')).toBe('# Ours\n')
  })

  it('writes the templates that a manifest came to need, and shows the entries to add', () => {
    const here = folder()
    const { systems, ...rest } = parse(readFileSync(LENDER, 'utf8'))
    const planned = [{ ...systems[0], decisions: 'unknown' }]
    writeFileSync(join(root, 'early.json'), JSON.stringify({ ...rest, systems: planned }))
    run(here, ['init', '--answers', '../early.json'])
    expect(existsSync(join(here, 'compliance/dealer-loan-desk/pre-use-notice.md'))).toBe(false)
    const answered = manifestIn(here).replace(
      /decisions: unknown/,
      'decisions: [{ domain: financial-or-lending, kind: extend-credit, effect: Declines the loan., human-involvement: { can-change-the-decision: no } }]',
    )
    writeFileSync(join(here, 'ai-compliance.yml'), answered)
    const { status, stdout } = run(here, ['init'])
    expect(status).toBe(0)
    expect(stdout).toContain(`
systems:
  - id: dealer-loan-desk
    records:
`)
    expect(stdout).toContain('        file: compliance/dealer-loan-desk/pre-use-notice.md\n        owner: june\n')
    expect(existsSync(join(here, 'compliance/dealer-loan-desk/pre-use-notice.md'))).toBe(true)
    expect(manifestIn(here)).toBe(answered)
  })

  it('has nothing to add to a manifest that declares what it needs', () => {
    const here = folder()
    run(here, ['init', '--answers', LENDER])
    expect(run(here, ['init']).stdout).toContain(
      'Every record that the answers in `ai-compliance.yml` call for is declared.',
    )
  })

  it.each([
    ['compliance', 'a folder elsewhere'],
    ['.github', 'a folder elsewhere'],
    ['compliance', 'nothing'],
  ])('follows no symlink out of the folder: `%s` to %s', (name, target) => {
    const [here, elsewhere] = [folder(), folder()]
    symlinkSync(target === 'nothing' ? join(root, 'nowhere') : elsewhere, join(here, name))
    const { status, stderr } = run(here, ['init', '--answers', LENDER])
    expect(stderr).toContain('through a symlink')
    expect(status).toBe(2)
    expect([files(elsewhere), existsSync(join(here, 'ai-compliance.yml'))]).toEqual([[], false])
  })

  it('does not write through a symlink in the place of the manifest, though it leads nowhere', () => {
    const here = folder()
    symlinkSync(join(root, 'stolen.yml'), join(here, 'ai-compliance.yml'))
    expect(run(here, ['init', '--answers', LENDER]).status).toBe(2)
    expect(existsSync(join(root, 'stolen.yml'))).toBe(false)
  })

  it('says what was written when it fails half-way', () => {
    const here = folder()
    const files = [
      { path: 'ai-compliance.yml', text: 'version: 1\n' },
      { path: `${'long-name-'.repeat(40)}.md`, text: '# Too long a name\n' },
    ]
    expect(() => writeNew(here, files)).toThrow(/cannot be written[\s\S]*Written before that: `ai-compliance\.yml`/)
    expect(manifestIn(here)).toBe('version: 1\n')
  })

  it('names a folder that cannot be written', () => {
    const here = folder()
    chmodSync(here, 0o500)
    const { status, stderr } = run(here, ['init'])
    chmodSync(here, 0o700)
    // A superuser may write anywhere.
    if (process.getuid?.() !== 0)
      expect([status, stderr]).toEqual([2, expect.stringContaining('No other file was written')])
  })
})

describe('answers that are wrong', () => {
  const refused = (text: string | Uint8Array) => {
    const here = folder()
    writeFileSync(join(root, 'answers.yml'), text)
    const ran = run(here, ['init', '--answers', '../answers.yml'])
    expect(files(here)).toEqual([])
    expect(ran.stderr).not.toMatch(/\n\s+at /)
    return ran
  }

  it.each([
    [
      'organization: { ccpa: { role: bussiness } }',
      /`\.\.\/answers\.yml:1:31`: `organization\/ccpa\/role` expects .*did you mean `business`/,
    ],
    ['systems:\n  - name: [a]', /answers\.yml:2:11`: `a\/name` expects/],
    ['systems: { name: a }', /answers\.yml:1:10`: `systems` expects a list/],
    ['sistems: []', /answers\.yml:1:1`: `sistems` is not a key/],
    ['organization: []', /answers\.yml:1:15`: `organization` expects a mapping/],
    ['systems: [{ id: ../../etc }]', /answers\.yml:1:17`: .* expects a short name/],
    ['- a\n- b', /no mapping of answers/],
    ['organization: { name: a', /answers\.yml:1/],
    [`${'[ '.repeat(20_000)}`, /levels deep/],
    [`systems: ${'['.repeat(90)}${']'.repeat(90)}`, /answers\.yml:1:/],
    [`name: ${'x'.repeat(2_000_000)}`, /bytes; at most/],
    [new Uint8Array([0xff, 0xfe, 0x00, 0x41]), /answers\.yml` /],
    ['__proto__: { systems: [] }', /answers\.yml:1:1/],
  ])('%j', (text, says) => {
    const { status, stderr } = refused(text)
    expect(stderr).toMatch(says)
    expect(status).toBe(2)
  })

  it('names a file that is not there, a folder, and one that cannot be a file', () => {
    for (const [path, says] of [
      ['nowhere.yml', /`nowhere\.yml` does not exist/],
      ['.', /is a directory/],
      ['nowhere/at/all.yml', /is not there/],
    ] as const) {
      const { status, stderr } = run(folder(), ['init', '--answers', path])
      expect(stderr).toMatch(says)
      expect(status).toBe(2)
    }
  })

  it('are not taken for more systems than a manifest can hold', () => {
    const here = folder()
    writeFileSync(join(root, 'many.yml'), `systems: [${'{ name: Booth },'.repeat(400)}]`)
    const { status, stderr } = run(here, ['init', '--answers', '../many.yml'])
    expect(stderr).toMatch(/The manifest would have [\d,]+ bytes; at most 1,000,000 are read/)
    expect(status).toBe(2)
    expect(files(here)).toEqual([])
  })
})

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// Each test starts a process; how fast it is is not what it is about.
vi.setConfig({ testTimeout: 120_000 })

const CLI = resolve('dist/cli.js')
const BANK = resolve('test/fixtures/obligations/bank')
const AS_OF = '2027-02-10'
const MANIFEST = readFileSync(join(BANK, 'ai-compliance.yml'), 'utf8')
const OPT_OUT = readFileSync(join(BANK, 'credit/opt-out.md'), 'utf8')
/** The issue asks for 200 MB; Node by itself takes 45 of them. */
const MOST_KILOBYTES = 200_000

let root = ''
let preload = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hostile-records-'))
  preload = join(root, 'peak.cjs')
  writeFileSync(
    preload,
    "process.on('exit', () => require('node:fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)))",
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

type Content = string | Uint8Array | ((path: string) => void)

let count = 0
/** The bank with these files in place of its own, and what the gate says of it. */
function check(files: { readonly [path: string]: Content }) {
  const folder = join(root, String(count++))
  cpSync(BANK, folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path)
    mkdirSync(dirname(place), { recursive: true })
    rmSync(place, { force: true })
    if (typeof content === 'function') content(place)
    else writeFileSync(place, content)
  }
  const peak = `${folder}.peak`
  const args = ['--require', preload, CLI, 'check', folder, '--as-of', AS_OF, '--format', 'json']
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, PEAK: peak },
  })
  expect(signal).toBeNull()
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(Number(readFileSync(peak, 'utf8'))).toBeLessThan(MOST_KILOBYTES)
  rmSync(folder, { recursive: true, force: true })
  const findings = findingsOf(stdout).filter(({ outcome }) => outcome === 'fail' || outcome === 'open')
  return { status, findings }
}

type Told = { readonly outcome: string; readonly rule: string; readonly message: string; readonly line: number }

function findingsOf(json: string): readonly Told[] {
  const { findings } = JSON.parse(json)
  return findings.map(
    (each: { outcome: string; rule: string; message: string; location: { region?: { startLine: number } } }) => ({
      outcome: each.outcome,
      rule: each.rule,
      message: each.message,
      line: each.location.region?.startLine ?? 0,
    }),
  )
}

/** The line, from 1, at which the manifest names the file. */
const lineOf = (file: string, manifest = MANIFEST) =>
  manifest.split('\n').findIndex((line) => line.includes(`file: ${file}`)) + 1

/** The line of the record that the message itself names. */
function lineIn(says: RegExp, findings: readonly Told[]): number | undefined {
  const named = /is not readable: line (\d+)/.exec(
    findings.find(({ message }) => says.test(message))?.message ?? '',
  )?.[1]
  return named === undefined ? undefined : Number(named)
}

function utf32(text: string): Buffer {
  const bytes = Buffer.alloc(4 * (text.length + 1))
  bytes.writeUInt32LE(0xfeff, 0)
  for (let at = 0; at < text.length; at += 1) bytes.writeUInt32LE(text.charCodeAt(at), 4 * at + 4)
  return bytes
}

describe('a record that cannot be judged is told at its `file`, and the gate fails', () => {
  it.each<[string, Content, RegExp]>([
    [
      'of 50 MB',
      Buffer.alloc(50_000_000, '## Ways to opt out\n\nBy form and by telephone.\n\n'),
      /50000000 bytes; at most 1000000/,
    ],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), /binary file/],
    ['binary without a zero', Buffer.from(Array.from({ length: 900 }, (_, at) => 1 + ((at * 37) % 255))), /not UTF-8/],
    ['in UTF-16', Buffer.from(`\ufeff${OPT_OUT}`, 'utf16le'), /written in UTF-16/],
    ['in UTF-16, big end first', Buffer.from(`\ufeff${OPT_OUT}`, 'utf16le').swap16(), /written in UTF-16/],
    ['in UTF-32', utf32(OPT_OUT), /written in UTF-32/],
    ['in Latin-1', Buffer.from(`${OPT_OUT}\nCaf\u00e9\n`, 'latin1'), /not UTF-8/],
    ['empty', '', /is an empty file/],
    ['nothing but line ends', '\n'.repeat(900_000), /is an empty file/],
    ['of 300,000 lines', '## A\n\n'.repeat(160_000), /more than 100,000 lines/],
    ['of bare list marks', '-\n'.repeat(90_000), /more than 40,000 headings/],
    ['of lists in lists', `${'- '.repeat(49)}x\n\n`.repeat(9_000), /more than 40,000 headings/],
    ['of quotes in quotes', `${'>'.repeat(99)}x\n\n`.repeat(9_000), /more than 40,000 headings/],
    [
      'of empty cells',
      `${'|a'.repeat(99)}|\n${'|-'.repeat(99)}|\n${`${'|'.repeat(100)}\n`.repeat(9_000)}`,
      /more than 40,000 headings/,
    ],
    ['a directory', (path) => mkdirSync(path), /is a directory/],
    ...(process.platform === 'win32'
      ? []
      : [
          ['a FIFO', (path: string) => spawnSync('mkfifo', [path]), /not a plain file/] satisfies [
            string,
            Content,
            RegExp,
          ],
          ['a link out', (path: string) => symlinkSync('/etc/hosts', path), /through a symlink/] satisfies [
            string,
            Content,
            RegExp,
          ],
          ['a link to itself', (path: string) => symlinkSync('opt-out.md', path), /leads to itself/] satisfies [
            string,
            Content,
            RegExp,
          ],
          ['a device without end', (path: string) => symlinkSync('/dev/zero', path), /through a symlink/] satisfies [
            string,
            Content,
            RegExp,
          ],
        ]),
  ])('%s', (_, content, says) => {
    const { status, findings } = check({ 'credit/opt-out.md': content })
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'record/present',
        message: expect.stringMatching(says),
        line: lineOf('credit/opt-out.md'),
      }),
    )
    expect(status).toBe(1)
  })
})

describe('a record in which nothing is found fails for each part', () => {
  it.each<[string, string]>([
    ['10,000 headings', Array.from({ length: 10_000 }, (_, at) => `## Branch ${at}\n\n`).join('')],
    ['10,000 headings of one part over nothing', '## Ways to opt out\n\n'.repeat(10_000)],
    ['100,000 quotes in one another', `${'>'.repeat(100_000)} By form.\n`],
    ['100,000 lists in one another', `${'- '.repeat(100_000)}By form.\n`],
    ['one line of 900 kB', 'x'.repeat(900_000)],
    ['900 kB of open brackets', `## Ways to opt out\n\n${'['.repeat(900_000)}`],
    ['900 kB of open comments', `## Ways to opt out\n\n${'<!--'.repeat(225_000)}`],
    ['front matter that nothing closes', `---\n${'a: b\n'.repeat(50_000)}`],
    ['front matter that is no YAML', '---\n: [ {\n---\n\nBy form.\n'],
    ['40,000 markers', '<!-- part: methods -->\n'.repeat(40_000)],
  ])('%s', (_, text) => {
    const { status, findings } = check({ 'credit/opt-out.md': text })
    const parts = findings.filter(({ rule }) => rule === 'record/complete')
    expect(parts).toHaveLength(11)
    for (const { line } of parts) expect(line).toBeGreaterThan(0)
    expect(status).toBe(1)
  })
})

describe('a structured record that cannot be judged is told at its own line where it has one, and the gate fails', () => {
  const at = (file: string) => MANIFEST.replace('credit/risk-assessment.md', file)
  it.each<[string, string, string, RegExp]>([
    [
      'two keys of one name',
      'a.json',
      '{"purpose": "To decide on credit.",\n "purpose": "TBD"}',
      /line 2 has `purpose` a second time/,
    ],
    ['a depth of 10,000', 'a.json', `{"purpose": ${'['.repeat(10_000)}1${']'.repeat(10_000)}}`, /levels deep/],
    ['a list at the top', 'a.json', '["To decide on credit."]', /not a map of parts/],
    ['`__proto__`', 'a.json', '{"__proto__": {"purpose": "To decide on credit."}}', /`__proto__`, which is refused/],
    ['a million numbers', 'a.json', `{"purpose": [${'1,'.repeat(490_000)}1]}`, /as far as is read/],
    [
      'a bomb of aliases',
      'a.yml',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${['bcdefghi'].flatMap((keys) => [...keys].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)).join('\n')}\npurpose: *i\n`,
      /aliases/,
    ],
    ['an alias of itself', 'a.yml', 'purpose: &a [*a]\n', /refers to itself/],
    ['a tag that would run something', 'a.yml', 'purpose: !!js/function "function(){}"\n', /has the tag/],
    ['tabs', 'a.yml', 'purpose:\n\twhat: To decide on credit.\n', /tab/],
    ['two documents', 'a.yml', 'purpose: To decide on credit.\n---\npurpose: TBD\n', /second document/],
    [
      '100,000 keys',
      'a.yml',
      Array.from({ length: 90_000 }, (_, index) => `k${index}: v\n`).join(''),
      /as far as is read/,
    ],
    ['broken quotes', 'a.yml', 'purpose: "To decide\n', /nothing closes/],
  ])('%s', (_, file, text, says) => {
    const manifest = at(file)
    const { status, findings } = check({ 'ai-compliance.yml': manifest, [file]: text })
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'record/present',
        message: expect.stringMatching(says),
        line: lineIn(says, findings) ?? lineOf(file, manifest),
      }),
    )
    expect(status).toBe(1)
  })
})

describe('memory stays within bounds, whatever is declared', () => {
  const KINDS = [
    'model-card',
    'training-data',
    'retention-schedule',
    'vendor-facts',
    'supplier-facts',
    'appeal-procedure',
    'exception-testing',
    'limit-procedure',
    'incident-playbook',
    'regulator-playbook',
  ]
  /** So many entries of each of ten kinds; the schema takes fifty. */
  const declaring = (entries: number, path: (index: number) => string) =>
    MANIFEST +
    KINDS.map(
      (kind, at) =>
        `      ${kind}:\n${Array.from({ length: entries }, (_, index) => `        - { file: ${path(at * entries + index)}, owner: ida, reviewed-on: 2026-12-14 }\n`).join('')}`,
    ).join('')

  it('one file of 900 kB behind 500 entries', () => {
    const { status } = check({
      'ai-compliance.yml': declaring(50, () => 'handbook.md'),
      'handbook.md': `${OPT_OUT}\n${'The rest of the handbook, as every branch has it.\n'.repeat(17_500)}`,
    })
    expect(status).toBe(0)
  })

  it('250 files of 100 kB each', () => {
    const text = `${OPT_OUT}\n${'The rest of the handbook, as every branch has it.\n\n'.repeat(1_900)}`
    const files = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`handbook/${index}.md`, text]))
    const { status } = check({ 'ai-compliance.yml': declaring(25, (index) => `handbook/${index}.md`), ...files })
    expect(status).toBe(0)
  })
})

import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { AnySchema } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { bundleOf } from './bundles.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 120_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'portfolio-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

const at = (name: string) => join(HOME, name)

beforeAll(async () => {
  const make = (name: string, example: string, repository: string | undefined, asOf: string) =>
    bundleOf(at(name), {
      root: resolve('examples', example),
      asOf,
      ...(repository === undefined ? {} : { repository }),
    })
  await make('all/hiring-new', 'hiring', 'harbor-cross/people', '2026-11-23')
  await make('all/hiring-old', 'hiring', 'Harbor-Cross/People', '2026-10-01')
  await make('all/lending', 'lending', 'northwind-pay/offers', '2026-11-23')
  await make('all/help-desk', 'not-admt', 'cedar/desk', '2026-11-23')
  await make('local', 'lending', undefined, '2026-11-23')
  await zip(at('all/help-desk'), at('all/zipped.zip'))
  rmSync(at('all/help-desk'), { recursive: true })
}, 120_000)

async function zip(folder: string, to: string): Promise<void> {
  const file = new ZipFile()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name)
      file.addBuffer(readFileSync(path), relative(folder, path).replaceAll('\\', '/'))
    }
  file.end()
  await pipeline(file.outputStream, createWriteStream(to))
}

let number = 0
function portfolio(args: readonly string[], { input = '', cwd = HOME } = {}) {
  const out = at(`out-${++number}`)
  const ran = spawnSync(process.execPath, [CLI, 'portfolio', ...args, '--out', out], { encoding: 'utf8', input, cwd })
  const read = (name: string) => readFileSync(join(out, name), 'utf8')
  return {
    ...ran,
    out,
    read,
    lines: () =>
      read('portfolio.jsonl')
        .trimEnd()
        .split('\n')
        .map((line): Line => JSON.parse(line)),
    json: (): Json => JSON.parse(read('portfolio.json')),
  }
}

type Line = {
  readonly bundle: string
  readonly state: string
  readonly superseded: boolean
  readonly repository: string | null
  readonly verdict: string | null
  readonly organization: string | null
  readonly faults: readonly { readonly file: string | null; readonly says: string }[]
}
type Json = {
  readonly states: object
  readonly verdicts: object
  readonly owners: { readonly first: readonly object[] }
  readonly filings: { readonly first: readonly { readonly assessments: number; readonly bundles: number }[] }
  readonly bundles: readonly Line[]
}

describe('a portfolio of folders and zips, by a glob', () => {
  test('verifies each, counts the newest of each repository, and ends with 0', () => {
    const { status, stdout, lines, json } = portfolio(['all/*'])
    expect(stdout).toMatch(
      /^4 bundles: 4 verified; 1 of the verified superseded\.\nFail 1, not evaluated 0, pass 2\.\n/,
    )
    expect(status).toBe(0)
    expect(lines().map(({ bundle, superseded, verdict }) => [bundle, superseded, verdict])).toEqual([
      ['all/hiring-new', false, 'fail'],
      ['all/hiring-old', true, 'fail'],
      ['all/lending', false, 'pass'],
      ['all/zipped.zip', false, 'pass'],
    ])
    const { states, verdicts, bundles, owners, filings } = json()
    expect(states).toEqual({ bundles: 4, verified: 4, notVerified: 0, unreadable: 0, superseded: 1 })
    expect(verdicts).toEqual({ pass: 2, fail: 1, 'not-evaluated': 0 })
    expect(bundles).toEqual(lines())
    expect(owners.first[0]).toMatchObject({ name: 'Gloria Mendez', bundles: 1 })
    expect(filings.first.map(({ assessments, bundles }) => [assessments, bundles])).toEqual([
      [0, 1],
      [1, 1],
      [1, 1],
    ])
  })

  test('gives the same bytes again, and the same sums in another order', () => {
    const [one, again] = [portfolio(['all/*']), portfolio(['all/*'])]
    for (const name of ['portfolio.json', 'portfolio.jsonl', 'portfolio.csv', 'portfolio.html'])
      expect(again.read(name)).toBe(one.read(name))
    const other = portfolio(['all/zipped.zip', 'all/hiring-old', 'all/lending', 'all/hiring-new'])
    const { bundles: _, ...sums } = other.json()
    const { bundles: __, ...expected } = one.json()
    expect(sums).toEqual(expected)
  })

  test('is of the form that its schema describes, on each line too', () => {
    const schema: AnySchema = JSON.parse(readFileSync('schemas/portfolio.schema.json', 'utf8'))
    const ajv = new Ajv2020({ strict: true, allErrors: true })
    const whole = ajv.compile(schema)
    const one = ajv.getSchema('urn:ai-compliance-gate:portfolio:1#/$defs/bundle')
    const { json, lines } = portfolio(['all/*', 'local', 'nowhere', 'x*'])
    whole(json())
    expect(whole.errors).toBeNull()
    expect(lines().filter((line) => one?.(line) !== true)).toEqual([])
    expect(whole({ ...json(), states: {} })).toBe(false)
  })

  test('writes nothing else, and replaces an earlier portfolio', () => {
    const { out } = portfolio(['all/*'])
    expect(readdirSync(out).sort()).toEqual(['portfolio.csv', 'portfolio.html', 'portfolio.json', 'portfolio.jsonl'])
    spawnSync(process.execPath, [CLI, 'portfolio', 'all/lending', '--out', out], { cwd: HOME })
    expect(readFileSync(join(out, 'portfolio.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(1)
  })

  test('has a page without a script, a form or anything from elsewhere', () => {
    const page = portfolio(['all/*', 'nowhere']).read('portfolio.html')
    expect(page).not.toMatch(/<script|<form|<iframe|<img|<link|\b(src|on\w+)=|url\(|https?:/i)
    expect(page).toContain('harbor-cross/people')
    expect(page).toMatch(/superseded/)
    expect(page).not.toMatch(/\bcompliant\b/i)
  })
})

describe('paths', () => {
  test('come from a file and from standard input, each line as it stands', () => {
    writeFileSync(at('list.txt'), 'all/lending\r\n\nall/zipped.zip')
    const file = portfolio(['--from', at('list.txt')])
    expect(file.lines().map(({ bundle }) => bundle)).toEqual(['all/lending', 'all/zipped.zip'])
    expect(file.status).toBe(0)
    const input = portfolio(['all/hiring-old', '--from', '-'], { input: 'all/lending\nall/*\n' })
    expect(input.lines().map(({ bundle, state }) => [bundle, state])).toEqual([
      ['all/hiring-old', 'verified'],
      ['all/lending', 'verified'],
      ['all/*', 'unreadable'],
    ])
  })

  test('reach through folders with `**`, and into no bundle', () => {
    mkdirSync(at('deep/a/b'), { recursive: true })
    cpSync(at('all/lending'), at('deep/a/b/lending'), { recursive: true })
    const found = portfolio(['deep/**/lending']).lines()
    expect(found.map(({ bundle, state }) => [bundle, state])).toEqual([['deep/a/b/lending', 'verified']])
  })

  test.each([
    [['--from', 'no-such-list'], '`--from` is `no-such-list`, which cannot be read'],
    [['--from', '-'], '`-` names no bundle'],
    [[], 'No bundle is named'],
    [[''], 'No bundle is named'],
  ])('%j ends with 2, and writes nothing', (args, says) => {
    const { status, stderr, stdout, out } = portfolio(args)
    expect(stderr).toContain(says)
    expect([status, stdout]).toEqual([2, ''])
    expect(spawnSync('find', [out, '-type', 'f'], { encoding: 'utf8' }).stdout).toBe('')
  })

  test('without `--out` it says what is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'portfolio', 'all/*'], { cwd: HOME, encoding: 'utf8' })
    expect(stderr).toContain('`--out` is not given')
    expect(status).toBe(2)
  })
})

describe('a bundle that is not verified', () => {
  test('is told with its fault, adds nothing and makes it end with 1', () => {
    cpSync(at('all/lending'), at('broken'), { recursive: true })
    appendFileSync(at('broken/report.json'), ' ')
    const { status, stdout, lines, json } = portfolio(['broken', 'nowhere'])
    expect(stdout).toContain('Not verified: broken: report.json was changed')
    expect(status).toBe(1)
    expect(lines()[0]).toMatchObject({ state: 'not-verified', repository: null, verdict: null, organization: null })
    expect(json()).toMatchObject({
      states: { bundles: 2, verified: 0, notVerified: 1, unreadable: 1 },
      verdicts: { pass: 0, fail: 0, 'not-evaluated': 0 },
    })
  })

  test('does not stand in for an older one that is', () => {
    cpSync(at('all/hiring-new'), at('newer'), { recursive: true })
    appendFileSync(at('newer/facts.json'), ' ')
    const { lines } = portfolio(['newer', 'all/hiring-old'])
    expect(lines().map(({ state, superseded }) => [state, superseded])).toEqual([
      ['not-verified', false],
      ['verified', false],
    ])
  })

  test('and is no bundle at all is not verified either: a folder of something else', () => {
    mkdirSync(at('empty'))
    const { status, stdout } = portfolio(['empty'])
    expect(stdout).toContain('Not verified: empty: SHA256SUMS is missing')
    expect(status).toBe(1)
  })
})

describe('what cannot be read', () => {
  test('is told, and makes it end with 2 when nothing else is wrong', () => {
    writeFileSync(at('none.zip'), 'PK and no more')
    symlinkSync(at('all/lending'), at('link'))
    const { status, lines } = portfolio(['none.zip', 'nowhere', 'x*.zip', 'link', 'all/lending'])
    expect(status).toBe(2)
    expect(lines().map(({ state }) => state)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'unreadable',
      'verified',
    ])
    expect(lines().flatMap(({ faults }) => faults.map(({ says }) => says))).toEqual([
      expect.stringContaining('no zip file that can be read'),
      expect.stringContaining('is not there'),
      'matches nothing',
      expect.stringContaining('neither a folder nor a file'),
    ])
  })
})

test('bundles of the same day: the gravest verdict counts, whichever comes first', async () => {
  const repository = 'northwind-pay/offers'
  await bundleOf(at('fails'), { root: resolve('examples/hiring'), repository, commit: '1111111' })
  for (const order of [
    ['fails', 'all/lending'],
    ['all/lending', 'fails'],
  ])
    expect(portfolio(order).json().verdicts).toEqual({ pass: 0, fail: 1, 'not-evaluated': 0 })
})

test('bundles without a repository supersede each other only when they are copies', async () => {
  await bundleOf(at('local-hiring'), { root: resolve('examples/hiring') })
  cpSync(at('local'), at('local-copy'), { recursive: true })
  const { lines } = portfolio(['local', 'local-hiring', 'local-copy'])
  expect(lines().map(({ superseded }) => superseded)).toEqual([false, false, true])
})

describe('hostile names', () => {
  const NAME = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>'

  test('reach no formula, no markup, no second line and no command', async () => {
    const root = at('hostile-root')
    cpSync('examples/lending', root, { recursive: true })
    const manifest = readFileSync(join(root, 'ai-compliance.yml'), 'utf8')
    const renamed = manifest.replace(/^ {2}name: .*$/m, `  name: ${JSON.stringify(`${NAME}\n::error::x`)}`)
    expect(renamed).not.toBe(manifest)
    writeFileSync(join(root, 'ai-compliance.yml'), renamed)
    const folder = at('a "b" <i>\u2028\n::error::c')
    await bundleOf(folder, { root, repository: '@SUM(A1:A9)/x', commit: '-1+1' })
    const { status, read, lines, stdout } = portfolio([folder, `${folder}-not-there`])
    expect(status).toBe(2)
    expect(lines()).toHaveLength(2)
    expect(lines()[0]).toMatchObject({ state: 'verified', repository: '@SUM(A1:A9)/x' })
    expect(read('portfolio.html')).not.toMatch(/<script|<i>/)
    expect(stdout).not.toMatch(/^::/m)
    const rows = read('portfolio.csv').split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toContain(`'@SUM(A1:A9)/x`)
    expect(rows[1]).toContain(`'-1+1`)
    expect(rows[1]).toContain(`"'=HYPERLINK(""http://evil.example""`)
  })
})

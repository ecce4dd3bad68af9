import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { checkout } from '../../src/adapters/checkout.ts'
import { workspace } from '../../src/adapters/workspace.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { declaredFiles } from '../scenarios/gate.ts'
import { type Json, lender } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import { messages, runAction } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const MINIMAL = ['minimal-steps', 'no-verification']
const DOCUMENT = { file: 'compliance/opt-out.md', owner: 'cai', 'reviewed-on': '2027-01-11' }
const SHOWN = { test: 'reports/**/*.xml', case: 'opt-out *', parts: MINIMAL, owner: 'cai' }
const PASSING = '<testsuite name="advance"><testcase name="opt-out takes two steps"/></testsuite>'

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'test-results-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

let count = 0
/** The lender's repository, whose opt-out procedure leaves out what the test shows; no git yet. */
function lenderAt(entry: Json = SHOWN, folder = join(root, String(count++))): string {
  const document = lender({ 'systems.0.records.opt-out-procedure': [DOCUMENT, entry] })
  write(folder, 'ai-compliance.yml', stringify(document))
  for (const { kind, path } of declaredFiles(parseManifest(document)))
    write(folder, path, recordText(kind, path, path === DOCUMENT.file ? MINIMAL : []))
  return folder
}

/** The same, committed and checked out a while ago. */
function checkedOut(entry: Json = SHOWN): string {
  const folder = lenderAt(entry)
  git(folder, 'init', '--quiet')
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '--message', 'Opt-out form')
  aged(folder, 60)
  return folder
}

function git(folder: string, ...args: readonly string[]): void {
  const who = [
    '-c',
    'user.name=Cai Reinholt',
    '-c',
    'user.email=cai@quarry-lane.example',
    '-c',
    'init.defaultBranch=main',
  ]
  const env = { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1', ...COMMITTED }
  execFileSync('git', [...who, ...args], { cwd: folder, env, stdio: 'pipe' })
}
/** A day long ago, so that only the times of the files decide. */
const COMMITTED = { GIT_COMMITTER_DATE: '2027-01-12T10:00:00Z', GIT_AUTHOR_DATE: '2027-01-12T10:00:00Z' }

/** Sets back by so many seconds when git wrote its files, as if the checkout were that long ago. */
function aged(folder: string, seconds: number, files: readonly string[] = ['HEAD', 'logs/HEAD', 'index']): void {
  const then = Date.now() / 1000 - seconds
  // The commits are of a day to come; the log says the same second as the files.
  for (const file of files) utimesSync(join(folder, '.git', file), then, then)
  const log = join(folder, '.git', 'logs', 'HEAD')
  writeFileSync(log, readFileSync(log, 'utf8').replaceAll(/> \d+ /g, `> ${Math.floor(then)} `))
  utimesSync(log, then, then)
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function check(folder: string, cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', folder, '--as-of', '2027-02-01'], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  return { status, said: (stdout + stderr).replace(/\s+/g, ' ') }
}

describe('check, with test results in the repository', () => {
  test.each([
    ['that pass', { 'reports/junit.xml': PASSING }, 0, /^Pass/],
    ['of two files that pass', { 'reports/a.xml': PASSING, 'reports/b/c.xml': PASSING }, 0, /^Pass/],
    [
      'that fail',
      {
        'reports/junit.xml':
          '<testsuite>\n<testcase name="opt-out x"><failure message="got 202"/></testcase>\n</testsuite>',
      },
      1,
      /reports\/junit\.xml:2:1 error: `.*` rests on the case `opt-out x`, which failed: got 202. \[test\/passing\]/,
    ],
    [
      'that fail in one of two files',
      {
        'reports/a.xml': PASSING,
        'reports/b.xml': '<testsuite><testcase name="opt-out x"><error/></testcase></testsuite>',
      },
      1,
      /reports\/b\.xml:1:1 error/,
    ],
    [
      'that were skipped',
      { 'reports/junit.xml': '<testsuite><testcase name="opt-out x"><skipped/></testcase></testsuite>' },
      1,
      /was skipped/,
    ],
    [
      'of other cases',
      { 'reports/junit.xml': '<testsuite><testcase name="appeal"/></testsuite>' },
      1,
      /no case `opt-out \*` among the 1/,
    ],
    ['that are no XML', { 'reports/junit.xml': '<!DOCTYPE x [<!ENTITY a "b">]><testsuite/>' }, 1, /document type/],
    ['in another folder', { 'report/junit.xml': PASSING }, 1, /matches no file/],
    ['only among packages', { 'reports/node_modules/x/junit.xml': PASSING }, 1, /matches no file/],
  ])('%s', (_, files, status, says) => {
    const folder = checkedOut()
    for (const [path, text] of Object.entries(files)) write(folder, path, text)
    const checked = check(folder)
    expect(checked.said).toMatch(says)
    expect(checked.status).toBe(status)
  })

  test('of a day that has passed since', () => {
    const folder = checkedOut()
    write(folder, 'reports/junit.xml', PASSING)
    const old = Date.now() / 1000 - 3_600
    utimesSync(join(folder, 'reports/junit.xml'), old, old)
    const { status, said } = check(folder)
    expect(said).toMatch(/from before the checkout of/)
    expect(status).toBe(1)
  })

  test('of an hour to come', () => {
    const folder = checkedOut()
    write(folder, 'reports/junit.xml', PASSING)
    const future = Date.now() / 1000 + 3_600
    utimesSync(join(folder, 'reports/junit.xml'), future, future)
    expect(check(folder)).toMatchObject({ status: 1, said: expect.stringMatching(/still to come/) })
  })

  test('that are committed are as old as the checkout, and show nothing', () => {
    const origin = lenderAt()
    write(origin, 'reports/junit.xml', PASSING)
    git(origin, 'init', '--quiet')
    git(origin, 'add', '.')
    git(origin, 'commit', '--quiet', '--message', 'A result, committed')
    // As actions/checkout does it, in a folder of its own.
    const folder = join(root, String(count++))
    mkdirSync(folder)
    git(folder, 'init', '--quiet')
    git(folder, 'remote', 'add', 'origin', origin)
    git(folder, 'fetch', '--quiet', '--depth=1', 'origin', '+HEAD:refs/remotes/pull/1/merge')
    git(folder, 'checkout', '--quiet', '--progress', '--force', 'refs/remotes/pull/1/merge')
    expect(check(folder)).toMatchObject({ status: 1, said: expect.stringMatching(/from before the checkout/) })
  })

  test('without git cannot be dated', () => {
    const folder = lenderAt()
    write(folder, 'reports/junit.xml', PASSING)
    expect(check(folder)).toMatchObject({ status: 2, said: expect.stringMatching(/there is no `\.git` here/) })
  })

  test('in a folder of a repository', () => {
    const folder = checkedOut()
    const service = lenderAt(SHOWN, join(folder, 'services/advance'))
    write(service, 'reports/junit.xml', PASSING)
    expect(check(service)).toMatchObject({ status: 0 })
  })

  test('that a link leads to, outside the repository, are not read', () => {
    const folder = checkedOut({ ...SHOWN, test: 'reports/junit.xml' })
    write(root, 'elsewhere.xml', PASSING)
    mkdirSync(join(folder, 'reports'))
    symlinkSync(join(root, 'elsewhere.xml'), join(folder, 'reports/junit.xml'))
    expect(check(folder)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/leads out of the repository through a symlink/),
    })
  })

  test('of 20 MB are read within seconds', () => {
    const folder = checkedOut()
    const output = `<testsuite><testcase name="opt-out x"/><system-out>${'GET /opt-out 200\n'.repeat(1_150_000)}</system-out></testsuite>`
    write(folder, 'reports/junit.xml', output)
    const start = performance.now()
    expect(check(folder)).toMatchObject({ status: 0 })
    expect(performance.now() - start).toBeLessThan(20_000)
    write(folder, 'reports/more.xml', output.replace('GET', 'x'.repeat(1_000_000)))
    expect(check(folder)).toMatchObject({ status: 1, said: expect.stringMatching(/at most 20000000 are read/) })
  })
})

test('the entry in the README shows the parts of the lending example that its document leaves out', () => {
  const [, entry = ''] = /<!-- test-entry -->\n```yaml\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? []
  const folder = join(root, String(count++))
  cpSync('examples/lending', folder, { recursive: true })
  const manifest = readFileSync(join(folder, 'ai-compliance.yml'), 'utf8')
  const [declared = 'none'] = /^ +opt-out-procedure: .*$/m.exec(manifest) ?? []
  write(folder, 'ai-compliance.yml', manifest.replace(declared, entry.replaceAll(/^/gm, '      ').trimEnd()))
  const procedure = readFileSync(join(folder, 'compliance/offers/opt-out.md'), 'utf8')
  write(
    folder,
    'compliance/offers/opt-out.md',
    procedure.replaceAll(/^## (No verification|Steps)\n[\s\S]*?(?=^## )/gm, ''),
  )
  git(folder, 'init', '--quiet')
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '--message', 'Offers')
  aged(folder, 60)
  const asOf = ['--as-of', '2026-11-23', '--fail-on', 'warning']
  const checked = () => spawnSync(process.execPath, [CLI, 'check', folder, ...asOf], { encoding: 'utf8' })
  expect(checked()).toMatchObject({ status: 1, stdout: expect.stringMatching(/matches\s+no\s+file/) })
  write(folder, 'reports/junit.xml', PASSING)
  expect(checked()).toMatchObject({ status: 0 })
})

describe('the time of the checkout', () => {
  test('is that of the last thing that git wrote for it', async () => {
    const folder = checkedOut()
    const time = await checkout(folder)()
    const log = statSync(join(folder, '.git/logs/HEAD')).mtimeMs
    expect(time).toMatchObject({ known: true, at: new Date(Math.ceil(log)).toISOString() })
  })

  test('does not move when git looks at the files', async () => {
    const folder = checkedOut()
    const { now: _, ...before } = { now: '', ...(await checkout(folder)()) }
    write(folder, 'compliance/opt-out.md', 'As it was.\n')
    git(folder, 'status')
    expect(statSync(join(folder, '.git/index')).mtimeMs).toBeGreaterThan(statSync(join(folder, '.git/HEAD')).mtimeMs)
    expect(await checkout(folder)()).toMatchObject(before)
  })

  test('is in the log where times were not kept', async () => {
    const folder = checkedOut()
    const second = Math.floor(Date.now() / 1000) - 30
    const log = join(folder, '.git/logs/HEAD')
    writeFileSync(log, readFileSync(log, 'utf8').replaceAll(/> \d+ /g, `> ${second} `))
    for (const file of ['HEAD', 'logs/HEAD']) utimesSync(join(folder, '.git', file), 0, 0)
    expect(await checkout(folder)()).toMatchObject({ at: new Date(second * 1000).toISOString() })
  })

  test('is that of the index where there is no log', async () => {
    const folder = checkedOut()
    rmSync(join(folder, '.git/logs'), { recursive: true })
    utimesSync(join(folder, '.git/index'), 1_800_000_000, 1_800_000_000)
    expect(await checkout(folder)()).toMatchObject({ at: new Date(1_800_000_000_000).toISOString() })
  })

  test('is that of the references where they are one table', async () => {
    const folder = checkedOut()
    rmSync(join(folder, '.git/logs'), { recursive: true })
    write(folder, '.git/reftable/tables.list', '0x000000000001-0x000000000003-8f4c1a2b.ref\n')
    utimesSync(join(folder, '.git/reftable/tables.list'), 1_900_000_000, 1_900_000_000)
    expect(await checkout(folder)()).toMatchObject({ at: new Date(1_900_000_000_000).toISOString() })
  })

  test('is that of the worktree, not of the repository that it belongs to', async () => {
    const folder = checkedOut()
    const tree = join(root, String(count++))
    git(folder, 'worktree', 'add', '--quiet', '--detach', tree)
    const [main, own] = [await checkout(folder)(), await checkout(tree)()]
    expect(main.known && own.known && own.at > main.at).toBe(true)
  })

  test('is looked for no higher than it is told, and where `GIT_DIR` says when there is none', async () => {
    const folder = checkedOut()
    mkdirSync(join(folder, 'services'))
    expect(await checkout(join(folder, 'services'), { top: join(folder, 'services') })()).toMatchObject({
      known: false,
    })
    expect(await checkout(join(folder, 'services'))()).toMatchObject({ known: true })
    const bare = lenderAt()
    expect(await checkout(bare, { top: bare, gitDir: join(folder, '.git') })()).toMatchObject({ known: true })
  })

  test.each([
    ['an empty folder', (folder: string) => mkdirSync(join(folder, '.git'))],
    ['a file with something else', (folder: string) => writeFileSync(join(folder, '.git'), '\0\x01')],
    ['a file that leads nowhere', (folder: string) => writeFileSync(join(folder, '.git'), 'gitdir: /nowhere/at/all\n')],
  ])('is not known where `.git` is %s', async (_, make) => {
    const folder = lenderAt()
    make(folder)
    expect(await checkout(folder, { top: folder })()).toMatchObject({
      known: false,
      because: expect.stringMatching(/\S/),
    })
  })
})

describe('the files below a folder', () => {
  test('are listed in one order, links and what packages bring left out', async () => {
    const folder = join(root, String(count++))
    for (const path of ['b.xml', 'a/c.xml', 'a/b/d.xml', '.git/x.xml', 'node_modules/y.xml']) write(folder, path, '')
    symlinkSync(root, join(folder, 'out'))
    symlinkSync(folder, join(folder, 'loop'))
    const files = workspace(folder)
    const limits = { depth: 20, entries: 100 }
    expect(await files.list('', limits)).toEqual({ ok: true, paths: ['a/b/d.xml', 'a/c.xml', 'b.xml'] })
    expect(await files.list('a', { ...limits, depth: 1 })).toEqual({ ok: true, paths: ['a/c.xml'] })
    expect(await files.list('nowhere', limits)).toEqual({ ok: true, paths: [] })
    expect(await files.list('', { ...limits, entries: 3 })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/more than 3/),
    })
    for (const outside of ['..', '/etc', 'out', 'a/../../..'])
      expect(await files.list(outside, limits)).toMatchObject({ ok: false })
    expect(await files.list('b.xml', limits)).toEqual({ ok: true, paths: [] })
  })
})

describe('the Action, after a step that ran the tests', () => {
  const result = (text: string) => (folder: string) => {
    git(folder, 'init', '--quiet')
    git(folder, 'add', '.')
    git(folder, 'commit', '--quiet', '--message', 'Opt-out form')
    aged(folder, 60)
    write(folder, 'reports/junit.xml', text)
  }
  const step = { with: { 'as-of': '2027-02-01', 'check-run': 'false' } }

  test('passes with them', async () => {
    const ran = await runAction({ ...step, files: lenderAt(), prepare: result(PASSING) })
    expect(ran.outputs.verdict).toBe('pass')
    expect(ran.code).toBe(0)
  })

  test('fails where one does, at its line', async () => {
    const failing = '<testsuite>\n<testcase name="opt-out x"><failure/></testcase>\n</testsuite>'
    const ran = await runAction({ ...step, files: lenderAt(), prepare: result(failing) })
    expect(ran.code).toBe(1)
    const [error] = ran.commands.filter(({ name, properties }) => name === 'error' && properties.file !== undefined)
    expect(error?.properties).toMatchObject({ file: 'reports/junit.xml', line: '2' })
  })

  test('cannot tell without git, and says so', async () => {
    const ran = await runAction({
      ...step,
      files: lenderAt(),
      prepare: (folder) => write(folder, 'reports/junit.xml', PASSING),
    })
    expect(ran.code).toBe(2)
    expect(messages(ran, 'error').join()).toMatch(/there is no `\.git` here/)
  })
})

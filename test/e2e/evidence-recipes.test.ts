import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { git, ownGit } from './git.ts'
import { at, list, object } from './openapi.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'recipes-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))
const BUNDLE = join(HOME, 'bundle')
const SHA = '9d3f1c0b7a6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c'

beforeAll(() => {
  // Text that git would change on its way, were it not told to leave it: this record says how.
  const folder = join(HOME, 'work')
  spawnSync('cp', ['-R', resolve('examples/not-admt'), folder])
  spawnSync(process.execPath, [CLI, 'check', folder, '--as-of', '2026-11-23', '--bundle', BUNDLE])
  expect(existsSync(join(BUNDLE, 'SHA256SUMS'))).toBe(true)
})

/** The script of a recipe, as the runner would start it. */
function scriptOf(recipe: string): string {
  const workflow = parse(readFileSync(`examples/workflows/${recipe}.yml`, 'utf8'))
  const steps = Object.values(object(at(workflow, 'jobs'))).flatMap((job) => list(at(job, 'steps')))
  const scripts = steps.flatMap((step) => at(step, 'run') ?? [])
  expect(scripts).toHaveLength(1)
  return String(scripts[0])
}

function environment(temp: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  mkdirSync(temp, { recursive: true })
  return {
    ...ownGit(),
    BUNDLE,
    RUNNER_TEMP: temp,
    GITHUB_SHA: SHA,
    GITHUB_REF_NAME: 'v2.4.0',
    GITHUB_REPOSITORY: 'octo-bank/loans',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_ATTEMPT: '1',
    ...more,
  }
}

/** Programs that stand for those of the runner, each writing down how it is called. */
function standIns(names: readonly string[]): { readonly path: string; calls(): readonly string[] } {
  const folder = mkdtempSync(join(HOME, 'bin-'))
  const log = join(folder, 'calls')
  for (const name of names) {
    const answer = name === 'curl' ? 'echo \'{"value":"a.signed.token"}\'' : ':'
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >>'${log}'\n${answer}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return {
    path: `${folder}${delimiter}${process.env.PATH}`,
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
  }
}

function verify(path: string): string {
  return spawnSync(process.execPath, [CLI, 'verify', path], { encoding: 'utf8' }).stdout
}

describe('the branch with the evidence', () => {
  const script = scriptOf('evidence-branch')
  const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' }

  /** A repository on a server, and a checkout of it. */
  function repository(name: string): { readonly server: string; readonly checkout: () => string } {
    const server = join(HOME, name)
    git(HOME, 'init', '-q', '--bare', '-b', 'main', server)
    const first = join(HOME, `${name}-first`)
    git(HOME, 'clone', '-q', server, first)
    // Were the files of a bundle taken for those of the work tree, this would change them.
    writeFileSync(join(first, '.gitattributes'), '* text=auto eol=crlf\n')
    git(first, 'add', '-A')
    git(first, 'commit', '-qm', 'First')
    git(first, 'push', '-q', 'origin', 'HEAD:main')
    let clones = 0
    return {
      server,
      checkout() {
        const clone = join(HOME, `${name}-${++clones}`)
        git(HOME, 'clone', '-q', server, clone)
        return clone
      },
    }
  }

  function keep(cwd: string, more: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; output: string }> {
    const env = environment(`${cwd}-temp`, { ...who, ...more })
    return new Promise((done) => {
      const child = spawn('bash', ['-e', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      child.stdout.on('data', (text) => {
        output += text
      })
      child.stderr.on('data', (text) => {
        output += text
      })
      child.on('close', (code) => done({ code, output }))
    })
  }

  /** What somebody finds who fetches the branch years later. */
  function found(server: string): string {
    const clone = mkdtempSync(join(HOME, 'found-'))
    git(HOME, 'clone', '-q', '-b', 'ai-compliance-evidence', server, clone)
    return clone
  }

  test('begins with the first run, and holds a bundle that is verified', async () => {
    const { server, checkout } = repository('one')
    const cwd = checkout()
    const { code, output } = await keep(cwd)
    expect(output).toBe('')
    expect(code).toBe(0)
    expect(git(cwd, 'status', '--porcelain')).toBe('')
    expect(verify(join(found(server), SHA, '1658821493-1'))).toMatch(/^Verified: /)
  })

  test('only grows: each run adds a folder, and none is written twice', async () => {
    const { server, checkout } = repository('many')
    const cwd = checkout()
    await keep(cwd)
    const again = await keep(cwd)
    expect(again.output).toContain(`${SHA}/1658821493-1 is there already`)
    expect(again.code).toBe(0)
    expect((await keep(checkout(), { GITHUB_RUN_ATTEMPT: '2' })).code).toBe(0)
    const clone = found(server)
    expect(readdirSync(join(clone, SHA)).sort()).toEqual(['1658821493-1', '1658821493-2'])
    expect(git(clone, 'rev-list', '--count', 'HEAD')).toBe('2')
  })

  test('takes runs at the same time, one upon the other', async () => {
    const { server, checkout } = repository('busy')
    const runs = ['1', '2', '3'].map((attempt) => ({ cwd: checkout(), attempt }))
    const ended = await Promise.all(runs.map(({ cwd, attempt }) => keep(cwd, { GITHUB_RUN_ATTEMPT: attempt })))
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0])
    const clone = found(server)
    expect(readdirSync(join(clone, SHA))).toHaveLength(3)
    for (const run of readdirSync(join(clone, SHA))) expect(verify(join(clone, SHA, run))).toMatch(/^Verified: /)
  })

  test('fails the step where it cannot be pushed', async () => {
    const { server, checkout } = repository('closed')
    const cwd = checkout()
    rmSync(server, { recursive: true })
    expect((await keep(cwd)).code).not.toBe(0)
  })
})

describe('the release with its evidence', () => {
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync('bash', ['-e', '-c', scriptOf('evidence-release')], { env, encoding: 'utf8' })

  test('is a draft until the bundle is attached', () => {
    const { path, calls } = standIns(['gh'])
    const temp = join(HOME, 'release')
    const { status, stderr } = run(environment(temp, { PATH: path }))
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const zip = join(temp, 'ai-compliance-v2.4.0.zip')
    expect(calls()).toEqual([
      `gh release create v2.4.0 --draft --verify-tag --generate-notes ${zip}`,
      'gh release edit v2.4.0 --draft=false',
    ])
    expect(verify(zip)).toMatch(/^Verified: /)
  })

  test('is none without a bundle', () => {
    const { path, calls } = standIns(['gh'])
    expect(run(environment(join(HOME, 'no-release'), { PATH: path, BUNDLE: '' })).status).not.toBe(0)
    expect(calls()).toEqual([])
  })
})

test('the bucket gets a bundle that is verified, under a lock of five years, where nothing is yet', () => {
  const { path, calls } = standIns(['aws', 'curl'])
  const temp = join(HOME, 'bucket')
  const env = environment(temp, {
    PATH: path,
    BUCKET: 'octo-bank-evidence',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?v=1',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(temp, 'identity'),
  })
  const { status, stderr } = spawnSync('bash', ['-e', '-c', scriptOf('evidence-object-lock')], {
    env,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(readFileSync(join(temp, 'identity'), 'utf8')).toBe('a.signed.token\n')
  const [asked, put] = calls()
  expect(asked).toContain('https://token.example/?v=1&audience=sts.amazonaws.com')
  const until = new Date().getUTCFullYear() + 5
  expect(put).toContain('aws s3api put-object --bucket octo-bank-evidence')
  expect(put).toContain(`--key octo-bank/loans/${SHA}/1658821493-1.zip`)
  expect(put).toContain('--if-none-match *')
  expect(put).toMatch(
    new RegExp(`--object-lock-mode COMPLIANCE --object-lock-retain-until-date ${until}-\\d\\d-\\d\\dT`),
  )
  expect(verify(join(temp, 'evidence.zip'))).toMatch(/^Verified: /)
})

test('what is signed is the predicate of the statement, under its own type', () => {
  const temp = join(HOME, 'attest')
  const { status } = spawnSync('bash', ['-e', '-c', scriptOf('evidence-attest')], { env: environment(temp) })
  expect(status).toBe(0)
  const statement = object(JSON.parse(readFileSync(join(BUNDLE, 'statement.json'), 'utf8')))
  expect(JSON.parse(readFileSync(join(temp, 'predicate.json'), 'utf8'))).toEqual(statement.predicate)
  expect(readFileSync('examples/workflows/evidence-attest.yml', 'utf8')).toContain(
    `predicate-type: ${statement.predicateType}\n`,
  )
})

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { bundleFolder } from '../../src/adapters/bundle-folder.ts'
import { maker } from '../../src/adapters/maker.ts'
import { bundleTexts } from '../../src/bundle/make.ts'
import { verify } from '../../src/bundle/verify.ts'
import { parseSource } from '../../src/read/source.ts'
import { git } from './git.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))
// In parts, so that nothing that looks like a token stands in this repository.
const TOKEN = `ghp_${'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ'}${'0mLq17'}`
const here = maker(CLI)

/** The lender's repository with a change, beside the policy at its base. */
const repository = join(HOME, 'lending')
const manifest = join(repository, 'ai-compliance.yml')
beforeAll(() => {
  cpSync('examples/lending', repository, { recursive: true })
  git(repository, 'init', '-q', '-b', 'main')
  git(repository, 'add', '-A')
  git(repository, 'commit', '-qm', 'As it was')
  git(repository, 'switch', '-qc', 'change')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^( +retention:) .*$/m, '$1 36 months'))
  git(repository, 'commit', '-qam', 'Keeps it longer')
})

function bundled(folder: string, cwd = repository, more: readonly string[] = []) {
  const path = join(HOME, folder)
  const args = ['check', '.', '--as-of', '2026-11-23', '--bundle', path, ...more]
  const env = { ...process.env, GITHUB_TOKEN: TOKEN, INPUT_GITHUB_TOKEN: TOKEN, NPM_TOKEN: 'npm-hunter2' }
  return { path, ...spawnSync(process.execPath, [CLI, ...args], { cwd, encoding: 'utf8', env }) }
}
const withBase = ['--base', 'main', '--policy', 'compliance/policy.yml']

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** The facts as somebody could have changed them who made everything else anew. */
async function forged(from: string, folder: string, change: (facts: string) => string): Promise<string> {
  const path = join(HOME, folder)
  cpSync(from, path, { recursive: true })
  const recorded = JSON.parse(change(readFileSync(join(path, 'facts.json'), 'utf8')))
  const file = 'ai-compliance.yml'
  const source = parseSource(readFileSync(join(path, 'manifest', file), 'utf8'), file)
  for (const [name, text] of await bundleTexts(recorded, source)) writeFileSync(join(path, name), text)
  return path
}

async function faults(folder: string) {
  return (await verify(bundleFolder(folder), here)).faults.map(({ says }) => says)
}

describe('what a change is judged by', () => {
  test('is in the bundle as it was read: the policy and the manifest of the base', async () => {
    const { path, stderr } = bundled('whole', repository, withBase)
    expect(stderr).toBe('')
    const before = spawnSync('git', ['-C', repository, 'show', 'main:ai-compliance.yml'], { encoding: 'utf8' }).stdout
    expect(readFileSync(join(path, 'base', 'ai-compliance.yml'), 'utf8')).toBe(before)
    expect(readFileSync(join(path, 'policy', 'compliance', 'policy.yml'), 'utf8')).toBe(
      readFileSync('examples/lending/compliance/policy.yml', 'utf8'),
    )
    expect(readFileSync(join(path, 'report.html'), 'utf8')).toContain('href="base/ai-compliance.yml"')
    expect(await faults(path)).toEqual([])
  })

  test('is held to the facts: another policy or other changes than those are found', async () => {
    const { path } = bundled('held', repository, withBase)
    const longer = await forged(path, 'longer', (facts) => facts.replace(/"longestMonths":\d+/, '"longestMonths":99'))
    expect(await faults(longer)).toContainEqual(expect.stringMatching(/^does not follow from what was read: policy/))
    const none = await forged(path, 'none', (facts) =>
      facts.replace(/"changes":\[.+?\],"commit"/, '"changes":[],"commit"'),
    )
    expect(await faults(none)).toContainEqual(expect.stringMatching(/^does not follow from what was read: comparison/))
  })

  test('is read in the folder where nothing is compared', async () => {
    const { path } = bundled('folder', repository, ['--policy', 'compliance/policy.yml'])
    expect(files(path)).toContain('policy/compliance/policy.yml')
    expect(files(path).filter((name) => name.startsWith('base/'))).toEqual([])
    expect(await faults(path)).toEqual([])
  })
})

describe('secrets', () => {
  test('of the environment are in no file of a bundle', () => {
    const { path } = bundled('environment', repository, withBase)
    expect(files(path).length).toBeGreaterThan(10)
    const holding = files(path).filter((name) => /zQWBuTSO|hunter2/.test(readFileSync(join(path, name), 'latin1')))
    expect(holding).toEqual([])
  })

  test('in a record keep it out of the bundle, which says so and is verified all the same', () => {
    const folder = join(HOME, 'leaky')
    cpSync('examples/lending', folder, { recursive: true })
    const record = join(folder, 'compliance/offers/risk-assessment.yml')
    writeFileSync(record, `${readFileSync(record, 'utf8')}# Approved with ${TOKEN}\n`)
    const { path, stdout } = bundled('withheld', folder)
    expect(stdout).toContain('a GitHub token')
    expect(files(path)).not.toContain('records/compliance/offers/risk-assessment.yml')
    expect(files(path).filter((name) => readFileSync(join(path, name), 'latin1').includes(TOKEN.slice(4)))).toEqual([])
    const page = readFileSync(join(path, 'report.html'), 'utf8')
    expect(page).toContain('left out, as it looks like it holds a secret')
    expect(page).not.toContain('href="records/compliance/offers/risk-assessment.yml"')
    const verified = spawnSync(process.execPath, [CLI, 'verify', path], { encoding: 'utf8' })
    expect(verified.stdout).toMatch(/^Verified: /)
    expect(verified.stdout).toContain('`records/compliance/offers/risk-assessment.yml` is withheld')
    expect(verified.status).toBe(0)
  })

  test('are no way to keep a record from being read again', async () => {
    const { path } = bundled('pretended', repository)
    const place = '"path":"compliance/offers/risk-assessment.yml"'
    const pretended = await forged(path, 'kept-back', (facts) => facts.replace(place, `${place},"withheld":true`))
    rmSync(join(pretended, 'records/compliance/offers/risk-assessment.yml'))
    expect(await faults(pretended)).toContainEqual(
      'withholds `compliance/offers/risk-assessment.yml`, and tells of no secret in it',
    )
  })

  test('in the manifest leave no evidence, and no half of it', () => {
    const folder = join(HOME, 'leaky-manifest')
    cpSync('examples/not-admt', folder, { recursive: true })
    const path = join(folder, 'ai-compliance.yml')
    writeFileSync(path, `# ${TOKEN}\n${readFileSync(path, 'utf8')}`)
    const { status, stderr } = bundled('refused', folder)
    expect(status).toBe(2)
    expect(stderr).toContain('holds what looks like a secret')
    expect(readdirSync(HOME).filter((name) => name.startsWith('refused'))).toEqual([])
  })
})

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { bundleFolder } from '../../src/adapters/bundle-folder.ts'
import { maker } from '../../src/adapters/maker.ts'
import { verify } from '../../src/bundle/verify.ts'

// Each test starts processes or verifies a bundle many times; how fast that is is not what it is about.
vi.setConfig({ testTimeout: 120_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'bundles-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

const here = maker(CLI)
let number = 0
const fresh = () => join(HOME, String(++number))

function bundled(
  example: string,
  { cwd = process.cwd(), env = {} as NodeJS.ProcessEnv, from = resolve('examples') } = {},
) {
  const folder = fresh()
  const args = [CLI, 'check', join(from, example), '--as-of', '2026-11-23', '--bundle', folder]
  const { status } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
  return { folder, status }
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function faultsOf(folder: string) {
  return verify(bundleFolder(folder), here).then(({ faults }) => faults.map(({ file }) => file))
}

describe.each(['lending', 'hiring', 'not-admt'])('the bundle of %s', (example) => {
  test('is verified by a process of its own', () => {
    const { folder } = bundled(example)
    const { status, stdout } = spawnSync(process.execPath, [CLI, 'verify', folder], { encoding: 'utf8' })
    expect(stdout).toMatch(/^Verified: /)
    expect(status).toBe(0)
  })

  test('is the same from another folder, user, time zone and locale', () => {
    const one = bundled(example)
    const elsewhere = fresh()
    cpSync('examples', elsewhere, { recursive: true })
    const env = {
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      USER: 'other',
      HOME: '/nowhere',
    }
    const other = bundled(example, { cwd: elsewhere, env, from: elsewhere })
    expect(files(other.folder)).toEqual(files(one.folder))
    for (const name of files(one.folder))
      expect(readFileSync(join(other.folder, name)).equals(readFileSync(join(one.folder, name))), name).toBe(true)
  })

  test('fails when a file is removed, added or renamed, and names it', async () => {
    const { folder } = bundled(example)
    for (const name of files(folder)) {
      const path = join(folder, name)
      const content = readFileSync(path)
      rmSync(path)
      expect(await faultsOf(folder), `${name} removed`).toContain(name)
      writeFileSync(path, content)
      renameSync(path, `${path}.old`)
      expect(await faultsOf(folder), `${name} renamed`).toContain(name)
      renameSync(`${path}.old`, path)
    }
    writeFileSync(join(folder, 'added.md'), '# Added\n')
    expect(await faultsOf(folder)).toEqual(['added.md'])
  })
})

test('two records that change places are both named', async () => {
  const { folder } = bundled('lending')
  const [one = '', other = ''] = files(folder).filter((name) => name.startsWith('records/'))
  const [a, b] = [readFileSync(join(folder, one)), readFileSync(join(folder, other))]
  writeFileSync(join(folder, one), b)
  writeFileSync(join(folder, other), a)
  expect(await faultsOf(folder)).toEqual([one, other])
})

/** The large files have a byte flipped here and there; `EVERY_BYTE=1` flips each, which takes minutes. */
const STEP = process.env.EVERY_BYTE === '1' ? 1 : 61

test('a flipped bit of any file of the smallest bundle is found, and its file named', async () => {
  const { folder } = bundled('not-admt')
  const stored = new Map(files(folder).map((name) => [name, readFileSync(join(folder, name))]))
  const digests = new Map([...stored].map(([name, content]) => [name, digestOf(content)]))
  for (const [name, content] of stored) {
    for (let at = 0; at < content.length; at += content.length < 10_000 ? 1 : STEP) {
      const changed = Buffer.from(content)
      changed[at] = (changed[at] ?? 0) ^ 1
      const held = (asked: string) => (asked === name ? changed : stored.get(asked))
      const { faults } = await verify(
        {
          list: async () => [...stored.keys()],
          digest: async (asked) => (asked === name ? digestOf(changed) : (digests.get(asked) ?? '')),
          bytes: async (asked) => held(asked),
        },
        here,
      )
      if (name === 'SHA256SUMS' ? faults.length === 0 : !faults.some(({ file }) => file === name))
        expect.fail(`${name} at ${at}: ${faults.map(({ file }) => file).join(', ')}`)
    }
  }
})

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'zips-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

type Entry = { readonly name: string; readonly content: Buffer; readonly mode?: number }
let bundle: readonly Entry[] = []

beforeAll(async () => {
  const folder = join(HOME, 'bundle')
  spawnSync(process.execPath, [CLI, 'check', 'examples/not-admt', '--as-of', '2026-11-23', '--bundle', folder])
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  bundle = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path).replaceAll('\\', '/'), content: readFileSync(path) }))
})

/** Writes a zip of these entries; `forged` replaces bytes in it, which no writer would do. */
async function zipped(entries: readonly Entry[], forged: (zip: Buffer) => Buffer = (zip) => zip): Promise<string> {
  const path = join(mkdtempSync(join(HOME, 'z-')), 'bundle.zip')
  const zip = new ZipFile()
  for (const { name, content, mode = 0o100644 } of entries) zip.addBuffer(content, name, { mode })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  writeFileSync(path, forged(readFileSync(path)))
  return path
}

function verify(path: string) {
  return spawnSync(process.execPath, [CLI, 'verify', path], { encoding: 'utf8' })
}

/** The same length, so that nothing else in the zip moves. */
function renamed(from: string, to: string): (zip: Buffer) => Buffer {
  expect(to).toHaveLength(from.length)
  return (zip) => Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')
}

describe('a bundle in a zip', () => {
  test('is verified as it was downloaded', async () => {
    const { status, stdout } = verify(await zipped(bundle))
    expect(stdout).toMatch(/^Verified: /)
    expect(status).toBe(0)
  })

  test('with a file too many, or one too few, is not', async () => {
    const more = verify(await zipped([...bundle, { name: 'notes.txt', content: Buffer.from('approved') }]))
    expect(more.status).toBe(1)
    expect(more.stdout).toContain('notes.txt does not belong to it')
    const fewer = verify(await zipped(bundle.filter(({ name }) => name !== 'report.json')))
    expect(fewer.status).toBe(1)
    expect(fewer.stdout).toContain('report.json is missing')
  })

  const extra = (name: string): Entry => ({ name, content: Buffer.from('x') })
  test.each([
    ['climbs out', [extra('aa/bbbbbbbb')], renamed('aa/bbbbbbbb', '../bbbbbbbb'), /\.\.\/bbbbbbbb/],
    ['is absolute', [extra('aa/bbbbbbbb')], renamed('aa/bbbbbbbb', '/a/bbbbbbbb'), /absolute path: \/a\/bbbbbbbb/],
    ['has a drive', [extra('aa/bbbbbbbb')], renamed('aa/bbbbbbbb', 'C:/bbbbbbbb'), /C:\/bbbbbbbb/],
    ['climbs by backslashes', [extra('aa/bbbbbbbb')], renamed('aa/bbbbbbbb', '..\\bbbbbbbb'), /bbbbbbbb/],
    ['is there twice', [extra('aa/b'), extra('aa/c')], renamed('aa/c', 'aa/b'), /`aa\/b` is in it twice/],
  ])('with a name that %s is refused', async (_, entries, forged, says) => {
    const { status, stderr, stdout } = verify(await zipped([...bundle, ...entries], forged))
    expect(stderr).toMatch(says)
    expect([status, stdout]).toEqual([2, ''])
  })

  test('with a link is refused', async () => {
    const link = { name: 'records/link', content: Buffer.from('/etc/passwd'), mode: 0o120777 }
    const { status, stderr } = verify(await zipped([...bundle, link]))
    expect(stderr).toContain('`records/link` is a link')
    expect(status).toBe(2)
  })

  test('that claims far more than its size allows is refused unread', async () => {
    const { status, stderr } = verify(await zipped([...bundle, { name: 'bomb', content: Buffer.alloc(50_000_000) }]))
    expect(stderr).toContain('claims to hold more than its size allows')
    expect(status).toBe(2)
  })

  test('whose entry holds more than it says, or that breaks off, is not verified', async () => {
    const cut = verify(await zipped(bundle, (zip) => zip.subarray(0, zip.length / 2)))
    expect(cut.stderr).toContain('no zip file that can be read')
    expect(cut.status).toBe(2)
    const none = join(HOME, 'none.zip')
    writeFileSync(none, 'PK and no more')
    expect(verify(none).status).toBe(2)
    expect(verify(join(HOME, 'nowhere')).status).toBe(2)
  })
})

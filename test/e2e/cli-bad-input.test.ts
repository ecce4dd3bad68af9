import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const CLI = resolve('dist/cli.js')
const LENDING = readFileSync('examples/lending/ai-compliance.yml', 'utf8')

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bad-input-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

let count = 0
/** A repository of its own with these files, and what `check` says of it. */
function check(files: Readonly<Record<string, string | Uint8Array>>, ...args: readonly string[]) {
  const folder = join(root, String(count++), 'repository')
  mkdirSync(folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return { folder, ...run('check', folder, '--as-of', '2026-11-23', ...args) }
}

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' })
  const said = stdout + stderr
  return { status, stdout, stderr, said, words: said.replace(/\s+/g, ' ') }
}

const manifest = (text: string | Uint8Array) => ({ 'ai-compliance.yml': text })
/** The lending example with its model card elsewhere. */
const cardAt = (path: string) => manifest(LENDING.replace('models/offers/MODEL_CARD.md', path))

describe('a manifest that cannot be read ends with exit code 2', () => {
  it.each([
    ['no manifest', {}, /`ai-compliance\.yml` does not exist[\s\S]*ai-compliance init/],
    ['a directory', { 'ai-compliance.yml/x': '' }, /is a directory/],
    ['a binary file', manifest(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2])), /binary/],
    ['UTF-16', manifest(Buffer.from(`﻿${LENDING}`, 'utf16le')), /UTF-16/],
    ['not UTF-8', manifest(new Uint8Array([0x76, 0x3a, 0x20, 0xff, 0xfe, 0x41])), /UTF-8/],
    ['more than 1 MB', manifest(`${LENDING}\n#${'x'.repeat(1_000_000)}\n`), /at most 1000000/],
  ])('%s', (_, files, says) => {
    const { status, said, stdout } = check(files)
    expect(said).toMatch(says)
    expect(said).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })
})

describe('a manifest that is not well formed is refused by name, with its place', () => {
  it.each([
    ['an empty file', '', /ai-compliance\.yml:1:1/],
    ['broken YAML', 'version: 1\norganization: [\nsystems: []\n', /ai-compliance\.yml:\d+:\d+/],
    ['tabs', 'version: 1\norganization:\n\tname: Northwind Pay\nsystems: []\n', /ai-compliance\.yml:3:1[\s\S]*tab/],
    ['duplicate keys', 'version: 1\nversion: 1\norganization: { name: A }\nsystems: []\n', /ai-compliance\.yml:2:1/],
    [
      'several documents',
      'version: 1\norganization: { name: A }\nsystems: []\n---\nversion: 1\n',
      /ai-compliance\.yml:4:1/,
    ],
    ['an unknown key', LENDING.replace('    purpose:', '    purpsoe:'), /did you mean `purpose`/],
    ['a wrong type', LENDING.replace('systems:\n', 'systems: yes\nx:\n'), /ai-compliance\.yml:\d+:\d+/],
    ['nesting over 100', `version: 1\norganization: ${'['.repeat(5000)}\n`, /100/],
    ['aliases over 100', `version: 1\nx: &a [y]\nz: [${'*a, '.repeat(200)}*a]\n`, /100/],
    [
      'a bomb of aliases',
      `a: &a [x,x]\nb: &b [*a,*a]\n${'cdefghijklmnop'
        .split('')
        .map((c, i) => `${c}: &${c} [*${'bcdefghijklmno'[i]},*${'bcdefghijklmno'[i]}]`)
        .join('\n')}\n`,
      /alias|values/,
    ],
    [
      '__proto__',
      'version: 1\n__proto__: { name: A }\norganization: { name: A }\nsystems: []\n',
      /ai-compliance\.yml:2:1[\s\S]*__proto__/,
    ],
  ])('%s', (_, text, says) => {
    const { status, said } = check(manifest(text))
    expect(said).toMatch(says)
    expect(said).not.toMatch(/\n\s+at /)
    expect(status).toBe(1)
  })
})

describe('a record outside the repository is refused unread', () => {
  it.each([
    ['a path that climbs out', '../outside.md', /leads out of the repository/],
    ['a path that climbs out from below', 'models/../../outside.md', /leads out of the repository/],
    ['an absolute path', '/etc/passwd', /absolute/],
    ['a Windows path', 'C:\\\\Windows\\\\win.ini', /absolute|schema|expected/],
    ['a directory', 'models', /is a directory/],
  ])('%s', (_, path, says) => {
    const { status, words } = check({ ...cardAt(path), 'models/x': 'x' })
    expect(words).toMatch(says)
    expect(status).toBe(1)
  })

  it.skipIf(process.platform === 'win32')('a symlink that leads out, and a file that waits for ever', () => {
    const { folder } = check(cardAt('card.md'))
    writeFileSync(join(folder, '..', 'secret.md'), '# Intended use\n\nTop secret figures.\n')
    symlinkSync('../secret.md', join(folder, 'card.md'))
    const linked = run('check', folder, '--as-of', '2026-11-23')
    expect(linked.words).toMatch(/`card\.md` leads out of the repository through a symlink/)
    expect(linked.said).not.toContain('secret')
    expect(linked.status).toBe(1)
    rmSync(join(folder, 'card.md'))
    spawnSync('mkfifo', [join(folder, 'card.md')])
    const waiting = run('check', folder, '--as-of', '2026-11-23')
    expect(waiting.words).toMatch(/`card\.md` is not a plain file/)
    expect(waiting.status).toBe(1)
  })

  it('a link inside the repository is followed', () => {
    const { folder } = check({
      ...cardAt('card.md'),
      'real.md': '# Intended use\n\nOffers of cash advances to sole proprietors.\n',
    })
    symlinkSync('real.md', join(folder, 'card.md'))
    expect(run('check', folder, '--as-of', '2026-11-23').said).not.toContain('`card.md`')
  })
})

describe('usage', () => {
  it.each([
    [[], /No command/],
    [['chekc'], /`chekc` is not a command/],
    [['check', '.', '--fail-on', 'eror'], /`--fail-on` is `eror`[\s\S]*`error`, `warning`, `never`/],
    [['check', '.', '--format', 'pdf'], /`--format` is `pdf`[\s\S]*`text`, `json`, `markdown`/],
    [['check', '.', '--as-of', '2026-02-30'], /`--as-of` is `2026-02-30`/],
    [['check', '.', '--as-of', 'tomorrow'], /`--as-of` is `tomorrow`/],
    [['check', '.', '--as-off', '2026-02-20'], /as-off/],
    [['check', 'a', 'b'], /One folder/],
    [['check', ''], /folder is empty text/],
    [['check', 'nowhere-at-all'], /is not there/],
    [['check', 'README.md'], /is no folder/],
    [['check', 'examples/lending', '--manifest', '../../README.md'], /leads out/],
    [['check', 'examples/lending', '--as-of', '2026-11-23', '--out', '/nowhere/at/all.txt'], /`--out`/],
  ])('%j', (args, says) => {
    const { status, said } = run(...args)
    expect(said).toMatch(says)
    expect(said).not.toMatch(/\n\s+at /)
    expect(status).toBe(2)
  })

  it('shows help and version with 0', () => {
    expect(run('check', '--help').status).toBe(0)
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('ai-compliance check [DIR]') })
    expect(run('--version')).toMatchObject({
      status: 0,
      stdout: `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`,
    })
  })
})

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const CLI = resolve('dist/cli.js')
const POLICY = 'compliance/gate.yml'

let root = ''
let folder = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'policy-'))
  folder = join(root, 'lending')
  cpSync('examples/lending', folder, { recursive: true })
  writeFileSync(join(root, 'secret.yml'), 'version: 1\nsecret: figures\n')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function run(command: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, command, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr, words: (stdout + stderr).replace(/\s+/g, ' ') }
}

const check = (...args: readonly string[]) => run('check', folder, '--as-of', '2026-11-23', ...args)
/** What the command line says of a policy with this text. */
const under = (text: string | Uint8Array, ...args: readonly string[]) => {
  writeFileSync(join(folder, POLICY), text)
  return check('--policy', POLICY, ...args)
}

describe('a policy on the command line', () => {
  it('is named beside the verdict', () => {
    const { status, words } = check('--policy', 'compliance/policy.yml')
    expect(words).toContain('Policy: `compliance/policy.yml` of this folder; it relaxes nothing.')
    expect(status).toBe(0)
  })

  it('tightens, and relaxes in the open', () => {
    const people = 'people: { priya: { name: Priya Raman, github: praman } }\nmay-own: [priya]\n'
    const tight = under(`version: 1\n${people}`)
    expect(tight.words).toMatch(/is `marco`, who may own nothing by the policy, which names Priya Raman \(`praman`\)/)
    expect(tight.status).toBe(1)
    const relaxed = under(
      `version: 1\n${people}severities: { system/owned: note, record/owned: note, duty/owned: note }\n`,
    )
    expect(relaxed.words).toMatch(/it relaxes: what fails `system\/owned` is a note and not an error/)
    expect(relaxed.status).toBe(0)
  })

  it('sets days of the calendar, and is read by explain', () => {
    writeFileSync(join(folder, POLICY), 'version: 1\ncadences: { retention-schedule: 2 }\n')
    const args = [folder, '--as-of', '2026-11-23', '--policy', POLICY]
    expect(run('calendar', ...args).words).toContain('the policy’s period of 2 months')
    expect(run('explain', 'working-capital-offer', ...args).status).toBe(0)
    writeFileSync(join(folder, POLICY), 'version: 3\n')
    expect(run('calendar', ...args).status).toBe(2)
    expect(run('explain', 'working-capital-offer', ...args).status).toBe(2)
  })

  it('of another repository is for the Action', () => {
    const { status, stderr } = check('--policy', 'northwind/governance/policy.yml@main')
    expect(stderr).toMatch(/`northwind\/governance\/policy\.yml@main` is in another repository, which the Action reads/)
    expect(status).toBe(2)
  })
})

describe('a hostile policy is refused by name with exit code 2, whatever else is asked', () => {
  const bomb = 'cdefghijklmnopqrstuvwxyz'
    .split('')
    .map((each, n) => `${each}: &${each} [${`*${'bcdefghijklmnopqrstuvwxy'[n]},`.repeat(9)}x]`)
  it.each<[string, string | Uint8Array, RegExp]>([
    ['10 MB', `version: 1\n#${'x'.repeat(10_000_000)}\n`, /has 10000013 bytes; at most 200000 are read/],
    ['binary', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), /binary file/],
    ['UTF-16', Buffer.from('\ufeffversion: 1\n', 'utf16le'), /UTF-16/],
    [
      'a bomb of aliases',
      `version: 1\nb: &b [x,x]\n${bomb.join('\n')}\n`,
      /gate\.yml:\d+:\d+.*alias|gate\.yml:\d+:\d+.*values/,
    ],
    ['deep nesting', `version: 1\nx: ${'{a: '.repeat(20_000)}\n`, /100 levels/],
    ['an endless list', `version: 1\nmay-own: [${'a,'.repeat(60_000)}a]\n`, /as far as is read/],
    ['a key twice', 'version: 1\nsign-off: true\nsign-off: false\n', /gate\.yml:3:1.*a second time/],
    ['a tag', 'version: 1\nsign-off: !!js/function x\n', /gate\.yml:2:\d+.*tag/],
    ['a misspelled key', 'version: 1\nseverites: {}\n', /gate\.yml:2:1`: `severites` .*did you mean `severities`/],
    ['a command of the runner', 'version: 1\n"::stop-commands::x": 1\n', /gate\.yml:2:1/],
    ['an escape of the terminal', 'version: 1\n"\\e[2J\\e[31mpass": 1\n', /gate\.yml:2:1/],
    ['nothing', '', /is empty/],
  ])('%s', (_, text, says) => {
    const { status, words, stdout, stderr } = under(text, '--fail-on', 'never')
    expect(words).toMatch(says)
    expect(words).toContain('gate.yml')
    expect(stderr).not.toContain('\u001b')
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  it.skipIf(process.platform === 'win32')('a link that leads out, a folder, and a file that waits for ever', () => {
    const at = join(folder, POLICY)
    rmSync(at, { force: true })
    const refused = (says: RegExp) => {
      const { status, words } = check('--policy', POLICY)
      expect(words).toMatch(says)
      expect(words).not.toContain('secret')
      expect(status).toBe(2)
      rmSync(at, { recursive: true, force: true })
    }
    refused(/`compliance\/gate\.yml` does not exist/)
    symlinkSync('../../secret.yml', at)
    refused(/leads out of the repository through a symlink/)
    symlinkSync('gate.yml', at)
    refused(/symlink that leads to itself/)
    mkdirSync(at)
    refused(/is a directory/)
    spawnSync('mkfifo', [at])
    refused(/is not a plain file/)
  })

  it.each(['../secret.yml', '/etc/passwd', '', 'a\nb.yml', 'x@y'])('a path such as %j', (path) => {
    const { status, stderr } = check('--policy', path)
    expect(stderr).toMatch(/^ai-compliance: The policy is (named|empty)/)
    expect(status).toBe(2)
  })
})

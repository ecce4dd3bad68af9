import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { MANIFEST } from '../scenarios/gate.ts'
import { at, list } from './openapi.ts'
import {
  AS_OF,
  type Contents,
  check,
  elsewhere,
  git,
  lending,
  manifestOf,
  type Repository,
  repository,
  type Said,
  write,
} from './repositories.ts'

// Each test starts many processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const DAY = '2026-08-03'

/** A repository whose `main` holds this, and a branch of it that is checked out. */
function branched(contents: Contents = lending()): Repository {
  const made = repository()
  made.commit('2026-03-02', contents)
  made.git('checkout', '--quiet', '-b', 'change')
  return made
}

function against(folder: string, base = 'main', args: readonly string[] = []): Said {
  return check(folder, ['--as-of', AS_OF, '--base', base, ...args])
}

function changes({ comparison }: Said): readonly string[] {
  return list(at(comparison, 'changes')).map((change) => String(at(change, 'key')))
}

const fewer = manifestOf({ 'people.priya.title': 'Director of Lending' })

describe('--base', () => {
  test('compares with the commit at which this branch left the base, not with where the base is now', () => {
    const { folder, git, commit } = branched()
    const left = git('rev-parse', 'main')
    commit(DAY, { [MANIFEST]: fewer })
    git('checkout', '--quiet', 'main')
    commit(DAY, { [MANIFEST]: manifestOf({ 'organization.name': 'Another, Inc.' }) })
    git('checkout', '--quiet', 'change')
    const said = against(folder)
    expect(said.uncompared).toBeUndefined()
    expect(said.comparison).toMatchObject({ commit: left, manifest: 'read' })
    expect(changes(said)).not.toContain('organization/name')
  })

  test('a branch that changes nothing has no change', () => {
    const { folder } = branched()
    const said = against(folder)
    expect(said.comparison).toMatchObject({ files: { known: true, count: 0 } })
    expect(changes(said)).toEqual([])
  })

  test('counts what is committed, staged and in the work tree, and no file that nobody added', () => {
    const { folder, commit, git, write } = branched()
    commit(DAY, { 'a.md': 'a', 'services/advance/decide.py': 'LIMIT = 50_000\n', 'gone.md': 'g' })
    write({ 'staged.md': 's' })
    git('add', 'staged.md')
    write({ 'untracked.md': 'u', 'services/advance/limits.py': undefined, 'gone.md': undefined })
    // a.md, decide.py, staged.md and limits.py; gone.md came and went.
    expect(against(folder).comparison).toMatchObject({ files: { known: true, count: 4 } })
  })

  test('looks below the folder that is judged, at the folder that it was', () => {
    const inApps = Object.fromEntries(Object.entries(lending()).map(([path, text]) => [`apps/x/${path}`, text]))
    const { folder, commit } = branched({ ...inApps, 'other.md': '1' })
    commit(DAY, { 'other.md': '2', [`apps/x/${MANIFEST}`]: fewer })
    const said = against(join(folder, 'apps/x'))
    expect(said.uncompared).toBeUndefined()
    expect(said.comparison).toMatchObject({ manifest: 'read', files: { known: true, count: 1 } })
  })

  test('reads what git holds: no filter of the repository runs, and the work tree does not show through', () => {
    const made = branched({ ...lending(), '.gitattributes': '*.yml filter=loud\n' })
    const ran = join(elsewhere(), 'ran')
    made.git('config', 'filter.loud.smudge', `touch ${ran}; cat`)
    made.git('config', 'filter.loud.clean', `touch ${ran}; cat`)
    write(made.folder, { [MANIFEST]: fewer })
    const said = against(made.folder)
    expect(said.uncompared).toBeUndefined()
    expect(said.comparison).toMatchObject({ manifest: 'read' })
    expect(() => rmSync(ran)).toThrow()
  })
})

describe('the manifest is not where it was', () => {
  test('a first one: nothing to compare with', () => {
    const { folder, commit } = branched({ 'other.yml': 'organization: 1\n' })
    commit(DAY, lending())
    const said = against(folder)
    expect(said.comparison).toMatchObject({ manifest: 'none', changes: [] })
  })

  test.each([
    ['renamed', 'gate/rules.yml', undefined],
    ['renamed and edited', 'old.json', 'fewer'],
  ])('%s: it is compared with what it was, and that is told', (_, from, edit) => {
    const { [MANIFEST]: manifest, ...records } = lending()
    const { folder, commit } = branched({ ...records, [from]: manifest })
    commit(DAY, { [from]: undefined, [MANIFEST]: edit === undefined ? manifest : fewer })
    const said = against(folder)
    expect(said.comparison).toMatchObject({ manifest: 'read', movedFrom: from })
    expect(changes(said)).toContain('gate/manifest-moved')
  })

  test('among more files than anybody moves by chance nobody can tell', () => {
    const decoys = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`a${index}.yml`, 'a: 1\n']))
    const { [MANIFEST]: manifest, ...records } = lending()
    const { folder, commit } = branched({ ...records, ...decoys, 'z.yml': manifest })
    const gone = Object.fromEntries(Object.keys(decoys).map((path) => [path, undefined]))
    commit(DAY, { ...gone, 'z.yml': undefined, [MANIFEST]: fewer })
    const said = against(folder)
    expect(said.uncompared).toMatch(/is not in the base commit `\w{7}`, and this change takes away 26 files/)
    expect(said.status).not.toBe(0)
  })

  test('but its name is looked for first', () => {
    const decoys = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`a${index}.yml`, 'a: 1\n']))
    const { [MANIFEST]: manifest, ...records } = lending()
    const { folder, commit } = branched({ ...records, ...decoys, [`x/${MANIFEST}`]: manifest })
    const gone = Object.fromEntries(Object.keys(decoys).map((path) => [path, undefined]))
    commit(DAY, { ...gone, [`x/${MANIFEST}`]: undefined, [MANIFEST]: fewer })
    expect(against(folder).comparison).toMatchObject({ movedFrom: `x/${MANIFEST}` })
  })

  test('deleted by this branch: exit 2, and why', () => {
    const { folder, commit } = branched()
    commit(DAY, { [MANIFEST]: undefined })
    const { status, stderr } = against(folder)
    expect(stderr).toMatch(
      /`ai-compliance\.yml` does not exist: this change deletes it, and the base commit `\w{7}` has it/,
    )
    expect(status).toBe(2)
  })

  test('deleted and not committed: the same', () => {
    const { folder } = branched()
    rmSync(join(folder, MANIFEST))
    expect(against(folder).stderr).toContain('this change deletes it')
  })

  test('moved by this branch, and the gate looks where it was', () => {
    const { folder, git, commit } = branched()
    git('mv', MANIFEST, 'gate.yml')
    commit(DAY)
    expect(against(folder).stderr).toContain('this change moves it to `gate.yml`')
  })

  test('there never was one: how to make one', () => {
    const { folder } = branched({ 'a.md': 'a' })
    expect(against(folder).stderr).toMatch(/does not exist\.\nMake one with `ai-compliance init`/)
  })
})

describe('a base that cannot be compared with', () => {
  test.each<[string, (folder: string) => void, RegExp]>([
    [
      'the manifest was a symlink',
      (folder) => {
        writeFileSync(join(folder, 'real.yml'), manifestOf())
        symlinkSync('real.yml', join(folder, MANIFEST))
      },
      /`ai-compliance\.yml` of the base commit `\w{7}` is or leads through a symlink/,
    ],
    ['it was a folder', (folder) => write(folder, { [`${MANIFEST}/a.yml`]: 'a' }), /is a directory/],
    [
      'it was no YAML',
      (folder) => write(folder, { [MANIFEST]: 'version: [1\n' }),
      /is no manifest that can be compared: line/,
    ],
    ['it was a list', (folder) => write(folder, { [MANIFEST]: '- 1\n' }), /is no manifest that can be compared/],
  ])('%s: not evaluated, and why', (_, make, because) => {
    const { folder, commit } = repository()
    make(folder)
    commit('2026-03-02', { 'a.md': 'a' })
    git(folder, 'checkout', '--quiet', '-b', 'change')
    rmSync(join(folder, MANIFEST), { recursive: true })
    commit(DAY, lending())
    const said = against(folder)
    expect(said.uncompared).toMatch(because)
    expect(said.status).toBe(2)
  })

  test('its manifest had mistakes in its keys: it is compared as far as it goes', () => {
    const broken = manifestOf().replace(/^\{/, '{ "unheard-of": 1,')
    const { folder, commit } = branched({ ...lending(), [MANIFEST]: broken })
    commit(DAY, lending())
    expect(against(folder).comparison).toMatchObject({ manifest: 'read' })
  })

  test('its content is not on this machine: not evaluated, and nothing is fetched', () => {
    const { folder, commit } = branched()
    commit(DAY, { [MANIFEST]: fewer })
    git(folder, 'config', 'uploadpack.allowFilter', 'true')
    const clone = join(elsewhere(), 'clone')
    mkdirSync(clone)
    git(clone, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${folder}`, '.')
    git(clone, 'checkout', '--quiet', 'change')
    const said = against(clone, 'origin/main')
    expect(said.uncompared).toMatch(/cannot be read at commit `\w{7}`: the history is partial/)
    expect(said.status).not.toBe(0)
  })
})

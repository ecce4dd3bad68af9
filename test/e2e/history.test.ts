import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { MANIFEST } from '../scenarios/gate.ts'
import { recordText } from '../scenarios/records.ts'
import {
  AS_OF,
  type Contents,
  check,
  checkText,
  elsewhere,
  git,
  lending,
  manifestOf,
  REVIEWED,
  repository,
  write,
} from './repositories.ts'
import { messages, runAction } from './runner.ts'

// Each test starts many processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CODE = 'services/advance/decide.py'
const SAME = /^pass \w+: was reviewed on 2026-09-01, and nothing that it describes changed later$/
const input = (name: string) => ({
  name,
  category: 'commercial-information',
  sensitive: 'none',
  retention: '25 months',
})

/** The lender's repository, all of it committed long before the review. */
function lent(changes = {}) {
  const made = repository()
  made.commit('2026-03-02', lending(changes))
  return made
}

describe('a change of the code', () => {
  test.each([
    ['before the review', '2026-08-31', SAME],
    ['on the day of the review', REVIEWED, SAME],
    [
      'on the day after',
      '2026-09-02',
      /^fail warning: .*its code changed on 2026-09-02 \(commit `[0-9a-f]{7}`: `services\/advance\/decide\.py`\); if the change is material, the update is due by 2026-10-17$/,
    ],
    ['long before the day judged for', '2026-09-02', /^fail error: .*was due by 2026-10-17$/, '2026-10-18'],
    ['after the day judged for', '2026-10-02', SAME],
  ])('%s', (_, day, says, asOf = AS_OF) => {
    const { folder, commit } = lent()
    commit(day, { [CODE]: 'LIMIT = 60_000\n' })
    const { assessment } = check(folder, ['--as-of', asOf])
    expect(assessment).toMatch(says)
  })

  test('by a branch that was begun before the review and merged after it', () => {
    const { folder, commit, git, on } = lent()
    git('checkout', '--quiet', '-b', 'higher-limit')
    commit('2026-08-03', { [CODE]: 'LIMIT = 60_000\n' })
    git('checkout', '--quiet', 'main')
    commit('2026-08-01', { 'README.md': 'Cash advances.\n' })
    expect(check(folder).assessment).toMatch(SAME)
    on('2026-09-10', 'merge', '--quiet', '--no-ff', '--no-edit', 'higher-limit')
    expect(check(folder).assessment).toMatch(
      /its code changed on 2026-09-10 \(commit `[0-9a-f]{7}`: `services\/advance\/decide\.py`\)/,
    )
    git('checkout', '--quiet', 'higher-limit')
    expect(check(folder).assessment).toMatch(SAME)
  })

  test('by hand in a merge', () => {
    const { folder, commit, git, on } = lent()
    git('checkout', '--quiet', '-b', 'docs')
    commit('2026-08-03', { 'README.md': 'Cash advances.\n' })
    git('checkout', '--quiet', 'main')
    on('2026-09-10', 'merge', '--no-ff', '--no-commit', 'docs')
    commit('2026-09-10', { [CODE]: 'LIMIT = 60_000\n' })
    expect(check(folder).assessment).toMatch(/changed on 2026-09-10/)
  })

  test('whose commit is older than the one before it', () => {
    const { folder, commit } = lent()
    commit('2026-09-10', { [CODE]: 'LIMIT = 60_000\n' })
    commit('2026-02-01', { 'README.md': 'Cash advances.\n' })
    expect(check(folder).assessment).toMatch(/changed on 2026-09-10/)
  })

  test('counts by the day in UTC', () => {
    const { folder, git, write, on } = lent()
    write({ [CODE]: 'LIMIT = 60_000\n' })
    git('add', '--all')
    on('2026-09-02T00:30:00+02:00', 'commit', '--quiet', '--message', 'After midnight in Berlin')
    expect(check(folder).assessment).toMatch(SAME)
    write({ [CODE]: 'LIMIT = 70_000\n' })
    git('add', '--all')
    on('2026-09-01T23:30:00-07:00', 'commit', '--quiet', '--message', 'Before midnight in Fresno')
    expect(check(folder).assessment).toMatch(/changed on 2026-09-02/)
  })

  test('that renames a file, within the globs or out of them, or deletes it', () => {
    const renamed = lent()
    renameSync(join(renamed.folder, CODE), join(renamed.folder, 'services/advance/decision.py'))
    renamed.commit('2026-09-10')
    expect(check(renamed.folder).assessment).toMatch(
      /`services\/advance\/decide\.py`, `services\/advance\/decision\.py`/,
    )
    const moved = lent()
    mkdirSync(join(moved.folder, 'attic'))
    renameSync(join(moved.folder, CODE), join(moved.folder, 'attic/decide.py'))
    moved.commit('2026-09-10')
    expect(check(moved.folder).assessment).toMatch(/changed on 2026-09-10 .*`services\/advance\/decide\.py`\)/)
    const deleted = lent()
    deleted.commit('2026-09-10', { [CODE]: undefined })
    expect(check(deleted.folder).assessment).toMatch(/changed on 2026-09-10/)
  })

  test('that nobody committed counts today; a new file that nobody added does not', () => {
    const { folder, write, git } = lent()
    const ahead = ['--as-of', '2098-01-01']
    write({ 'services/advance/report.xml': '<testsuites/>\n' })
    expect(check(folder, ahead).assessment).toMatch(SAME)
    write({ [CODE]: 'LIMIT = 60_000\n' })
    expect(check(folder, ahead).assessment).toMatch(/\(not committed: `services\/advance\/decide\.py`\)/)
    expect(check(folder, ['--as-of', AS_OF]).assessment).toMatch(SAME)
    git('add', CODE)
    expect(check(folder, ahead).assessment).toMatch(/not committed/)
  })

  test('in a folder below the top, of which the rest is another’s', () => {
    const { folder, commit } = repository()
    const below = Object.fromEntries(Object.entries(lending()).map(([path, text]) => [`apps/loans/${path}`, text]))
    commit('2026-03-02', { ...below, [CODE]: 'another system\n' })
    commit('2026-09-10', { [CODE]: 'another system, changed\n' })
    const root = join(folder, 'apps/loans')
    expect(check(root).assessment).toMatch(SAME)
    commit('2026-09-12', { [`apps/loans/${CODE}`]: 'LIMIT = 60_000\n' })
    expect(check(root).assessment).toMatch(/changed on 2026-09-12 .*: `services\/advance\/decide\.py`\)/)
    write(root, { [CODE]: 'LIMIT = 70_000\n', 'services/advance/limits.py': 'FLOOR = 1\n' })
    expect(check(root, ['--as-of', '2098-01-01']).assessment).toMatch(/changed on 2026-09-12/)
  })

  test('in a submodule', () => {
    const rules = repository('rules')
    rules.commit('2026-02-01', { 'src/limits.py': 'FLOOR = 500\n' })
    const { folder, commit, git } = lent({ 'systems.0.code': ['services/**', 'vendor/rules/src/**'] })
    git('submodule', '--quiet', 'add', rules.folder, 'vendor/rules')
    commit('2026-03-03')
    const clean = check(folder)
    expect(clean.assessment).toMatch(SAME)
    expect(clean.findings.filter(({ rule }) => rule === 'code/found').map(({ outcome }) => outcome)).toEqual([
      'pass',
      'pass',
    ])
    rules.commit('2026-09-05', { 'src/limits.py': 'FLOOR = 900\n' })
    git('submodule', '--quiet', 'update', '--remote')
    expect(check(folder, ['--as-of', '2098-01-01']).assessment).toMatch(/\(not committed: `vendor\/rules`\)/)
    commit('2026-09-12')
    expect(check(folder).assessment).toMatch(/changed on 2026-09-12 .*`vendor\/rules`\)/)
  })

  test.skipIf(process.platform === 'win32')('in files with names that nobody expects', () => {
    const names = [
      'a\nb.py',
      '"quoted".py',
      'naïve – 融資.py',
      '-rf',
      ':(exclude)x',
      'deadbeef'.repeat(5),
      '`x`\u202e.py',
      '::error::x',
    ]
    const { folder, commit } = lent()
    for (const three of [names.slice(0, 3), names.slice(3, 6), names.slice(6)]) {
      commit('2026-09-02', Object.fromEntries(three.map((name) => [`services/advance/${name}`, 'x = 1\n'])))
      const { assessment, status } = check(folder)
      for (const name of three) expect(assessment).toContain(name)
      expect(status).toBe(0)
      git(folder, 'reset', '--quiet', '--hard', 'HEAD~1')
    }
    commit('2026-09-02', { [`services/advance/${names[6]}`]: 'x = 1\n' })
    expect(checkText(folder)).not.toContain('\u202e')
  })
})

describe('the life of a change', () => {
  const ASSESSMENT = 'systems.0.records.risk-assessment'
  const BRANCH = { [CODE]: 'LIMIT = 60_000\n' }
  /** A branch that was begun after the review, with what else it changes; merged on 2026-09-10. */
  function proposed(more: Contents) {
    const made = lent()
    made.git('checkout', '--quiet', '-b', 'higher-limit')
    made.commit('2026-09-03', BRANCH)
    made.commit('2026-09-08', more)
    return {
      ...made,
      merge() {
        made.git('checkout', '--quiet', 'main')
        made.commit('2026-09-09', { 'README.md': 'Cash advances.\n' })
        made.on('2026-09-10', 'merge', '--quiet', '--no-ff', '--no-edit', 'higher-limit')
      },
    }
  }
  const day = (folder: string, asOf: string, ...args: readonly string[]) =>
    check(folder, ['--as-of', asOf, ...args]).assessment

  test('whose assessment nobody touched: a warning with the last day, and from the day after it an error', () => {
    const { folder, merge } = proposed({ 'LIMITS.md': 'Limits.\n' })
    expect(day(folder, '2026-09-09', '--base', 'main')).toMatch(
      /^fail warning: .*changed on 2026-09-09 \(this branch: .*the update is due by 2026-10-24$/,
    )
    merge()
    expect(day(folder, '2026-09-10')).toMatch(/^fail warning: .*changed on 2026-09-10 .*due by 2026-10-25$/)
    expect(day(folder, '2026-10-25')).toMatch(/^fail warning: .*is due by 2026-10-25$/)
    expect(day(folder, '2026-10-26')).toMatch(/^fail error: .*was due by 2026-10-25$/)
  })

  test.each<[string, Contents, string]>([
    [
      'is in it',
      { 'compliance/assessment.md': `${recordText('risk-assessment', 'assessment.md')}\nHigher.\n` },
      REVIEWED,
    ],
    [
      'was reviewed for it two days before the merge',
      { [MANIFEST]: manifestOf({ [`${ASSESSMENT}.reviewed-on`]: '2026-09-08' }) },
      '2026-09-08',
    ],
  ])('whose assessment %s: no word of it, on any day', (_, more, reviewed) => {
    const { folder, merge, commit } = proposed(more)
    const same = `pass error: was reviewed on ${reviewed}, and nothing that it describes changed later`
    expect(day(folder, '2026-09-09', '--base', 'main')).toBe(same)
    merge()
    for (const asOf of ['2026-09-10', '2026-10-25', '2026-10-26']) expect(day(folder, asOf)).toBe(same)
    // The notice was in no hand.
    const { findings } = check(folder, ['--as-of', '2026-10-26'])
    expect(
      findings.find(({ rule, subject }) => rule === 'record/follows-changes' && subject === 'advance/pre-use-notice')
        ?.message,
    ).toMatch(/changed on 2026-09-10/)
    commit('2026-09-20', { [CODE]: 'LIMIT = 70_000\n' })
    expect(day(folder, '2026-11-04')).toMatch(/^fail warning: .*changed on 2026-09-20 .*is due by 2026-11-04$/)
    expect(day(folder, '2026-11-05')).toMatch(/^fail error/)
  })

  test('whose assessment is touched in a later change: the earlier one still counts', () => {
    const { folder, merge, commit } = proposed({ 'LIMITS.md': 'Limits.\n' })
    merge()
    commit('2026-09-12', { 'compliance/assessment.md': `${recordText('risk-assessment', 'assessment.md')}\nHigher.\n` })
    expect(day(folder, '2026-10-26')).toMatch(/^fail error: .*changed on 2026-09-10/)
    commit('2026-09-13', { [MANIFEST]: manifestOf({ [`${ASSESSMENT}.reviewed-on`]: '2026-09-12' }) })
    expect(day(folder, '2026-10-26')).toMatch(/^pass/)
  })

  test('of what is declared and not of the code', () => {
    const { folder, merge } = proposed({
      [MANIFEST]: manifestOf({ 'systems.0.purpose': 'Decides on cash advances and sets their price.' }),
      [CODE]: 'LIMIT = 40_000\n',
    })
    merge()
    expect(day(folder, '2026-10-26')).toMatch(/^fail error: .*its purpose changed on 2026-09-10 .*`purpose`\)/)
  })
})

test('variables that lead git elsewhere are not followed', () => {
  const { folder } = lent()
  const env = {
    GIT_DIR: elsewhere(),
    GIT_WORK_TREE: elsewhere(),
    GIT_INDEX_FILE: 'nowhere',
    GIT_TRACE: join(elsewhere(), 'x'),
  }
  expect(check(folder, ['--as-of', AS_OF], env).assessment).toMatch(SAME)
  expect(existsSync(env.GIT_TRACE)).toBe(false)
})

describe('a change of the model or of the data', () => {
  test('the model file', () => {
    const { folder, commit } = repository()
    const model = { 'systems.0.model': { origin: 'in-house', artifact: 'models/advance.onnx' } }
    commit('2026-03-02', { ...lending(model), 'models/advance.onnx': '\0weights of March' })
    expect(check(folder).assessment).toMatch(SAME)
    commit('2026-09-10', { 'models/advance.onnx': '\0weights of September' })
    expect(check(folder).assessment).toMatch(/its model changed on 2026-09-10 .*`models\/advance\.onnx`\)/)
  })

  test('another input is declared; put in another order it is the same', () => {
    const both = [input('Card sales'), input('Tax returns')]
    const { folder, commit } = lent({ 'systems.0.data.inputs': both })
    commit('2026-09-05', {
      [MANIFEST]: manifestOf({
        'systems.0.data.inputs': both.toReversed(),
      }),
    })
    expect(check(folder).assessment).toMatch(SAME)
    commit('2026-09-12', {
      [MANIFEST]: manifestOf({ 'systems.0.data.inputs': [...both, input('Reviews by customers')] }),
    })
    expect(check(folder).assessment).toMatch(
      /its declared data changed on 2026-09-12 \(commit `[0-9a-f]{7}`: `inputs\.reviews-by-customers`\)/,
    )
    commit('2026-09-14', { [MANIFEST]: manifestOf({ 'systems.0.data.inputs': both }) })
    expect(check(folder).assessment).toMatch(SAME)
  })

  test('`code: []` is enough for the data to be followed', () => {
    const { folder, write } = lent({ 'systems.0.code': [] })
    write({ [MANIFEST]: manifestOf({ 'systems.0.code': [], 'systems.0.data.sells-or-shares': 'yes' }) })
    expect(check(folder, ['--as-of', '2098-01-01']).assessment).toMatch(
      /declared data changed .*\(not committed: `sells-or-shares`\)/,
    )
  })
})

describe('what the history does not tell is not guessed', () => {
  const cloned = (...args: readonly string[]) => {
    const made = lent()
    made.commit('2026-09-20', { 'README.md': 'Cash advances.\n' })
    const folder = join(elsewhere(), 'clone')
    git(made.folder, 'clone', '--quiet', ...args, `file://${made.folder}`, folder)
    return { ...made, clone: folder }
  }

  test('a shallow clone', () => {
    const { clone } = cloned('--depth', '1')
    const { assessment, findings, status } = check(clone)
    expect(assessment).toMatch(
      /^open warning: .*cannot be told: this clone is shallow: its history begins on 2026-09-20$/,
    )
    expect(findings.find(({ outcome }) => outcome === 'open')?.next).toContain('`fetch-depth: 0`')
    expect(status).toBe(0)
    const later = check(clone, ['--as-of', '2026-10-18'])
    expect(later.assessment).toMatch(/^open error/)
    expect(later.status).toBe(2)
    git(clone, 'fetch', '--quiet', '--unshallow')
    expect(check(clone).assessment).toMatch(SAME)
  })

  test('a shallow clone still shows the changes that it holds', () => {
    const { clone, folder, commit } = cloned('--depth', '1')
    commit('2026-09-25', { [CODE]: 'LIMIT = 60_000\n' })
    git(clone, 'pull', '--quiet', `file://${folder}`)
    expect(check(clone).assessment).toMatch(/^fail warning: .*changed on 2026-09-25/)
  })

  test('a partial clone without the earlier manifests', () => {
    const { folder, commit, git: inside } = lent()
    inside('config', 'uploadpack.allowFilter', 'true')
    commit('2026-09-20', { [MANIFEST]: manifestOf({ 'systems.0.purpose': 'Decides on cash advances.' }) })
    const clone = join(elsewhere(), 'clone')
    git(folder, 'clone', '--quiet', '--filter=blob:none', `file://${folder}`, clone)
    renameSync(folder, `${folder}-gone`)
    expect(check(clone).assessment).toMatch(/^open warning: .*earlier versions of the manifest are not on this machine/)
  })

  test.each([
    ['no repository', () => elsewhere(), /the history is not there: this is no git repository/],
    ['a repository without a commit', () => repository().folder, /the history has no commit yet/],
    [
      'a bare repository',
      () => {
        const { folder } = repository()
        return join(folder, '.git')
      },
      /cannot be read: this is (a bare repository|no work tree)/,
    ],
  ])('%s', (_, make, says) => {
    const folder = make()
    write(folder, lending())
    const { assessment, status } = check(folder)
    expect(assessment).toMatch(/^open warning: /)
    expect(assessment).toMatch(says)
    expect(status).toBe(0)
  })

  test('git is not installed', () => {
    const { folder } = lent()
    expect(check(folder, ['--as-of', AS_OF], { PATH: elsewhere() }).assessment).toMatch(/git is not installed here/)
  })

  test('a repository that began after the review', () => {
    const { folder, commit } = repository()
    commit('2026-09-10', lending())
    expect(check(folder).assessment).toMatch(/^open warning: .*the history begins on 2026-09-10, after that review/)
  })

  // Only who may give files away can make such a folder.
  test.skipIf(process.getuid?.() !== 0)('a folder of another user, until it is said to be safe', () => {
    const { folder } = lent()
    for (const path of [folder, join(folder, '.git')]) chownSync(path, 65534, 65534)
    expect(check(folder).assessment).toMatch(/^open warning: .*dubious ownership/)
    const config = join(elsewhere(), 'config')
    writeFileSync(config, `[safe]\n\tdirectory = ${folder}\n`)
    expect(check(folder, ['--as-of', AS_OF], { GIT_CONFIG_GLOBAL: config }).assessment).toMatch(SAME)
  })
})

describe('--base', () => {
  /** A branch that changes the code, begun before the review, as its commit is. */
  const branched = () => {
    const made = lent()
    made.git('checkout', '--quiet', '-b', 'higher-limit')
    made.commit('2026-08-03', { [CODE]: 'LIMIT = 60_000\n' })
    return made
  }

  test('counts what the branch changes as changed on the day judged for', () => {
    const { folder } = branched()
    expect(check(folder).assessment).toMatch(SAME)
    const { assessment, status } = check(folder, ['--as-of', AS_OF, '--base', 'main'])
    expect(assessment).toMatch(
      /its code changed on 2026-10-01 \(this branch: `services\/advance\/decide\.py`\).* due by 2026-11-15/,
    )
    expect(status).toBe(0)
  })

  test('looks at what reached the base for the rest, also where the branch took it over later', () => {
    const { folder, commit, git, on } = branched()
    git('checkout', '--quiet', 'main')
    commit('2026-08-20', { 'services/advance/limits.py': 'FLOOR = 900\n' })
    git('checkout', '--quiet', '--force', 'higher-limit')
    git('reset', '--quiet', '--hard', 'main~1')
    commit('2026-08-21', { 'README.md': 'Cash advances.\n' })
    on('2026-09-10', 'merge', '--quiet', '--no-edit', 'main')
    expect(check(folder).assessment).toMatch(/changed on 2026-09-10/)
    expect(check(folder, ['--as-of', AS_OF, '--base', 'main']).assessment).toMatch(SAME)
  })

  test('finds what the branch changes where the rest of the history is not at hand', () => {
    const { folder } = branched()
    const clone = join(elsewhere(), 'clone')
    git(folder, 'clone', '--quiet', '--depth', '2', `file://${folder}`, clone)
    expect(check(clone, ['--as-of', AS_OF, '--base', 'HEAD~1']).assessment).toMatch(/^fail warning: .*this branch/)
  })

  test('is nothing without a branch', () => {
    const { folder } = lent()
    expect(check(folder, ['--as-of', AS_OF, '--base', 'HEAD']).assessment).toMatch(SAME)
  })

  test.each([
    ['names no commit', ['--base', 'mian'], /`--base` is `mian`, which names no commit here\.\nFetch it/],
    ['is a file', ['--base', `HEAD:${CODE}`], /names no commit here/],
    ['is an option', ['--base=--upload-pack=touch pwned'], /is no name of a commit/],
    ['is empty', ['--base', ''], /is no name of a commit/],
    ['has a line break', ['--base', 'main\nHEAD'], /is no name of a commit/],
  ])('that %s ends with exit code 2', (_, args, says) => {
    const { status, stderr } = check(lent().folder, args)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(status).toBe(2)
  })

  test('that shares nothing with what is checked out, or without a repository, ends with exit code 2', () => {
    const { folder, commit, git } = lent()
    git('checkout', '--quiet', '--orphan', 'other')
    commit('2026-08-03', { 'README.md': 'Another beginning.\n' })
    const apart = check(folder, ['--base', 'main'])
    expect(apart.stderr).toMatch(/shares no commit with what is checked out/)
    expect(apart.status).toBe(2)
    const none = elsewhere()
    write(none, lending())
    const without = check(none, ['--base', 'main'])
    expect(without.stderr).toMatch(/`--base` is given, and the history is not there: this is no git repository/)
    expect(without.status).toBe(2)
  })
})

describe.skipIf(process.platform === 'win32')('the repository runs nothing', () => {
  test('by its configuration, attributes and hooks', () => {
    const { folder, commit, git } = lent()
    commit('2026-09-10', {
      '.gitattributes': '*.py diff=spy filter=spy\n*.json filter=spy\n',
      [CODE]: 'LIMIT = 60_000\n',
    })
    const pwned = elsewhere()
    const spy = join(elsewhere(), 'spy')
    writeFileSync(spy, `#!/bin/sh\ntouch ${pwned}/$(basename "$0")-$$\ncat\n`)
    chmodSync(spy, 0o755)
    const settings = {
      'core.fsmonitor': spy,
      'core.pager': spy,
      'pager.log': spy,
      'pager.status': spy,
      'core.sshCommand': spy,
      'core.askPass': spy,
      'core.editor': spy,
      'core.hooksPath': '',
      'diff.external': spy,
      'diff.spy.command': spy,
      'diff.spy.textconv': spy,
      'filter.spy.clean': spy,
      'filter.spy.smudge': spy,
      'filter.spy.process': spy,
      'filter.spy.required': 'true',
      'gpg.program': spy,
      'log.showSignature': 'true',
      'alias.status': `!${spy}`,
      'alias.rev-parse': `!${spy}`,
      'credential.helper': `!${spy}`,
      'remote.origin.url': `ext::${spy}`,
      'remote.origin.promisor': 'true',
      'remote.origin.uploadpack': spy,
      'extensions.partialClone': 'origin',
      'core.repositoryformatversion': '1',
      'protocol.allow': 'always',
      'protocol.ext.allow': 'always',
    }
    for (const [key, value] of Object.entries(settings)) if (value !== '') git('config', key, value)
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'post-checkout', 'reference-transaction'])
      cpSync(spy, join(folder, '.git/hooks', hook))
    // Touched and changed files are what git would have to run a filter for; a lost object what it would fetch.
    write(folder, { 'services/advance/limits.py': 'FLOOR = 501\n', [CODE]: 'LIMIT = 60_000\n' })
    const { assessment, status } = check(folder, ['--as-of', AS_OF, '--base', 'HEAD~1'])
    expect(assessment).toMatch(/\(this branch: `services\/advance\/decide\.py`\)/)
    expect(status).toBe(0)
    expect(check(folder, ['--base', '0123456789abcdef0123456789abcdef01234567']).status).toBe(2)
    expect(readdirSync(pwned)).toEqual([])
    // Git itself, left alone, runs it: the trap is one.
    spawnSync('git', ['-C', folder, 'status'], { stdio: 'ignore' })
    expect(readdirSync(pwned)).not.toEqual([])
  })

  test('by the configuration of a submodule', () => {
    const rules = repository('rules')
    rules.commit('2026-02-01', { 'src/limits.py': 'FLOOR = 500\n' })
    const { folder, commit, git: inside } = lent({ 'systems.0.code': ['services/**', 'vendor/**'] })
    inside('submodule', '--quiet', 'add', rules.folder, 'vendor/rules')
    commit('2026-03-03')
    const pwned = join(elsewhere(), 'pwned')
    const spy = join(elsewhere(), 'spy')
    writeFileSync(spy, `#!/bin/sh\ntouch ${pwned}\n`)
    chmodSync(spy, 0o755)
    for (const key of ['core.fsmonitor', 'filter.spy.clean']) git(join(folder, 'vendor/rules'), 'config', key, spy)
    write(folder, { '.git/modules/vendor/rules/info/attributes': '*.py filter=spy\n' })
    write(folder, { 'vendor/rules/src/limits.py': 'FLOOR = 501\n' })
    expect(check(folder).assessment).toMatch(SAME)
    expect(existsSync(pwned)).toBe(false)
    spawnSync('git', ['-C', folder, 'status'], { stdio: 'ignore' })
    expect(existsSync(pwned)).toBe(true)
  })

  test('a file that goes through a filter is not compared, and the others are', () => {
    const model = { 'systems.0.model': { origin: 'in-house', artifact: 'models/advance.onnx' } }
    const { folder, commit, git } = repository()
    commit('2026-03-02', {
      ...lending(model),
      '.gitattributes': '*.onnx filter=lfs\n',
      'models/advance.onnx': 'pointer',
    })
    git('config', 'filter.lfs.clean', 'false')
    git('config', 'filter.lfs.required', 'true')
    write(folder, { 'models/advance.onnx': 'the weights themselves' })
    const ahead = ['--as-of', '2098-01-01']
    expect(check(folder, ahead).assessment).toMatch(SAME)
    write(folder, { [CODE]: 'LIMIT = 60_000\n' })
    expect(check(folder, ahead).assessment).toMatch(/\(not committed: `services\/advance\/decide\.py`\)/)
  })

  test('by a program called git that lies in it', () => {
    const { folder } = lent()
    const pwned = join(elsewhere(), 'pwned')
    write(folder, { git: `#!/bin/sh\ntouch ${pwned}\n` })
    chmodSync(join(folder, 'git'), 0o755)
    const { PATH = '' } = process.env
    const { stdout } = spawnSync(
      process.execPath,
      [join(process.cwd(), 'dist/cli.js'), 'check', '.', '--as-of', AS_OF],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: ['.', '', PATH].join(delimiter), HOME: elsewhere() },
      },
    )
    expect(stdout).toMatch(/^Pass/)
    expect(existsSync(pwned)).toBe(false)
  })

  test('git is not even started where no system asks for its history', () => {
    const tools = elsewhere()
    const ran = join(tools, 'ran')
    writeFileSync(join(tools, 'git'), `#!/bin/sh\n: > ${ran}\n`)
    chmodSync(join(tools, 'git'), 0o755)
    expect(check('examples/lending', ['--as-of', '2026-11-23'], { PATH: tools }).status).toBe(0)
    expect(existsSync(ran)).toBe(false)
    check(lent().folder, ['--as-of', AS_OF], { PATH: tools })
    expect(existsSync(ran)).toBe(true)
  })
})

describe('the Action', () => {
  const action = (prepare: (workspace: string) => void) =>
    runAction({ files: {}, with: { 'as-of': AS_OF, 'check-run': 'false' }, prepare })

  test('reads the history of its checkout, and annotates the record', async () => {
    const ran = await action((workspace) => {
      const { folder, commit } = lent()
      commit('2026-09-10', { [CODE]: 'LIMIT = 60_000\n' })
      git(folder, 'clone', '--quiet', folder, workspace)
    })
    expect(ran.code).toBe(0)
    const [warning] = messages(ran, 'warning').filter((message) => message.includes('risk-assessment'))
    // A short name of a commit would be made a link; a character of no width keeps it text.
    expect(warning?.replaceAll('\u200b', '')).toMatch(
      /its code changed on 2026-09-10 \(commit `[0-9a-f]{7}`: `services\/advance\/decide\.py`/,
    )
  })

  test('says of the checkout that GitHub makes by default what to add', async () => {
    const ran = await action((workspace) => {
      const { folder, commit } = lent()
      commit('2026-09-10', { 'README.md': 'Cash advances.\n' })
      git(folder, 'clone', '--quiet', '--depth', '1', `file://${folder}`, workspace)
    })
    expect(ran.code).toBe(0)
    expect(ran.summary).toMatch(/this clone is shallow.*fetch-depth: 0/s)
  })
})

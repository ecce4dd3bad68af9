import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { repository } from './events.ts'
import { git } from './git.ts'
import type { Tree } from './git-stream.ts'
import { type Fault, primaryLimit, roundTrips, type Seen, secondaryLimit } from './github.ts'
import { mergeGroup } from './merge-group.ts'
import { at, list, object } from './openapi.ts'
import type { Tried } from './opened.ts'
import { type Attempt, openPullRequest, pullRequest } from './pull-request.ts'
import { messages, type Ran, reportOf } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const text = (path: string) => readFileSync(`examples/not-admt/${path}`, 'utf8')
const files: Tree = { 'ai-compliance.yml': text('ai-compliance.yml'), 'router/README.md': 'Sorts tickets.\n' }
const edited = { 'ai-compliance.yml': text('ai-compliance.yml').replace('one of nine queues', 'one of ten queues') }

/** The commits whose trees were read, and what was asked for besides, without accounts and the check run. */
function read({ github, shas }: Tried): { readonly trees: readonly string[]; readonly rest: readonly string[] } {
  const asked = github.requests.filter(({ operation }) => operation !== 'graphql' && !operation.startsWith('checks/'))
  const name = (sha: string | undefined) =>
    Object.keys(shas).find((each) => /^(base-0|tip|head|merge|group-\d)$/.test(each) && shas[each] === sha) ?? '?'
  return {
    trees: asked
      .filter(({ operation }) => operation === 'git/get-tree')
      .map(({ path }) => name(path.split('/').at(-1)))
      .sort(),
    rest: asked.map(({ operation }) => operation).filter((each) => each !== 'git/get-tree'),
  }
}

describe.concurrent('what a change is held against', () => {
  test.each<[string, Partial<Attempt>, readonly string[], readonly string[]]>([
    ['the test merge commit is checked out: its first parent', {}, ['merge', 'tip'], ['git/get-blob']],
    ['with its history', { checkout: 'merge with history' }, ['merge', 'tip'], ['git/get-blob']],
    ['from a fork', { from: 'fork' }, ['merge', 'tip'], ['git/get-blob']],
    ['by Dependabot', { from: 'dependabot' }, ['merge', 'tip'], ['git/get-blob']],
    ['when it is reviewed', { event: 'pull_request_review' }, ['merge', 'tip'], ['git/get-blob']],
    [
      'the head is checked out: where it left the base branch',
      { checkout: 'head' },
      ['base-0', 'head'],
      ['repos/compare-commits-with-basehead', 'git/get-blob'],
    ],
    [
      'no git in the container, so that the checkout is an archive: its first parent',
      { checkout: 'nothing', prepare: (workspace) => writeAll(workspace, { ...files, ...edited }) },
      ['merge', 'tip'],
      ['git/get-commit', 'git/get-blob', 'git/get-blob'],
    ],
    [
      'nothing is checked out on pull_request_target: where it left the base branch',
      { event: 'pull_request_target' },
      ['base-0', 'head'],
      ['repos/compare-commits-with-basehead', 'git/get-blob', 'git/get-blob'],
    ],
    [
      'the base is checked out on pull_request_target: the head is judged all the same',
      { event: 'pull_request_target', checkout: 'base' },
      ['base-0', 'head'],
      ['repos/compare-commits-with-basehead', 'git/get-blob', 'git/get-blob'],
    ],
    [
      'the head is checked out on pull_request_target',
      { event: 'pull_request_target', checkout: 'head' },
      ['base-0', 'head'],
      ['repos/compare-commits-with-basehead', 'git/get-blob'],
    ],
    [
      'a fork on pull_request_target',
      { event: 'pull_request_target', from: 'fork' },
      ['base-0', 'head'],
      ['repos/compare-commits-with-basehead', 'git/get-blob', 'git/get-blob'],
    ],
  ])('%s', async (_, attempt, trees, rest) => {
    const tried = await pullRequest({ base: files, head: edited, tip: { 'other.md': 'x' }, ...attempt })
    expect(tried.ran.code).toBe(0)
    expect(compared(tried.ran)).toEqual({ name: 'compare', ran: true })
    const asked = read(tried)
    expect(asked.trees).toEqual([...trees].sort())
    expect([...asked.rest].sort()).toEqual([...rest].sort())
  })
})

test.concurrent('an archive that is not at the top of the workspace passes for no first adoption', async () => {
  const prepare = (workspace: string) => writeAll(join(workspace, 'here'), files)
  const attempt = { checkout: 'nothing', prepare, with: { 'working-directory': 'here' } } as const
  const { ran } = await pullRequest({ base: files, head: edited, ...attempt })
  expect(compared(ran)).toMatchObject({ because: expect.stringContaining('check out at the top of the workspace') })
  expect(ran.code).toBe(2)
})

test.concurrent('a merge queue is held against the commit that its event names', async () => {
  const pulls = [{ head: { 'other.md': 'x' } }, { head: edited }]
  const all = await mergeGroup({ base: files, pulls })
  expect(all.ran.code).toBe(0)
  expect(read(all)).toEqual({ trees: ['base-0', 'group-3'], rest: ['git/get-blob'] })
  const last = await mergeGroup({ base: files, pulls, groupOf: 'last' })
  expect(read(last).trees).toEqual(['group-2', 'group-3'])
})

test.concurrent.each(['landlord', 'school', 'software-house', 'retailer', 'courier'])(
  'the %s is judged alike from a branch, from a fork, and through the API',
  async (name) => {
    const head = treeOf(`test/fixtures/obligations/${name}`)
    const judged = async (attempt: Partial<Attempt>) => {
      const { ran } = await pullRequest({ base: { 'a.md': 'a' }, head, with: { 'as-of': '2027-06-01' }, ...attempt })
      const { findings, duties, verdict, stages } = reportOf(ran)
      return { findings, duties, verdict, stages, code: ran.code }
    }
    const branch = await judged({})
    expect(list(branch.findings).length).toBeGreaterThan(5)
    expect(await judged({ from: 'fork' })).toEqual(branch)
    expect(await judged({ from: 'fork', event: 'pull_request_target' })).toEqual(branch)
  },
)

test.concurrent.each<[string, Partial<Attempt>]>([
  ['the base branch', { checkout: 'base' }],
  ['a branch that is checked out by its name', { checkout: 'base', prepare: onBranch }],
  ['the base branch, when it is reviewed', { checkout: 'base', event: 'pull_request_review' }],
])('%s is not judged for a pull request', async (_, attempt) => {
  const { ran } = await pullRequest({ base: files, head: edited, tip: { 'other.md': 'x' }, ...attempt })
  expect(compared(ran)).toMatchObject({ because: expect.stringMatching(/`\w{7}` is checked out, which is not what/) })
  expect(ran.outputs.verdict).toBe('not-evaluated')
  expect(ran.code).toBe(2)
})

test.concurrent('on a push nothing is compared and nothing is read', async () => {
  const opened = await openPullRequest({ base: files, head: edited })
  const ran = await opened.run({ event: 'push', payload: {} })
  await opened.close()
  expect(compared(ran)).toBeUndefined()
  expect(opened.github.requests.every(({ operation }) => operation.startsWith('checks/'))).toBe(true)
  expect(ran.code).toBe(0)
})

describe.concurrent('without a token', () => {
  const without = { base: files, head: edited, with: { 'github-token': '', 'check-run': 'false' } }
  test.each<[string, Partial<Attempt>]>([
    ['the test merge commit', { checkout: 'merge with history' }],
    ['the head', { checkout: 'head with history' }],
  ])('%s is compared with what git has on this machine', async (_, attempt) => {
    const { ran, github } = await pullRequest({ ...without, ...attempt })
    expect(compared(ran)).toEqual({ name: 'compare', ran: true })
    expect(github.requests).toEqual([])
    expect(ran.code).toBe(0)
  })

  test.each<[string, Partial<Attempt>]>([
    ['the history is not here', {}],
    ['nor is the merge base', { checkout: 'head' }],
    ['nor is git', { checkout: 'nothing', prepare: (workspace) => writeAll(workspace, files) }],
  ])('%s: it is not evaluated, and says what to do', async (_, attempt) => {
    const { ran } = await pullRequest({ ...without, ...attempt })
    expect(compared(ran)).toEqual({
      name: 'compare',
      ran: false,
      because:
        '`github-token` is empty and the base is not on this machine; pass the token, or check out with `fetch-depth: 0`',
    })
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(ran.code).toBe(2)
  })

  test('nothing of the pull request is here: exit 2', async () => {
    const { ran } = await pullRequest({ ...without, event: 'pull_request_target' })
    expect(messages(ran, 'error')).toEqual([expect.stringContaining('`github-token` is empty')])
    expect(ran.code).toBe(2)
  })
})

describe.concurrent('GitHub fails to give the base', () => {
  const on = (operation: string, fault: Fault) => (request: Seen) =>
    request.operation === operation ? fault : undefined
  const status = (code: number, headers: { readonly [name: string]: string } = {}): Fault => ({
    kind: 'status',
    status: code,
    headers,
  })

  test.each<[string, Partial<Attempt>, string]>([
    ['401', { github: { fault: on('git/get-tree', status(401)) } }, 'GitHub does not take `github-token` (401)'],
    [
      '403',
      { github: { fault: on('git/get-tree', status(403)) } },
      'it needs `contents: read`; add it to `permissions:`',
    ],
    ['404', { github: { fault: on('git/get-tree', status(404)) } }, 'it needs `contents: read`'],
    ['500', { github: { fault: on('git/get-blob', status(500)) } }, 'did not answer (500)'],
    [
      '429 for an hour',
      { github: { fault: on('git/get-blob', status(429, { 'retry-after': '3600' })) } },
      'rate limit',
    ],
    [
      'a primary limit',
      { github: { fault: on('git/get-tree', primaryLimit(Math.floor(Date.now() / 1000) + 3600)) } },
      'rate limit is reached (403)',
    ],
    ['a secondary limit', { github: { fault: on('git/get-tree', secondaryLimit(60)) } }, 'rate limit is reached (403)'],
    ['a reset', { github: { fault: on('git/get-tree', { kind: 'reset' }) } }, 'could not be reached'],
    [
      'an answer that breaks off',
      { github: { fault: on('git/get-blob', { kind: 'truncated' }) } },
      'the answer broke off',
    ],
    [
      'another file',
      { github: { fault: on('git/get-blob', changed('content', 'dmVyc2lvbjogMQ==')) } },
      'holds no file of git',
    ],
    ['no tree', { github: { fault: on('git/get-tree', changed('tree', 'none')) } }, 'holds no tree of git'],
    [
      'no merge base',
      { checkout: 'head', github: { fault: on('repos/compare-commits-with-basehead', status(404)) } },
      'the base cannot be told: it needs `contents: read`',
    ],
  ])('%s: the verdict is not evaluated, and soon', async (_, attempt, because) => {
    const { ran } = await pullRequest({ base: files, head: edited, ...attempt })
    expect(compared(ran)).toMatchObject({ ran: false, because: expect.stringContaining(because) })
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(ran.code).toBe(2)
  })

  test('an answer that never comes is waited for once', async () => {
    const started = performance.now()
    const fault = on('git/get-tree', { kind: 'hang' })
    const { ran, github } = await pullRequest({ base: files, head: edited, github: { fault } })
    expect(compared(ran)).toMatchObject({ because: expect.stringContaining('GitHub did not answer in time') })
    expect(github.requests.filter(({ operation }) => operation === 'git/get-tree')).toHaveLength(2)
    expect(performance.now() - started).toBeLessThan(25_000)
  })

  test.each<[string, string, Fault]>([
    ['a tree is not given once', 'git/get-tree', status(503)],
    ['a file breaks off once', 'git/get-blob', { kind: 'truncated' }],
    ['GitHub asks to wait a second', 'git/get-blob', secondaryLimit(1)],
  ])('%s: it is asked for again', async (_, operation, fault) => {
    let met = false
    const once = (request: Seen) => {
      if (met || request.operation !== operation) return undefined
      met = true
      return fault
    }
    const { ran } = await pullRequest({ base: files, head: edited, github: { fault: once } })
    expect(compared(ran)).toEqual({ name: 'compare', ran: true })
    expect(ran.code).toBe(0)
  })

  test('a file of the head is not given: nothing is judged without it', async () => {
    const fault = on('git/get-blob', status(500))
    const { ran } = await pullRequest({ base: files, head: edited, event: 'pull_request_target', github: { fault } })
    expect(messages(ran, 'error')).toEqual([expect.stringMatching(/^`ai-compliance.yml` cannot be read at commit/)])
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(ran.code).toBe(2)
  })
})

describe.concurrent('a manifest that is not where it was', () => {
  const manifest = text('ai-compliance.yml')
  const ask = (attempt: Pick<Attempt, 'base' | 'head'> & Partial<Attempt>) => pullRequest(attempt)

  test.each<[string, Partial<Attempt>]>([
    ['in a checkout', {}],
    ['through the API', { event: 'pull_request_target' }],
  ])('deleted, %s: exit 2, and why', async (_, attempt) => {
    const { ran } = await ask({ base: files, head: { 'ai-compliance.yml': undefined }, ...attempt })
    expect(messages(ran, 'error')).toEqual([
      expect.stringMatching(
        /^`ai-compliance.yml` does not exist: this change deletes it, and the base commit `\w{7}` has it\. Put it back/,
      ),
    ])
    expect(ran.outputs.verdict).toBe('not-evaluated')
    expect(ran.code).toBe(2)
  })

  test('moved, and the gate still looks where it was', async () => {
    const { ran } = await ask({ base: files, head: { 'ai-compliance.yml': undefined, 'gate.yml': manifest } })
    expect(messages(ran, 'error')).toEqual([expect.stringContaining('this change moves it to `gate.yml`')])
    expect(ran.code).toBe(2)
  })

  test('moved with the gate: it is compared with what it was before', async () => {
    const head = { 'ai-compliance.yml': undefined, 'gate.yml': manifest.replace('nine queues', 'ten queues') }
    const { ran, github } = await ask({ base: files, head, with: { manifest: 'gate.yml' } })
    expect(compared(ran)).toEqual({ name: 'compare', ran: true })
    expect(github.requests.filter(({ operation }) => operation === 'git/get-blob')).toHaveLength(1)
    expect(ran.code).toBe(0)
  })

  test('first of all: nothing is read of the base but its tree', async () => {
    const tried = await ask({ base: { 'other.yml': 'a: 1\n' }, head: files })
    expect(read(tried)).toEqual({ trees: ['base-0', 'merge'], rest: [] })
    expect(tried.ran.code).toBe(0)
  })

  test.each<[string, Tree, string]>([
    ['is a symlink', { 'ai-compliance.yml': { link: 'a.yml' }, 'a.yml': manifest }, 'is or leads through a symlink'],
    ['is a folder', { 'ai-compliance.yml/x': '1' }, 'is a directory'],
    ['is no YAML', { 'ai-compliance.yml': 'version: [1\n' }, 'is no manifest that can be compared: line '],
    ['is a text', { 'ai-compliance.yml': 'version\n' }, 'is no manifest that can be compared'],
    ['is no UTF-8', { 'ai-compliance.yml': new Uint8Array([0xff, 0xfe, 0x00]) }, 'of the base commit'],
    ['is too large', { 'ai-compliance.yml': `# ${'x'.repeat(1_000_000)}\n` }, 'has 1000003 bytes'],
  ])('the base %s: nobody can tell what changed', async (_, base, because) => {
    const taken = Object.fromEntries(Object.keys(base).map((path) => [path, undefined]))
    const { ran } = await ask({ base: { 'z.md': 'z', ...base }, head: { ...taken, ...files } })
    expect(compared(ran)).toMatchObject({ ran: false, because: expect.stringContaining(because) })
    expect(ran.code).toBe(2)
  })

  test('the base has mistakes in its keys: it is compared as far as it goes', async () => {
    const base = { 'ai-compliance.yml': `${manifest}unheard-of: 1\n` }
    const { ran } = await ask({ base, head: files })
    expect(compared(ran)).toEqual({ name: 'compare', ran: true })
    expect(ran.code).toBe(0)
  })
})

describe.concurrent('how many files a change touches', () => {
  const many = (count: number): Tree =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`generated/${index}.txt`, `${index}\n`]))
  const cutOff = { repositories: { [repository]: { treeLimit: 1 } } }
  const touched = (ran: Ran) => at(reportOf(ran), 'comparison', 'files')
  const asked = ({ github }: Tried, operation: string) =>
    github.requests.filter((request) => request.operation === operation).length

  test('more than GitHub lists of a pull request: each is seen', async () => {
    const tried = await pullRequest({ base: files, head: { ...edited, ...many(3_100) } })
    expect(touched(tried.ran)).toEqual({ known: true, count: 3_101 })
    expect(asked(tried, 'pulls/list-files')).toBe(0)
    expect(tried.ran.code).toBe(0)
  })

  test('of a repository with more files than GitHub lists: its own list is taken, page by page', async () => {
    const tried = await pullRequest({ base: files, head: { ...edited, ...many(150) }, github: cutOff })
    expect(touched(tried.ran)).toEqual({ known: true, count: 151 })
    expect(asked(tried, 'pulls/list-files')).toBe(2)
    expect(tried.ran.code).toBe(0)
  })

  test.each<[string, Partial<Attempt>, string]>([
    ['more than it lists', { pull: { changedFiles: 3_001 } }, 'GitHub lists 3000 files of a pull request'],
    [
      'another number than it lists',
      { pull: { changedFiles: 2 } },
      'GitHub lists 1 files of this pull request, and counts 2',
    ],
    [
      'a list that may not be seen',
      { github: { ...cutOff, permissions: { contents: 'read', pull_requests: 'none' } } },
      'it needs `pull-requests: read`',
    ],
  ])('%s: nobody can tell which', async (_, attempt, because) => {
    const own = { repositories: { [repository]: { treeLimit: 1, private: true } } }
    const github = { ...cutOff, ...attempt.github, ...own }
    const { ran } = await pullRequest({ base: files, head: edited, ...attempt, github })
    expect(touched(ran)).toMatchObject({ known: false, because: expect.stringContaining(because) })
    expect(list(at(reportOf(ran), 'comparison', 'changes')).map((change) => at(change, 'loosens'))).toContain(
      'workflow-changed',
    )
  })
})

describe.concurrent('a folder of the repository', () => {
  const below = (tree: Tree, folder: string): Tree =>
    Object.fromEntries(Object.entries(tree).map(([path, entry]) => [`${folder}/${path}`, entry]))
  const attempt = {
    base: below(files, 'apps/tickets'),
    head: below(edited, 'apps/tickets'),
    with: { 'working-directory': 'apps/tickets' },
  }
  test.each<[string, Partial<Attempt>]>([
    ['in a checkout', {}],
    ['of which nothing is checked out', { event: 'pull_request_target' }],
  ])('is judged and compared, %s', async (_, more) => {
    const { ran } = await pullRequest({ ...attempt, ...more })
    expect(compared(ran)).toEqual({ name: 'compare', ran: true })
    expect(reportOf(ran).manifest).toBe('apps/tickets/ai-compliance.yml')
    expect(ran.code).toBe(0)
  })

  test.each(['..', '../elsewhere', '/etc'])('that is %s is refused, also through the API', async (folder) => {
    const { ran } = await pullRequest({
      ...attempt,
      with: { 'working-directory': folder },
      event: 'pull_request_target',
    })
    expect(ran.code).toBe(2)
    expect(messages(ran, 'error')).toEqual([expect.stringContaining('`working-directory` is')])
  })
})

describe.concurrent('what is asked of GitHub is asked at once', () => {
  const slow = { with: { 'check-run': 'false' }, github: { latencyMs: 100 } }
  test('two round trips before the verdict, trees and then files', async () => {
    const { github } = await pullRequest({ base: files, head: edited, ...slow })
    expect(roundTrips(github.requests)).toBe(2)
  })

  test('records that come through the API do not wait for one another', async () => {
    const head = treeOf('test/fixtures/obligations/courier')
    const { github } = await pullRequest({ base: { 'a.md': 'a' }, head, event: 'pull_request_target', ...slow })
    expect(github.requests.filter(({ operation }) => operation === 'git/get-blob')).toHaveLength(5)
    // Three, or four where the first answer takes its time; one after the other they would be eight.
    expect(roundTrips(github.requests)).toBeLessThanOrEqual(4)
  })
})

function compared(ran: Ran): unknown {
  return list(reportOf(ran).stages).find((stage) => at(stage, 'name') === 'compare')
}

function changed(key: string, value: unknown): Fault {
  return { kind: 'changed', change: (data) => ({ ...object(data), [key]: value }) }
}

/** The files of a folder of ours, by path from there. */
function treeOf(folder: string): Tree {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    paths
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(folder, path), readFileSync(path)]),
  )
}

function onBranch(workspace: string): void {
  git(workspace, 'checkout', '--quiet', '-b', 'local')
}

function writeAll(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), String(content))
  }
}

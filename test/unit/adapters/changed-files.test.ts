import { describe, expect, test } from 'vitest'
import { apiBase, baseOf } from '../../../src/adapters/base.ts'
import { type Connection, RequestFailure, type Send } from '../../../src/adapters/github.ts'
import { pullFiles } from '../../../src/adapters/pull-files.ts'
import { changedFiles } from '../../../src/adapters/tree-changes.ts'
import { hub } from './hub.ts'

const base = 'a'.repeat(40)
const head = 'b'.repeat(40)
const proposal = { repository: 'octo/lending', commit: head, baseSha: base, pull: undefined }

function connection(send: Send): Connection {
  return { send, graphql: async () => ({}), requestsLeft: () => 1 }
}

describe('two trees', () => {
  const versions = (files: { readonly [path: string]: string }) => new Map(Object.entries(files))
  test('what is new, gone, different and the same elsewhere', () => {
    const before = versions({ a: '1', b: '2', c: '3', 'old/d': '4', same: '5' })
    const after = versions({ a: '1', b: '9', 'new/d': '4', e: '6', same: '5' })
    expect(changedFiles(before, after)).toEqual([
      { path: 'b', status: 'modified' },
      { path: 'c', status: 'removed' },
      { path: 'e', status: 'added' },
      { path: 'new/d', status: 'renamed', from: 'old/d' },
    ])
  })

  test('of two that hold the same each is taken once', () => {
    expect(changedFiles(versions({ a: '1', b: '1' }), versions({ c: '1' }))).toEqual([
      { path: 'b', status: 'removed' },
      { path: 'c', status: 'renamed', from: 'a' },
    ])
    // A copy is new: the first one is still there.
    expect(changedFiles(versions({ a: '1' }), versions({ a: '1', c: '1' }))).toEqual([{ path: 'c', status: 'added' }])
  })
})

describe('the files that a pull request changes', () => {
  const workflow = '.github/workflows/gate.yml'
  const github = (text: string) => ({ workflows: { 'gate.yml': text, 'other.yml': text } })
  const trees = {
    [base]: { '.github': github('1'), loans: { 'a.yml': 'x', 'b.py': '1', run: 'x' }, 'other.py': '1' },
    [head]: { '.github': github('1'), loans: { 'c.yml': 'x', 'b.py': '2', run: { link: 'x' } }, 'other.py': '2' },
  }
  function changed(contents: Parameters<typeof hub>[0], options: Parameters<typeof hub>[1] = {}, pull?: number) {
    const { send } = hub(contents, options)
    const counted = pull === undefined ? undefined : { number: 7, changedFiles: pull }
    return apiBase({ ...proposal, pull: counted }, { commit: base, tip: base }, connection(send), {
      folder: 'loans',
      wanted: [],
      workflow,
    }).changed()
  }

  test('are those below the folder, told from its path', async () => {
    expect(await changed(trees)).toEqual({
      known: true,
      files: [
        { path: 'b.py', status: 'modified' },
        { path: 'c.yml', status: 'renamed', from: 'a.yml' },
        { path: 'run', status: 'modified' },
      ],
    })
  })

  test.each([
    ['changed', github('2')],
    ['taken away', {}],
  ])('the workflow of the gate is %s', async (_, folder) => {
    const contents = { ...trees, [head]: { ...trees[head], '.github': folder } }
    expect(await changed(contents)).toMatchObject({ known: true, workflow })
  })

  test.each([
    ['base', base, 'the base cannot be read at commit `aaaaaaa`: it needs `contents: read`'],
    ['head', head, 'what is judged cannot be read at commit `bbbbbbb`: it needs `contents: read`'],
  ])('the %s cannot be read: they are not known', async (_, commit, because) => {
    const fault: NonNullable<Parameters<typeof hub>[1]>['fault'] = (_route, { tree_sha }) => {
      if (tree_sha === commit) throw new RequestFailure('refused', 'Forbidden', 403)
      return undefined
    }
    expect(await changed(trees, { fault })).toMatchObject({ known: false, because: expect.stringContaining(because) })
  })

  test('the trees are too large: GitHub’s own list is taken, and none where there is none', async () => {
    const fault: NonNullable<Parameters<typeof hub>[1]>['fault'] = (route) =>
      route.includes('/files') ? [{ filename: 'loans/b.py', status: 'modified' }] : undefined
    expect(await changed(trees, { wholeUpTo: 2, fault }, 1)).toEqual({
      known: true,
      files: [{ path: 'b.py', status: 'modified' }],
    })
    expect(await changed(trees, { wholeUpTo: 2 })).toMatchObject({ known: false })
  })
})

describe('the list that GitHub has of a pull request', () => {
  const list = (all: readonly object[], changedFiles: number | undefined, workflow?: string) => {
    const pages: number[] = []
    const send: Send = async (_, { page }) => {
      pages.push(Number(page))
      return all.slice((Number(page) - 1) * 100, Number(page) * 100)
    }
    const files = pullFiles(
      connection(send),
      'octo/lending',
      { number: 7, changedFiles },
      { folder: 'loans', workflow },
    )
    return { files, pages }
  }
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ filename: `loans/${index}`, status: 'added' }))

  test('is read whole, as the gate calls things', async () => {
    const { files } = list(
      [
        { filename: 'loans/a', status: 'added' },
        { filename: 'loans/b', status: 'removed' },
        { filename: 'loans/c', status: 'changed' },
        { filename: 'loans/d', status: 'renamed', previous_filename: 'loans/e' },
        { filename: 'loans/f', status: 'renamed', previous_filename: 'cards/f' },
        { filename: 'cards/g', status: 'renamed', previous_filename: 'loans/g' },
        { filename: 'loans/h', status: 'copied', previous_filename: 'loans/a' },
        { filename: 'cards/i', status: 'modified' },
        { filename: 'loans-not/j', status: 'modified' },
      ],
      9,
    )
    expect(await files).toEqual({
      known: true,
      files: [
        { path: 'a', status: 'added' },
        { path: 'b', status: 'removed' },
        { path: 'c', status: 'modified' },
        { path: 'd', status: 'renamed', from: 'e' },
        { path: 'f', status: 'added' },
        { path: 'g', status: 'removed' },
        { path: 'h', status: 'added' },
      ],
    })
  })

  test('of many comes in pages', async () => {
    const { files, pages } = list(many(250), 250)
    expect(await files).toMatchObject({ known: true, files: { length: 250 } })
    expect(pages).toEqual([1, 2, 3])
  })

  test.each([
    ['more than GitHub lists', 3_001, 'GitHub lists 3000 files of a pull request, and this one changes 3001'],
    ['fewer than GitHub counts', 120, 'GitHub lists 100 files of this pull request, and counts 120'],
    ['not counted', undefined, 'the event does not say how many there are'],
  ])('%s: they are not known', async (_, counted, because) => {
    expect(await list(many(100), counted).files).toMatchObject({ known: false, because })
  })

  test('is asked for in no page where there would be too many', async () => {
    const { files, pages } = list(many(1), 3_001)
    await files
    expect(pages).toEqual([])
  })
})

describe('the base', () => {
  const [first, second, third] = ['1'.repeat(40), '2'.repeat(40), '3'.repeat(40)]
  const send =
    (answer: object): Send =>
    async (route) =>
      route.includes('/compare/') ? { merge_base_commit: { sha: third } } : answer
  const found = (parents: readonly string[] | undefined, mergeCommit: boolean, answer: object = {}) =>
    baseOf(proposal, connection(send(answer)), { parents, mergeCommit })

  test.each<[string, readonly string[] | undefined, boolean, object, object]>([
    ['a test merge commit', [first, second], true, {}, { commit: first, tip: first }],
    [
      'one that GitHub has to be asked about',
      undefined,
      true,
      { parents: [{ sha: first }, { sha: second }] },
      { commit: first, tip: first },
    ],
    ['a commit that is no merge after all', [first], true, {}, { commit: third, tip: base }],
    ['a head whose own last commit is a merge', [first, second], false, {}, { commit: third, tip: base }],
  ])('of %s', async (_, parents, mergeCommit, answer, commits) => {
    expect(await found(parents, mergeCommit, answer)).toEqual(commits)
  })

  test.each([
    ['no commit', {}, 'the answer names no commit'],
    ['a name that is none', { merge_base_commit: { sha: '../../x' } }, 'the answer names no commit'],
  ])('GitHub names %s: nobody can tell', async (_, answer, because) => {
    expect(
      await baseOf(
        proposal,
        connection(async () => answer),
        { parents: undefined, mergeCommit: false },
      ),
    ).toEqual({
      because: expect.stringContaining(because),
    })
  })
})

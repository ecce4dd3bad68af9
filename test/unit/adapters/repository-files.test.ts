import { describe, expect, test } from 'vitest'
import { RequestFailure } from '../../../src/adapters/github.ts'
import { repositoryFiles } from '../../../src/adapters/repository-files.ts'
import { hub } from './hub.ts'

const commit = 'c'.repeat(40)
const content = {
  'ai-compliance.yml': 'version: 1\n',
  'link.yml': { link: 'ai-compliance.yml' },
  vendor: { submodule: 'd'.repeat(40) },
  elsewhere: { link: '/etc' },
  docs: { 'notice.md': '# Notice, with ü\n', deep: { 'a.md': 'a', node_modules: { 'b.md': 'b' } } },
}
const limits = { depth: 9, entries: 100 }

function files(root = '', options: Parameters<typeof hub>[1] = {}) {
  const { send, asked } = hub({ [commit]: content }, options)
  return { files: repositoryFiles({ send }, 'octo/lending', commit, root), asked }
}

async function text(path: string, root = '', options: Parameters<typeof hub>[1] = {}) {
  const read = await files(root, options).files.read(path, 1_000)
  return read.ok ? new TextDecoder().decode(read.bytes) : `${read.reason}: ${read.message}`
}

describe('what is read at a commit', () => {
  test.each([
    ['ai-compliance.yml', '', 'version: 1\n'],
    ['docs/notice.md', '', '# Notice, with ü\n'],
    ['./docs//deep/../notice.md', '', '# Notice, with ü\n'],
    ['notice.md', 'docs', '# Notice, with ü\n'],
    ['deep/a.md', 'docs', 'a'],
    ['missing.md', '', 'missing: does not exist'],
    ['ai-compliance.yml/x', '', 'missing: does not exist'],
    ['docs', '', 'not-a-file: is a directory'],
    ['.', '', 'not-a-file: is a directory'],
    ['link.yml', '', 'outside: is or leads through a symlink, which is not followed at a commit'],
    ['elsewhere/passwd', '', 'outside: is or leads through a symlink, which is not followed at a commit'],
    ['vendor/x.yml', '', 'not-a-file: is or lies in a submodule'],
    ['../ai-compliance.yml', '', 'outside: leads out of the repository'],
    ['../ai-compliance.yml', 'docs', 'outside: leads out of the repository'],
    ['../docs-secret/x', 'docs', 'outside: leads out of the repository'],
    ['/etc/passwd', '', 'outside: is an absolute path; write it relative to the repository'],
    ['C:\\x', '', 'outside: is an absolute path; write it relative to the repository'],
    ['a\0b', '', 'unreadable: has a NUL character in its path'],
  ])('%j below %j', async (path, root, said) => {
    expect(await text(path, root)).toBe(said)
  })

  test('what is larger than is read is refused before it is asked for', async () => {
    const { files: found, asked } = files()
    const read = await found.read('docs/notice.md', 3)
    expect(read).toEqual({ ok: false, reason: 'too-large', message: 'has 18 bytes; at most 3 are read' })
    expect(asked).toEqual([`trees ${commit} recursive`])
  })

  test('a path that climbs out asks for nothing', async () => {
    const { files: found, asked } = files()
    await found.read('../x', 10)
    expect(asked).toEqual([])
  })

  test('the tree and each file are asked for once, whoever asks and however often', async () => {
    const { files: found, asked } = files()
    found.prefetch(['ai-compliance.yml', 'docs/notice.md', 'missing.md'], 1_000)
    await Promise.all(['docs/notice.md', 'ai-compliance.yml', 'docs/notice.md'].map((path) => found.read(path, 1_000)))
    expect(asked).toHaveLength(3)
  })
})

describe('a fault is told, and nothing is missing for it', () => {
  const refused = (status: number) => () => {
    throw new RequestFailure('refused', 'Not Found', status)
  }
  test.each<[string, Parameters<typeof hub>[1], string]>([
    [
      '403 of the tree',
      { fault: refused(403) },
      'it needs `contents: read`; add it to `permissions:` of the job (403)',
    ],
    [
      '404 of the commit',
      { fault: refused(404) },
      'it needs `contents: read`; add it to `permissions:` of the job (404)',
    ],
    ['401', { fault: refused(401) }, 'GitHub does not take `github-token` (401)'],
    ['409 of an empty repository', { fault: refused(409) }, 'GitHub refused it (409)'],
    [
      'a hang',
      {
        fault: () => {
          throw new RequestFailure('timed-out', 'aborted')
        },
      },
      'GitHub did not answer in time',
    ],
    ['an answer that is no tree', { fault: () => ({}) }, 'the answer holds no tree of git'],
    ['a tree of nonsense', { fault: () => ({ truncated: false, tree: [null] }) }, 'the answer holds no tree of git'],
    [
      'a tree whose entries name nothing',
      { fault: () => ({ truncated: false, tree: [{ path: 'a', mode: '100644', sha: '../x' }] }) },
      'the answer holds no tree of git',
    ],
    [
      'a fault of the way there',
      {
        fault: () => {
          throw new TypeError('broken')
        },
      },
      'TypeError: broken',
    ],
  ])('%s', async (_, options, because) => {
    const said = await text('missing.md', '', options)
    expect(said).toContain('unreadable: cannot be read at commit `ccccccc`: ')
    expect(said).toContain(because)
    expect(await files('', options).files.list('', limits)).toEqual({
      ok: false,
      message: expect.stringContaining(because),
    })
  })

  const blob = (answer: object): Parameters<typeof hub>[1] => ({
    fault: (route) => (route.includes('blobs') ? answer : undefined),
  })
  test.each([
    ['cut off', { encoding: 'base64', content: Buffer.from('version:').toString('base64') }],
    ['of another file', { encoding: 'base64', content: Buffer.from('version: 2\n').toString('base64') }],
    ['in another encoding', { encoding: 'utf-8', content: 'version: 1\n' }],
    ['without content', { encoding: 'base64' }],
  ])('a file that comes %s', async (_, answer) => {
    expect(await text('ai-compliance.yml', '', blob(answer))).toBe(
      'unreadable: cannot be read at commit `ccccccc`: GitHub could not be reached or did not answer: the answer holds no file of git',
    )
  })
})

describe('a tree that is cut off', () => {
  const options = { wholeUpTo: 6 }
  test('is walked folder by folder to what is wanted, and no further', async () => {
    const { files: found, asked } = files('', options)
    expect(await text('docs/deep/a.md', '', options)).toBe('a')
    expect(await text('docs/deep/b.md', '', options)).toBe('missing: does not exist')
    expect((await found.read('ai-compliance.yml', 1_000)).ok).toBe(true)
    expect(asked).toHaveLength(2)
  })

  test('a file that may be in what was cut off is not missing', async () => {
    expect(await text('docs/x.md', '', { wholeUpTo: 1 })).toContain('unreadable: holds more files than GitHub lists')
    expect(await text('zebra.md', '', { wholeUpTo: 1 })).toContain('unreadable: holds more files than GitHub lists')
  })

  test('a folder is listed by its own tree', async () => {
    expect(await files('', options).files.list('docs/deep', limits)).toEqual({ ok: true, paths: ['docs/deep/a.md'] })
    expect(await files('', options).files.list('', limits)).toMatchObject({ ok: false })
    expect(await files('', options).files.tree()).toBe('tooLarge')
  })
})

describe('a folder is listed', () => {
  test.each([
    ['docs', '', ['docs/deep/a.md', 'docs/notice.md']],
    ['docs/', '', ['docs/deep/a.md', 'docs/notice.md']],
    ['', '', ['ai-compliance.yml', 'docs/deep/a.md', 'docs/notice.md']],
    ['', 'docs', ['deep/a.md', 'notice.md']],
    ['deep', 'docs', ['deep/a.md']],
    ['nowhere', '', []],
    ['ai-compliance.yml', '', []],
  ])('%j below %j: plain files, without links and without `node_modules`', async (folder, root, paths) => {
    expect(await files(root).files.list(folder, limits)).toEqual({ ok: true, paths })
  })

  test('no deeper and no more than is asked', async () => {
    expect(await files().files.list('docs', { depth: 1, entries: 9 })).toEqual({ ok: true, paths: ['docs/notice.md'] })
    expect(await files().files.list('', { depth: 9, entries: 3 })).toEqual({
      ok: false,
      message: 'holds more than 3 files and folders',
    })
    expect(await files().files.list('..', limits)).toEqual({
      ok: false,
      message: 'leads out of the repository',
    })
  })
})

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { plantRepository } from './git-stream.ts'
import {
  bot,
  type Fault,
  failing,
  type GitHub,
  type GitHubOptions,
  primaryLimit,
  queryLimit,
  type Repository,
  roundTrips,
  secondaryLimit,
  startGitHub,
  tooManyRequests,
  user,
} from './github.ts'
import { at, list } from './openapi.ts'

// Reading GitHub's description takes a second, once.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const OWN = 'Codertocat/Hello-World'
const POLICIES = 'quarry-lane/policies'
const NOWHERE = '1'.repeat(40)

const many = Object.fromEntries(
  Array.from({ length: 3050 }, (_, index) => [`many/${String(index).padStart(4, '0')}`, `${index}`]),
)
const { folder, shas } = plantRepository(
  [
    {
      name: 'old',
      parents: [],
      changes: { 'a.txt': 'one\ntwo\nthree\n', 'docs/b.md': 'b' },
      day: '2026-10-01',
      by: 'ines',
    },
    {
      name: 'base',
      parents: ['old'],
      changes: { 'it’s "here".txt': 'quoted', link: { link: 'a.txt' }, 'bytes.bin': new Uint8Array([0, 255, 10]) },
      day: '2026-10-02',
      by: 'ines',
    },
    {
      name: 'early',
      parents: ['base'],
      changes: { 'docs/b.md': undefined, 'c.txt': 'c' },
      day: '2026-11-01',
      by: 'tomas',
    },
    {
      name: 'head',
      parents: ['early'],
      changes: { 'a.txt': undefined, 'moved.txt': 'one\ntwo\nthree\n' },
      day: '2026-11-02',
      by: 'somebody',
    },
    { name: 'tip', parents: ['base'], changes: { 'd.txt': 'd' }, day: '2026-11-03', by: 'ines' },
    { name: 'wide', parents: ['base'], changes: many, day: '2026-11-04', by: 'tomas' },
    { name: 'other', parents: [], changes: { alone: '' }, day: '2026-11-04', by: 'tomas' },
  ],
  {
    'refs/heads/main': 'tip',
    'refs/heads/change': 'head',
    'refs/heads/gh-readonly-queue/main/pr-2': 'head',
    'refs/tags/v1': 'old',
    'refs/pull/2/head': 'head',
    'refs/pull/3/head': 'wide',
    'refs/heads/other': 'other',
  },
)
const [base = '', head = '', tip = '', early = ''] = [shas.base, shas.head, shas.tip, shas.early]

const hosted: Repository = {
  folder,
  collaborators: {
    ines: 'admin',
    mia: 'maintain',
    tess: 'triage',
    otto: { permission: 'write', name: 'release manager' },
  },
  pulls: [
    {
      number: 2,
      author: user('tomas'),
      head: { sha: head, ref: 'change' },
      base: { sha: tip, ref: 'main' },
      reviews: [
        { user: user('ines'), state: 'CHANGES_REQUESTED', commit: early },
        { user: null, state: 'COMMENTED', commit: null },
        { user: bot('reviewer[bot]'), state: 'APPROVED', commit: head },
        { user: user('ines'), state: 'PENDING', commit: head },
      ],
    },
    { number: 3, author: user('tomas'), head: { sha: shas.wide ?? '', ref: 'wide' }, base: { sha: base, ref: 'main' } },
    {
      number: 4,
      author: null,
      head: { sha: early, ref: 'change', repository: 'stranger/Hello-World' },
      base: { sha: base, ref: 'main' },
      locked: true,
    },
    {
      number: 5,
      author: user('tomas'),
      head: { sha: early, ref: 'gone', repository: null },
      base: { sha: base, ref: 'main' },
    },
  ],
  comments: [
    { issue: 2, author: user('stranger'), body: '<!-- ai-compliance-gate --> all good' },
    ...Array.from({ length: 40 }, (_, index) => ({ issue: 3, author: user('tomas'), body: `Comment ${index}` })),
  ],
  runs: [
    { id: 7, event: 'pull_request', headSha: head, headBranch: 'change', pulls: [2] },
    { id: 8, event: 'pull_request', headSha: early, headBranch: 'change', headRepository: 'stranger/Hello-World' },
  ],
}
const options: GitHubOptions = {
  repositories: {
    [OWN]: hosted,
    [POLICIES]: { folder, private: true },
    'stranger/Hello-World': { folder },
    'quarry-lane/nothing': {},
  },
  permissions: { actions: 'read' },
  accounts: [user('iduarte')],
  organizations: { 'quarry-lane': { teams: { privacy: { members: { ines: 'active', mia: 'pending' } } } } },
  tokens: {
    ghs_policy: { repositories: { [POLICIES]: { contents: 'read' } } },
    ghs_org: { organizations: { 'quarry-lane': { members: 'read' } } },
  },
}

type Told = { readonly status: number; readonly data: unknown; readonly headers: Headers }
type Ask = { readonly accept?: string; readonly token?: string; readonly body?: object; readonly method?: string }
async function ask(
  github: GitHub,
  path: string,
  { accept, token = 'ghs_loopback', body, method }: Ask = {},
): Promise<Told> {
  const response = await fetch(`${github.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token === '' ? {} : { authorization: `token ${token}` }),
      ...(accept === undefined ? {} : { accept }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, data: JSON.parse(await response.text()), headers: response.headers }
}
const own = (path: string): string => `/repos/${OWN}/${path}`
const each = (value: unknown, key: string): readonly unknown[] => list(value).map((one) => at(one, key))

/** A GitHub of its own for one test, which then says what was wrong with the requests. */
async function withGitHub(more: GitHubOptions, act: (github: GitHub) => Promise<void>): Promise<readonly string[]> {
  const github = await startGitHub({ ...options, ...more })
  try {
    await act(github)
  } finally {
    await github.close()
  }
  return github.violations
}

let github: GitHub
beforeAll(async () => {
  github = await startGitHub(options)
})
afterAll(async () => {
  await github.close()
  // Every answer of this file keeps to the description.
  expect(github.violations).toEqual([])
})

describe('files come out of git', () => {
  test('a folder, and a whole tree with what its entries are', async () => {
    const flat = await ask(github, own(`git/trees/${base}`))
    expect(each(at(flat.data, 'tree'), 'path')).toEqual(['a.txt', 'bytes.bin', 'docs', 'it’s "here".txt', 'link'])
    const whole = await ask(github, own('git/trees/main?recursive=1'))
    expect(each(at(whole.data, 'tree'), 'path')).toContain('docs/b.md')
    expect(list(at(whole.data, 'tree'))).toContainEqual(
      expect.objectContaining({ path: 'link', mode: '120000', size: 5 }),
    )
    expect(list(at(whole.data, 'tree'))).toContainEqual(expect.objectContaining({ path: 'docs', type: 'tree' }))
    expect(at(whole.data, 'truncated')).toBe(false)
  })

  test('a tree with too many entries is cut, and says so', async () => {
    const small = { repositories: { [OWN]: { ...hosted, treeLimit: 3 } } }
    const violations = await withGitHub(small, async (cut) => {
      const { data } = await ask(cut, own(`git/trees/${base}?recursive=1`))
      expect(at(data, 'truncated')).toBe(true)
      expect(list(at(data, 'tree'))).toHaveLength(3)
    })
    expect(violations).toEqual([])
  })

  test('the bytes of a file', async () => {
    const tree = list(at((await ask(github, own(`git/trees/${base}`))).data, 'tree'))
    const sha = at(
      tree.find((entry) => at(entry, 'path') === 'bytes.bin'),
      'sha',
    )
    const { data } = await ask(github, own(`git/blobs/${sha}`))
    expect([...Buffer.from(String(at(data, 'content')), 'base64')]).toEqual([0, 255, 10])
  })

  test('a commit with its parents and its tree', async () => {
    const { data } = await ask(github, own(`git/commits/${head}`))
    expect(each(at(data, 'parents'), 'sha')).toEqual([early])
    expect((await ask(github, own(`git/trees/${at(data, 'tree', 'sha')}`))).status).toBe(200)
  })

  test.each([
    ['a branch', 'main', tip],
    ['a branch by its place', 'heads%2Fmain', tip],
    ['a tag', 'v1', shas.old],
    ['a pull request', 'pull%2F2%2Fhead', head],
    ['a commit', base, base],
    ['the first letters of a commit', base.slice(0, 9), base],
  ])('%s names a commit', async (_, ref, sha) => {
    expect(at((await ask(github, own(`commits/${ref}`))).data, 'sha')).toBe(sha)
  })

  test('an author is the account whose address it is, or nobody', async () => {
    expect(at((await ask(github, own(`commits/${early}`))).data, 'author', 'login')).toBe('tomas')
    expect(at((await ask(github, own(`commits/${head}`))).data, 'author')).toBe(null)
  })

  test('a comparison starts where the branches parted', async () => {
    const { data } = await ask(github, own(`compare/${tip}...${head}`))
    expect(at(data, 'merge_base_commit', 'sha')).toBe(base)
    expect(data).toMatchObject({ status: 'diverged', ahead_by: 2, behind_by: 1, total_commits: 2 })
    expect(each(at(data, 'commits'), 'sha')).toEqual([early, head])
    expect(list(at(data, 'files'))).toMatchObject([
      { filename: 'c.txt', status: 'added' },
      { filename: 'docs/b.md', status: 'removed' },
      { filename: 'moved.txt', status: 'renamed', previous_filename: 'a.txt' },
    ])
  })

  test('a comparison lists 300 files', async () => {
    const { data } = await ask(github, own(`compare/${base}...${shas.wide}`))
    expect(list(at(data, 'files'))).toHaveLength(300)
  })

  test('refs by the beginning of their name', async () => {
    const { data } = await ask(github, own('git/matching-refs/heads/gh-readonly-queue/main'))
    expect(each(data, 'ref')).toEqual(['refs/heads/gh-readonly-queue/main/pr-2'])
    expect((await ask(github, own('git/matching-refs/heads/zebra'))).data).toEqual([])
  })

  test.each([
    [404, `git/trees/${NOWHERE}`],
    [404, 'git/trees/zebra'],
    [404, `git/blobs/${NOWHERE}`],
    [404, `git/blobs/${base}`],
    [422, 'git/blobs/main'],
    [404, `git/commits/${NOWHERE}`],
    [422, `commits/${NOWHERE}`],
    [422, 'commits/zebra'],
    [422, 'commits/main~1'],
    [422, `commits/${NOWHERE}/pulls`],
    [404, 'compare/main...zebra'],
    [404, 'compare/main...other'],
    [404, 'pulls/99'],
    [404, 'actions/runs/99'],
    [404, 'issues/99/comments'],
  ])('%i for what is not there: %s', async (status, path) => {
    expect((await ask(github, own(path))).status).toBe(status)
  })

  test('409 where nothing was ever pushed', async () => {
    expect((await ask(github, '/repos/quarry-lane/nothing/git/trees/main')).status).toBe(409)
  })
})

describe('pull requests', () => {
  test('the pull request', async () => {
    const { data } = await ask(github, own('pulls/2'))
    expect(data).toMatchObject({
      changed_files: 3,
      commits: 2,
      user: { login: 'tomas' },
      head: { sha: head },
      base: { sha: tip },
    })
    expect(at((await ask(github, own('pulls/4'))).data, 'head', 'repo', 'full_name')).toBe('stranger/Hello-World')
  })

  test('its files, 30 a page or 100, and never more than 3,000', async () => {
    expect(list((await ask(github, own('pulls/3/files'))).data)).toHaveLength(30)
    const first = await ask(github, own('pulls/3/files?per_page=100'))
    expect(list(first.data)).toHaveLength(100)
    expect(first.headers.get('link')).toMatch(/[?&]page=2[&>].*rel="next".*[?&]page=30[&>].*rel="last"/)
    const last = await ask(github, own('pulls/3/files?per_page=100&page=30'))
    expect(list(last.data)).toHaveLength(100)
    expect(last.headers.get('link')).not.toContain('rel="next"')
    expect((await ask(github, own('pulls/3/files?per_page=100&page=31'))).data).toEqual([])
    expect(at((await ask(github, own('pulls/3'))).data, 'changed_files')).toBe(3050)
  })

  test('its reviews in order, of deleted accounts and bots too', async () => {
    const { data } = await ask(github, own('pulls/2/reviews'))
    expect(list(data)).toMatchObject([
      { state: 'CHANGES_REQUESTED', commit_id: early, user: { login: 'ines', type: 'User' } },
      { state: 'COMMENTED', commit_id: null, user: null },
      { state: 'APPROVED', commit_id: head, user: { login: 'reviewer[bot]', type: 'Bot' } },
      { state: 'PENDING' },
    ])
    expect(each(data, 'submitted_at').map((day) => typeof day)).toEqual(['string', 'string', 'string', 'undefined'])
  })

  test('its commits', async () => {
    expect(each((await ask(github, own('pulls/2/commits'))).data, 'sha')).toEqual([early, head])
  })

  test('by a commit of it; that of a fork is found in the fork only', async () => {
    expect(each((await ask(github, own(`commits/${head}/pulls`))).data, 'number')).toEqual([2])
    expect(each((await ask(github, own(`commits/${early}/pulls`))).data, 'number')).toEqual([2])
    expect(each((await ask(github, `/repos/stranger/Hello-World/commits/${early}/pulls`)).data, 'number')).toEqual([4])
  })

  test('the run of a workflow; GitHub names no pull request of a fork', async () => {
    const { data } = await ask(github, own('actions/runs/7'))
    expect(data).toMatchObject({ event: 'pull_request', head_sha: head, pull_requests: [{ number: 2 }] })
    const fork = await ask(github, own('actions/runs/8'))
    expect(fork.data).toMatchObject({ pull_requests: [], head_repository: { full_name: 'stranger/Hello-World' } })
  })
})

describe('people', () => {
  test.each([
    ['ines', 'admin', 'admin'],
    ['mia', 'write', 'maintain'],
    ['TESS', 'read', 'triage'],
    ['otto', 'write', 'release manager'],
    ['iduarte', 'read', 'read'],
    ['reviewer%5Bbot%5D', 'none', 'none'],
  ])('%s may %s as %s', async (login, permission, role) => {
    const { data } = await ask(github, own(`collaborators/${login}/permission`))
    expect(data).toMatchObject({ permission, role_name: role })
  })

  test.each(['zebra', 'quarry-lane'])('%s is no user', async (login) => {
    expect((await ask(github, own(`collaborators/${login}/permission`))).status).toBe(404)
  })

  test('a team, and who is in it, for a token that may see members', async () => {
    const team = '/orgs/quarry-lane/teams/privacy'
    const token = 'ghs_org'
    expect((await ask(github, team, { token })).data).toMatchObject({ slug: 'privacy', members_count: 2 })
    expect((await ask(github, `${team}/memberships/ines`, { token })).data).toMatchObject({ state: 'active' })
    expect((await ask(github, `${team}/memberships/mia`, { token })).data).toMatchObject({ state: 'pending' })
    expect((await ask(github, `${team}/memberships/tomas`, { token })).status).toBe(404)
  })

  test('for a job there is no team at all', async () => {
    expect((await ask(github, '/orgs/quarry-lane/teams/privacy')).status).toBe(404)
    expect((await ask(github, '/orgs/quarry-lane/teams/privacy/memberships/ines')).status).toBe(404)
  })

  test('what handles are, in one query', async () => {
    const query = `query($o: String!) {
      a: repositoryOwner(login: "INES") { __typename login }
      b: repositoryOwner(login: $o) { __typename }
      c: repositoryOwner(login: "zebra") { __typename }
      d: repositoryOwner(login: "reviewer[bot]") { __typename }
    }`
    const { data } = await ask(github, '/graphql', { body: { query, variables: { o: 'quarry-lane' } } })
    expect(data).toEqual({
      data: { a: { __typename: 'User', login: 'ines' }, b: { __typename: 'Organization' }, c: null, d: null },
    })
  })
})

describe('comments', () => {
  test('oldest first, by the page', async () => {
    expect(each((await ask(github, own('issues/3/comments'))).data, 'body').at(-1)).toBe('Comment 29')
    expect(list((await ask(github, own('issues/3/comments?page=2'))).data)).toHaveLength(10)
  })

  test('one of a job is of its app, and is edited in place', async () => {
    const violations = await withGitHub({}, async (fresh) => {
      const made = await ask(fresh, own('issues/2/comments'), { body: { body: 'Two errors.' } })
      expect(made).toMatchObject({
        status: 201,
        data: {
          user: { login: 'github-actions[bot]', type: 'Bot' },
          performed_via_github_app: { slug: 'github-actions' },
        },
      })
      const id = at(made.data, 'id')
      await ask(fresh, own(`issues/comments/${id}`), { method: 'PATCH', body: { body: 'No error.' } })
      expect(fresh.comments.filter(({ issue }) => issue === 2)).toMatchObject([
        { author: { login: 'stranger' }, edits: 0 },
        { body: 'No error.', edits: 1, viaActions: true },
      ])
      expect((await ask(fresh, own('issues/comments/99'), { method: 'PATCH', body: { body: 'x' } })).status).toBe(404)
    })
    expect(violations).toEqual([])
  })

  test.each([
    [201, 2, 'x'.repeat(65_536)],
    [422, 2, 'x'.repeat(65_537)],
    [422, 2, ' '],
    [403, 4, 'in a locked conversation'],
    [404, 9, 'nowhere'],
  ])('%i for pull request %i', async (status, issue, body) => {
    await withGitHub({}, async (fresh) => {
      expect((await ask(fresh, own(`issues/${issue}/comments`), { body: { body } })).status).toBe(status)
    })
  })
})

describe('permissions', () => {
  test.each([
    [401, '', own('pulls/2')],
    [401, 'ghs_forged', own('pulls/2')],
    [404, 'ghs_loopback', `/repos/${POLICIES}/git/trees/main`],
    [200, 'ghs_policy', `/repos/${POLICIES}/git/trees/main`],
    [403, 'ghs_policy', `/repos/${POLICIES}/pulls/2`],
    [200, 'ghs_policy', own('pulls/2')],
    [404, 'ghs_loopback', '/repos/quarry-lane/secret/git/trees/main'],
    [401, 'ghs_forged', '/graphql'],
  ])('%i with %j for %s', async (status, token, path) => {
    const body = path === '/graphql' ? { body: { query: '{ repositoryOwner(login: "ines") { login } }' } } : {}
    expect((await ask(github, path, { token, ...body })).status).toBe(status)
  })

  test('a read-only token reads and does not write', async () => {
    const readOnly: GitHubOptions = { checks: 'read', permissions: { contents: 'read', pull_requests: 'read' } }
    await withGitHub(readOnly, async (fork) => {
      expect((await ask(fork, own('pulls/2/reviews'))).status).toBe(200)
      expect((await ask(fork, own('issues/2/comments'))).status).toBe(200)
      expect((await ask(fork, own('issues/2/comments'), { body: { body: 'x' } })).status).toBe(403)
      expect(fork.comments.filter(({ issue }) => issue === 2)).toHaveLength(1)
    })
  })

  test('in a private repository a job reads what its permissions name', async () => {
    const closed: GitHubOptions = {
      repositories: { [OWN]: { ...hosted, private: true } },
      permissions: { contents: 'read', pull_requests: 'none' },
    }
    await withGitHub(closed, async (fresh) => {
      expect((await ask(fresh, own('git/trees/main'))).status).toBe(200)
      expect((await ask(fresh, own('pulls/2'))).status).toBe(403)
      expect((await ask(fresh, own('actions/runs/7'))).status).toBe(403)
      expect(at((await ask(fresh, own('collaborators/iduarte/permission'))).data, 'permission')).toBe('none')
    })
  })
})

describe('a request that GitHub does not describe, or the gate may not send, is a violation', () => {
  test.each<[string, string, Ask]>([
    ['another operation', own('contents/ai-compliance.yml'), {}],
    ['another method', own('pulls/2/reviews'), { body: { event: 'APPROVE' } }],
    ['a key in a query', own('pulls/2/files?size=100'), {}],
    ['more than a page holds', own('pulls/2/files?per_page=200'), {}],
    ['another form than JSON', own(`commits/${head}`), { accept: 'application/vnd.github.raw+json' }],
    ['a number that is none', own('pulls/two'), {}],
    ['a key in a body', own('issues/2/comments'), { body: { body: 'x', issue: 2 } }],
    ['a body without what it needs', own('issues/2/comments'), { body: {} }],
    ['a body of another type', own('issues/2/comments'), { body: { body: 7 } }],
    ['a query of another field', '/graphql', { body: { query: '{ viewer { login } }' } }],
    [
      'a query that GitHub’s schema refuses',
      '/graphql',
      { body: { query: '{ repositoryOwner(login: "x") { email } }' } },
    ],
    ['a mutation', '/graphql', { body: { query: 'mutation { __typename }' } }],
    ['no query', '/graphql', { body: { query: '{ repositoryOwner(' } }],
    ['a long annotation title', own('check-runs'), { body: checkRun({ title: 'x'.repeat(256) }) }],
  ])('%s', async (_, path, asked) => {
    expect(
      await withGitHub({}, async (fresh) => {
        await ask(fresh, path, asked)
      }),
    ).not.toEqual([])
  })

  test('a check run that keeps to it is none, on a commit that is there', async () => {
    const violations = await withGitHub({}, async (fresh) => {
      expect((await ask(fresh, own('check-runs'), { body: checkRun({}) })).status).toBe(201)
      expect((await ask(fresh, own('check-runs'), { body: { ...checkRun({}), head_sha: NOWHERE } })).status).toBe(422)
    })
    expect(violations).toEqual([])
  })
})

function checkRun(annotation: object): object {
  const place = {
    path: 'a.txt',
    start_line: 1,
    end_line: 1,
    annotation_level: 'failure',
    message: 'No.',
    ...annotation,
  }
  const output = { title: 'Fail', summary: '1 error', text: '', annotations: [place] }
  return { name: 'AI compliance', head_sha: head, status: 'completed', conclusion: 'failure', output }
}

describe('failures on demand, for one operation', () => {
  const on = (operation: string, fault: Fault): GitHubOptions => ({ fault: failing(operation, fault) })

  test.each([
    ['a server that fails', { kind: 'status', status: 502 } as const, 502, undefined],
    ['a secondary limit', secondaryLimit(3), 403, ['retry-after', '3'] as const],
    ['too many requests', tooManyRequests(4), 429, ['retry-after', '4'] as const],
    ['the limit of the hour', primaryLimit(1_795_600_000), 403, ['x-ratelimit-reset', '1795600000'] as const],
  ])('%s', async (_, fault, status, header) => {
    await withGitHub(on('pulls/list-reviews', fault), async (failing) => {
      const { status: got, headers } = await ask(failing, own('pulls/2/reviews'))
      expect(got).toBe(status)
      if (header !== undefined) expect(headers.get(header[0])).toBe(header[1])
      expect((await ask(failing, own('pulls/2'))).status).toBe(200)
    })
  })

  test.each<[string, Fault]>([
    ['a connection that is reset', { kind: 'reset' }],
    ['an answer that breaks off', { kind: 'truncated' }],
  ])('%s', async (_, fault) => {
    await withGitHub(on('git/get-blob', fault), async (failing) => {
      await expect(ask(failing, own(`git/blobs/${NOWHERE}`))).rejects.toThrow()
    })
  })

  test('an answer that never comes', async () => {
    await withGitHub(on('git/get-tree', { kind: 'hang' }), async (failing) => {
      const signal = AbortSignal.timeout(50)
      const headers = { authorization: 'token ghs_loopback' }
      await expect(fetch(`${failing.url}${own('git/trees/main')}`, { signal, headers })).rejects.toThrow(/timeout/)
    })
  })

  test('an answer of another shape, and a right one that was changed', async () => {
    await withGitHub(on('pulls/list-reviews', { kind: 'answer', data: { reviews: null } }), async (failing) => {
      expect((await ask(failing, own('pulls/2/reviews'))).data).toEqual({ reviews: null })
    })
    const change = (data: unknown) => list(data).slice(1)
    await withGitHub(on('pulls/list-reviews', { kind: 'changed', change }), async (failing) => {
      expect(list((await ask(failing, own('pulls/2/reviews'))).data)).toHaveLength(3)
    })
  })

  test('what was done although the answer says that it failed', async () => {
    await withGitHub(on('issues/create-comment', { kind: 'status', status: 500, done: true }), async (failing) => {
      expect((await ask(failing, own('issues/2/comments'), { body: { body: 'x' } })).status).toBe(500)
      expect(failing.comments.at(-1)).toMatchObject({ body: 'x' })
    })
  })

  test('only the first time', async () => {
    const fault = failing(/^git\//, { kind: 'status', status: 500 }, 1)
    await withGitHub({ fault }, async (failed) => {
      expect((await ask(failed, own('git/trees/main'))).status).toBe(500)
      expect((await ask(failed, own('git/trees/main'))).status).toBe(200)
    })
  })

  test('a right answer that is late', async () => {
    await withGitHub(on('pulls/get', { kind: 'slow', ms: 80 }), async (slow) => {
      expect((await ask(slow, own('pulls/2'))).status).toBe(200)
      expect(slow.requests.map(({ started, ended }) => ended - started > 70)).toEqual([true])
    })
  })

  test('the limit of a query comes with status 200', async () => {
    await withGitHub(on('graphql', queryLimit(1_795_600_000)), async (failed) => {
      const told = await ask(failed, '/graphql', { body: { query: '{ repositoryOwner(login: "ines") { login } }' } })
      expect(told).toMatchObject({ status: 200, data: { errors: [{ type: 'RATE_LIMITED' }] } })
    })
  })

  test('the requests of an hour run out', async () => {
    await withGitHub({ rateLimit: 1 }, async (failing) => {
      expect((await ask(failing, own('pulls/2'))).headers.get('x-ratelimit-remaining')).toBe('0')
      expect((await ask(failing, own('pulls/2'))).status).toBe(403)
    })
  })
})

describe('round trips', () => {
  test('requests that were sent together are one, those that waited are more', async () => {
    await withGitHub({ latencyMs: 60 }, async (slow) => {
      await Promise.all(['pulls/2', 'pulls/2/reviews', 'pulls/2/commits'].map((path) => ask(slow, own(path))))
      expect(roundTrips(slow.requests)).toBe(1)
      await ask(slow, own('git/trees/main'))
      await ask(slow, own('git/trees/main'))
      expect(roundTrips(slow.requests)).toBe(3)
      for (const { started, ended } of slow.requests) expect(ended - started).toBeGreaterThan(50)
    })
  })

  test('the longest chain is what counts', () => {
    const at = (started: number, ended: number) => ({ started, ended })
    expect(roundTrips([])).toBe(0)
    expect(roundTrips([at(0, 100), at(0, 30), at(30, 60), at(60, 99)])).toBe(3)
    expect(roundTrips([at(0, 10), at(5, 15), at(10, 20)])).toBe(2)
  })
})

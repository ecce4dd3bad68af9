import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { Tree } from './git-stream.ts'
import { type Fault, type GitHubOptions, roundTrips, user } from './github.ts'
import { findingsOf } from './opened.ts'
import { type Attempt, pullRequest } from './pull-request.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const text = (path: string) => readFileSync(`examples/not-admt/${path}`, 'utf8')
const manifest = text('ai-compliance.yml').replace(/^( +)(status: )/m, '$1code: [router/**]\n$1$2')
const system = /^ +- id: (\S+)/m.exec(manifest)?.[1]
const files: Tree = { 'ai-compliance.yml': manifest, 'router/sort.py': 'sort = 1\n' }
const people = ['apetrova', 'sokoro'].map(user)

/** One edited line of the router, with this GitHub, and these files in the base beside its own. */
async function judge(github: GitHubOptions, more: Tree = {}, attempt: Partial<Attempt> = {}) {
  const { ran, ...rest } = await pullRequest({
    base: { ...files, ...more },
    head: { 'router/sort.py': 'sort = 2\n' },
    checkout: 'merge with history',
    github,
    ...attempt,
  })
  const accounts = findingsOf(ran, 'account/found')
  return { ...rest, ran, accounts, code: findingsOf(ran, 'code/owned') }
}

const on =
  (operation: string, fault: Fault) =>
  (request: { readonly operation: string }): Fault | undefined =>
    request.operation === operation ? fault : undefined

describe.concurrent('the accounts of those who answer', () => {
  test('are asked for in one request, and are persons', async () => {
    const { accounts, github } = await judge({ accounts: people })
    expect(accounts.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
    expect(github.requests.filter(({ operation }) => operation === 'graphql')).toHaveLength(1)
  })

  test('one is nobody, and one is an organization', async () => {
    const { accounts } = await judge({ accounts: [], organizations: { sokoro: { teams: {} } } })
    expect(accounts.map(({ outcome }) => outcome)).toEqual(['fail', 'fail'])
    expect(accounts[0]?.message).toMatch(/`apetrova`, which is no account on GitHub/)
    expect(accounts[1]?.message).toMatch(/`sokoro`, which is the account of an organization/)
  })

  test.each<[string, Fault, RegExp]>([
    ['401', { kind: 'status', status: 401 }, /does not take `github-token` \(401\)/],
    ['403', { kind: 'status', status: 403 }, /refused it \(403\)/],
    ['404, as where there is no GraphQL', { kind: 'status', status: 404 }, /refused it \(404\)/],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }, /rate limit/],
    ['500', { kind: 'status', status: 500 }, /did not answer \(500\)/],
    ['a reset', { kind: 'reset' }, /could not be reached/],
    ['a hang', { kind: 'hang' }, /in time/],
    ['half an answer', { kind: 'truncated' }, /broke off/],
    [
      'an error in the answer',
      {
        kind: 'answer',
        data: {
          data: { a0: null, a1: null },
          errors: [{ type: 'FORBIDDEN', path: ['a0'], message: 'no' }, { message: 'x' }],
        },
      },
      /GitHub answered: no/,
    ],
  ])('%s leaves them open, as a warning, and the rest is judged', async (_, fault, because) => {
    const { accounts, ran } = await judge({ accounts: people, fault: on('graphql', fault) })
    expect(accounts.map(({ outcome, level }) => `${outcome} ${level}`)).toEqual(['open warning', 'open warning'])
    expect(accounts[0]?.message).toMatch(because)
    expect(ran.code).toBe(0)
  })
})

describe.concurrent('CODEOWNERS of the base branch', () => {
  const team = { '.github/CODEOWNERS': '/router/ @tickets/routing\n' }
  const tokens = { ghs_org: { organizations: { tickets: { members: 'read' } } } } as const
  const organizations = (members: { readonly [login: string]: 'active' | 'pending' }) => ({
    tickets: { teams: { routing: { members } } },
  })
  const withToken = { with: { 'org-token': 'ghs_org' } }

  test('names an owner outright', async () => {
    const { code, github } = await judge({ accounts: people }, { CODEOWNERS: '* @sokoro\n' })
    expect(code).toMatchObject([{ subject: `${system}/code/owners`, outcome: 'pass' }])
    expect(github.requests.some(({ operation }) => operation.startsWith('teams/'))).toBe(false)
  })

  test('is that of the base: what the change writes into it does not count', async () => {
    const { code } = await judge(
      { accounts: people },
      { CODEOWNERS: '* @stranger\n' },
      { head: { CODEOWNERS: '* @sokoro\n' } },
    )
    expect(code).toMatchObject([{ outcome: 'fail', level: 'warning' }])
  })

  test.each<[string, { readonly [login: string]: 'active' | 'pending' }, string, RegExp]>([
    ['a member', { sokoro: 'active' }, 'pass', /CODEOWNERS:1/],
    ['one who is invited', { sokoro: 'pending' }, 'fail', /invited/],
    ['nobody of them', { stranger: 'active' }, 'fail', /no declared owner is a member of `@tickets\/routing`/],
  ])('names a team that has %s', async (_, members, outcome, says) => {
    const github = { accounts: people, tokens, organizations: organizations(members) }
    const { code } = await judge(github, team, withToken)
    expect(code.map((finding) => finding.outcome)).toEqual([outcome])
    expect(code[0]?.message).toMatch(says)
  })

  test.each<[string, GitHubOptions, Partial<Attempt>, RegExp]>([
    ['without a token that sees it', {}, {}, /needs `org-token`/],
    [
      'by a token of another organization',
      { tokens: { ghs_org: {} } },
      withToken,
      /`org-token` does not see the team \(404\)/,
    ],
    ['by a token that GitHub does not take', { tokens: {} }, withToken, /does not take `org-token` \(401\)/],
    [
      'where GitHub does not answer',
      { tokens, fault: on('teams/get-by-name', { kind: 'status', status: 502 }) },
      withToken,
      /could not be reached or did not answer \(502\)/,
    ],
  ])('names a team that cannot be seen: %s', async (_, options, attempt, says) => {
    const github = { accounts: people, organizations: organizations({ sokoro: 'active' }), ...options }
    const { code, ran } = await judge(github, team, attempt)
    expect(code.map(({ outcome, level }) => `${outcome} ${level}`)).toEqual(['open note'])
    expect(code[0]?.message).toMatch(says)
    expect(ran.code).toBe(0)
  })

  test('stands at the root of the repository, whichever folder is judged', async () => {
    const { code } = await judge(
      { accounts: people },
      {},
      {
        base: {
          '.github/CODEOWNERS': '* @stranger\n/desk/router/ @sokoro\n',
          'desk/ai-compliance.yml': manifest,
          'desk/router/sort.py': 'sort = 1\n',
        },
        head: { 'desk/router/sort.py': 'sort = 2\n' },
        with: { 'working-directory': 'desk' },
      },
    )
    expect(code).toMatchObject([{ outcome: 'pass', message: 'agree with `.github/CODEOWNERS:2`' }])
  })

  test('is read where nothing is checked out', async () => {
    const { code } = await judge(
      { accounts: people },
      { CODEOWNERS: '* @sokoro\n' },
      {
        event: 'pull_request_target',
        checkout: 'nothing',
      },
    )
    expect(code.map(({ outcome }) => outcome)).toEqual(['pass'])
  })
})

test('all of it takes three round trips before the verdict, where a team is asked about', async () => {
  const { github, code } = await judge(
    {
      accounts: people,
      latencyMs: 100,
      tokens: { ghs_org: { organizations: { tickets: { members: 'read' } } } },
      organizations: { tickets: { teams: { routing: { members: { sokoro: 'active' } } } } },
    },
    { '.github/CODEOWNERS': '/router/ @tickets/routing\n' },
    { with: { 'org-token': 'ghs_org', 'check-run': 'false' } },
  )
  expect(code.map(({ outcome }) => outcome)).toEqual(['pass'])
  expect(roundTrips(github.requests)).toBe(3)
})

import { describe, expect, test } from 'vitest'
import { type Proposed, readApprovals } from '../../../src/adapters/approvals.ts'
import { RequestFailure, type Send } from '../../../src/adapters/github.ts'
import { platformOf } from '../../../src/adapters/platform.ts'
import type { Approvals } from '../../../src/core/comparison.ts'
import { readContext } from '../../../src/read/context.ts'
import { memoryFiles } from '../../memory-files.ts'
import { HEAD, OLDER } from '../../scenarios/approvals.ts'

const user = (login: string) => ({ login, type: 'User' })
const said = (who: object | null, state: string, commit: string | null = HEAD) => ({
  user: who,
  state,
  commit_id: commit,
  html_url: 'https://github.com/quarry-lane/credit/pull/7#pullrequestreview-80',
})
const wrote = (author: string | null, committer: string | null = author, parents = 1) => ({
  author: author === null ? null : user(author),
  committer: committer === null ? null : user(committer),
  parents: Array.from({ length: parents }, () => ({ sha: OLDER })),
})

type Told = {
  readonly reviews?: readonly unknown[]
  readonly commits?: readonly unknown[]
  readonly permission?: string
  /** Answers in place of these, by a piece of the route. */
  readonly instead?: { readonly [piece: string]: () => unknown }
}

/** GitHub as far as a pull request's reviews go, in pages of as many as are asked for. */
function hub({ reviews = [], commits = [wrote('tomas-lind')], permission = 'write', instead = {} }: Told) {
  const asked: string[] = []
  const send: Send = async (route, { per_page: size, page = 1, username, pull_number: number, ref }) => {
    const name = route.split('/').at(-1) ?? ''
    asked.push(`${name} ${String(username ?? number ?? ref)}`)
    const [, other] = Object.entries(instead).find(([piece]) => `${route} ${number}`.includes(piece)) ?? []
    const all = { reviews, commits, permission: { permission } }
    const answer = other === undefined ? new Map<string, unknown>(Object.entries(all)).get(name) : other()
    const from = (Number(page) - 1) * Number(size)
    const part = Array.isArray(answer) && size !== undefined ? answer.slice(from, from + Number(size)) : answer
    if (typeof part !== 'object' || part === null) throw new Error(`no answer to ${route}`)
    return part
  }
  return { send, asked }
}

const one: Proposed = { repository: 'quarry-lane/credit', of: { number: 7, author: 'tomas-lind', headSha: HEAD } }
const asking = { handles: ['ana-lucero', 'bob-tremaine', 'tomas-lind'], manifestFile: 'ai-compliance.yml' }
const nothing = () => memoryFiles({})

async function read(told: Told): Promise<{ readonly approvals: Approvals; readonly asked: readonly string[] }> {
  const { send, asked } = hub(told)
  return { approvals: await readApprovals({ send }, one, asking, nothing), asked }
}

async function reviewsOf(told: Told) {
  const { approvals } = await read(told)
  if (!approvals.known) throw new Error(approvals.because)
  return approvals.pulls.flatMap(({ reviews }) => reviews)
}

describe('of one person the last opinion counts', () => {
  const ana = user('Ana-Lucero')
  test.each<[string, readonly unknown[], object]>([
    ['an approval', [said(ana, 'APPROVED')], { state: 'approved', mayWrite: 'yes', commit: HEAD }],
    ['a comment after an approval', [said(ana, 'APPROVED'), said(ana, 'COMMENTED')], { state: 'approved' }],
    ['a draft after an approval', [said(ana, 'APPROVED'), said(ana, 'PENDING', null)], { state: 'approved' }],
    [
      'changes asked for after an approval',
      [said(ana, 'APPROVED'), said(ana, 'CHANGES_REQUESTED')],
      { state: 'changes-requested' },
    ],
    [
      'an approval after changes asked for',
      [said(ana, 'CHANGES_REQUESTED', OLDER), said(ana, 'APPROVED')],
      { state: 'approved', commit: HEAD },
    ],
    ['an approval that was dismissed', [said(ana, 'DISMISSED')], { state: 'dismissed' }],
    [
      'an older approval beside a newer that was dismissed',
      [said(ana, 'APPROVED'), said(ana, 'DISMISSED')],
      { state: 'dismissed' },
    ],
    [
      'another case of the login',
      [said(ana, 'APPROVED'), said(user('ANA-LUCERO'), 'DISMISSED')],
      { state: 'dismissed' },
    ],
    ['no commit', [said(ana, 'APPROVED', null)], { state: 'approved', commit: undefined, mayWrite: 'unknown' }],
    ['a bot', [said({ login: 'ana-lucero[bot]', type: 'Bot' }, 'APPROVED')], { account: 'bot', mayWrite: 'unknown' }],
    [
      'an account that GitHub calls no user',
      [said({ login: 'ana-lucero', type: 'Mannequin' }, 'APPROVED')],
      { account: 'bot' },
    ],
  ])('%s', async (_, reviews, expected) => {
    expect(await reviewsOf({ reviews })).toMatchObject([expected])
  })

  test('a deleted account is nobody', async () => {
    expect(await reviewsOf({ reviews: [said(null, 'APPROVED')] })).toEqual([])
  })

  test('and it may be on a later page', async () => {
    const comments = Array.from({ length: 150 }, () => said(user('chatty'), 'COMMENTED'))
    expect(await reviewsOf({ reviews: [said(ana, 'APPROVED'), ...comments, said(ana, 'DISMISSED')] })).toMatchObject([
      { by: 'ana-lucero', state: 'dismissed' },
    ])
  })
})

describe('authors', () => {
  const authorsOf = async (told: Told) => {
    const { approvals } = await read(told)
    return approvals.known ? approvals.pulls[0] : undefined
  }
  test('are who opened it, who wrote a commit, and who committed it', async () => {
    const commits = [wrote('Noor-Haddad', 'web-flow'), wrote('cai', 'ana-lucero'), wrote(null)]
    expect(await authorsOf({ commits })).toMatchObject({
      openedBy: 'tomas-lind',
      authors: ['ana-lucero', 'cai', 'noor-haddad', 'tomas-lind'],
    })
  })
  test('are not who merged the base branch into it', async () => {
    expect(
      (await authorsOf({ commits: [wrote('tomas-lind'), wrote('ana-lucero', 'ana-lucero', 2)] }))?.authors,
    ).toEqual(['tomas-lind'])
  })
  test('are not all known of more commits than GitHub lists', async () => {
    const many = (count: number) => ({ commits: Array.from({ length: count }, () => wrote('tomas-lind')) })
    expect((await authorsOf(many(249)))?.moreAuthors).toBeUndefined()
    expect((await authorsOf(many(250)))?.moreAuthors).toMatch(/more commits/)
  })
})

describe('whether a person may write', () => {
  const ana = [said(user('ana-lucero'), 'APPROVED')]
  test.each([
    ['admin', 'yes'],
    ['write', 'yes'],
    ['read', 'no'],
    ['none', 'no'],
    ['owner', 'unknown'],
  ])('with `%s` is %s', async (permission, mayWrite) => {
    expect(await reviewsOf({ reviews: ana, permission })).toMatchObject([{ mayWrite }])
  })

  test.each([403, 404])('cannot be told where GitHub answers %i', async (status) => {
    const refuse = () => {
      throw new RequestFailure('refused', 'Resource not accessible by integration', status)
    }
    expect(await reviewsOf({ reviews: ana, instead: { permission: refuse } })).toMatchObject([{ mayWrite: 'unknown' }])
  })

  test('is asked of those alone whose approval could count', async () => {
    const { asked } = await read({
      reviews: [
        said(user('ana-lucero'), 'APPROVED'),
        said(user('tomas-lind'), 'APPROVED'),
        said(user('stranger'), 'APPROVED'),
        said(user('bob-tremaine'), 'APPROVED', OLDER),
      ],
    })
    expect([...asked].sort()).toEqual(['commits 7', 'permission ana-lucero', 'reviews 7'])
  })
})

describe('what GitHub does not tell is no empty list', () => {
  const broken = (kind: RequestFailure['kind'], status?: number) => () => {
    throw new RequestFailure(kind, 'Resource not accessible by integration', status)
  }
  test.each<[string, Told, RegExp]>([
    ['without the permission', { instead: { '/reviews': broken('refused', 403) } }, /needs `pull-requests: read`/],
    ['without the commits', { instead: { '/commits': broken('refused', 404) } }, /needs `pull-requests: read`/],
    ['beyond the rate limit', { instead: { '/reviews': broken('rate-limited', 429) } }, /rate limit/],
    ['when it does not answer', { instead: { '/commits': broken('timed-out') } }, /in time/],
    ['when it answers something else', { instead: { '/reviews': () => ({ message: 'hm' }) } }, /no list/],
    ['when it names a state that is not known', { reviews: [said(user('a'), 'ENDORSED')] }, /does not know/],
    [
      'when there are reviews without end',
      { reviews: Array.from({ length: 1000 }, () => said(user('a'), 'COMMENTED')) },
      /more reviews/,
    ],
    [
      'when it cannot say who may write',
      { reviews: [said(user('ana-lucero'), 'APPROVED')], instead: { permission: broken('lost', 502) } },
      /could not be reached/,
    ],
  ])('%s', async (_, told, because) => {
    const { approvals } = await read(told)
    expect(approvals).toMatchObject({ known: false, because: expect.stringMatching(because) })
  })
})

describe('a merge queue', () => {
  const [base, first, second] = ['a', 'b', 'c'].map((digit) => digit.repeat(40))
  const branch = (number: number, on: string | undefined) => `refs/heads/gh-readonly-queue/main/pr-${number}-${on}`
  const ref = (number: number, on: string | undefined, tip: string | undefined) => ({
    ref: branch(number, on),
    object: { type: 'commit', sha: tip },
  })
  const WAIVER = `waivers: [{ system: advance, obligation: opt-out-methods, reason: r, approved-by: ana, expires-on: 2027-06-30 }]`
  const files = (commit: string) => memoryFiles({ 'ai-compliance.yml': commit === OLDER ? WAIVER : 'version: 1' })
  const pulls = {
    'pulls/{pull_number} 7': () => ({ head: { sha: HEAD }, user: user('tomas-lind') }),
    'pulls/{pull_number} 8': () => ({ head: { sha: OLDER }, user: user('Noor-Haddad') }),
  }
  const joined = async (of: Proposed['of'], refs: readonly unknown[], more: Told['instead'] = {}) => {
    const { send, asked } = hub({ instead: { 'matching-refs': () => [...refs], ...more, ...pulls } })
    return { approvals: await readApprovals({ send }, { ...one, of }, asking, files), asked }
  }

  test('of one pull request, each told as its own head says', async () => {
    const { approvals, asked } = await joined({ ref: branch(8, base), baseSha: base }, [])
    expect(approvals).toMatchObject({ known: true, pulls: [{ number: 8, openedBy: 'noor-haddad', headSha: OLDER }] })
    expect(approvals.known && approvals.partly).toBeUndefined()
    expect(approvals.known && approvals.pulls[0]?.waivers).toHaveLength(1)
    expect(asked.filter((each) => each.startsWith('{ref}'))).toEqual([])
  })

  test('of several is followed down to the base', async () => {
    const refs = [ref(8, first, second), ref(7, base, first), ref(9, OLDER, HEAD)]
    const { approvals } = await joined({ ref: branch(8, first), baseSha: base }, refs)
    expect(approvals).toMatchObject({
      known: true,
      pulls: [
        { number: 8, waivers: [expect.any(String)] },
        { number: 7, waivers: [] },
      ],
    })
    expect(approvals.known && approvals.partly).toBeUndefined()
  })

  test.each([
    ['a branch is gone', []],
    ['branches lead in a circle', [ref(7, first, first)]],
    [
      'a branch is of another base',
      [{ ...ref(7, base, first), ref: `refs/heads/gh-readonly-queue/next/pr-7-${base}` }],
    ],
  ])('is not known whole when %s', async (_, refs) => {
    const { approvals } = await joined({ ref: branch(8, first), baseSha: base }, refs)
    expect(approvals).toMatchObject({ known: true, partly: { because: expect.stringMatching(/queue has changed/) } })
  })

  test('that is not named as GitHub names it leads nowhere', async () => {
    const { approvals } = await joined({ ref: '', baseSha: base }, [])
    expect(approvals).toMatchObject({ known: false })
  })

  test('whose manifests cannot be read tells nothing', async () => {
    const { send } = hub({ instead: pulls })
    const unreadable = () => ({
      read: async () => ({ ok: false, reason: 'unreadable', message: 'could not be read' }) as const,
    })
    const told = await readApprovals(
      { send },
      { ...one, of: { ref: branch(8, base), baseSha: base } },
      asking,
      unreadable,
    )
    expect(told).toMatchObject({ known: false, because: expect.stringMatching(/could not be read/) })
  })
})

test('an answer of any shape approves nothing', async () => {
  for (const odd of [null, 7, 'x', {}, { user: {} }, { user: { login: 5 }, state: 'APPROVED' }, []]) {
    const { approvals } = await read({ reviews: [odd], commits: [odd] })
    if (approvals.known) expect(approvals.pulls.flatMap(({ reviews }) => reviews)).toEqual([])
  }
})

describe('on the platform', () => {
  const payload = { pull_request: { number: 7, user: user('tomas-lind'), head: { sha: HEAD }, base: { sha: OLDER } } }
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'quarry-lane/credit', GITHUB_SHA: OLDER }

  test('the same is not asked twice, whatever number of manifests ask', async () => {
    const { send, asked } = hub({ reviews: [said(user('ana-lucero'), 'APPROVED')] })
    const graphql = async () => ({})
    const connection = { send, graphql, requestsLeft: () => 60 }
    const platform = platformOf(readContext(env, payload), { connection, folder: '' })
    const first = await platform?.approvals(asking)
    expect(first).toMatchObject({ known: true, pulls: [{ number: 7, headSha: HEAD, openedBy: 'tomas-lind' }] })
    expect(await platform?.approvals({ ...asking, manifestFile: 'loans/ai-compliance.yml' })).toEqual(first)
    expect(asked).toHaveLength(3)
  })

  test('without a token nobody can ask, and on a push nothing is asked', async () => {
    const none = { connection: undefined, folder: '' }
    expect(await platformOf(readContext(env, payload), none)?.approvals(asking)).toMatchObject({
      known: false,
      because: expect.stringMatching(/`github-token` is empty/),
    })
    expect(platformOf(readContext({ ...env, GITHUB_EVENT_NAME: 'push' }, payload), none)).toBeUndefined()
  })
})

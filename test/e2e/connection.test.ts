import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, POSTING, READING, RequestFailure } from '../../src/adapters/github.ts'
import {
  type Fault,
  type GitHub,
  primaryLimit,
  type Seen,
  secondaryLimit,
  startGitHub,
  tooManyRequests,
} from './github.ts'

const ref = 'a'.repeat(40)
const repository = { owner: 'Codertocat', repo: 'Hello-World', ref }
const run = {
  owner: 'Codertocat',
  repo: 'Hello-World',
  name: 'Test',
  head_sha: ref,
  status: 'completed',
  conclusion: 'success',
}
const listing = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
const posting = 'POST /repos/{owner}/{repo}/check-runs'

let github: GitHub
let fault: ((request: Seen) => Fault | undefined) | undefined
let slow: Fault | undefined

beforeAll(async () => {
  github = await startGitHub({ fault: (request) => fault?.(request) ?? slow })
  // The HTTP client's package reads it once, when it is loaded.
  process.env.GITHUB_API_URL = github.url
})
afterAll(() => github.close())

/** Sends with these faults, one after the other, and then none; returns what came of it, how often it was asked, and how long it took. */
async function ask(faults: readonly Fault[], route = listing) {
  const left = [...faults]
  fault = () => left.shift()
  const before = github.requests.length
  const started = performance.now()
  const { send } = await connect('ghs_loopback', 'test', READING)
  const came = await send(route, route === posting ? run : repository).then(
    () => 'answered',
    (error: unknown) => (error instanceof RequestFailure ? error.kind : String(error)),
  )
  fault = undefined
  return { came, asked: github.requests.length - before, took: performance.now() - started }
}

const status = (code: number): Fault => ({ kind: 'status', status: code })
const soon = () => primaryLimit(Math.floor(Date.now() / 1000) + 2)
const inAnHour = () => primaryLimit(Math.floor(Date.now() / 1000) + 3600)

describe('a request that fails', () => {
  test.each<[string, readonly Fault[], string, number]>([
    ['once with 500', [status(500)], 'answered', 2],
    ['once with a reset', [{ kind: 'reset' }], 'answered', 2],
    ['once in the middle', [{ kind: 'truncated' }], 'answered', 2],
    ['once with a secondary limit of a second', [secondaryLimit(1)], 'answered', 2],
    ['once with 429 for a second', [tooManyRequests(1)], 'answered', 2],
    ['with a limit that ends soon', [soon()], 'answered', 2],
    ['three times', [status(502), status(503), status(500)], 'lost', 3],
    ['with a limit of an hour', [tooManyRequests(3600)], 'rate-limited', 1],
    ['with a primary limit that ends in an hour', [inAnHour()], 'rate-limited', 1],
    [
      'with a secondary limit that says no time',
      [{ kind: 'status', status: 403, message: 'You have exceeded a secondary rate limit.' }],
      'rate-limited',
      1,
    ],
    ['with 403', [status(403)], 'refused', 1],
    ['with 404', [status(404)], 'refused', 1],
    [
      'with what is no JSON',
      [
        { kind: 'answer', data: '<html>' },
        { kind: 'answer', data: 'null' },
      ],
      'answered',
      3,
    ],
  ])('%s', async (_, faults, came, asked) => {
    const found = await ask(faults)
    expect(found).toMatchObject({ came, asked })
    expect(found.took).toBeLessThan(5_000)
  })

  test.each<[string, Fault]>([
    ['500', status(500)],
    ['a reset', { kind: 'reset', done: true }],
    ['an answer that breaks off', { kind: 'truncated', done: true }],
  ])('is not sent again when it posts: %s', async (_, failure) => {
    expect(await ask([failure], posting)).toMatchObject({ came: 'lost', asked: 1 })
  })
})

describe('what one way to GitHub may take', () => {
  const many = async (count: number, budget: Parameters<typeof connect>[2]) => {
    const { send } = await connect('ghs_loopback', 'test', budget)
    const all = Array.from({ length: count }, () => send(listing, repository))
    return (await Promise.allSettled(all)).map((one) =>
      one.status === 'fulfilled' ? 'answered' : one.reason instanceof RequestFailure ? one.reason.kind : 'broken',
    )
  }

  test('no more requests than its budget', async () => {
    const before = github.requests.length
    const came = await many(10, POSTING)
    expect(came.filter((one) => one === 'answered')).toHaveLength(8)
    expect(came.filter((one) => one === 'none-left')).toHaveLength(2)
    expect(github.requests.length - before).toBe(8)
  })

  test('no more at once than it says, and no fewer', async () => {
    slow = { kind: 'slow', ms: 50 }
    const before = github.requests.length
    await many(12, { requests: 20, parallel: 4, seconds: 60 })
    slow = undefined
    const seen = github.requests.slice(before)
    const under = seen.map(({ started }) => seen.filter((one) => one.started <= started && started < one.ended).length)
    expect(Math.max(...under)).toBe(4)
  })

  test('no longer than it says, whatever GitHub does', async () => {
    slow = { kind: 'hang' }
    const started = performance.now()
    const came = await many(4, { requests: 20, parallel: 2, seconds: 0.3 })
    slow = undefined
    expect(new Set(came)).toEqual(new Set(['timed-out']))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

test('GraphQL gives what there is, with what is wrong beside it', async () => {
  const { graphql } = await connect('ghs_loopback', 'test', READING)
  const query =
    'query ($a: String!, $b: String!) { a: repositoryOwner(login: $a) { login } b: repositoryOwner(login: $b) { login } }'
  expect(await graphql(query, { a: 'Codertocat', b: 'nobody-at-all' })).toMatchObject({
    data: { a: { login: 'Codertocat' }, b: null },
  })
  expect(github.violations).toEqual([])
})

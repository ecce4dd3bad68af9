import { describe, expect, test } from 'vitest'
import { readAccounts } from '../../../src/adapters/accounts.ts'
import { type FailureKind, RequestFailure } from '../../../src/adapters/github.ts'

/** GitHub as it answers one query about `mosei`, with what was asked. */
function answering(answer: object) {
  const asked: { readonly query: string; readonly variables: object }[] = []
  const graphql = async (query: string, variables: object) => {
    asked.push({ query, variables })
    return answer
  }
  return { asked, connection: { graphql } }
}

describe('what an account is', () => {
  test.each<[string, object, object]>([
    ['a user', { data: { a0: { __typename: 'User', login: 'Mosei' } } }, { is: 'user' }],
    ['an organization', { data: { a0: { __typename: 'Organization', login: 'mosei' } } }, { is: 'organization' }],
    ['nobody', { data: { a0: null } }, { is: 'missing' }],
    [
      'nobody, with an error that says so',
      { data: { a0: null }, errors: [{ type: 'NOT_FOUND', path: ['a0'], message: 'Could not resolve' }] },
      { is: 'missing' },
    ],
    [
      'an error of another type',
      { data: { a0: null }, errors: [{ type: 'FORBIDDEN', path: ['a0'], message: 'not for you' }] },
      { is: 'unknown', because: 'GitHub answered: not for you' },
    ],
    [
      'an error about the whole',
      { data: { a0: null }, errors: [{ message: 'Something went wrong' }] },
      { is: 'unknown', because: 'GitHub answered: Something went wrong' },
    ],
    [
      'an error about another account',
      { data: { a0: null }, errors: [{ type: 'FORBIDDEN', path: ['a1'], message: 'not for you' }] },
      { is: 'missing' },
    ],
    [
      'a limit',
      { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      { is: 'unknown', because: 'GitHub answered: API rate limit exceeded' },
    ],
    ['another type', { data: { a0: { __typename: 'Enterprise', login: 'mosei' } } }, { is: 'unknown' }],
    ['another account', { data: { a0: { __typename: 'User', login: 'miriam' } } }, { is: 'unknown' }],
    ['an answer without it', { data: {} }, { is: 'unknown' }],
    ['data that is null', { data: null }, { is: 'unknown' }],
    ['an answer of any shape', ['a0'], { is: 'unknown' }],
  ])('%s', async (_, answer, expected) => {
    const { connection } = answering(answer)
    expect((await readAccounts(connection, ['mosei'])).mosei).toMatchObject(expected)
  })

  test('of an enterprise’s own accounts, nobody outside can tell that there is none', async () => {
    const { connection } = answering({ data: { a0: null } })
    expect(await readAccounts(connection, ['mosei_hcx'])).toMatchObject({ mosei_hcx: { is: 'unknown' } })
  })

  test.each<[FailureKind, number | undefined, RegExp]>([
    ['refused', 401, /does not take `github-token` \(401\)/],
    ['refused', 403, /refused it \(403\)/],
    ['refused', 404, /refused it \(404\)/],
    ['rate-limited', 429, /rate limit/],
    ['lost', 502, /could not be reached/],
    ['timed-out', undefined, /in time/],
  ])('%s %s leaves it open', async (kind, status, because) => {
    const graphql = async () => {
      throw new RequestFailure(kind, 'Bad day', status)
    }
    const expected = { is: 'unknown', because: expect.stringMatching(because) }
    expect(await readAccounts({ graphql }, ['mosei', 'devonpark'])).toEqual({ mosei: expected, devonpark: expected })
  })
})

test('all are asked for at once, and no login stands in the query itself', async () => {
  const { asked, connection } = answering({ data: {} })
  await readAccounts(connection, ['mosei', 'devonpark'])
  expect(asked).toHaveLength(1)
  expect(asked[0]?.query).not.toMatch(/mosei|devonpark/)
  expect(asked[0]?.variables).toEqual({ l0: 'mosei', l1: 'devonpark' })
})

test('more than a hundred are told as not asked for', async () => {
  const { asked, connection } = answering({ data: {} })
  const handles = Array.from({ length: 103 }, (_, index) => `person-${index}`)
  const accounts = await readAccounts(connection, handles)
  expect(asked).toHaveLength(1)
  expect(Object.keys(accounts)).toHaveLength(103)
  expect(accounts['person-102']).toEqual({ is: 'unknown', because: 'the gate asks for 100 accounts' })
})

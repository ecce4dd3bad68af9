import { describe, expect, test } from 'vitest'
import { RequestFailure } from '../../../src/adapters/github.ts'
import { readMembers } from '../../../src/adapters/team-members.ts'

const TEAM = 'GET /orgs/{org}/teams/{team_slug}'
const asked = [{ team: 'quarry/lending', handle: 'mosei' }]
const KEY = 'quarry/lending mosei'

/** GitHub with these answers: a status is a refusal, and 0 no answer at all. */
function hub({ team, state }: { readonly team: object | number; readonly state: object | number }) {
  const seen: string[] = []
  const send = async (route: string, parameters: { readonly [name: string]: unknown }) => {
    seen.push(`${String(parameters.org)}/${String(parameters.team_slug)} ${String(parameters.username ?? '')}`.trim())
    const answer = route === TEAM ? team : state
    if (typeof answer === 'object') return answer
    throw answer === 0
      ? new RequestFailure('timed-out', 'too late')
      : new RequestFailure('refused', 'Not Found', answer)
  }
  return { send, seen }
}

describe('whether a person is in a team', () => {
  const seen = { slug: 'lending' }
  test.each<[string, object | number, object | number, object]>([
    ['an active member', seen, { state: 'active' }, { is: 'member' }],
    ['who is invited', seen, { state: 'pending' }, { is: 'pending' }],
    ['404 of a team that can be seen', seen, 404, { is: 'no-member' }],
    [
      '404 of a team that cannot be seen',
      404,
      404,
      { is: 'unknown', because: '`org-token` does not see the team (404)' },
    ],
    ['a member of a team that cannot be seen', 404, { state: 'active' }, { is: 'unknown' }],
    ['403', 403, 403, { is: 'unknown', because: expect.stringMatching(/needs `members: read`; give `org-token`/) }],
    ['401', 401, 401, { is: 'unknown', because: expect.stringMatching(/does not take `org-token`/) }],
    ['no answer about the team', 0, 404, { is: 'unknown', because: 'GitHub did not answer in time' }],
    ['no answer about the person', seen, 0, { is: 'unknown', because: 'GitHub did not answer in time' }],
    ['403 of the person alone', seen, 403, { is: 'unknown' }],
    ['a state that nobody knows', seen, { state: 'owner' }, { is: 'unknown' }],
    ['a team of another name', { slug: 'risk' }, 404, { is: 'unknown' }],
    ['an answer of any shape', [], 404, { is: 'unknown' }],
  ])('%s', async (_, team, state, expected) => {
    expect((await readMembers(hub({ team, state }), asked))[KEY]).toMatchObject(expected)
  })
})

test('a team is asked for once, and six requests are the most', async () => {
  const { send, seen } = hub({ team: { slug: 'lending' }, state: 404 })
  const many = ['mosei', 'devonpark', 'linwei'].flatMap((handle) =>
    ['quarry/lending', 'quarry/risk'].map((team) => ({ team, handle })),
  )
  const members = await readMembers({ send }, many)
  expect([...seen].sort()).toEqual([
    'quarry/lending',
    'quarry/lending devonpark',
    'quarry/lending mosei',
    'quarry/risk',
    'quarry/risk devonpark',
    'quarry/risk mosei',
  ])
  expect(members['quarry/lending devonpark']).toEqual({ is: 'no-member' })
  expect(members['quarry/lending linwei']).toEqual({ is: 'unknown', because: expect.stringMatching(/6 requests/) })
})

import { type Members, type Membership, type MembershipAsked, membershipKey } from '../core/code-owners.ts'
import { textAt } from './answers.ts'
import { because, type Needs } from './failure-words.ts'
import { type Budget, type Connection, RequestFailure } from './github.ts'

/** The product's own bound: whether owners and `CODEOWNERS` agree is not worth more of what GitHub grants in an hour. */
const MOST_REQUESTS = 6
/** All of them at once, and each repeated at most once. */
export const MEMBERS: Budget = { requests: 2 * MOST_REQUESTS, parallel: MOST_REQUESTS, seconds: 20 }

const NEEDS: Needs = {
  permission: 'members: read',
  token: 'org-token',
  grant: 'give `org-token` the token of an App with that permission of the organization',
}

/**
 * Whether these persons are in these teams; what is asked first is answered first. GitHub answers 404 both for a team that the token cannot
 * see and for who is no member, so that the team itself is asked for beside: all at once, for one round trip. Never throws.
 */
export async function readMembers(
  { send }: Pick<Connection, 'send'>,
  asked: readonly MembershipAsked[],
): Promise<Members> {
  const { teams, pairs } = within(asked)
  const [seen, states] = await Promise.all([
    Promise.all([...teams].map(async (team) => [team, await visible(send, team)] as const)),
    Promise.all(pairs.map(async (pair) => [membershipKey(pair), pair, await membership(send, pair)] as const)),
  ])
  const hidden = new Map(seen)
  const left = asked.filter((pair) => !pairs.includes(pair))
  return Object.fromEntries([
    ...left.map((pair) => [membershipKey(pair), unknown(`the gate sends ${MOST_REQUESTS} requests for this`)] as const),
    ...states.map(([key, { team }, state]) => [key, hidden.get(team) ?? state] as const),
  ])
}

/** As many as the bound lets through, with one request for each team. */
function within(asked: readonly MembershipAsked[]) {
  const teams = new Set<string>()
  const pairs: MembershipAsked[] = []
  for (const pair of asked) {
    const more = teams.has(pair.team) ? 1 : 2
    if (teams.size + pairs.length + more > MOST_REQUESTS) continue
    teams.add(pair.team)
    pairs.push(pair)
  }
  return { teams, pairs }
}

/** Undefined when the token sees the team, else why nobody can tell who is in it. */
async function visible(send: Connection['send'], team: string): Promise<Membership | undefined> {
  const [org = '', slug = ''] = team.split('/')
  try {
    const answer = await send('GET /orgs/{org}/teams/{team_slug}', { org, team_slug: slug })
    return textAt(answer, 'slug')?.toLowerCase() === slug ? undefined : unknown('GitHub answered for another team')
  } catch (error) {
    return unknown(whyNot(error))
  }
}

/** Meant only of a team that the token sees: there, 404 says that the person is not in it. */
async function membership(send: Connection['send'], { team, handle }: MembershipAsked): Promise<Membership> {
  const [org = '', slug = ''] = team.split('/')
  const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}'
  try {
    const state = textAt(await send(route, { org, team_slug: slug, username: handle }), 'state')
    if (state === 'active') return { is: 'member' }
    return state === 'pending' ? { is: 'pending' } : unknown('GitHub tells no state that the gate knows')
  } catch (error) {
    return error instanceof RequestFailure && error.status === 404 ? { is: 'no-member' } : unknown(whyNot(error))
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof RequestFailure)) throw error
  return error.status === 404 ? '`org-token` does not see the team (404)' : because(error, NEEDS)
}

function unknown(why: string): Membership {
  return { is: 'unknown', because: why }
}

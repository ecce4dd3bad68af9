import type { Operation } from '../openapi.ts'
import { type Answer, notFound, refused } from './answer.ts'
import type { Hosted } from './hub.ts'
import type { Account, GitHubOptions, Permissions, Scope, Seen } from './options.ts'

type Bearer = {
  readonly repositories: { readonly [fullName: string]: Permissions }
  readonly organizations: { readonly [login: string]: Permissions }
  readonly as: Account | undefined
}

/** What each operation needs, any of them; none where GitHub asks for `metadata` only, which every token has. */
const SCOPES: { readonly [operation: string]: readonly Scope[] | undefined } = {
  'checks/list-for-ref': ['checks'],
  'checks/create': ['checks'],
  'checks/update': ['checks'],
  'git/get-tree': ['contents'],
  'git/get-blob': ['contents'],
  'git/get-commit': ['contents'],
  'git/list-matching-refs': ['contents'],
  'repos/get-commit': ['contents'],
  'repos/compare-commits-with-basehead': ['contents'],
  'repos/list-pull-requests-associated-with-commit': ['pull_requests'],
  'pulls/get': ['pull_requests'],
  'pulls/list-files': ['pull_requests'],
  'pulls/list-reviews': ['pull_requests'],
  'pulls/list-commits': ['pull_requests'],
  'issues/list-comments': ['issues', 'pull_requests'],
  'issues/create-comment': ['issues', 'pull_requests'],
  'issues/update-comment': ['issues', 'pull_requests'],
  'actions/get-workflow-run': ['actions'],
  'repos/upload-release-asset': ['contents'],
}

const forbidden = refused(403, 'Resource not accessible by integration')

/** Who bears which token, and what it opens. */
export function permissions(options: GitHubOptions, own: string) {
  const { token = 'ghs_loopback', checks = options.permissions?.checks ?? 'write', tokens = {} } = options
  const job: Permissions = { contents: 'read', pull_requests: 'write', ...options.permissions, checks }
  const bearers = new Map<string, Bearer>(
    Object.entries(tokens).map(([secret, { repositories = {}, organizations = {}, as }]) => [
      secret,
      { repositories, organizations, as: as ?? { login: 'policy-reader[bot]', type: 'Bot' } },
    ]),
  )
  bearers.set(token, { repositories: { [own]: job }, organizations: {}, as: undefined })

  const bearerOf = ({ authorization }: Seen): Bearer | undefined =>
    bearers.get(/^(?:token|bearer) (\S+)$/i.exec(authorization)?.[1] ?? '')

  return {
    /** Whom the token writes as; undefined for the job's own. */
    writer: (seen: Seen): Account | undefined => bearerOf(seen)?.as,

    /** Why the request is turned away; undefined when it is not. */
    refusal(seen: Seen, operation: Operation | undefined, hosted: Hosted | undefined): Answer | undefined {
      const bearer = bearerOf(seen)
      if (bearer === undefined) return refused(401, 'Bad credentials')
      if (operation === undefined) return undefined
      const { org } = operation.parameters
      // What a token may not see is not there, as far as GitHub tells it.
      if (org !== undefined)
        return /read|write/.test(given(bearer.organizations, org)?.members ?? '') ? undefined : notFound
      if (hosted === undefined) return notFound
      const permitted = given(bearer.repositories, hosted.name)
      const isPrivate = hosted.options.private === true
      if (permitted === undefined && isPrivate) return notFound
      const scopes = SCOPES[operation.id]
      if (scopes === undefined) return undefined
      const levels = scopes.map((scope) => permitted?.[scope] ?? 'none')
      if (seen.method !== 'GET') return levels.includes('write') ? undefined : forbidden
      const everybody = !isPrivate && !scopes.includes('checks')
      return everybody || levels.some((level) => level !== 'none') ? undefined : forbidden
    },
  }
}

function given(all: { readonly [name: string]: Permissions }, name: string): Permissions | undefined {
  return Object.entries(all).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1]
}

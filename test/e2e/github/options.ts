import type { Exchange } from '../openapi.ts'

/** How a request goes wrong. With `done`, GitHub has done what was asked before it fails to say so. */
export type Fault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Headers
      readonly message?: string
      readonly done?: boolean
    }
  | { readonly kind: 'reset'; readonly done?: boolean }
  | { readonly kind: 'truncated'; readonly done?: boolean }
  | { readonly kind: 'hang' }
  /** The right answer, later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Another answer than the right one: JSON of any shape, or, as text, what is no JSON. */
  | { readonly kind: 'answer'; readonly data: unknown; readonly status?: number; readonly headers?: Headers }
  /** The right answer, changed. */
  | { readonly kind: 'changed'; readonly change: (data: unknown) => unknown }
export type Headers = { readonly [name: string]: string }

/** One request. `operation` is GitHub's name for what is asked, such as `pulls/list-reviews`; `graphql` for a query. */
export type Seen = Exchange & {
  readonly number: number
  readonly authorization: string
  readonly accept: string
  readonly operation: string
  /** Where the server listens: `http://127.0.0.1:4711`. */
  readonly origin: string
  /** Milliseconds: when it arrived, and when it was answered; the same until it is. */
  readonly started: number
  readonly ended: number
  /** The status that it was answered with; 0 when it was not. */
  readonly status: number
}

export type Scope = 'contents' | 'pull_requests' | 'checks' | 'issues' | 'actions' | 'members'
export type Permissions = { readonly [scope in Scope]?: 'read' | 'write' | 'none' }

/** A token beside that of the job: an App's or a person's. What it does not name, it does not see, unless it is public. */
export type Token = {
  readonly repositories?: { readonly [fullName: string]: Permissions }
  readonly organizations?: { readonly [login: string]: Permissions }
  /** Who comments with it. */
  readonly as?: Account
}

export type Account = { readonly login: string; readonly type: 'User' | 'Organization' | 'Bot' }

export type Repository = {
  /** The folder of a git repository, bare or not; without one it is empty. A folder may hold the commits of forks too. */
  readonly folder?: string
  /** Everybody reads a public one, whatever the token's permissions. */
  readonly private?: boolean
  readonly defaultBranch?: string
  readonly pulls?: readonly Pull[]
  readonly comments?: readonly Comment[]
  readonly runs?: readonly Run[]
  /** Roles by login. Whoever is not named reads a public repository and nothing of a private one. */
  readonly collaborators?: { readonly [login: string]: Role }
  /** Entries of a tree that one answer holds; GitHub: 100,000. */
  readonly treeLimit?: number
}
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none' | CustomRole
export type CustomRole = { readonly permission: 'admin' | 'write' | 'read'; readonly name: string }

export type Pull = {
  readonly number: number
  /** `null`: the account was deleted. */
  readonly author: Account | null
  /** `repository`: the fork, by its full name; `null` when the fork was deleted. */
  readonly head: { readonly sha: string; readonly ref: string; readonly repository?: string | null }
  readonly base: { readonly sha: string; readonly ref: string }
  readonly mergeSha?: string
  readonly reviews?: readonly Review[]
  readonly state?: 'open' | 'closed'
  readonly merged?: boolean
  readonly draft?: boolean
  readonly locked?: boolean
  readonly title?: string
  readonly body?: string
  /** In place of the true number. */
  readonly changedFiles?: number
}
export type Review = {
  readonly user: Account | null
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING'
  readonly commit: string | null
  readonly submittedAt?: string
  readonly body?: string
}

export type Comment = {
  readonly issue: number
  readonly author: Account | null
  readonly body: string
  /** Made with the token of a job. */
  readonly viaActions?: boolean
}
export type Run = {
  readonly id: number
  readonly event: string
  readonly headSha: string
  readonly headBranch: string
  /** The fork that it ran for. */
  readonly headRepository?: string
  readonly conclusion?: string | null
  readonly actor?: Account
  readonly attempt?: number
  /** `.github/workflows/gate.yml`. */
  readonly path?: string
  /** Numbers of pull requests; GitHub leaves it empty for forks. */
  readonly pulls?: readonly number[]
}

export type Release = { readonly tag: string; readonly immutable?: true; readonly assets?: readonly string[] }

export type Organization = { readonly teams: { readonly [slug: string]: Team } }
/** Members by login, those of child teams included, as GitHub counts them. */
export type Team = { readonly members: { readonly [login: string]: 'active' | 'pending' } }

export type GitHubOptions = {
  /** What `permissions: checks:` of the job says. */
  readonly checks?: 'write' | 'read' | 'none'
  /** What `permissions:` of the job says else; `contents: read` and `pull_requests: write` unless it is said. */
  readonly permissions?: Permissions
  /** The job's token. */
  readonly token?: string
  /** The job's repository. */
  readonly repository?: string
  /** Repositories by `owner/name`; the job's is empty unless it is among them. */
  readonly repositories?: { readonly [fullName: string]: Repository }
  readonly tokens?: { readonly [secret: string]: Token }
  readonly organizations?: { readonly [login: string]: Organization }
  /** Accounts beside those that the other options name. */
  readonly accounts?: readonly Account[]
  /** The commits that a check run may stand on; without it those of the repository, or any where there is none. */
  readonly commits?: readonly string[]
  /** Check runs of a job or of another app that are there already. */
  readonly present?: readonly Present[]
  /** Releases of the job's repository by their number. */
  readonly releases?: { readonly [id: number]: Release }
  readonly fault?: (request: Seen) => Fault | undefined
  /** How long every request takes at least. */
  readonly latencyMs?: number
  /** Requests within the hour; GitHub gives a job 1,000. */
  readonly rateLimit?: number
}
export type Present = {
  readonly name: string
  readonly headSha: string
  readonly externalId: string
  readonly madeBy: 'job' | 'app'
}

export function user(login: string): Account {
  return { login, type: 'User' }
}

export function bot(login: string): Account {
  return { login, type: 'Bot' }
}

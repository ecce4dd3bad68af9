import type { RunContext } from '../read/context.ts'
import type { RequestFailure } from './github.ts'

/** What a request needs of the token. */
export type Needs = {
  /** `contents: read`, as a workflow writes it. */
  readonly permission: string
  /** The input that holds the token; `github-token` when it is not said. */
  readonly token?: string
  /** What grants it; the job's `permissions:` when it is not said. */
  readonly grant?: string
  /** Why a token that should write may only read. */
  readonly readOnly?: RunContext['readOnly']
}

/** Why GitHub did not do what was asked, as a clause, and what to change where that helps. */
export function because(
  failure: RequestFailure,
  { permission, token = 'github-token', grant = 'add it to `permissions:` of the job', readOnly }: Needs,
): string {
  const status = failure.status === undefined ? '' : ` (${failure.status})`
  if (failure.kind === 'timed-out') return 'GitHub did not answer in time'
  if (failure.kind === 'rate-limited') return `GitHub's rate limit is reached${status}`
  if (failure.kind === 'none-left') return failure.message
  if (failure.kind === 'lost') return `GitHub could not be reached or did not answer${status}: ${failure.message}`
  if (failure.status === 401) return `GitHub does not take \`${token}\`${status}`
  if (failure.status !== 403 && failure.status !== 404) return `GitHub refused it${status}: ${failure.message}`
  if (readOnly === 'fork')
    return `it needs \`${permission}\`, and a pull request from a fork has a read-only token${status}`
  if (readOnly === 'dependabot')
    return `it needs \`${permission}\`, and a run that Dependabot starts has a read-only token${status}`
  return `it needs \`${permission}\`; ${grant}${status}: ${failure.message}`
}

import { at, matching, sha } from './payload.ts'

/** The variables that the runner sets. */
export type Environment = { readonly [name: string]: string | undefined }

/** What the run is about. What the event does not say, or says in a form that GitHub does not use, is undefined. */
export type RunContext = {
  readonly event: string
  /** `owner/name`. */
  readonly repository: string | undefined
  /** The commit that is judged: of a pull request its own head, never the test merge commit. */
  readonly headSha: string | undefined
  readonly baseSha: string | undefined
  /** The test merge commit of a pull request, which the runner checks out. */
  readonly mergeSha: string | undefined
  /** Absent unless one pull request is judged. */
  readonly pull: PullContext | undefined
  /** `refs/heads/gh-readonly-queue/main/pr-104-…`: the branch that a merge queue made. */
  readonly queueRef: string | undefined
  /** `.github/workflows/gate.yml`: the file of this repository that runs the gate; undefined when it is another repository's. */
  readonly workflow: string | undefined
  /** Why GitHub gives the run a read-only token, whatever `permissions:` says. */
  readonly readOnly: 'fork' | 'dependabot' | undefined
  /** The page of the workflow run. */
  readonly runUrl: string | undefined
}

export type PullContext = {
  readonly number: number
  /** Logins in lower case; undefined for a deleted account. */
  readonly author: string | undefined
  /** How many files GitHub counts as changed. */
  readonly changedFiles: number | undefined
  /** The branch that it is to be merged into. */
  readonly baseRef: string | undefined
}

/** Reads the run's context from the runner's variables and the event's payload. Never throws: the payload may be anything. */
export function readContext(env: Environment, payload: unknown): RunContext {
  const event = env.GITHUB_EVENT_NAME || 'unknown'
  const repository = matching(/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/, env.GITHUB_REPOSITORY)
  const server = matching(/^https?:\/\/[\w.:-]+$/, env.GITHUB_SERVER_URL) ?? 'https://github.com'
  const run = matching(/^\d+$/, env.GITHUB_RUN_ID)
  return {
    event,
    repository,
    ...commits(env, event, payload),
    pull: isPullRequest(event) ? pullOf(at(payload, 'pull_request')) : undefined,
    queueRef:
      event === 'merge_group'
        ? matching(
            /^refs\/heads\/gh-readonly-queue\/.+\/pr-\d+-[0-9a-f]{40,64}$/,
            at(payload, 'merge_group', 'head_ref'),
          )
        : undefined,
    workflow: workflowOf(env.GITHUB_WORKFLOW_REF, repository),
    readOnly: readOnlyReason(env, event, payload),
    runUrl: repository && run && `${server}/${repository}/actions/runs/${run}`,
  }
}

function commits(
  env: Environment,
  event: string,
  payload: unknown,
): Pick<RunContext, 'headSha' | 'baseSha' | 'mergeSha'> {
  const current = sha(env.GITHUB_SHA)
  if (isPullRequest(event)) {
    const pull = at(payload, 'pull_request')
    return {
      // GITHUB_SHA is no fallback here: a check on the test merge commit would hide those of the head commit.
      headSha: sha(at(pull, 'head', 'sha')),
      baseSha: sha(at(pull, 'base', 'sha')),
      mergeSha: event === 'pull_request_target' ? sha(at(pull, 'merge_commit_sha')) : current,
    }
  }
  if (event === 'merge_group') {
    const group = at(payload, 'merge_group')
    return { headSha: sha(at(group, 'head_sha')) ?? current, baseSha: sha(at(group, 'base_sha')), mergeSha: undefined }
  }
  // Of an annotated tag the payload's `after` is the tag's own object; GITHUB_SHA is always the commit.
  const baseSha = event === 'push' ? sha(at(payload, 'before')) : undefined
  return { headSha: current, baseSha, mergeSha: undefined }
}

function pullOf(pull: unknown): PullContext | undefined {
  const number = count(at(pull, 'number'))
  if (number === undefined) return undefined
  return {
    number,
    author: matching(/^[\w-]+(\[bot\])?$/, at(pull, 'user', 'login'))?.toLowerCase(),
    changedFiles: count(at(pull, 'changed_files')),
    baseRef: matching(/^[^\p{Cc}\s]+$/u, at(pull, 'base', 'ref')),
  }
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** `owner/name/.github/workflows/gate.yml@refs/pull/7/merge`, as the runner names it. */
function workflowOf(ref: string | undefined, repository: string | undefined): string | undefined {
  const [, owner, path] = /^([^/]+\/[^/]+)\/(\.github\/workflows\/[^@]+)@/.exec(ref ?? '') ?? []
  return owner?.toLowerCase() === repository?.toLowerCase() ? path : undefined
}

/** docs.github.com, "Events that trigger workflows": a pull request from a fork or by Dependabot gets a read-only token. */
function readOnlyReason(env: Environment, event: string, payload: unknown): RunContext['readOnly'] {
  if (event === 'pull_request_target') return undefined
  if (env.GITHUB_ACTOR === 'dependabot[bot]') return 'dependabot'
  if (!isPullRequest(event)) return undefined
  const base = at(payload, 'pull_request', 'base', 'repo', 'full_name')
  // The head repository is null once the fork is deleted.
  return base !== undefined && at(payload, 'pull_request', 'head', 'repo', 'full_name') !== base ? 'fork' : undefined
}

function isPullRequest(event: string): boolean {
  return event === 'pull_request' || event === 'pull_request_target' || event.startsWith('pull_request_review')
}

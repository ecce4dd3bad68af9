import { payload, repository } from './events.ts'
import { checkOut, plantRepository, type Tree } from './git-stream.ts'
import { differences } from './github/differences.ts'
import { openGit } from './github/git.ts'
import type { GitHubOptions, Pull } from './github.ts'
import { object } from './openapi.ts'
import { inputsOf, type Opened, open, optionsOf, REQUESTS, type Shas, type Tried, tried, type Whole } from './opened.ts'
import {
  AUTHOR,
  accountOf,
  allOf,
  baseOf,
  MAINTAINER,
  type Made,
  madeOf,
  planned,
  type Reviewed,
  reviewOf,
} from './planned.ts'
import type { Step } from './runner.ts'

/** The fork of `from: 'fork'`. */
export const FORK = 'stranger/Hello-World'

/** A pull request, in the words of a test. Everything but the files has a usual value. */
export type Attempt = Whole & {
  /** What the pull request changes, in one commit or in several. Undefined takes a file away. */
  readonly head: Tree | readonly Made[]
  /** What came into the base branch since the pull request's branch was made. */
  readonly tip?: Tree
  readonly author?: string
  /** The login of a bot ends with `[bot]`. */
  readonly reviews?: readonly Reviewed[]
  readonly from?: 'branch' | 'fork' | 'dependabot'
  readonly event?: 'pull_request' | 'pull_request_target' | 'pull_request_review'
  /** What `actions/checkout` checked out: the test merge commit with nothing before it, unless it is said; nothing on `pull_request_target`. */
  readonly checkout?: 'merge' | 'merge with history' | 'head' | 'head with history' | 'base' | 'nothing'
  readonly pull?: Partial<Pull>
}

export type Staged = {
  readonly options: GitHubOptions
  readonly step: Step
  readonly shas: Shas
  readonly folder: string
  readonly pull: Pull
}

/** Runs the gate once on a pull request against a GitHub of its own, and holds every request to GitHub's description. */
export async function pullRequest(attempt: Attempt): Promise<Tried> {
  return tried(await openPullRequest(attempt))
}

/** The pull request as it stands on GitHub, before anything runs. */
export async function openPullRequest(attempt: Attempt): Promise<Opened> {
  const { options, step, shas, folder } = await stagePullRequest(attempt)
  return open(options, step, shas, folder, attempt.event === 'pull_request_target' ? REQUESTS.files : REQUESTS.pull)
}

/** All that a GitHub and a step of such a pull request are made of. */
export async function stagePullRequest(attempt: Attempt): Promise<Staged> {
  const { from = 'branch', event = 'pull_request', tip, reviews = [] } = attempt
  const author = attempt.author ?? (from === 'dependabot' ? 'dependabot[bot]' : from === 'fork' ? 'stranger' : AUTHOR)
  const before = baseOf(attempt.base)
  const fork = before.at(-1)?.name ?? ''
  const moved = tip === undefined ? [] : [planned('tip', [fork], { changes: tip }, MAINTAINER, '2026-11-10')]
  const onto = moved[0]?.name ?? fork
  const made = madeOf(attempt.head)
  const change = made.map((one, index) =>
    planned(`head-${index}`, [index === 0 ? fork : `head-${index - 1}`], one, author, '2026-11-20'),
  )
  const head = change.at(-1)?.name ?? fork
  const merge = planned('merge', [onto, head], { changes: allOf(made) }, author, '2026-11-21')
  const { folder, shas: planted } = plantRepository([...before, ...moved, ...change, merge], {
    'refs/heads/main': onto,
    ...(from === 'fork' ? {} : { 'refs/heads/change': head }),
    'refs/pull/2/head': head,
    'refs/pull/2/merge': 'merge',
  })
  const shas = { ...planted, tip: planted[onto] ?? '', head: planted[head] ?? '' }
  const changed = (await differences(openGit(folder), planted[fork], shas.head)).length
  const pull: Pull = {
    number: 2,
    author: accountOf(author),
    head: { sha: shas.head, ref: 'change', ...(from === 'fork' ? { repository: FORK } : {}) },
    base: { sha: shas.tip, ref: 'main' },
    mergeSha: planted.merge ?? '',
    reviews: reviews.map((review) =>
      reviewOf(
        review,
        change.map(({ name }) => planted[name] ?? ''),
      ),
    ),
    ...attempt.pull,
  }
  const target = event === 'pull_request_target'
  const readOnly = from !== 'branch' && !target
  const options = optionsOf(attempt, folder, [pull], readOnly)
  const checkout = attempt.checkout ?? (target ? 'nothing' : 'merge')
  const step: Step = {
    with: inputsOf(attempt, !readOnly),
    event,
    payload: pullPayload(event, pull, changed),
    prepare: (workspace) => {
      const [what, history] = checkout.split(' with ')
      if (what !== 'nothing') {
        const sha = what === 'head' ? shas.head : what === 'base' ? shas.tip : (planted.merge ?? '')
        checkOut(workspace, folder, sha, history === undefined ? 'one' : 'all')
      }
      attempt.prepare?.(workspace)
    },
    env: {
      GITHUB_SHA: target ? shas.tip : planted.merge,
      GITHUB_REF: target ? 'refs/heads/main' : 'refs/pull/2/merge',
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'change',
      GITHUB_ACTOR: author,
      ...attempt.env,
    },
  }
  return { options, step, shas, folder, pull }
}

/** The event as GitHub sends it, about this pull request. */
function pullPayload(event: string, pull: Pull, changedFiles: number): object {
  const shown = event === 'pull_request_review' ? payload(event, 'submitted') : payload('pull_request', 'opened')
  // The event of a review tells less of its pull request than the others do.
  const repo = object(payload('pull_request', 'opened').repository)
  const { number, author, head, base, mergeSha } = pull
  const example = object(shown.pull_request)
  const login = author === null ? null : { ...object(example.user), login: author.login, type: author.type }
  const from = head.repository === undefined ? repository : head.repository
  const fork = from === null ? null : { ...repo, full_name: from, fork: from !== repository }
  return {
    ...shown,
    number,
    repository: repo,
    sender: login,
    pull_request: {
      ...example,
      number,
      user: login,
      draft: pull.draft ?? false,
      locked: pull.locked ?? false,
      html_url: `https://github.com/${repository}/pull/${number}`,
      head: { ...object(example.head), sha: head.sha, ref: head.ref, repo: fork },
      base: { ...object(example.base), sha: base.sha, ref: base.ref, repo },
      merge_commit_sha: mergeSha ?? null,
      ...(event === 'pull_request_review' ? {} : { changed_files: pull.changedFiles ?? changedFiles }),
    },
  }
}

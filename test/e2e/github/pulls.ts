import { example, list, type Operation, object } from '../openapi.ts'
import { type Answer, notFound, type Operations, ok, page, refused } from './answer.ts'
import * as shown from './examples.ts'
import { type Difference, differences } from './git.ts'
import { commitsBetween, commitsOf, mergeBase } from './git-data.ts'
import type { Hosted, Hub } from './hub.ts'
import type { Pull, Review, Seen } from './options.ts'

/** GitHub, "List pull requests files" and "List commits on a pull request": more are never listed. */
const LISTED_FILES = 3000
const LISTED_COMMITS = 250

/** Pull requests: what they say of themselves, and what git says of their commits. */
export function pulls(hub: Hub): Operations {
  const about =
    (perform: (pull: Pull, hosted: Hosted, seen: Seen) => Answer | Promise<Answer>) =>
    async (operation: Operation, seen: Seen): Promise<Answer> => {
      const hosted = hub.repository(operation)
      const pull = hosted?.options.pulls?.find(({ number }) => String(number) === operation.parameters.pull_number)
      return hosted === undefined || pull === undefined ? notFound : perform(pull, hosted, seen)
    }

  return {
    'pulls/get': about(async (pull, hosted) => {
      const files = await filesOf(pull, hosted)
      return ok({
        ...simple(object(example('pull-request')), pull, hosted),
        merged: pull.merged ?? false,
        merged_by: null,
        mergeable: pull.mergeSha === undefined ? null : true,
        mergeable_state: 'unknown',
        rebaseable: null,
        comments: hosted.options.comments?.filter(({ issue }) => issue === pull.number).length ?? 0,
        commits: (await commitNames(pull, hosted)).length,
        additions: files.reduce((sum, { additions }) => sum + additions, 0),
        deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
        changed_files: pull.changedFiles ?? files.length,
      })
    }),

    'pulls/list-files': about(async (pull, hosted, seen) => {
      const listed = page((await filesOf(pull, hosted)).slice(0, LISTED_FILES).map(shown.file), seen)
      return ok(listed.items, listed.headers)
    }),

    'pulls/list-reviews': about((pull, _, seen) => {
      const all = (pull.reviews ?? []).map((review, index) => reviewOf(review, index, pull))
      const listed = page(all, seen)
      return ok(listed.items, listed.headers)
    }),

    'pulls/list-commits': about(async (pull, hosted, seen) => {
      const listed = page((await commitNames(pull, hosted)).slice(0, LISTED_COMMITS), seen)
      const { git } = hosted
      const show = (one: Parameters<typeof shown.commit>[0]) => shown.commit(one, hub.accounts)
      return ok(git === undefined ? [] : await commitsOf(git, listed.items.map(String), show), listed.headers)
    }),

    'repos/list-pull-requests-associated-with-commit': async (operation, seen) => {
      const hosted = hub.repository(operation)
      const sha = operation.parameters.commit_sha ?? ''
      if (hosted?.git === undefined || (await hosted.git.object(sha))?.type !== 'commit')
        return refused(422, `No commit found for SHA: ${sha}`)
      const found: object[] = []
      for (const base of hub.repositories)
        for (const pull of base.options.pulls ?? [])
          if (homeOf(pull, base) === hosted.name && (await commitNames(pull, base)).includes(sha))
            found.push(simple(object(list(example('pull-request-simple-items'))[0]), pull, base))
      const listed = page(found, seen)
      return ok(listed.items, listed.headers)
    },
  }
}

/** The repository whose commits they are. GitHub finds no pull request of a fork by its commit in the base repository. */
function homeOf({ head, merged }: Pull, base: Hosted): string | null {
  return merged === true || head.repository === undefined ? base.name : head.repository
}

async function filesOf({ base, head }: Pull, { git }: Hosted): Promise<readonly Difference[]> {
  const merged = git === undefined ? undefined : await mergeBase(git, base.sha, head.sha)
  return git === undefined || merged === undefined ? [] : differences(git, merged.sha, head.sha)
}

async function commitNames({ base, head }: Pull, { git }: Hosted): Promise<readonly string[]> {
  return git === undefined ? [] : commitsBetween(git, base.sha, head.sha)
}

function simple(example: { readonly [key: string]: unknown }, pull: Pull, { name, options }: Hosted): object {
  const { number, author, head, base } = pull
  const side = (whose: 'head' | 'base', sha: string, ref: string, repository: string | null) => {
    const shape = object(example[whose])
    const login = repository?.split('/')[0] ?? 'ghost'
    return {
      ...shape,
      label: `${login}:${ref}`,
      ref,
      sha,
      user: shown.account({ login, type: 'User' }),
      repo: repository === null ? null : shown.named(shape.repo, repository, options.private),
    }
  }
  return {
    ...example,
    id: number,
    number,
    state: pull.state ?? 'open',
    locked: pull.locked ?? false,
    active_lock_reason: pull.locked === true ? 'resolved' : null,
    draft: pull.draft ?? false,
    title: pull.title ?? 'Change the manifest',
    body: pull.body ?? null,
    requested_teams: [],
    user: author === null ? shown.account({ login: 'ghost', type: 'User' }) : shown.account(author),
    url: `https://api.github.com/repos/${name}/pulls/${number}`,
    html_url: `https://github.com/${name}/pull/${number}`,
    merge_commit_sha: pull.mergeSha ?? null,
    merged_at: pull.merged === true ? '2026-11-20T10:00:00Z' : null,
    closed_at: pull.state === 'closed' ? '2026-11-20T10:00:00Z' : null,
    head: side('head', head.sha, head.ref, head.repository === undefined ? name : head.repository),
    base: side('base', base.sha, base.ref, name),
  }
}

function reviewOf({ user, state, commit, submittedAt, body }: Review, index: number, { number }: Pull): object {
  const { submitted_at: _pending, ...shape } = object(list(example('pull-request-review-items'))[0])
  return {
    ...shape,
    id: 80 + index,
    user: user === null ? null : shown.account(user),
    body: body ?? '',
    state,
    commit_id: commit,
    html_url: `https://github.com/octocat/Hello-World/pull/${number}#pullrequestreview-${80 + index}`,
    // A review that is not submitted has none.
    ...(state === 'PENDING' ? {} : { submitted_at: submittedAt ?? dayOf(index) }),
  }
}

/** One hour after another, as GitHub lists reviews in the order in which they were made. */
function dayOf(index: number): string {
  return new Date(Date.UTC(2026, 10, 20, 9 + index)).toISOString().replace('.000', '')
}

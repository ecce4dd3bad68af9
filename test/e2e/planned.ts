import type { Planned, Tree } from './git-stream.ts'
import { type Account, bot, type Review, user } from './github.ts'

/** Who keeps the base branch, and who opens pull requests, unless it is said. */
export const MAINTAINER = 'ines-duarte'
export const AUTHOR = 'tomas-lind'
export type Made = { readonly changes: Tree; readonly by?: string; readonly day?: string }
export type Reviewed = {
  readonly by: string | null
  /** An approval, unless it is said. */
  readonly state?: Review['state']
  /** The commit that was reviewed: the head unless it is said, or the number of a commit of the pull request, from 0. */
  readonly on?: 'head' | number | null
}

/** One commit or several, as several. */
export function madeOf(changes: Tree | readonly Made[]): readonly Made[] {
  return isSeveral(changes) ? changes : [{ changes }]
}

function isSeveral(changes: Tree | readonly Made[]): changes is readonly Made[] {
  return Array.isArray(changes)
}

/** All that several commits change, the later ones over the earlier. */
export function allOf(made: readonly Made[]): Tree {
  return Object.assign({}, ...made.map(({ changes }) => changes))
}

/** The commits of the base branch: `base-0` and on. */
export function baseOf(base: Tree | readonly Made[]): readonly Planned[] {
  return madeOf(base).map((made, index) => {
    const parents = index === 0 ? [] : [`base-${index - 1}`]
    return planned(`base-${index}`, parents, made, MAINTAINER, '2026-10-01')
  })
}

export function planned(name: string, parents: readonly string[], made: Made, by: string, day: string): Planned {
  return { name, parents, changes: made.changes, by: made.by ?? by, day: made.day ?? day }
}

/** `commits`: the shas of the pull request's commits, oldest first. */
export function reviewOf({ by, state = 'APPROVED', on = 'head' }: Reviewed, commits: readonly string[]): Review {
  const commit = on === 'head' ? commits.at(-1) : on === null ? null : commits[on]
  if (commit === undefined) throw new Error(`the pull request has no commit ${on}`)
  return { user: by === null ? null : accountOf(by), state, commit }
}

export function accountOf(login: string): Account {
  return login.endsWith('[bot]') ? bot(login) : user(login)
}

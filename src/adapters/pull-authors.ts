import { at, loginAt } from './answers.ts'
import type { Send } from './github.ts'
import { listed } from './pages.ts'

/** GitHub, "List commits on a pull request": at most 250. */
const LISTED_COMMITS = 250

/** Commits that the site itself makes, such as a merge by its button, are committed by this account. */
const SITE = 'web-flow'

export type Authors = { readonly logins: readonly string[]; readonly more?: string }

/** Who wrote or committed what a pull request brings, without merges, which bring nothing of their own author. */
export async function authorsOf(
  send: Send,
  place: { readonly owner: string; readonly repo: string; readonly pull_number: number },
): Promise<Authors> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits'
  const { items, whole } = await listed(send, route, place, Math.ceil(LISTED_COMMITS / 100))
  const logins = items.filter(isOwnWork).flatMap((commit) => {
    const committer = loginAt(commit, 'committer', 'login')
    return [loginAt(commit, 'author', 'login') ?? [], committer === SITE ? [] : (committer ?? [])].flat()
  })
  return {
    logins: [...new Set(logins)].sort(),
    ...(!whole || items.length >= LISTED_COMMITS ? { more: 'has more commits than GitHub lists' } : {}),
  }
}

function isOwnWork(commit: unknown): boolean {
  const parents = at(commit, 'parents')
  return !Array.isArray(parents) || parents.length < 2
}

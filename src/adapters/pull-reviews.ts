import type { Review } from '../core/comparison.ts'
import { commitAt, loginAt, textAt } from './answers.ts'
import { RequestFailure, type Send } from './github.ts'
import { listed } from './pages.ts'

/** Reviews that are read of one pull request: it is said when there are more. */
const MAX_PAGES = 10

/** Every review that states an opinion, the last one of each person: "List reviews for a pull request" tells them in the order of time. */
export async function lastReviews(
  send: Send,
  place: { readonly owner: string; readonly repo: string; readonly pull_number: number },
): Promise<readonly Omit<Review, 'mayWrite'>[]> {
  const all = await listed(send, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', place, MAX_PAGES)
  if (!all.whole) throw new RequestFailure('lost', 'the pull request has more reviews than the gate reads')
  const last = new Map<string, Omit<Review, 'mayWrite'>>()
  for (const one of all.items) {
    const by = loginAt(one, 'user', 'login')
    const state = stateOf(textAt(one, 'state'))
    if (state === 'other') throw new RequestFailure('lost', 'a review has a state that the gate does not know')
    // Of a deleted account there is no user: nobody's approval.
    if (by === undefined || state === undefined) continue
    const url = textAt(one, 'html_url')
    last.set(by, {
      by,
      account: textAt(one, 'user', 'type') === 'User' && !by.endsWith('[bot]') ? 'user' : 'bot',
      state,
      commit: commitAt(one, 'commit_id'),
      ...(url !== undefined && /^https?:\/\/[^\s]+$/.test(url) ? { url } : {}),
    })
  }
  return [...last.values()]
}

/** Undefined for what is no opinion. */
function stateOf(state: string | undefined): Review['state'] | 'other' | undefined {
  switch (state) {
    case 'APPROVED':
      return 'approved'
    case 'CHANGES_REQUESTED':
      return 'changes-requested'
    case 'DISMISSED':
      return 'dismissed'
    case 'COMMENTED':
    case 'PENDING':
      return undefined
    default:
      return 'other'
  }
}

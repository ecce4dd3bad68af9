import type { Approvals, PullRequest, Review } from '../../src/core/comparison.ts'
import type { Changes } from './lender.ts'

export const HEAD = '4e8f0c2b6a1d9357e0f48bc2a7d61e935b0c8f42'
export const OLDER = '71c05d9e3f2ab8461c7de905f3b82a6047d19ce3'

/** An approval of the head commit by one who may write, unless it is said. */
export function review(by: string, more: Partial<Review> = {}): Review {
  return { by, account: 'user', state: 'approved', commit: HEAD, mayWrite: 'yes', ...more }
}

/** A pull request that `tomas-lind` opened and wrote alone. */
export function pull(more: Partial<PullRequest> = {}): PullRequest {
  return { number: 7, openedBy: 'tomas-lind', authors: ['tomas-lind'], headSha: HEAD, reviews: [], ...more }
}

/** One pull request with these reviews, or these pull requests. */
export function approved(...told: readonly (Review | PullRequest)[]): Approvals {
  const reviews = told.flatMap((each) => ('state' in each ? [each] : []))
  const pulls = told.flatMap((each) => ('state' in each ? [] : [each]))
  return { known: true, pulls: pulls.length === 0 ? [pull({ reviews })] : pulls }
}

/** Two people of the lender with their accounts on GitHub. */
export const accounts: Changes = { 'people.ana.github': 'ana-lucero', 'people.bob.github': 'bob-tremaine' }

/** A waiver that Ana approves. */
export const waiver = {
  system: 'advance',
  obligation: 'opt-out-quiet-period',
  reason: 'The queue is being replaced; the desk checks by hand.',
  'approved-by': 'ana',
  'expires-on': '2027-06-30',
}

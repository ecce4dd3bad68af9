import type { Loosening } from './change.ts'
import type { Approvals, PullRequest, Review, ReviewSeen } from './comparison.ts'
import type { Facts } from './facts.ts'
import { notAPerson } from './people.ts'

/** Whether something is approved: `because` completes "it is not approved: …" or "it cannot be told: …". */
export type Approval = {
  readonly approved: 'yes' | 'no' | 'unknown'
  readonly because: string
  readonly next: string
  /** Who approved it. */
  readonly by?: string
  /** The review that says so; absent where none is needed. */
  readonly review?: ReviewSeen
}

/** Nobody approves who has no account, so that no review can be theirs. */
export type Approver = { readonly github?: string }

/**
 * Whether this person approved the revision that is judged: the last opinionated review, on the head commit, by a user who may write and
 * who is not an author. A merge queue may join several pull requests: each must be approved, or, of a waiver, one that brings it.
 */
export function approvalBy({ github }: Approver, facts: Facts, waiver?: string): Approval {
  const handle = handleOf(github)
  if (handle === undefined)
    return no('no account on GitHub is declared for who must approve it', 'write `github:` for that person')
  const seen = reviewsOf(facts)
  if ('approved' in seen) return seen
  const { pulls, partly } = seen
  if (waiver === undefined) return together(pulls.map((pull) => inPull(pull, handle)).concat(rest(partly)))
  const bringing = pulls.filter(({ waivers }) => waivers === undefined || waivers.includes(waiver))
  const [best] = [...bringing.map((pull) => inPull(pull, handle)), ...rest(partly)].sort(byHope)
  return best ?? unknown('no pull request of this merge queue brings it as it is here', 'take them out of the queue')
}

/** What a pull request does beside its manifest, so that each of a merge queue may be the one that does it. */
const BESIDE_MANIFEST: readonly Loosening[] = ['policy-changed', 'workflow-changed', 'manifest-moved']

/**
 * Whether what loosens the gate is approved, by a person whom the policy allows, or whom the base names: in a merge queue each pull request
 * that may be the one.
 */
export function approvalOfLoosening(facts: Facts, kind?: Loosening): Approval {
  const allowed = loosenersOf(facts)
  if (allowed.length === 0)
    return no(
      'nobody is named who could approve it',
      'name who may approve a loosening in the policy, and merge that first',
    )
  const seen = reviewsOf(facts)
  if ('approved' in seen) return seen
  const beside = kind === undefined || BESIDE_MANIFEST.includes(kind)
  const pulls = seen.pulls.filter(({ sameManifest }) => beside || sameManifest === undefined)
  return together(pulls.map((pull) => byOneOf(pull, allowed)).concat(rest(seen.partly)))
}

/** Whose approval of a loosening counts, in lower case. */
export function loosenersOf(facts: Facts): readonly string[] {
  const listed = facts.policy.policy.approvers.loosening
  const people = (facts.comparison?.before?.people ?? [])
    .filter((person) => notAPerson(person) === undefined)
    .map(({ github }) => github.value)
  const handles = listed?.map(({ github }) => github) ?? people
  return [...new Set(handles.flatMap((github) => handleOf(github) ?? []))]
}

/** A login as GitHub compares them; undefined when it can be nobody's. */
export function handleOf(github: string | undefined): string | undefined {
  const handle = github?.trim().replace(/^@/, '').toLowerCase()
  return handle !== undefined && /^[a-z\d][a-z\d_-]*$/.test(handle) ? handle : undefined
}

export function no(because: string, next: string): Approval {
  return { approved: 'no', because, next }
}

function unknown(because: string, next: string): Approval {
  return { approved: 'unknown', because, next }
}

type Known = Extract<Approvals, { readonly known: true }>

function reviewsOf({ approvals }: Facts): Known | Approval {
  if (approvals === undefined)
    return unknown('reviews cannot be seen here', 'have it approved on the pull request, where the gate sees reviews')
  if (!approvals.known) return unknown(approvals.because, approvals.next)
  if (approvals.pulls.length === 0 && approvals.partly === undefined)
    return unknown('no pull request is seen', 'run the gate on the pull request')
  return approvals
}

function rest(partly: Known['partly']): readonly Approval[] {
  return partly === undefined ? [] : [unknown(partly.because, partly.next)]
}

function byOneOf(pull: PullRequest, handles: readonly string[]): Approval {
  const reviewed = handles.filter((handle) => pull.reviews.some(({ by }) => by === handle))
  const [best] = (reviewed.length === 0 ? handles : reviewed).map((handle) => inPull(pull, handle)).sort(byHope)
  const whom = handles.map((handle) => `\`${handle}\``).join(' or ')
  if (best === undefined || handles.length === 1 || best.approved !== 'no') return best ?? no(`it names nobody`, '')
  return reviewed.length === 0
    ? no(`${named(pull)} has no review by ${whom}`, `have ${whom} approve ${named(pull)}`)
    : no(best.because, `have ${whom} approve ${named(pull)}, who is not an author of it`)
}

/** What this person's review of one pull request is worth. */
function inPull(pull: PullRequest, handle: string): Approval {
  const who = `\`${handle}\``
  const review = pull.reviews.find(({ by }) => by === handle)
  const other = `have a person approve it who wrote nothing of ${named(pull)}`
  if (pull.openedBy === handle) return no(`${who} opened ${named(pull)}, and nobody approves their own change`, other)
  if (pull.authors.includes(handle))
    return no(`${who} wrote a commit of ${named(pull)}, and nobody approves their own change`, other)
  if (review === undefined)
    return no(`${who} has not reviewed ${named(pull)}`, `have ${who} approve commit ${short(pull.headSha)}`)
  return judge(review, pull)
}

function judge(review: Review, pull: PullRequest): Approval {
  const who = `\`${review.by}\``
  const next = `have ${who} approve commit ${short(pull.headSha)}`
  if (review.account === 'bot') return no(`${who} is a bot`, `have a person approve ${named(pull)}`)
  switch (review.state) {
    case 'changes-requested':
      return no(`${who} asked for changes in ${named(pull)}`, `make them, and ${next}`)
    case 'dismissed':
      return no(`the review of ${who} was dismissed`, next)
    case 'approved':
      break
  }
  if (review.commit === undefined) return unknown(`GitHub does not tell which commit ${who} approved`, `${next} again`)
  if (review.commit !== pull.headSha)
    return no(`${who} approved commit ${short(review.commit)}, and ${named(pull)} has changed since`, next)
  if (review.mayWrite === 'no')
    return no(
      `${who} may not write to the repository`,
      `have a person approve ${named(pull)} who may write to the repository`,
    )
  if (pull.moreAuthors !== undefined)
    return unknown(
      `${named(pull)} ${pull.moreAuthors}, so that ${who} may be an author of it`,
      'propose it in a pull request with fewer commits',
    )
  if (review.mayWrite === 'unknown')
    return unknown(
      `nobody can tell whether ${who} may write to the repository`,
      'run the job again; if it stays, give it a token that sees who may write',
    )
  return {
    approved: 'yes',
    because: `${who} approved commit ${short(review.commit)} of ${named(pull)}`,
    next: '',
    by: review.by,
    review: {
      pull: pull.number,
      by: review.by,
      commit: review.commit,
      ...(review.url === undefined ? {} : { url: review.url }),
    },
  }
}

/** Approved when every one is; what is missing for certain is told first. */
function together(all: readonly Approval[]): Approval {
  const [worst] = [...all].sort((a, b) => GRAVITY[b.approved] - GRAVITY[a.approved])
  return worst ?? unknown('no pull request is seen', 'run the gate on the pull request')
}

const GRAVITY = { yes: 0, unknown: 1, no: 2 }

function byHope(a: Approval, b: Approval): number {
  return GRAVITY[a.approved] - GRAVITY[b.approved]
}

function named({ number }: PullRequest): string {
  return `pull request ${number}`
}

function short(commit: string): string {
  return `\`${commit.slice(0, 7)}\``
}

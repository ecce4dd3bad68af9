import type { Change } from './change.ts'
import type { Manifest } from './manifest.ts'

/** What this revision is held against, and what differs. */
export type Comparison = {
  /** The full name of the commit. */
  readonly commit: string
  /** `none`: the base has no manifest, so that this is a first adoption. */
  readonly manifest: 'read' | 'none'
  /** Where the manifest was in the base, when it was elsewhere. */
  readonly movedFrom?: string
  /** The manifest of the base: what it waives and whom it names was judged when it came in. Absent when it has none. */
  readonly before?: Manifest
  /** Sorted by scope and key. */
  readonly changes: readonly Change[]
  readonly files: ChangedFiles
}

/** The files that differ between the base and this revision, relative to the root that is judged. */
export type ChangedFiles =
  | {
      readonly known: true
      readonly files: readonly ChangedFile[]
      /** `.github/workflows/gate.yml`, from the repository's root: the workflow that runs the gate, when it is changed. */
      readonly workflow?: string
    }
  /** `because` completes "the changed files cannot be told: …"; `next` is what to do about it. */
  | { readonly known: false; readonly because: string; readonly next: string }
export type ChangedFile = {
  readonly path: string
  readonly status: 'added' | 'modified' | 'removed' | 'renamed'
  /** Its path before it was renamed. */
  readonly from?: string
}

/** Who approved this revision, as the platform tells it. */
export type Approvals =
  | {
      readonly known: true
      readonly pulls: readonly PullRequest[]
      /** Why there may be more pull requests than these; absent when these are all. */
      readonly partly?: { readonly because: string; readonly next: string }
    }
  /** `because` completes "who approved it cannot be told: …". */
  | { readonly known: false; readonly because: string; readonly next: string }

/** A pull request of which this revision is made; a merge queue may join several. */
export type PullRequest = {
  readonly number: number
  /** Logins in lower case. `authors`: who opened it, and who wrote a commit of it that is no merge. */
  readonly authors: readonly string[]
  /** Who opened it, in lower case; absent for a deleted account. */
  readonly openedBy?: string
  /** Why its authors are not all told, as a predicate; absent when they are. */
  readonly moreAuthors?: string
  readonly headSha: string
  readonly reviews: readonly Review[]
  /** In a merge queue, the waivers of its own manifest, so that an approval of one pull request is none of another; absent elsewhere. */
  readonly waivers?: readonly string[]
  /** In a merge queue, true where its manifest is that of the base, so that nothing that it declares asks for less. */
  readonly sameManifest?: true
}

/** The last opinionated review of one person: a comment does not count, a dismissal does. */
export type Review = {
  /** The login, in lower case. */
  readonly by: string
  readonly account: 'user' | 'bot'
  readonly state: 'approved' | 'changes-requested' | 'dismissed'
  /** The commit that was reviewed. */
  readonly commit: string | undefined
  /** Whether that person may write to the repository. */
  readonly mayWrite: 'yes' | 'no' | 'unknown'
  readonly url?: string
}

/** The review by which something is approved. */
export type ReviewSeen = {
  readonly pull: number
  readonly by: string
  readonly commit: string
  readonly url?: string
}

/** What the platform tells of a declared handle, by the handle in lower case. Cannot see is not: is not. */
export type Accounts = { readonly [handle: string]: Account }
export type Account =
  | { readonly is: 'user' | 'organization' | 'bot' | 'missing' }
  | { readonly is: 'unknown'; readonly because: string }

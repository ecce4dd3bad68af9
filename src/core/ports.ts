import type { Members, MembershipAsked } from './code-owners.ts'
import type { Accounts, Approvals, ChangedFiles } from './comparison.ts'

/** The repository's files as the gate may see them: read-only, never outside the root, symlinks followed only inside it. */
export type Files = {
  /** The bytes, or why they are not given. `path` is relative to the root with forward slashes. Never throws. */
  read(path: string, maxBytes: number): Promise<ReadResult>
  /**
   * The plain files below a folder, sorted by code unit, their paths relative to the root; none where the folder is not there. Links
   * are not followed, `.git` and `node_modules` not entered. Never throws.
   */
  list(folder: string, limits: ListLimits): Promise<ListResult>
  /** Says what will be read one after the other, to those who fetch it from afar. */
  prefetch?(paths: readonly string[], maxBytes: number): void
}
/** Why not: a predicate that completes "<folder> …". */
export type ListResult =
  | { readonly ok: true; readonly paths: readonly string[] }
  | { readonly ok: false; readonly message: string }
/** `depth`: folders below one another, 1 for the folder's own files. `entries`: files and folders looked at. */
export type ListLimits = { readonly depth: number; readonly entries: number }
export type ReadResult =
  /** `writtenAt`: when the file was last written, an instant in ISO 8601; absent where nobody keeps it. */
  | { readonly ok: true; readonly bytes: Uint8Array; readonly writtenAt?: string }
  | { readonly ok: false; readonly reason: RefusalReason; readonly message: string }
export type RefusalReason = 'missing' | 'outside' | 'not-a-file' | 'too-large' | 'unreadable'

/** When the commit that is judged was checked out, from git's own files. Never throws. */
export type Checkout = () => Promise<CheckoutTime>
/** Instants in ISO 8601, UTC, with milliseconds. `now` is the moment at which it was asked. */
export type CheckoutTime =
  | { readonly known: true; readonly at: string; readonly now: string }
  /** A predicate that completes "when it was checked out …". */
  | { readonly known: false; readonly because: string }

/** The repository's own history, as far as it is on this machine: read-only, without a network. */
export type History = {
  /** What changed in the folders after the day, on the line of commits that leads here. Never throws. */
  changes(after: string, folders: readonly string[]): Promise<HistoryResult>
  /** The texts of versions of a file, by the names that `changes` gave them; a version that is not at hand is left out. Never throws. */
  texts(versions: readonly string[]): Promise<ReadonlyMap<string, string>>
}
export type HistoryResult =
  | ({ readonly ok: true } & HistoryRead)
  /** `message` is a predicate, such as "is shallow"; `next` is what to do about it. */
  | { readonly ok: false; readonly message: string; readonly next: string }
export type HistoryRead = {
  /** The UTC day of the oldest commit at hand: what happened before it is not known. */
  readonly from: string
  /** True when older commits exist and are not on this machine. */
  readonly shallow: boolean
  /** Files and submodules of the folders that git follows, relative to the root. */
  readonly tracked: readonly TrackedPath[]
  /** Oldest first. */
  readonly changes: readonly FileChange[]
}
export type TrackedPath = { readonly path: string; readonly submodule: boolean }
export type FileChange = TrackedPath & {
  /** The UTC day; of what is only in this branch there is none yet. */
  readonly on: string | undefined
  /** "commit `3f2a9c1`", `this branch` or `not committed`. */
  readonly by: string
  /** Names of the version before and after it; undefined where the file did not exist, or is not in a commit. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The revision that this one is held against. */
export type Base = {
  /** The full name of the commit that is compared with. */
  readonly commit: string
  /** The files of that commit, below the same root. A fault of the platform reads as `unreadable`, never as `missing`. */
  readonly files: Files
  /** The tip of the base branch, where rules for judging are read: an old branch must not bring its own. */
  readonly tip: {
    readonly commit: string
    readonly files: Files
    /** The same commit from the repository's own root, and the folder below it that is judged: `services/loans`, empty at the top. */
    readonly repository?: { readonly files: Files; readonly folder: string }
  }
  /** Never throws. */
  changed(): Promise<ChangedFiles>
}

/** Why there is a revision to compare with, and it cannot be told or read: completes "did not run, because …". */
export type BaseUnknown = { readonly because: string }

/** Where the policy is. */
export type PolicySource = {
  /** As the input names it: `compliance/policy.yml` or `owner/repo/path@ref`. */
  readonly name: string
  readonly path: string
  /** The place that the change cannot reach; absent where there is none, as on a push. */
  readonly trusted?: { readonly from: 'base' | 'repository'; readonly commit: string; readonly files: Files }
}

/** What only the platform knows. None of them throws: what cannot be seen is told so. */
export type Platform = {
  approvals(asked: ApprovalsAsked): Promise<Approvals>
  /** Of these handles, in lower case, what they are. */
  accounts(handles: readonly string[]): Promise<Accounts>
  /** Whether these persons are in these teams. */
  members(asked: readonly MembershipAsked[]): Promise<Members>
}

export type ApprovalsAsked = {
  /** Whose approval may count, in lower case: of these it is asked whether they may write. */
  readonly handles: readonly string[]
  /** Path of the manifest: each pull request of a merge queue has its own. */
  readonly manifestFile: string
}

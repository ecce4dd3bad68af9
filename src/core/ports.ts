/** The repository's files as the gate may see them: read-only, never outside the root, symlinks followed only inside it. */
export type Files = {
  /** The bytes, or why they are not given. `path` is relative to the root with forward slashes. Never throws. */
  read(path: string, maxBytes: number): Promise<ReadResult>
  /**
   * The plain files below a folder, sorted by code unit, their paths relative to the root; none where the folder is not there. Links
   * are not followed, `.git` and `node_modules` not entered. Never throws.
   */
  list(folder: string, limits: ListLimits): Promise<ListResult>
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

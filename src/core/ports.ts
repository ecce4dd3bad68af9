/** The repository's files as the gate may see them: read-only, never outside the root, symlinks followed only inside it. */
export type Files = {
  /** The bytes, or why they are not given. `path` is relative to the root with forward slashes. Never throws. */
  read(path: string, maxBytes: number): Promise<ReadResult>
}
export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: RefusalReason; readonly message: string }
export type RefusalReason = 'missing' | 'outside' | 'not-a-file' | 'too-large' | 'unreadable'

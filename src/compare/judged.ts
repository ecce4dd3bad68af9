import type { ChangedFiles } from '../core/comparison.ts'
import type { Facts } from '../core/facts.ts'
import type { Manifest, System } from '../core/manifest.ts'

/** A manifest with what the law makes of it. */
export type Judged = Pick<Facts, 'determinations' | 'duties' | 'notApplicable' | 'activities' | 'regulation'> & {
  readonly manifest: Manifest
}

/** What is known of the change beside the two manifests. */
export type ChangedWith = {
  readonly files: ChangedFiles
  /** Whether a path is one of those that globs of `code:` name. */
  readonly matcher: (globs: readonly string[]) => (path: string) => boolean
  /** Path of the manifest, which is no code whatever the globs say. */
  readonly manifestFile: string
}

/** A system of the base with what it is now. */
export type SystemPair = {
  readonly before: System
  readonly after: System
  /** The files of its code that this change touches; why that is not known; or that it names no code. */
  readonly code: TouchedCode
}
export type TouchedCode =
  | { readonly known: 'yes'; readonly files: readonly string[] }
  | { readonly known: 'no'; readonly because: string }
  | { readonly known: 'undeclared' }

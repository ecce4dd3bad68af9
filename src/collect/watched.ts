import type { System } from '../core/manifest.ts'
import type { FileChange } from '../core/ports.ts'
import type { Route } from '../core/route.ts'
import type { Globs } from '../read/code-globs.ts'

/** What is watched of one system. */
export type Watched = {
  readonly id: string
  readonly system: System
  /** What describes it, and was reviewed by the day judged for. */
  readonly records: readonly WatchedRecord[]
  readonly code: Globs
  readonly hasCode: boolean
  readonly artifact: string | undefined
  /** Folders below which all of it lies. */
  readonly folders: readonly string[]
}

/** A record that a change may leave behind, unless the same change had its hand on it. */
export type WatchedRecord = {
  readonly route: Route
  /** `organization`, or the id of its system. */
  readonly scope: string
  /** What tells it from the other records of its scope. */
  readonly key: string
  /** As git writes it. */
  readonly file: string | undefined
  readonly since: string
}

/** A change with the day from which it counts, and its place among all. */
export type Dated = FileChange & { readonly on: string; readonly order: number }

/**
 * What came together: one commit of the line, which of a merge is everything that it brought. What is only in this branch and what is not
 * committed yet will come together.
 */
export function togetherOf({ on, by }: Pick<Dated, 'on' | 'by'>): string {
  return by === 'this branch' || by === 'not committed' ? 'to come' : `${on} ${by}`
}

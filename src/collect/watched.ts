import type { System } from '../core/manifest.ts'
import type { FileChange } from '../core/ports.ts'
import type { Globs } from '../read/code-globs.ts'

/** What is watched of one system. */
export type Watched = {
  readonly id: string
  readonly system: System
  /** The days of review of what describes it, each once. */
  readonly since: readonly string[]
  readonly code: Globs
  readonly hasCode: boolean
  readonly artifact: string | undefined
  /** Folders below which all of it lies. */
  readonly folders: readonly string[]
}

/** A change with the day from which it counts, and its place among all. */
export type Dated = FileChange & { readonly on: string; readonly order: number }

/** What is told of one aspect of a system after one day goes by this. */
export function keyOf({ id }: Pick<Watched, 'id'>, since: string, aspect: string): string {
  return `${aspect} ${since} ${id}`
}

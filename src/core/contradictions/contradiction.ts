import type { Route } from '../route.ts'

/** Two answers of which one must be wrong. */
export type Contradiction = {
  readonly at: Route
  readonly message: string
  readonly next: string
  readonly cites: readonly string[]
  readonly level?: 'warning'
}

/** What a system is compared with besides its own answers. */
export type Reach = { readonly assessed: boolean; readonly article11: boolean; readonly admt: boolean }

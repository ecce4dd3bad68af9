import type { Route } from './route.ts'

/** What of a system a record describes, and so what may leave the record behind. */
export type Aspect = 'code' | 'model' | 'data' | 'purpose' | 'human-involvement'

/** What history tells of the systems that declare `code:` or a model artifact. */
export type HistoryFacts = {
  readonly followed: readonly Followed[]
  readonly paths: readonly FollowedPath[]
}

/** How one system changed after the review of one record. An aspect that is not declared, or that git does not follow, is absent. */
export type Followed = {
  readonly system: string
  /** The entry of the record in the manifest: what was changed together with it does not leave it behind. */
  readonly record: Route
  /** `YYYY-MM-DD`, its `reviewed-on`; changes of that day itself do not count. */
  readonly since: string
  readonly told: { readonly [aspect in Aspect]?: Told }
}

/** Whether something changed: cannot tell is not no. */
export type Told =
  | { readonly changed: 'no' }
  | ({ readonly changed: 'yes' } & Change)
  | { readonly changed: 'unknown'; readonly because: string; readonly next: string }

/** The first change that counts. */
export type Change = {
  /** The UTC day on which it reached this line of history. */
  readonly on: string
  /** The short name of the commit, or where there is none, that it is only in this branch or not committed. */
  readonly by: string
  /** The first of its files, or of the declared keys, and how many more there are. */
  readonly names: readonly string[]
  readonly more: number
}

/** A glob of `code:` or a model artifact. */
export type FollowedPath = {
  readonly system: string
  readonly route: Route
  readonly path: string
  /** Whether git follows a file of that name; `unknown` when git could not be asked. */
  readonly found: 'yes' | 'no' | 'unknown'
}

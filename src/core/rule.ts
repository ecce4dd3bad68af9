import type { Duty } from './duty.ts'
import type { Facts } from './facts.ts'
import type { Level, Outcome } from './finding.ts'
import type { Region, Route } from './route.ts'

/** What `check` answers: the finding without what the engine adds. */
export type Checked = {
  readonly outcome: Outcome
  readonly message: string
  readonly next?: string
  /** The level of a fail, review or open; absent: by the due dates of the subject's duties, or the rule's own when it has none. */
  readonly level?: Level
  /** True for what only the policy asks. */
  readonly byPolicy?: true
  /** Below the subject's own route. */
  readonly at?: Route
  /** Where the place is known already. */
  readonly region?: Region
  /** Where the text of a record is the place to mend. */
  readonly inFile?: { readonly file: string; readonly line: number; readonly column?: number }
  readonly cites?: readonly string[]
}

/** A subject as the engine needs it; rules put what they judge beside it. */
export type Subject = {
  readonly subject: string
  /** `manifest`, `organization`, or the system's id. */
  readonly scope: string
  readonly route: Route
  /** The duties it bears on: they set the level, and their status follows from it. */
  readonly duties?: readonly Duty[]
  readonly owner?: string
}

/** One question over one kind of subject. Pure: the same facts give the same answer. */
export type Rule<S extends Subject = Subject> = {
  /** The good state, answerable with yes or no: `record/current`. */
  readonly id: string
  readonly level: Level
  /** What holds when it passes. */
  readonly summary: string
  /** Why it matters. */
  readonly why: string
  /** What to do when it does not hold. */
  readonly fix: string
  readonly cites: readonly string[]
  subjects(facts: Facts): readonly S[]
  check(subject: S, facts: Facts): Checked
}

/** Types a rule by what its subjects are. */
export function defineRule<S extends Subject>(rule: Rule<S>): Rule<S> {
  return rule
}

export function pass(message: string): Checked {
  return { outcome: 'pass', message }
}
export function notApplicable(message: string): Checked {
  return { outcome: 'notApplicable', message }
}
export function fail(message: string, next: string, more: Omit<Checked, 'outcome' | 'message' | 'next'> = {}): Checked {
  return { outcome: 'fail', message, next, ...more }
}
export function open(message: string, next: string, more: Omit<Checked, 'outcome' | 'message' | 'next'> = {}): Checked {
  return { outcome: 'open', message, next, ...more }
}

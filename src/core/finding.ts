import type { ReviewSeen } from './comparison.ts'
import type { Location } from './route.ts'

/** SARIF 2.1.0, result.kind. */
export type Outcome = 'pass' | 'fail' | 'review' | 'open' | 'notApplicable'
/** SARIF 2.1.0, result.level. */
export type Level = 'error' | 'warning' | 'note'

/** A waiver as it took effect on one finding. */
export type AppliedWaiver = {
  readonly obligations: readonly string[]
  readonly until: string
  readonly justification: string
  readonly approvedBy: string
  /** The reviews by which it counts, where this change brings it. */
  readonly reviews?: readonly ReviewSeen[]
}

/** What one rule says of one subject; exactly one for each pair. */
export type Finding = {
  readonly rule: string
  /** By key, never by position: `resume-screener/risk-assessment`. */
  readonly subject: string
  /** `manifest`, `organization`, or the id of the system that it is about. */
  readonly scope: string
  readonly outcome: Outcome
  readonly level: Level
  /** The level that the gate itself gives it, where the policy sets another. */
  readonly ownLevel?: Level
  /** True for what the policy asks and the law does not: no duty is unmet by it. */
  readonly byPolicy?: true
  /** A predicate that completes "<subject> …". */
  readonly message: string
  /** What to write next; only where something is to be done. */
  readonly next?: string
  readonly cites: readonly string[]
  readonly location: Location
  /** The obligations that it bears on, and the same as duties of their subjects: `working-capital-offer/opt-out-methods`. */
  readonly obligations: readonly string[]
  readonly duties: readonly string[]
  /** The key of the person who answers for it. */
  readonly owner?: string
  readonly waiver?: AppliedWaiver
}

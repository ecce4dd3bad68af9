import { addDays, addMonths } from './dates.ts'
import type { Duty } from './duty.ts'
import type { Facts } from './facts.ts'
import { unique } from './logic.ts'
import type { DeclaredRecord, Review } from './manifest.ts'
import { reachedSystems } from './reached.ts'
import type { Regulation } from './regulation.ts'

/** After so many days the law data of a version counts as old. */
export const LAW_REVIEW_DAYS = 180

/** The thresholds look at the preceding year, so a confirmation of scope is good for one. */
export const CONFIRMED_MONTHS = 12

const MONTHS = { monthly: 1, quarterly: 3, yearly: 12 } as const

/** How a record stands in time. Rule and calendar both read it from here, so that no day fails the gate that the calendar did not hold. */
export type RecordReview =
  | { readonly kind: 'undated' }
  /** The date under that key is after the `as-of` day, so it tells nothing. */
  | { readonly kind: 'ahead'; readonly key: 'reviewed-on' | 'completed-on'; readonly date: string }
  /** It must be of the cycle that its duty's due date ends; reviewed on its own it is never. */
  | { readonly kind: 'cycle'; readonly reviewed: string; readonly duty: Duty; readonly months: number }
  /** Nothing asks for a review. */
  | { readonly kind: 'lasting'; readonly reviewed: string }
  | {
      readonly kind: 'until'
      readonly reviewed: string
      /** The last day for the next review. */
      readonly until: string
      readonly months: number
      /** The law's period, the policy's, the author's own, or good practice. */
      readonly basis: 'law' | 'policy' | 'own' | 'usual'
      /** The duties that ask for the review, when the law does. */
      readonly asking: readonly Duty[]
      readonly cites: readonly string[]
    }

/** When a record is to be reviewed again, for the duties that need it: 11 CCR 7155(a)(2) for a risk assessment. Calendar months. */
export function recordReview(
  declared: DeclaredRecord,
  duties: readonly Duty[],
  { regulation, asOf, policy }: Pick<Facts, 'regulation' | 'asOf' | 'policy'>,
): RecordReview {
  const { reviewedOn, completedOn } = declared
  if (reviewedOn.value === undefined) return { kind: 'undated' }
  for (const [key, date] of [
    ['reviewed-on', reviewedOn],
    ['completed-on', completedOn],
  ] as const) {
    if (date.value !== undefined && date.value > asOf) return { kind: 'ahead', key, date: date.value }
  }
  const reviewed = reviewedOn.value
  const period = regulation.records.find((kind) => kind.id === declared.kind)?.period
  const asking = duties.filter((duty) => duty.obligation === period?.obligation)
  // What the law asks for in one obligation only, such as the review of an assessment, ends with that obligation.
  const general = period?.obligation === undefined || asking.length > 0 ? period?.months : undefined
  const [cycle] = period?.beforeDue === true ? asking : []
  if (cycle !== undefined) return { kind: 'cycle', reviewed, duty: cycle, months: period?.months ?? 0 }
  const own = declared.reviewEveryMonths.value
  const { cadences } = policy.policy
  const asked = [
    { basis: asking.length > 0 ? ('law' as const) : ('usual' as const), months: general },
    { basis: 'policy' as const, months: Object.hasOwn(cadences, declared.kind) ? cadences[declared.kind] : undefined },
    { basis: 'own' as const, months: own },
  ].flatMap(({ basis, months }) =>
    months === undefined ? [] : [{ basis, months, until: addMonths(reviewed, months) }],
  )
  // What is past by the law is not made lighter by a shorter period of one's own.
  const past = (basis: 'law' | 'policy') => asked.find((each) => each.basis === basis && each.until < asOf)
  const ends = past('law') ?? past('policy') ?? asked.toSorted((one, other) => one.months - other.months)[0]
  if (ends === undefined) return { kind: 'lasting', reviewed }
  const cites = ends.basis === 'law' ? unique(asking.flatMap((duty) => duty.cites)) : []
  return { kind: 'until', reviewed, ...ends, asking, cites }
}

/** A review that the organization holds over everything that it declares; asked for only where the rules reach a system. */
export type HeldReview = {
  readonly which: 'internal' | 'external'
  readonly review: Review
  /** How often it is good practice to hold it. */
  readonly usual: 'quarterly' | 'yearly'
  readonly reached: boolean
}

/** The two reviews of the organization. */
export function heldReviews({ manifest, determinations }: Facts): readonly HeldReview[] {
  if (manifest === undefined) return []
  const reached = reachedSystems(determinations).size > 0
  const { internal, external } = manifest.organization.reviews
  return [
    { which: 'internal', review: internal, usual: 'quarterly', reached },
    { which: 'external', review: external, usual: 'yearly', reached },
  ]
}

/** The months between two of the organization's own reviews. */
export function cadenceMonths({ cadence }: Review, usual: 'quarterly' | 'yearly'): number {
  return MONTHS[cadence.value ?? usual]
}

/** The last day on which a confirmation of scope still counts. */
export function confirmedUntil(confirmedOn: string): string {
  return addMonths(confirmedOn, CONFIRMED_MONTHS)
}

/** The last day on which the law data counts as read. */
export function lawReviewDue({ lawReviewedOn }: Regulation): string {
  return addDays(lawReviewedOn, LAW_REVIEW_DAYS)
}

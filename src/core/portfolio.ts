import type { EntryStatus } from './calendar/entry.ts'
import type { DutyStatus } from './duty.ts'
import type { FilingCounts } from './filing-counts.ts'
import type { Counts, Verdict } from './verdict.ts'

/** What one bundle adds to a portfolio. Only a verified one says anything: of the others nothing that they hold is repeated. */
export type Entry =
  | { readonly bundle: string; readonly state: 'verified'; readonly notes: readonly string[]; readonly holds: Holds }
  | {
      readonly bundle: string
      /** `unreadable`: it is not there, or no bundle that can be listed, so that nothing could be verified. */
      readonly state: 'not-verified' | 'unreadable'
      /** Predicates with the file that they are about; the first of them, `faultCount` counts all. */
      readonly faults: readonly { readonly file?: string; readonly says: string }[]
      readonly faultCount: number
    }

/** What a verified bundle holds, as far as a portfolio asks. Lists are bounded; what is beyond is counted. */
export type Holds = {
  /** Hex SHA-256 of its facts: two bundles with the same one are the same evidence. */
  readonly facts: string
  /** Absent where it was made outside a workflow, so that nobody recorded of which repository it is. */
  readonly repository?: string
  readonly commit?: string
  readonly event?: string
  readonly manifest: string
  readonly organization?: string
  readonly asOf: string
  readonly verdict: Verdict
  readonly counts: Counts
  readonly duties: { readonly [status in DutyStatus]: number }
  /** The longest overdue, and the next to come. */
  readonly overdue: readonly Deadline[]
  readonly moreOverdue: number
  readonly next: readonly Deadline[]
  readonly moreNext: number
  readonly owners: readonly OwnerShare[]
  readonly moreOwners: number
  readonly waivers: readonly WaiverHeld[]
  readonly moreWaivers: number
  readonly filing: FilingCounts
}

/** Something that falls due or is overdue; `status` is as the bundle's own day saw it. */
export type Deadline = {
  readonly date: string
  readonly status: Exclude<EntryStatus, 'met' | 'waived'>
  readonly subject: string
  readonly what: string
  readonly owner?: string
}

/** The duties not met or open that one person answers for; nobody's where there is no name. */
export type OwnerShare = {
  readonly name?: string
  readonly github?: string
  readonly unmet: number
  readonly open: number
}

export type WaiverHeld = {
  readonly subject: string
  readonly obligations: readonly string[]
  readonly until: string
  readonly approvedBy: string
  readonly reason: string
}

/** Where something of the portfolio comes from. */
export type From = { readonly repository: string; readonly manifest: string; readonly bundle: string }

/** The sum of a portfolio. Older bundles of the same repository and manifest are superseded, and add nothing but their count. */
export type Totals = {
  readonly bundles: number
  readonly verified: number
  readonly notVerified: number
  readonly unreadable: number
  readonly superseded: number
  /** Of the bundles that count. */
  readonly verdicts: { readonly [verdict in Verdict]: number }
  readonly counts: Counts
  readonly duties: { readonly [status in DutyStatus]: number }
  /** The longest overdue and the next to come, with how many there are. */
  readonly overdue: Most<Deadline & From>
  readonly next: Most<Deadline & From>
  readonly owners: Most<OwnerShare & { readonly bundles: number }>
  /** Those that end first. */
  readonly waivers: Most<WaiverHeld & From>
  readonly filings: Most<FilingSum>
}

/** The first of many, and how many there are; `exact` is false where more were met than are told apart. */
export type Most<T> = { readonly first: readonly T[]; readonly count: number; readonly exact: boolean }

/** What 11 CCR 7157(b) asks of one business for one period, over all its repositories. */
export type FilingSum = {
  readonly organization: string
  readonly period: FilingCounts['period']
  readonly bundles: number
  readonly assessments: number
  readonly byTrigger: FilingCounts['byTrigger']
  readonly personalInformation: readonly string[]
  readonly sensitive: readonly string[]
  /** Where it is not 0, the numbers are the least that they can be. */
  readonly open: number
  readonly leftOut: number
}

/** Of everything that is listed and not only counted: as many as a person goes through. */
export const LISTED = 50

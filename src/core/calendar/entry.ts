import type { DutyStatus } from '../duty.ts'
import type { Region, Route } from '../route.ts'

/** `review`: to be read or confirmed again; `deadline`: duties bind; `filing`: something goes to the Agency; `waiver`: one ends; `law`: our own knowledge of the law ends. */
export type EntryKind = 'review' | 'deadline' | 'filing' | 'waiver' | 'law'

/** `met`: the records are there already; `open`: it cannot be told; `waived` until the waiver ends, which is an entry of its own. */
export type EntryStatus = 'overdue' | 'due' | 'met' | 'open' | 'waived'

/** A duty as an entry names it. */
export type DutyDue = {
  readonly obligation: string
  readonly title: string
  readonly status: DutyStatus
}

type Something = {
  /** What it is, never where it stands or when it was looked at: the same thing keeps its key when its day moves. */
  readonly key: readonly string[]
  readonly kind: EntryKind
  /** `organization` or the system's id. */
  readonly subject: string
  /** A phrase in the imperative or a noun: "Review the privacy policy". */
  readonly what: string
  /** What to do or to write, so that the day moves on. */
  readonly next?: string
  /** The key of the person who answers for it. */
  readonly owner?: string
  /** Empty where no law asks for it and only good practice does. */
  readonly cites: readonly string[]
  readonly duties: readonly DutyDue[]
  /** Where in the manifest it comes from; absent for the law itself. */
  readonly route?: Route
  readonly region?: Region
}

/** Something that falls due on a known day. */
export type CalendarEntry = Something & {
  /** The last day for it; of duties that bind from a day, that day. */
  readonly date: string
  readonly status: EntryStatus
  /** Which law or habit sets the day, where it is not plain from the citation: "our usual period of 12 months". */
  readonly basis?: string
  /** Months to the next one, when it repeats. */
  readonly everyMonths?: number
  /** What is said instead of `basis` of the ones after it. */
  readonly laterBasis?: string
}

/** Something that is due on a day that cannot be told; the day is asked for and never guessed. */
export type UndatedEntry = Something & {
  /** A predicate: "has no review date". */
  readonly because: string
}

/** A question that is open: what turns on its answer may have dates that nobody knows yet. */
export type OpenQuestion = {
  readonly subject: string
  readonly scope: string
  readonly message: string
  readonly next?: string
  readonly owner?: string
  readonly cites: readonly string[]
  readonly file: string
  readonly region?: Region
}

/** Everything that is dated, from the facts and what the rules found. Each entry is its first occurrence from the `as-of` day on, or overdue. */
export type Dates = { readonly entries: readonly CalendarEntry[]; readonly undated: readonly UndatedEntry[] }

export const NO_DATES: Dates = { entries: [], undated: [] }

/** A day that has passed is overdue; what is due today is not yet. */
export function statusOn(date: string, asOf: string): 'overdue' | 'due' {
  return date < asOf ? 'overdue' : 'due'
}

/** With an owner when there is one. */
export function ownedBy(owner: string | undefined): { readonly owner?: string } {
  return owner === undefined ? {} : { owner }
}

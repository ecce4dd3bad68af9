import { createHash } from 'node:crypto'
import type { CalendarEntry, UndatedEntry } from '../core/calendar/entry.ts'
import { repeated } from '../core/calendar/index.ts'
import { daysBetween } from '../core/dates.ts'
import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import { groupBy, outline, sortBy } from './outline.ts'
import { person } from './people.ts'

export type CalendarOptions = {
  /** The last day that is shown, `YYYY-MM-DD`. */
  readonly until: string
  readonly months: number
  /** The manifest as it was named, relative to its root: the folder that the reader stands in changes no UID. */
  readonly manifestFile: string
  /** Only what this person answers for, by key. */
  readonly owner?: string
}

/** The calendar as every format shows it: what is overdue first, then by day. */
export type CalendarView = CalendarOptions & {
  readonly report: Report
  readonly entries: readonly Shown<CalendarEntry & { readonly daysLeft: number }>[]
  readonly undated: readonly Shown<UndatedEntry>[]
  /** What is not known and decides whether there are more dates. Never filtered: whose date an answer makes is not known either. */
  readonly questions: readonly Finding[]
  /** Mistakes in the text of the manifest, which may hide dates. */
  readonly problems: number
  /** Who has how much, the most first. */
  readonly owners: readonly OwnerShown[]
  /** The UID of what says when and from what this was made. */
  readonly uid: string
}

export type Shown<T> = T & { readonly uid: string; readonly name: string; readonly who: string }
export type OwnerShown = {
  readonly key?: string
  readonly who: string
  readonly overdue: number
  readonly coming: number
  readonly undated: number
}

/** The calendar of a report up to a day, repetitions included. Pure. */
export function calendarView(report: Report, options: CalendarOptions): CalendarView {
  const { nameOf, ownerOf } = outline(report)
  const uidOf = uids(report, options.manifestFile)
  const mine = ({ owner }: { readonly owner?: string }) => options.owner === undefined || owner === options.owner
  const shown = <T extends CalendarEntry | UndatedEntry>(entry: T): Shown<T> => ({
    ...entry,
    uid: uidOf(entry.key),
    name: nameOf(entry.subject),
    who: person(report, entry.owner, 'name'),
  })
  // Each gets its UID before any is left out, so that it is the same for one owner and for all.
  const all = repeated(report.dates.entries, options.until).map((entry) => ({
    ...shown(entry),
    daysLeft: daysBetween(report.asOf, entry.date),
  }))
  const entries = sortBy(all.filter(mine), ({ status }) => (status === 'overdue' ? 0 : 1))
  const undated = report.dates.undated.map(shown).filter(mine)
  return {
    ...options,
    report,
    entries,
    undated,
    questions: report.findings
      .filter(({ outcome, waiver }) => outcome === 'open' && waiver === undefined)
      .map((finding) => {
        const owner = ownerOf(finding)
        return owner === undefined ? finding : { ...finding, owner }
      }),
    problems: report.findings.filter(({ rule, outcome }) => rule === 'manifest/valid' && outcome === 'fail').length,
    owners: ownersOf(entries, undated),
    uid: uidOf(['calendar']),
  }
}

/** True when nothing that could hold a date is left open. */
export function isComplete({ questions, problems, undated }: CalendarView): boolean {
  return questions.length + problems + undated.length === 0
}

/**
 * A UUID of version 8 (RFC 9562, 5.8) for each thing, by regulation, organization, manifest and its own key: the same in every run, so
 * that a calendar program moves the entry and makes no second one (RFC 7986, 5.3).
 */
function uids({ regulation, organization }: Report, manifestFile: string): (key: readonly string[]) => string {
  const given = new Map<string, number>()
  return (key) => {
    const name = JSON.stringify([regulation.id, organization ?? '', manifestFile, ...key])
    const times = (given.get(name) ?? 0) + 1
    given.set(name, times)
    const hex = createHash('sha256')
      .update(times === 1 ? name : `${name}#${times}`)
      .digest('hex')
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}

function ownersOf(entries: CalendarView['entries'], undated: CalendarView['undated']): readonly OwnerShown[] {
  const groups = groupBy([...entries, ...undated], ({ owner }) => owner ?? '')
  const counts = [...groups].map(([key, theirs]): OwnerShown => {
    const dated = theirs.filter((entry) => 'date' in entry)
    const overdue = dated.filter((entry) => 'status' in entry && entry.status === 'overdue').length
    return {
      ...(key === '' ? {} : { key }),
      who: theirs[0]?.who ?? '',
      overdue,
      coming: dated.length - overdue,
      undated: theirs.length - dated.length,
    }
  })
  const byKey = sortBy(counts, ({ key }) => key ?? '')
  return sortBy(byKey, ({ key, overdue, coming, undated: open }) =>
    key === undefined ? 1 : -(overdue + coming + open),
  )
}

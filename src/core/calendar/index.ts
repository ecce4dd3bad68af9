import { answeringFor } from '../answering.ts'
import { addMonths } from '../dates.ts'
import type { Facts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { unique } from '../logic.ts'
import type { DutyShown } from '../report.ts'
import { lawReviewDue } from '../review-period.ts'
import { whyNotCounted } from '../waiver-approval.ts'
import { changeDates, dutyDates } from './duties.ts'
import { type CalendarEntry, type Dates, ownedBy, statusOn } from './entry.ts'
import { reviewDates } from './reviews.ts'

/** Everything with a day, and what should have one: what is overdue and the next occurrence of each thing. The earliest first; pure. */
export function datesOf(facts: Facts, duties: readonly DutyShown[], findings: readonly Finding[]): Dates {
  const changes = changeDates(facts, duties)
  const routes = new Map(facts.manifest?.systems.map(({ id, route }) => [id, route]))
  const reviews = reviewDates(facts)
  const asked = [...reviews.entries.filter(({ status }) => status === 'overdue'), ...reviews.undated]
  const reconfirmed = asked.some(({ key }) => key[1] === 'organization/ccpa')
  const all = [
    dutyDates(
      duties.filter((duty) => !changes.covered.has(duty)),
      facts.regulation.obligations,
      facts.asOf,
      findings,
      (subject) => routes.get(subject) ?? facts.manifest?.organization.route,
      reconfirmed ? ['scope/confirmed'] : [],
    ),
    changes,
    reviews,
    waiverDates(facts),
    lawDates(facts),
  ]
  // What a waiver covers waits for its end, which is an entry.
  const entries = all
    .flatMap((each) => each.entries)
    .filter((entry) => entry.status !== 'waived' || entry.date >= facts.asOf)
  return { entries: inOrder(entries), undated: all.flatMap(({ undated }) => undated) }
}

/**
 * The entries with every later occurrence up to that day. A later one is at the latest then: it counts from the last day of the one
 * before. What is overdue has no later one, since nobody knows when it will be done. Filings keep their own day every year.
 */
export function repeated(entries: readonly CalendarEntry[], until: string): readonly CalendarEntry[] {
  const all = entries.flatMap((entry) => {
    const { everyMonths, status, date } = entry
    const found = date <= until ? [entry] : []
    if (everyMonths === undefined || status === 'overdue' || status === 'waived') return found
    let last = date
    for (let nth = 2; ; nth += 1) {
      const next = addMonths(last, everyMonths)
      // In the year 9999 the days come to an end.
      if (next <= last || next > until) return found
      found.push(later(entry, next, nth))
      last = next
    }
  })
  return inOrder(all)
}

/** Of the law itself: until when our reading counts as fresh, and until when figures are known. */
function lawDates(facts: Facts): Dates {
  const { regulation, asOf } = facts
  const common = {
    kind: 'law' as const,
    subject: 'organization',
    duties: [],
    ...ownedBy(answeringFor(facts)('organization')),
  }
  const review = lawReviewDue(regulation)
  const ends = unique(regulation.facts.flatMap(({ until }) => until ?? [])).map((until): CalendarEntry => {
    const figures = regulation.facts.filter((fact) => fact.until === until)
    const [only] = figures
    return {
      ...common,
      key: ['law', 'figures', until],
      date: until,
      status: statusOn(until, asOf),
      what:
        figures.length === 1 && only !== undefined
          ? `Last day on which a figure of the law is known: ${only.title}`
          : `Last day on which ${figures.length} figures of the law are known: ${figures.map(({ id }) => id).join(', ')}`,
      next: 'look up the figures that hold then, and use a version of the gate that has them',
      cites: unique(figures.flatMap(({ cites }) => cites)),
    }
  })
  return {
    entries: [
      {
        ...common,
        key: ['law', 'review'],
        date: review,
        status: statusOn(review, asOf),
        what: `Last day on which the law data of ${regulation.lawReviewedOn} counts as fresh`,
        next: 'use a newer version of the gate, or ask counsel what has changed',
        cites: [],
      },
      ...ends,
    ],
    undated: [],
  }
}

/** A waiver that counts ends; one that has ended is overdue; one that does not count for another reason has no end. */
function waiverDates(facts: Facts): Dates {
  const { manifest, asOf } = facts
  const entries: CalendarEntry[] = []
  const undated: Dates['undated'][number][] = []
  for (const waiver of manifest?.waivers ?? []) {
    if (manifest === undefined) break
    const why = whyNotCounted(waiver, manifest, facts)
    const scope = waiver.system.value ?? 'organization'
    const obligations = waiver.obligations.value ?? []
    const named = obligations.length === 0 ? 'a duty' : obligations.map((id) => `\`${id}\``).join(', ')
    const common = {
      key: ['waiver', scope, ...obligations],
      kind: 'waiver' as const,
      subject: scope,
      ...ownedBy(waiver.approvedBy.value),
      cites: [],
      duties: [],
      route: waiver.route,
    }
    const { value: end } = waiver.expiresOn
    if (end !== undefined && (why === undefined || end < asOf)) {
      const status = statusOn(end, asOf)
      const what = status === 'overdue' ? `The waiver of ${named} has ended` : `The waiver of ${named} ends`
      entries.push({ ...common, date: end, status, what, next: why?.next ?? 'meet the duty before then' })
    } else if (why !== undefined)
      undated.push({ ...common, what: `The waiver of ${named}`, because: `it ${why.message}`, next: why.next })
  }
  return { entries, undated }
}

/** A filing is told apart by its year, everything else by how often it comes before. */
function later(entry: CalendarEntry, date: string, nth: number): CalendarEntry {
  const { key, kind, duties, what, laterBasis: basis } = entry
  if (kind !== 'filing') return { ...entry, key: [...key, String(nth)], date, status: 'due', what: `${what} again` }
  return {
    ...entry,
    key: [...key.slice(0, -1), date.slice(0, 4)],
    date,
    status: 'due',
    ...(basis === undefined ? {} : { basis }),
    duties: duties.map((duty) => ({ ...duty, status: 'later' as const })),
  }
}

/** By day, then by subject, owner and words: the same input gives the same order. */
function inOrder(entries: readonly CalendarEntry[]): readonly CalendarEntry[] {
  const place = ({ date, subject, owner, key }: CalendarEntry) => [date, subject, owner ?? '', ...key].join('\0')
  return entries
    .map((entry) => ({ entry, at: place(entry) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ entry }) => entry)
}

import type { CalendarEntry, DutyDue } from '../core/calendar/entry.ts'
import { daysBetween } from '../core/dates.ts'
import type { DutyStatus } from '../core/duty.ts'
import type { DutyShown } from '../core/report.ts'
import type { Outline } from './outline.ts'
import { groupBy, sortBy } from './outline.ts'
import { owners } from './people.ts'
import { counted, STATUS_ORDER, STATUSES, thousands, uncapital } from './words.ts'

/** What happens on one day to one subject. */
export type Coming = {
  readonly date: string
  readonly days: number
  /** The name of the system or the organization. */
  readonly subject: string
  /** `14 duties fall due, 9 met`, `the waiver of … ends`. */
  readonly what: string
  readonly who: string
}

/** The next day of everything that has one, on or after the day of the report, the earliest first. What is overdue is a finding already. */
export function calendar({ report, nameOf }: Outline): readonly Coming[] {
  const ahead = report.dates.entries.filter(
    // Until when our own reading of the law is good, the report says elsewhere.
    ({ date, status, kind }) => date >= report.asOf && status !== 'waived' && kind !== 'law',
  )
  const groups = groupBy(
    ahead,
    ({ date, subject, kind }) => `${date}\n${subject}\n${kind === 'filing' ? 'deadline' : kind}`,
  )
  const coming = [...groups.values()].flatMap((group): readonly Coming[] => {
    const [first] = group
    if (first === undefined) return []
    return [
      {
        date: first.date,
        days: daysBetween(report.asOf, first.date),
        subject: nameOf(first.subject),
        what: groupWords(group),
        who: owners(report, group),
      },
    ]
  })
  return sortBy(coming, ({ date }) => date)
}

/** How many duties have each status, the pressing ones first: `9 not met, 5 met`. */
export function tallyWords(duties: readonly Pick<DutyShown, 'status'>[]): string {
  return STATUS_ORDER.map((status): readonly [DutyStatus, number] => [
    status,
    duties.filter((duty) => duty.status === status).length,
  ])
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${thousands(count)} ${STATUSES[status]}`)
    .join(', ')
}

/** Duties are counted together; anything else is said in its own words. */
function groupWords(group: readonly CalendarEntry[]): string {
  const duties = group.flatMap((entry) => entry.duties)
  const told = group.filter((entry) => entry.duties.length === 0).map(({ what }) => uncapital(what))
  return [...(duties.length === 0 ? [] : [dutyWords(duties)]), ...told].join('; ')
}

/** `14 duties, all met`; a single duty by its title. */
export function dutyWords(duties: readonly DutyDue[]): string {
  const [only] = duties
  return duties.length === 1 && only !== undefined
    ? `${only.title} (${stateWords(duties)})`
    : `${counted(duties.length, 'duty')}, ${stateWords(duties)}`
}

/** `all met`, `9 met, 1 open question`. Not met before its day is no failure, so it is said in other words. */
export function stateWords(duties: readonly DutyDue[]): string {
  const met = duties.filter((duty) => duty.status === 'met').length
  const open = duties.filter((duty) => duty.status === 'open').length
  if (duties.length === 1) return met === 1 ? 'met' : open === 1 ? 'open question' : 'not met yet'
  const state = met === duties.length ? 'all met' : met === 0 ? 'none met yet' : `${thousands(met)} met`
  return `${state}${open > 0 ? `, ${counted(open, 'open question')}` : ''}`
}

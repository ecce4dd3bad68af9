import { daysBetween } from '../core/dates.ts'
import type { DutyStatus } from '../core/duty.ts'
import type { DutyShown } from '../core/report.ts'
import type { Outline } from './outline.ts'
import { groupBy, sortBy } from './outline.ts'
import { owners, person } from './people.ts'
import { counted, STATUS_ORDER, STATUSES, thousands } from './words.ts'

/** What happens on one day to one subject: duties fall due, or a waiver ends. */
export type Coming = {
  readonly date: string
  readonly days: number
  /** The name of the system or the organization. */
  readonly subject: string
  /** `14 duties fall due, 9 met`, `the waiver of … ends`. */
  readonly what: string
  readonly who: string
}

/** Everything with a date on or after the day of the report, the earliest first. */
export function calendar({ report, waivers, nameOf }: Outline): readonly Coming[] {
  const ends = waivers.map(({ until, days, obligations, findings, approvedBy }): Coming => {
    const systems = [...new Set(findings.map(({ scope }) => nameOf(scope)))]
    const what = `the waiver of ${obligations.map((id) => `\`${id}\``).join(', ')} ends`
    return { date: until, days, subject: systems.join(', '), what, who: person(report, approvedBy, 'name') }
  })
  const ahead = report.duties.flatMap((duty) => {
    if (duty.status === 'waived' || !('date' in duty.due)) return []
    const days = daysBetween(report.asOf, duty.due.date)
    return days < 0 ? [] : [{ duty, date: duty.due.date, days, subject: nameOf(duty.subject) }]
  })
  const due = [...groupBy(ahead, ({ date, duty }) => `${date}\n${duty.subject}`).values()].flatMap(
    (group): readonly Coming[] => {
      const [first] = group
      if (first === undefined) return []
      const duties = group.map(({ duty }) => duty)
      return [
        {
          date: first.date,
          days: first.days,
          subject: first.subject,
          what: dutyWords(duties),
          who: owners(report, duties),
        },
      ]
    },
  )
  return sortBy([...due, ...ends], ({ date }) => date)
}

/** How many duties have each status, the pressing ones first: `9 not met, 5 met`. */
export function tallyWords(duties: readonly DutyShown[]): string {
  return STATUS_ORDER.map((status): readonly [DutyStatus, number] => [
    status,
    duties.filter((duty) => duty.status === status).length,
  ])
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${thousands(count)} ${STATUSES[status]}`)
    .join(', ')
}

/** `14 duties, all met`; a single duty by its title. Not met before its day is no failure, so it is said in other words. */
function dutyWords(duties: readonly DutyShown[]): string {
  const met = duties.filter((duty) => duty.status === 'met').length
  const open = duties.filter((duty) => duty.status === 'open').length
  const [only] = duties
  if (duties.length === 1 && only !== undefined)
    return `${only.title} (${met === 1 ? 'met' : open === 1 ? 'open question' : 'not met yet'})`
  const state = met === duties.length ? 'all met' : met === 0 ? 'none met yet' : `${thousands(met)} met`
  return `${counted(duties.length, 'duty')}, ${state}${open > 0 ? `, ${counted(open, 'open question')}` : ''}`
}

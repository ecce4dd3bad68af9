import type { CalendarEntry } from '../core/calendar/entry.ts'
import { enumerated } from '../core/enumeration.ts'
import { stateWords, tallyWords } from './calendar.ts'
import type { CalendarView } from './calendar-view.ts'
import { person } from './people.ts'
import { citeWords, counted, ORGANIZATION, sentence, thousands, uncapital } from './words.ts'

/** Duties of an overdue entry that are named; the report names them all. */
const NAMED = 8

/** `Calendar of Northwind Pay, Inc.: 31 dates from 2026-11-23 to 2028-11-23, 2 of them overdue.` */
export function calendarLead(view: CalendarView): string {
  const { report, entries, until, owner } = view
  const whose = owner === undefined ? '' : ` for ${person(report, owner, 'name')}`
  const overdue = entries.filter(({ status }) => status === 'overdue').length
  const late = overdue === 0 ? 'nothing overdue' : `${thousands(overdue)} overdue`
  const count = `${counted(entries.length, 'date')} from ${report.asOf} to ${until}, ${late}`
  return `${report.organization ?? ORGANIZATION}${whose}: ${count}, in ${report.manifest}.`
}

/** `Who has how many: Priya Raman 21, Marco Silva 3 (1 overdue).` */
export function whoHasWhat({ owners }: CalendarView): string {
  if (owners.length === 0) return ''
  const each = owners.map(({ who, overdue, coming, undated }) => {
    const of = [
      ...(overdue === 0 ? [] : [`${thousands(overdue)} overdue`]),
      ...(undated === 0 ? [] : [`${thousands(undated)} more without a date`]),
    ]
    return `${who} ${thousands(overdue + coming)}${of.length === 0 ? '' : ` (${of.join(', ')})`}`
  })
  return sentence(`Who has how many: ${each.join(', ')}`)
}

/** What could hold dates and was not to be read; empty when there is nothing of the kind. */
export function incompleteWords({ questions, problems, undated }: CalendarView): string {
  const missing = [
    ...(questions.length === 0 ? [] : [counted(questions.length, 'open question')]),
    ...(problems === 0 ? [] : [`${counted(problems, 'mistake')} in the text of the manifest`]),
    ...(undated.length === 0 ? [] : [counted(undated.length, 'thing without a date', 'things without a date')]),
  ]
  return missing.length === 0 ? '' : `Incomplete: ${missing.join(', ')}. There may be dates that are not shown.`
}

/** One or more entries of one day, subject and owner: `review the notice and the policy (our usual period of 12 months).` */
export function entryWords(group: readonly CalendarEntry[]): string {
  const [first] = group
  if (first === undefined) return ''
  const { basis, cites } = first
  const because = [...(basis === undefined ? [] : [basis]), ...(cites.length === 0 ? [] : [citeWords(cites)])]
  const why = because.length === 0 ? '' : ` (${because.join('; ')})`
  return `${uncapital(whatOf(group))}${dutyState(first)}${why}.`
}

/** `Next: hold the review and set `last-on`.`; empty when there is nothing to tell. */
export function nextWords({ next }: { readonly next?: string }): string {
  return next === undefined ? '' : sentence(`Next: ${uncapital(next)}`)
}

/** `Review the pre-use notice, the opt-out procedure`: what begins alike is said once. */
function whatOf(group: readonly CalendarEntry[]): string {
  const [first = '', ...others] = group.map(({ what }) => what)
  if (others.length === 0) return first
  const again = / again$/.test(first) ? ' again' : ''
  const names = [first, ...others].map((what) => what.replace(/^Review /, '').replace(/ again$/, ''))
  return `Review ${enumerated(names)}${again}`
}

/** How the duties stand; of what is overdue also which they are. */
export function dutyState({ duties, status, kind }: CalendarEntry): string {
  const [only] = duties
  if (only === undefined) return ''
  if (status !== 'overdue')
    return duties.length === 1 || kind === 'filing' ? `: ${stateWords(duties)}` : `, ${stateWords(duties)}`
  if (duties.length === 1) return `: ${tallyWords(duties).replace(/^1 /, '')}`
  const named = duties.slice(0, NAMED).map(({ obligation }) => obligation)
  const more = duties.length - named.length
  return `, ${tallyWords(duties)}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

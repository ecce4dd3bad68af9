import type { CalendarEntry } from '../../core/calendar/entry.ts'
import { daysBetween } from '../../core/dates.ts'
import { entryWords } from '../calendar-words.ts'
import { sortBy } from '../outline.ts'
import { person } from '../people.ts'
import { capital, counted, distance, sentence } from '../words.ts'
import { type Html, h, NOTHING, prose } from './markup.ts'
import { type Sheet, subjectLink } from './sheet.ts'
import { fold, list, mark, section, table } from './table.ts'
import { timeline } from './timeline.ts'

/** Dates that stand unfolded. */
const UNFOLDED = 30

/** Everything that has a day, drawn on a time line and told in a table; then what has none. */
export function dates(sheet: Sheet): Html {
  const { asOf, dates: known } = sheet.shown.report
  const entries = sortBy(known.entries, ({ date }) => date)
  const rows = (some: typeof entries) => some.map((entry) => row(sheet, entry))
  const later = entries.slice(UNFOLDED)
  const undated = known.undated.map(
    ({ subject, what, because, next, owner }) =>
      h`${subjectLink(sheet, subject)}: ${prose(what)} ${prose(sentence(because))}${next === undefined ? NOTHING : h` Next: ${prose(sentence(next))}`} <span class="soft">${prose(capital(person(sheet.shown.report, owner, 'name')))}.</span>`,
  )
  return section(
    'dates',
    'Deadlines',
    entries.length + undated.length === 0 ? h`<p>Nothing has a day.</p>` : NOTHING,
    timeline(entries, asOf),
    table('dates', 'What falls due when', rows(entries.slice(0, UNFOLDED))),
    fold(counted(later.length, 'later date'), table('dates', 'Later dates', rows(later))),
    undated.length === 0 ? NOTHING : h`<h3>Due on a day that cannot be told</h3>${list(undated)}`,
  )
}

const STATES: { readonly [status in CalendarEntry['status']]: readonly [string, string] } = {
  overdue: ['unmet', 'overdue'],
  due: ['later', 'due'],
  met: ['met', 'met'],
  open: ['open', 'open'],
  waived: ['waived', 'waived'],
}

function row(sheet: Sheet, entry: CalendarEntry): readonly Html[] {
  const { report } = sheet.shown
  const [kind, word] = STATES[entry.status]
  return [
    h`<time datetime="${entry.date}">${entry.date}</time> <span class="soft">${distance(daysBetween(report.asOf, entry.date))}</span>`,
    mark(kind, word),
    subjectLink(sheet, entry.subject),
    prose(capital(entryWords([entry]))),
    prose(capital(person(report, entry.owner, 'name'))),
  ]
}

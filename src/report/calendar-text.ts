import type { CalendarView } from './calendar-view.ts'
import { calendarLead, entryWords, incompleteWords, nextWords, whoHasWhat } from './calendar-words.ts'
import { plain } from './escape.ts'
import { groupBy } from './outline.ts'
import { person } from './people.ts'
import type { Span } from './terminal.ts'
import { paint, wrap } from './terminal.ts'
import { lawLines } from './text-outlook.ts'
import { capital, citeWords, distance, sentence, uncapital } from './words.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** The calendar for a person at a terminal: what is overdue, each month, what has no date, and what is open. */
export function renderCalendarText(
  view: CalendarView,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const longest = view.entries.reduce((most, { daysLeft }) => Math.max(most, distance(daysLeft).length), 0)
  const overdue = view.entries.filter(({ status }) => status === 'overdue')
  const coming = view.entries.filter(({ status }) => status !== 'overdue')
  // Without blank lines between the months, so that a screen holds a year.
  const months = [...groupBy(coming, ({ date }) => date.slice(0, 7))].flatMap(([month, entries]) =>
    section(monthName(month), dated(entries, width, longest)),
  )
  const blocks = [
    [
      ...prose(calendarLead(view), width, 'bold'),
      ...prose(whoHasWhat(view), width),
      ...prose(incompleteWords(view), width, 'yellow'),
    ],
    section('Overdue', dated(overdue, width, longest), 'red'),
    months,
    section('Without a date', undated(view, width), 'yellow'),
    section('Open questions: an answer may add dates', questions(view, width), 'yellow'),
    ...(coming.some(({ everyMonths, kind }) => everyMonths !== undefined && kind === 'review')
      ? [
          prose(
            'A review that comes again counts from the last day of the one before: held earlier, the next is earlier too.',
            width,
          ),
        ]
      : []),
    lawLines(view.report, width),
  ].filter((lines) => lines.length > 0)
  return `${blocks.map((lines) => lines.map((line) => paint(line, color)).join('\n')).join('\n\n')}\n`
}

type Line = readonly Span[]
type Style = NonNullable<Span['style']>

function prose(text: string, width: number, style?: Style): readonly Line[] {
  return text === '' ? [] : wrap([span(text, style)], width)
}

function span(text: string, style?: Style): Span {
  return style === undefined ? { text: plain(text) } : { text: plain(text), style }
}

function section(title: string, lines: readonly Line[], style: Style = 'bold'): readonly Line[] {
  return lines.length === 0 ? [] : [[{ text: title, style }], ...lines]
}

/** What falls on one day to one person about one subject stands together. */
function dated(entries: CalendarView['entries'], width: number, longest: number): readonly Line[] {
  const together = groupBy(entries, ({ date, subject, owner, kind, basis, cites, uid }) =>
    JSON.stringify(kind === 'review' ? [date, subject, owner, basis, cites] : [uid]),
  )
  return [...together.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const when = `  ${first.date}  ${distance(first.daysLeft).padEnd(longest)}  `
    const next = first.status === 'overdue' ? nextWords(first) : ''
    return wrap([span(`${first.name}: ${entryWords(group)} ${sentence(capital(first.who))} ${next}`)], width, {
      text: when,
    })
  })
}

function undated({ undated: entries }: CalendarView, width: number): readonly Line[] {
  return entries.flatMap((entry) => {
    const { name, what, because, who } = entry
    const text = `${name}: ${uncapital(what)}: ${sentence(because)} ${sentence(capital(who))} ${nextWords(entry)}`
    return wrap([span(text)], width, { text: '  ' }, 4)
  })
}

function questions({ questions: open, report }: CalendarView, width: number): readonly Line[] {
  return open.flatMap((finding) => {
    const { subject, message, cites, owner } = finding
    const cited = cites.length === 0 ? '' : ` (${citeWords(cites)})`
    const who = capital(sentence(person(report, owner, 'name')))
    const text = `\`${subject}\` ${message}${cited}. ${who} ${nextWords(finding)}`
    return wrap([span(text)], width, { text: '  ' }, 4)
  })
}

/** `January 2027`, whatever the reader's locale. */
function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`
}

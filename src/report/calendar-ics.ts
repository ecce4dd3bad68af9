import ical, { ICalAlarmType, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator'
import { addDays, daysBetween } from '../core/dates.ts'
import type { CalendarView } from './calendar-view.ts'
import { calendarLead, dutyState, incompleteWords, nextWords, whoHasWhat } from './calendar-words.ts'
import { cap, visible } from './escape.ts'
import { citeWords, NOT_PRACTICES, ORGANIZATION } from './words.ts'

/** Seconds before the day begins: nine in the morning, fourteen days ahead. */
const REMINDER = (13 * 24 + 15) * 60 * 60

/** Counts the days that make the sequence number; before it there was no version of the gate. */
const EPOCH = '2026-01-01'

/** Characters; calendar programs cut or refuse longer ones. */
const TITLE = 200
const TEXT = 4_000

/**
 * The calendar as iCalendar, RFC 5545: one all-day event for each entry, which calendar programs import better than tasks. It has no
 * `METHOD`, organizer or attendee, so that importing it invites nobody. An overdue event stands on its own day; the event of the `as-of`
 * day says how much is overdue or not known. The stamp and the sequence number come from the `as-of` day: the same inputs give the same
 * bytes, and a later calendar replaces an earlier one event by event.
 */
export function renderCalendarIcs(view: CalendarView): string {
  const { report, entries, owner } = view
  const name = `AI compliance: ${report.organization ?? ORGANIZATION}`
  const calendar = ical({
    prodId: `//AI Compliance Gate//ai-compliance-gate ${report.tool.version}//EN`,
    name: escaped(name),
  })
  const stamped = {
    stamp: dayOf(report.asOf),
    sequence: Math.max(0, daysBetween(EPOCH, report.asOf)),
    allDay: true,
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  }
  calendar.createEvent({
    ...stamped,
    ...lasting(report.asOf),
    id: view.uid,
    summary: line(madeWords(view)),
    description: lines([
      calendarLead(view),
      whoHasWhat(view),
      incompleteWords(view),
      ...openLines(view),
      NOT_PRACTICES,
    ]),
    categories: [{ name: 'AI compliance' }],
  })
  for (const entry of entries) {
    const { uid, date, kind, status, what, who, cites, duties, basis, name: subject } = entry
    const late = status === 'overdue'
    const event = calendar.createEvent({
      ...stamped,
      ...lasting(date),
      id: uid,
      summary: line(`${late ? 'Overdue: ' : ''}${subject}: ${what}${owner === undefined ? ` (${who})` : ''}`),
      description: lines([
        `Who: ${who}`,
        `${what}${dutyState(entry)}.`,
        nextWords(entry),
        cites.length === 0
          ? `No law sets this day${basis === undefined ? '' : `: ${basis}`}.`
          : `Law: ${citeWords(cites)}`,
        ...(duties.length < 2 ? [] : duties.map(({ title, obligation }) => `- ${title} (${obligation})`)),
        entry.region === undefined ? '' : `Declared in ${report.manifest}, line ${entry.region.startLine}`,
      ]),
      categories: [{ name: 'AI compliance' }, { name: kind }],
    })
    if (!late)
      event.createAlarm({
        type: ICalAlarmType.display,
        triggerBefore: REMINDER,
        description: line(`${subject}: ${what}`),
      })
  }
  // The library leaves out the line end after the last line, which RFC 5545, 3.1 asks for.
  return `${calendar.toString()}\r\n`
}

/** `AI compliance calendar: 2 overdue, 3 open questions` */
function madeWords(view: CalendarView): string {
  const overdue = view.entries.filter(({ status }) => status === 'overdue').length
  const incomplete = incompleteWords(view).replace(/\. .*$/, '')
  const parts = [overdue === 0 ? 'nothing overdue' : `${overdue} overdue`, ...(incomplete === '' ? [] : [incomplete])]
  return `AI compliance calendar as of ${view.report.asOf}: ${parts.join('. ')}`
}

function openLines({ undated, questions }: CalendarView): readonly string[] {
  return [
    ...undated.map(({ name, what, because, who }) => `- ${name}: ${what}: ${because} (${who})`),
    ...questions.map(({ subject, message }) => `- ${subject} ${message}`),
  ]
}

/** A whole day. The end is the day after, which is the default too, but not every program knows it. */
function lasting(date: string) {
  return date === LAST_DAY ? { start: dayOf(date) } : { start: dayOf(date), end: dayOf(addDays(date, 1)) }
}

/** The last day that iCalendar can write. */
const LAST_DAY = '9999-12-31'

/** Midnight in UTC; no zone is named, so the date is printed as it is. */
function dayOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** One line of text without anything that RFC 5545 does not allow: no control, no half character. Escaping is the library's. */
function line(text: string): string {
  return cap(visible(text).replace(/ {2,}/g, ' ').trim(), TITLE)
}

function lines(texts: readonly string[]): string {
  return cap(
    texts
      .filter((text) => text !== '')
      .map((text) => visible(text).trim())
      .join('\n'),
    TEXT,
  )
}

/** The library writes the name of the calendar as it comes: RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return line(text).replace(/[\\;,]/g, '\\$&')
}

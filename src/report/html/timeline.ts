import type { CalendarEntry, EntryKind } from '../../core/calendar/entry.ts'
import { addMonths, daysBetween, parseDate } from '../../core/dates.ts'
import { groupBy } from '../outline.ts'
import { counted } from '../words.ts'
import { all, type Html, h, NOTHING } from './markup.ts'

const LANES: readonly (readonly [EntryKind, string])[] = [
  ['deadline', 'Duties bind'],
  ['filing', 'Filings'],
  ['review', 'Reviews'],
  ['waiver', 'Waivers end'],
  ['law', 'Law data ends'],
]

/** Pixels; across, everything is a share of the width, so that it is to scale on a phone and its text stays as it is. */
const LANE = 44
const FOOT = 26
/** No date stands on the very edge. */
const [LEFT, RIGHT] = [6, 94]
const SHORTEST_MONTHS = 12
/** As many marks of the scale as the narrowest screen has room for. */
const TICKS = 4
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 12_000]

/** When what falls due, to scale: a lane for each kind, the dates of a month in one dot with their number. The table says the same. */
export function timeline(entries: readonly CalendarEntry[], asOf: string): Html {
  const dated = entries.filter(({ date }) => parseDate(date) !== undefined)
  const days = [asOf, ...dated.map(({ date }) => date)].sort()
  const first = days[0] ?? asOf
  const last = [days.at(-1) ?? asOf, addMonths(first, SHORTEST_MONTHS)].sort().at(-1) ?? asOf
  const whole = daysBetween(first, last)
  if (dated.length === 0 || parseDate(asOf) === undefined || whole <= 0) return NOTHING
  const at = (date: string) => `${(LEFT + ((RIGHT - LEFT) * daysBetween(first, date)) / whole).toFixed(1)}%`
  const lanes = LANES.flatMap(([kind, name]) => {
    const theirs = dated.filter((entry) => entry.kind === kind)
    return theirs.length === 0 ? [] : [{ name, theirs }]
  })
  const height = lanes.length * LANE + FOOT
  const foot = lanes.length * LANE
  const drawn = lanes.map(({ name, theirs }, row) => lane(name, theirs, row * LANE, at))
  const now = h`<line class="now" x1="${at(asOf)}" y1="0" x2="${at(asOf)}" y2="${foot}"/>`
  const ticks = marks(first, last).map(
    (date) =>
      h`<line x1="${at(date)}" y1="${foot}" x2="${at(date)}" y2="${foot + 6}"/><text class="soft middle" x="${at(date)}" y="${foot + 22}">${date.slice(0, 7)}</text>`,
  )
  const label = `Time line from ${first} to ${last}: ${lanes.map(({ name, theirs }) => `${name}: ${counted(theirs.length, 'date')}`).join('; ')}. The table below names each.`
  return h`<figure><svg class="line" role="img" width="100%" height="${height}" aria-label="${label}">${now}${drawn}<line x1="0" y1="${foot}" x2="100%" y2="${foot}"/>${ticks}</svg><figcaption>The broken line is ${asOf}. A full dot is due or overdue, a ring is met already; a number is how many dates the month has.</figcaption></figure>`
}

function lane(name: string, entries: readonly CalendarEntry[], y: number, at: (date: string) => string): Html {
  const months = groupBy(
    entries,
    ({ date, status }) => `${date.slice(0, 7)} ${status === 'overdue' ? 'late' : status === 'met' ? 'met' : 'due'}`,
  )
  const dots = [...months].map(([key, theirs]) => {
    const kind = key.slice(8)
    const x = at(theirs[0]?.date ?? '')
    const count =
      theirs.length > 1 ? h`<text class="middle small ${kind}" x="${x}" y="${y + 33}">${theirs.length}</text>` : NOTHING
    return h`<circle class="${kind}" cx="${x}" cy="${y + 29}" r="${theirs.length > 1 ? 9 : 6}"/>${count}`
  })
  return h`<text class="soft" x="0" y="${y + 13}">${name}</text><line class="lane" x1="0" y1="${y + 29}" x2="100%" y2="${y + 29}"/>${all(dots)}`
}

/** The first days of months, evenly, that the scale names. */
function marks(first: string, last: string): readonly string[] {
  const months = daysBetween(first, last) / 30
  const step = STEPS.find((each) => months / each <= TICKS) ?? STEPS.at(-1) ?? 1
  const start = addMonths(`${first.slice(0, 7)}-01`, 1)
  return Array.from({ length: TICKS + 1 }, (_, index) => addMonths(start, index * step)).filter(
    (date, index, every) => date <= last && every.indexOf(date) === index,
  )
}

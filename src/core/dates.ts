const DAY_MS = 86_400_000

/** The last day that `YYYY-MM-DD` can write. Later ones would get a sign, and sort before every other. */
const LAST = Date.UTC(9999, 11, 31)

/** The text itself when it is a day of the calendar written `YYYY-MM-DD`; undefined for `2026-02-30`, `tomorrow` and the like. */
export function parseDate(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || toIso(time) !== text ? undefined : text
}

/** Whole days from one date to the other; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toTime(to) - toTime(from)) / DAY_MS)
}

/** The date that many calendar days later; never after the year 9999. */
export function addDays(date: string, days: number): string {
  return toIso(toTime(date) + days * DAY_MS)
}

/** The same day of the month that many months later; the last day of the month where it has no such day. Never after the year 9999. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = split(date)
  const first = timeOf(year, month - 1 + months, 1)
  const last = timeOf(year, month + months, 0)
  return toIso(Math.min(first + (day - 1) * DAY_MS, last))
}

/** `1 day`, `12 days`. */
export function inDays(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

function toTime(date: string): number {
  const [year, month, day] = split(date)
  return timeOf(year, month - 1, day)
}

/** `Date.UTC` takes the years 0 to 99 for those of the last century. */
function timeOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day)
}

function split(date: string): readonly [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

function toIso(time: number): string {
  return new Date(Math.min(time, LAST)).toISOString().slice(0, 10)
}

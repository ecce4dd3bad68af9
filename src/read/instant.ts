import { parseDate } from '../core/dates.ts'

const WRITTEN = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d{2}:?\d{2})?$/
const HOUR_MS = 3_600_000
/** The clocks of the world are between 12 hours behind UTC and 14 ahead of it. */
const BEHIND = 12 * HOUR_MS
const AHEAD = 14 * HOUR_MS

/**
 * The earliest and the latest instant that a suite's `timestamp` can mean, in ISO 8601: many runners leave out the zone, most the
 * fractions of a second. Undefined for anything that is no time.
 */
export function instantsOf(text: string): { readonly earliest: string; readonly latest: string } | undefined {
  const [, date = '', minutes, seconds = '00', fraction = '', zone] = WRITTEN.exec(text.trim()) ?? []
  if (parseDate(date) === undefined) return undefined
  const offset = zone === undefined || zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const time = Date.parse(`${date}T${minutes}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`)
  if (Number.isNaN(time)) return undefined
  const end = time + (fraction === '' ? 999 : 0)
  return {
    earliest: new Date(zone === undefined ? time - AHEAD : time).toISOString(),
    latest: new Date(zone === undefined ? end + BEHIND : end).toISOString(),
  }
}

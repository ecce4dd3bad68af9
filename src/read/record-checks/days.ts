import { parseDate } from '../../core/dates.ts'
import type { Route } from '../../core/route.ts'
import type { Check, Found } from './check.ts'

/** Days that the calendar does not have, and days that have not come: a record tells what was done. */
export const checkDays: Check = (written, { asOf }) => daysBelow(written, [], asOf)

function daysBelow(value: unknown, route: Route, asOf: string): readonly Found[] {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? checkDay(value, route, asOf) : []
  if (typeof value !== 'object' || value === null) return []
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return steps.flatMap(([step, inner]) => daysBelow(inner, [...route, step], asOf))
}

function checkDay(day: string, route: Route, asOf: string): readonly Found[] {
  const next = 'write the day on which it was done'
  if (parseDate(day) === undefined)
    return [{ route, at: 'value', message: () => `expects a day of the calendar; got \`${day}\`, which is none`, next }]
  return day > asOf ? [{ route, at: 'value', message: () => `is ${day}, which is after ${asOf}`, next }] : []
}

import type { DatedFact } from '../../core/regulation.ts'
import { below } from '../problems.ts'
import type { Check } from './check.ts'

/** Time limits that a procedure sets itself, against those of the law, each in its own kind of day. */
export const checkClocks: Check = (written, { kind, regulation }) =>
  kind.parts.flatMap(({ id, clocks = [] }) =>
    clocks.flatMap(({ at, fact, least = false }) => {
      const route = [id, ...at.split('/')]
      const limit = regulation.facts.find((candidate) => candidate.id === fact)
      const because = limit === undefined ? undefined : breach(route.reduce<unknown>(below, written), limit, least)
      return because === undefined || limit === undefined
        ? []
        : [
            {
              route,
              at: 'value' as const,
              message: () => `${because} of ${limit.cites.join(', ')}`,
              next: `write \`${limit.value} ${limit.unit}\` or ${least ? 'more' : 'less'}, and keep to it`,
            },
          ]
    }),
  )

/** Why a stated time limit may not keep to the law's; undefined when it always does, and when it is not one, which the schema tells. */
function breach(stated: unknown, { value, unit }: DatedFact, least: boolean): string | undefined {
  const [, digits, said = ''] = (typeof stated === 'string' && /^(\d{1,4}) (\w+(?: \w+)?)$/.exec(stated)) || []
  if (digits === undefined || typeof value !== 'number') return undefined
  const count = Number(digits)
  const limit = `the ${value} ${unit}`
  if (least) return count < value ? `is \`${stated}\`, shorter than ${limit}` : undefined
  const have = said.endsWith('day') ? `${said}s` : said
  if (have === unit) return count > value ? `is \`${stated}\`, longer than ${limit}` : undefined
  const longest = have === 'business days' ? calendarDaysAtMost(count) : count
  const allowed = unit === 'business days' ? calendarDaysAtLeast(value) : value
  return longest > allowed ? `is \`${stated}\`, which can be longer than ${limit}` : undefined
}

/**
 * Days of the calendar that so many business days take at least: received on a Sunday, with no holiday between. 15 calendar
 * days are thus never longer than 15 business days, and are no breach though they are the other kind.
 */
function calendarDaysAtLeast(businessDays: number): number {
  return businessDays + 2 * Math.floor((businessDays - 1) / 5)
}

/** Days of the calendar that so many business days take at most: received on a Friday, with holidays between. */
function calendarDaysAtMost(businessDays: number): number {
  return businessDays + 2 * Math.ceil(businessDays / 5) + HOLIDAYS
}

/** Public holidays on working days in the busiest weeks: Veterans Day, Thanksgiving and the day after, Christmas. */
const HOLIDAYS = 4

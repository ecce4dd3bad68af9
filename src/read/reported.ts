import isValid from '../../schemas/report.schema.json?valid'
import { NO_DATES } from '../core/calendar/entry.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Report } from '../core/report.ts'

/** The calendar is not in `report.json`. */
type Written = Omit<Report, 'dates'>

/**
 * The report that another run wrote as JSON. Whoever could change that run could write anything: it is taken only when it holds to the
 * schema, and never for the truth. Throws a `ConfigurationError` for anything else.
 */
export function parseReported(text: string): Report {
  const value = json(text)
  if (!isWritten(value)) throw refused('does not hold to the schema of a report')
  return { ...value, dates: NO_DATES }
}

/** Says that nothing was made of the report, whatever it holds. */
export function refused(why: string): ConfigurationError {
  return new ConfigurationError(`The report ${why}.`, 'Look at the run that left it; nothing was written.')
}

/** `__proto__` is a key like any other here, and the schema knows none of that name. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused('is no JSON')
  }
}

/** The schema describes what is written of a `Report`; a test reads back what the gate writes. */
function isWritten(value: unknown): value is Written {
  return isValid(value)
}

import { parseDate } from '../core/dates.ts'
import type { Answer, DateGiven, Given, Statement, Text } from '../core/manifest.ts'
import type { Route } from '../core/route.ts'
import { MAX_ITEMS } from './limits.ts'
import { property } from './problems.ts'

/** A place in the document as written, whether or not anything stands there. */
export type Cursor = { readonly route: Route; readonly value: unknown }

/** The place below, by keys. */
export function at(cursor: Cursor, ...keys: readonly string[]): Cursor {
  return { route: [...cursor.route, ...keys], value: keys.reduce<unknown>(property, cursor.value) }
}

/** True when a mapping stands there. */
export function declared({ value }: Cursor): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `yes`, `no`, and the `true` and `false` that many write for them. */
export function answer(cursor: Cursor): Answer {
  return given(cursor, (value) => {
    if (value === 'yes' || value === true) return 'yes'
    return value === 'no' || value === false ? 'no' : undefined
  })
}

export function choice<const T extends string>(cursor: Cursor, choices: readonly T[]): Given<T> {
  return given(cursor, (value) => choices.find((candidate) => candidate === value))
}

/** A text with something in it. The word `unknown` is no text but the answer that it is not known. */
export function text(cursor: Cursor): Text {
  return given(cursor, nonEmpty)
}

/** A text, or a number that was written without quotes, such as a version. */
export function label(cursor: Cursor): Text {
  return given(cursor, (value) => (typeof value === 'number' ? String(value) : nonEmpty(value)))
}

export function date(cursor: Cursor): DateGiven {
  return given(cursor, (value) => (typeof value === 'string' ? parseDate(value) : undefined))
}

export function number(cursor: Cursor): Given<number> {
  return given(cursor, (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined))
}

/** A list of texts; `none` is the empty one. A list with an entry that cannot be read is not known as a whole. */
export function texts(cursor: Cursor): Given<readonly string[]> {
  return given(cursor, (value) => listed(value, nonEmpty))
}

export function choices<const T extends string>(cursor: Cursor, known: readonly T[]): Given<readonly T[]> {
  return given(cursor, (value) => listed(value, (item) => known.find((candidate) => candidate === item)))
}

/** A list of mappings, each read in its place; `none` is the empty one. */
export function list<T>(cursor: Cursor, read: (items: readonly Cursor[]) => readonly T[]): Given<readonly T[]> {
  return given(cursor, (value) => (Array.isArray(value) || value === 'none' ? read(items(cursor)) : undefined))
}

/** The places of a list; none where no list stands. */
export function items({ route, value }: Cursor): readonly Cursor[] {
  return Array.isArray(value)
    ? value.slice(0, MAX_ITEMS).map((item: unknown, index) => ({ route: [...route, index], value: item }))
    : []
}

/** The keys of a mapping with their places; none where no mapping stands. */
export function entries(cursor: Cursor): readonly (readonly [string, Cursor])[] {
  const { route, value } = cursor
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value)
    .slice(0, MAX_ITEMS)
    .map(([key, inner]: [string, unknown]) => [key, { route: [...route, key], value: inner }])
}

/** What is not written, and an empty `key:`, is not stated; what cannot be read is stated without a value. */
function given<T>({ route, value }: Cursor, read: (value: unknown) => T | undefined): Given<T> {
  if (value === undefined || value === null) return { route, stated: false }
  const known = read(value)
  return known === undefined ? { route, stated: true } : { route, stated: true, value: known }
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && value !== 'unknown' ? value : undefined
}

function listed<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (value === 'none') return []
  if (!Array.isArray(value)) return undefined
  const known = value.slice(0, MAX_ITEMS).map((item: unknown) => read(item))
  const whole = known.filter((item) => item !== undefined)
  return whole.length === known.length ? whole : undefined
}

/** A reason with who confirmed it and when. */
export function statement(cursor: Cursor): Statement {
  return {
    route: cursor.route,
    reason: text(at(cursor, 'reason')),
    confirmedBy: text(at(cursor, 'confirmed-by')),
    confirmedOn: date(at(cursor, 'confirmed-on')),
  }
}

import type { Told } from '../core/history.ts'
import { type DeclaredAspect, declaredOf, differing } from '../read/declared-data.ts'
import type { Touched } from './touched.ts'
import { NOT_AT_HAND, type Version, type Versions } from './versions.ts'
import { type Dated, togetherOf, type Watched, type WatchedRecord } from './watched.ts'

/** Of a change, no more keys than these are named. */
const NAMED = 3

type Values = ReadonlyMap<string, string>

/**
 * Whether what is declared of a system differs from what was declared at the end of the day of a review; undefined where it does not.
 * What is changed and changed back does not differ, and what came together with a hand on the record is what the record describes.
 */
export function declaredTold(
  { id }: Watched,
  record: WatchedRecord,
  aspect: DeclaredAspect,
  { versions, touched }: { readonly versions: Versions; readonly touched: Touched },
): Told | undefined {
  const after = versions.changes.filter(({ on }) => on > record.since)
  const [first] = after
  if (first === undefined) return undefined
  const seen = [versions.before(first), ...after.map((change) => versions.after(change))]
  if (seen.some(({ is }) => is === 'lost')) return NOT_AT_HAND
  const valuesOf = (version: Version | undefined) =>
    version?.is === 'read' ? declaredOf(version.written(), id)?.[aspect] : undefined
  /** What was declared before the first of these changes, and after each: `values(0)` and `values(1)` on. */
  const values = (index: number) => valuesOf(seen[index])
  const last = values(after.length)
  // What was reviewed before it was declared has its first declaration to be held against.
  let begin = seen.findIndex((_, index) => values(index) !== undefined)
  let base = values(begin)
  while (base !== undefined && last !== undefined) {
    if (differing(base, last).length === 0) return undefined
    const at = turn(base, values, begin, after.length)
    const change = after[at - 1]
    const now = values(at)
    if (change === undefined || now === undefined) return undefined
    const hand = touched(record, togetherOf(change))
    if (hand === 'unknown') return NOT_AT_HAND
    if (hand === 'no') return changed(change, base, now, last)
    // Up to that change nothing differed, and from it on the record describes what it made.
    base = now
    begin = at
  }
  return undefined
}

function changed({ on, by }: Dated, base: Values, now: Values, last: Values): Told {
  const still = new Set(differing(base, last))
  const own = differing(base, now).filter((key) => still.has(key))
  const keys = own.length === 0 ? [...still] : own
  return { changed: 'yes', on, by, names: keys.slice(0, NAMED), more: Math.max(0, keys.length - NAMED) }
}

/** The version with which the values came to differ, found by halves: each version is a document to parse. */
function turn(base: Values, values: (index: number) => Values | undefined, begin: number, end: number): number {
  let [same, other] = [begin, end]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    const there = values(middle)
    if (there === undefined || differing(base, there).length === 0) same = middle
    else other = middle
  }
  return other
}

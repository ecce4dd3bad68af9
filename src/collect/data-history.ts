import type { Told } from '../core/history.ts'
import type { History } from '../core/ports.ts'
import { declaredData, differing } from '../read/declared-data.ts'
import { parseSource } from '../read/source.ts'
import { type Dated, keyOf, type Watched } from './watched.ts'

/** Of a change, no more keys than these are named. */
const NAMED = 3

type Declared = ReturnType<typeof declaredData>
/** A version of the manifest, with the change that made it. */
type Version = { readonly change: Dated; readonly data: () => Declared }

/**
 * Whether the declared data differs from what was declared at the end of a day, by system and day; nothing is said where the
 * manifest did not change. What is changed and changed back does not differ.
 */
export async function dataTold(
  systems: readonly Watched[],
  /** Of the manifest, oldest first. */
  changes: readonly Dated[],
  { written, history }: { readonly written: unknown; readonly history: History },
): Promise<ReadonlyMap<string, Told>> {
  if (changes.length === 0) return new Map()
  const names = new Set(changes.flatMap(({ before, after }) => [before, after].filter((name) => name !== undefined)))
  const texts = await history.texts([...names])
  const documents = new Map<string, unknown>()
  const document = (name: string): unknown => {
    if (!documents.has(name)) documents.set(name, parseSource(texts.get(name) ?? '', '').written)
    return documents.get(name)
  }
  const told = new Map<string, Told>()
  for (const system of systems) {
    const dataOf = (name: string | undefined) =>
      name === undefined ? undefined : declaredData(document(name), system.id)
    for (const since of system.since) {
      const after = changes.filter(({ on }) => on > since)
      if (after.length === 0) continue
      const versions = after.map((change): Version => {
        const uncommitted = change.after === undefined && change.by === 'not committed'
        return { change, data: () => (uncommitted ? declaredData(written, system.id) : dataOf(change.after)) }
      })
      const missing = [after[0]?.before, ...after.map((each) => each.after)].some(
        (name) => name !== undefined && !texts.has(name),
      )
      const difference = missing ? NOT_AT_HAND : compare(dataOf(after[0]?.before), versions)
      if (difference !== undefined) told.set(keyOf(system, since, 'data'), difference)
    }
  }
  return told
}

const NOT_AT_HAND: Told = {
  changed: 'unknown',
  because: 'earlier versions of the manifest are not on this machine',
  next: 'fetch them, without `--filter`',
}

/** Undefined when the last version says the same as the first one that told of the system. */
function compare(before: Declared, versions: readonly Version[]): Told | undefined {
  // What was reviewed before it was declared has its first declaration to be held against.
  const begin = before === undefined ? versions.findIndex(({ data }) => data() !== undefined) : -1
  const base = before ?? versions[begin]?.data()
  const last = versions.at(-1)?.data()
  if (base === undefined || last === undefined) return undefined
  const keys = differing(base, last)
  if (keys.length === 0) return undefined
  const { change } = versions[turn(base, versions, begin)] ?? {}
  if (change === undefined) return undefined
  return {
    changed: 'yes',
    on: change.on,
    by: change.by,
    names: keys.slice(0, NAMED),
    more: Math.max(0, keys.length - NAMED),
  }
}

/** The version with which the data came to differ, found by halves: each version is a document to parse. */
function turn(base: ReadonlyMap<string, string>, versions: readonly Version[], begin: number): number {
  let [same, other] = [begin, versions.length - 1]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    const data = versions[middle]?.data()
    if (data === undefined || differing(base, data).length === 0) same = middle
    else other = middle
  }
  return other
}

import type { Change, Told } from '../core/history.ts'
import type { TrackedPath } from '../core/ports.ts'
import type { Touched } from './touched.ts'
import { NOT_AT_HAND } from './versions.ts'
import { type Dated, togetherOf, type Watched, type WatchedRecord } from './watched.ts'

/** Of a commit, no more files than these are named. */
const NAMED = 3

/** The first change that counts for a record; undefined when none does. */
export type First = (record: WatchedRecord) => Told | undefined
/** What of a system its files tell. */
export type FilesTold = { readonly code: First; readonly model: First }

/** The first changes of code and of model, by system. What is written in records, or in the manifest, is no code. */
export function firstChanges(
  systems: readonly Watched[],
  changes: readonly Dated[],
  records: ReadonlySet<string>,
  touched: Touched,
): ReadonlyMap<string, FilesTold> {
  const paths = byPath(changes.filter(({ path }) => !records.has(path)))
  // Systems that share their code are many in some repositories, and then share what came of it.
  const shared = new Map<string, readonly Group[]>()
  const groupsOf = (key: string, find: () => readonly Dated[]) => {
    const groups = shared.get(key) ?? grouped(find())
    shared.set(key, groups)
    return groups
  }
  return new Map(
    systems.map(({ id, artifact, code, system }) => {
      const ofCode = groupsOf(`code ${JSON.stringify(system.code.value)}`, () =>
        paths.filter(([change]) => change !== undefined && code.matches(change)).flat(),
      )
      const ofModel = groupsOf(`model ${artifact}`, () =>
        artifact === undefined ? [] : changes.filter((change) => isArtifact(artifact, change)),
      )
      return [
        id,
        { code: (record) => first(record, ofCode, touched), model: (record) => first(record, ofModel, touched) },
      ]
    }),
  )
}

/** The file itself, what lies in the folder that is named, or the submodule that it lies in. */
export function isArtifact(artifact: string, { path, submodule }: TrackedPath): boolean {
  return path === artifact || path.startsWith(`${artifact}/`) || (submodule && artifact.startsWith(`${path}/`))
}

/** One list for each path: whether it matches is asked once. */
function byPath(changes: readonly Dated[]): readonly (readonly Dated[])[] {
  const known = new Map<string, Dated[]>()
  for (const change of changes) {
    const same = known.get(change.path)
    if (same === undefined) known.set(change.path, [change])
    else same.push(change)
  }
  return [...known.values()]
}

/** What one commit changed, or what is not in one yet. */
type Group = { readonly on: string; readonly together: string; readonly change: Change }

/** The changes by commit, the earliest first. */
function grouped(changes: readonly Dated[]): readonly Group[] {
  const groups = new Map<string, Dated[]>()
  for (const change of [...changes].sort(inTime)) {
    const key = `${change.on} ${change.by}`
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [change])
    else same.push(change)
  }
  return [...groups.values()].flatMap((all): readonly Group[] => {
    const [one] = all
    if (one === undefined) return []
    const { on, by } = one
    const names = [...new Set(all.map(({ path }) => path))].sort()
    const change = { on, by, names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) }
    return [{ on, together: togetherOf(one), change }]
  })
}

function first(record: WatchedRecord, groups: readonly Group[], touched: Touched): Told | undefined {
  for (let index = firstAfter(record.since, groups); index < groups.length; index++) {
    const group = groups[index]
    const hand = group === undefined ? 'yes' : touched(record, group.together)
    if (group === undefined || hand === 'yes') continue
    return hand === 'no' ? { changed: 'yes', ...group.change } : NOT_AT_HAND
  }
  return undefined
}

/** Found by halves: of a thousand systems each has its own day. */
function firstAfter(day: string, groups: readonly Group[]): number {
  let [low, high] = [0, groups.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((groups[middle]?.on ?? '') > day) high = middle
    else low = middle + 1
  }
  return low
}

function inTime(one: Dated, other: Dated): number {
  return one.on < other.on ? -1 : one.on > other.on ? 1 : one.order - other.order
}

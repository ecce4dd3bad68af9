import type { Change } from '../core/history.ts'
import type { TrackedPath } from '../core/ports.ts'
import { type Dated, keyOf, type Watched } from './watched.ts'

/** Of a commit, no more files than these are named. */
const NAMED = 3

/** The first change of code and of model after each day, by `keyOf`. What is written in records, or in the manifest, is no code. */
export function firstChanges(
  systems: readonly Watched[],
  changes: readonly Dated[],
  records: ReadonlySet<string>,
): ReadonlyMap<string, Change> {
  const first = new Map<string, Change>()
  const paths = byPath(changes.filter(({ path }) => !records.has(path)))
  // Systems that share their code are many in some repositories, and then share the answer.
  const shared = new Map<string, (since: string) => Change | undefined>()
  for (const watched of systems) {
    const { artifact, code, since, system } = watched
    const globs = JSON.stringify(system.code.value)
    const ofCode =
      shared.get(globs) ?? after(paths.filter(([change]) => change !== undefined && code.matches(change)).flat())
    shared.set(globs, ofCode)
    const ofModel = after(artifact === undefined ? [] : changes.filter((change) => isArtifact(artifact, change)))
    for (const day of since) {
      const found = { code: ofCode(day), model: ofModel(day) }
      if (found.code !== undefined) first.set(keyOf(watched, day, 'code'), found.code)
      if (found.model !== undefined) first.set(keyOf(watched, day, 'model'), found.model)
    }
  }
  return first
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

/** Of these changes the first one after a day, each day looked for once. */
function after(changes: readonly Dated[]): (since: string) => Change | undefined {
  const known = new Map<string, Change | undefined>()
  return (since) => {
    if (!known.has(since)) known.set(since, firstAfter(since, changes))
    return known.get(since)
  }
}

/** The earliest change, with the files of its commit. */
function firstAfter(since: string, changes: readonly Dated[]): Change | undefined {
  let first: Dated | undefined
  for (const change of changes)
    if (change.on > since && (first === undefined || isBefore(change, first))) first = change
  if (first === undefined) return undefined
  const { on, by } = first
  const names = [...new Set(changes.filter((each) => each.on === on && each.by === by).map(({ path }) => path))].sort()
  return { on, by, names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) }
}

function isBefore(one: Dated, other: Dated): boolean {
  return one.on < other.on || (one.on === other.on && one.order < other.order)
}

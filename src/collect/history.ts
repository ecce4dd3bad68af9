import type { Change, Followed, FollowedPath, HistoryFacts, Told } from '../core/history.ts'
import { unique } from '../core/logic.ts'
import { isFollowed, type Manifest, type System } from '../core/manifest.ts'
import type { FileChange, History, HistoryResult, TrackedPath } from '../core/ports.ts'
import type { Regulation } from '../core/regulation.ts'
import { globs, isBelow, plainPath, topFolder } from '../read/globs.ts'
import { dataTold } from './data-history.ts'
import { type Dated, keyOf, type Watched } from './watched.ts'

export type Sought = {
  readonly manifest: Manifest
  /** The manifest as it is written now. */
  readonly written: unknown
  readonly manifestFile: string
  readonly regulation: Regulation
  readonly asOf: string
}

/** Of a commit, no more files than these are named. */
const NAMED = 3
/** More folders than these are looked through as one. */
const MAX_FOLDERS = 100

/** Not asked is not unchanged. */
const UNREAD: History = {
  changes: async () => ({ ok: false, message: 'was not read', next: 'run `ai-compliance check`' }),
  texts: async () => new Map(),
}

/** How each system that declares `code:` or a model artifact changed after the reviews of its records, as far as history tells. */
export async function collectHistory(sought: Sought, history: History = UNREAD): Promise<HistoryFacts> {
  const manifestFile = plainPath(sought.manifestFile)
  const systems = sought.manifest.systems.filter(isFollowed).map((system) => watch(system, sought))
  const days = systems.flatMap(({ since }) => since).sort()
  const folders = unique(systems.flatMap((system) => system.folders))
  const read = await history.changes(days[0] ?? sought.asOf, [
    ...(folders.length > MAX_FOLDERS || folders.includes('.') ? ['.'] : folders),
    manifestFile,
  ])
  const changes = read.ok ? seenBy(read.changes, sought.asOf) : []
  const files = byFile(systems, changes, recordFiles(sought.manifest, manifestFile))
  const data = await dataTold(
    systems,
    changes.filter(({ path }) => path === manifestFile),
    { written: sought.written, history },
  )
  return {
    followed: systems.flatMap((system) =>
      system.since.map((since) => {
        const told = (change: Change | undefined) => toldOf(change, since, read)
        return {
          system: system.id,
          since,
          told: {
            ...(system.hasCode ? { code: told(files.get(keyOf(system, since, 'code'))) } : {}),
            ...(isTracked(system.artifact, read) ? { model: told(files.get(keyOf(system, since, 'model'))) } : {}),
            data: data.get(keyOf(system, since, 'data')) ?? told(undefined),
          },
        } satisfies Followed
      }),
    ),
    paths: pathsOf(systems, read),
  }
}

function watch(system: System, { manifest, regulation, asOf }: Sought): Watched {
  const kinds = new Set(regulation.records.filter(({ describes }) => describes !== undefined).map(({ id }) => id))
  const reviewed = [...system.records, ...manifest.organization.records]
    .filter(({ kind }) => kinds.has(kind))
    .flatMap(({ reviewedOn }) => reviewedOn.value ?? [])
  const patterns = system.code.value ?? []
  const code = globs(patterns)
  const named = plainPath(system.model.artifact.value ?? '')
  const artifact = isBelow(named) ? named : undefined
  return {
    id: system.id,
    system,
    since: unique(reviewed.filter((day) => day <= asOf)),
    code,
    hasCode: patterns.length > 0,
    artifact,
    folders: [...code.folders, ...(artifact === undefined ? [] : [topFolder(artifact)])],
  }
}

/** The changes that had come by that day; what is only in this branch comes with it. */
function seenBy(changes: readonly FileChange[], asOf: string): readonly Dated[] {
  return changes.map((change) => ({ ...change, on: change.on ?? asOf })).filter(({ on }) => on <= asOf)
}

/** The first change of code and of model after each day. What is written in records, or in the manifest, is no code. */
function byFile(
  systems: readonly Watched[],
  changes: readonly Dated[],
  records: ReadonlySet<string>,
): ReadonlyMap<string, Change> {
  const first = new Map<string, Change>()
  const add = (key: string, { on, by, path }: Dated) => {
    const known = first.get(key)
    if (known === undefined || on < known.on) first.set(key, { on, by, names: [path], more: 0 })
    else if (on === known.on && by === known.by && !known.names.includes(path))
      first.set(
        key,
        known.names.length < NAMED ? { ...known, names: [...known.names, path] } : { ...known, more: known.more + 1 },
      )
  }
  const below = byFolder(systems)
  for (const change of changes) {
    for (const system of [...(below.get(topFolder(change.path)) ?? []), ...(below.get('.') ?? [])]) {
      const isCode = !records.has(change.path) && system.code.matches(change)
      const isModel = isArtifact(system.artifact, change)
      for (const since of system.since) {
        if (change.on <= since) continue
        if (isCode) add(keyOf(system, since, 'code'), change)
        if (isModel) add(keyOf(system, since, 'model'), change)
      }
    }
  }
  return first
}

/** The systems by the folders that they look through, each under `.` alone where it looks everywhere. */
function byFolder(systems: readonly Watched[]): ReadonlyMap<string, readonly Watched[]> {
  const below = new Map<string, Watched[]>()
  for (const system of systems) {
    const folders = system.folders.includes('.') ? ['.'] : unique(system.folders)
    for (const folder of folders) below.set(folder, [...(below.get(folder) ?? []), system])
  }
  return below
}

function toldOf(change: Change | undefined, since: string, read: HistoryResult): Told {
  if (change !== undefined) return { changed: 'yes', ...change }
  if (!read.ok) return { changed: 'unknown', because: `the history ${read.message}`, next: read.next }
  if (read.from <= since) return { changed: 'no' }
  return read.shallow
    ? {
        changed: 'unknown',
        because: `this clone is shallow: its history begins on ${read.from}`,
        next: 'check out with `fetch-depth: 0`, or run `git fetch --unshallow`',
      }
    : {
        changed: 'unknown',
        because: `the history begins on ${read.from}, after that review`,
        next: 'review it again and set `reviewed-on`',
      }
}

/** Whether git follows what is declared; each glob is held against the files of its own folder alone. */
function pathsOf(systems: readonly Watched[], read: HistoryResult): readonly FollowedPath[] {
  const below = new Map<string, TrackedPath[]>([['.', []]])
  for (const tracked of read.ok ? read.tracked : []) {
    for (const folder of unique(['.', topFolder(tracked.path)])) {
      const known = below.get(folder)
      if (known === undefined) below.set(folder, [tracked])
      else known.push(tracked)
    }
  }
  const found = (folders: readonly string[], is: (tracked: TrackedPath) => boolean) => {
    if (!read.ok) return 'unknown'
    return folders.some((folder) => below.get(folder)?.some(is)) ? 'yes' : 'no'
  }
  return systems.flatMap(({ id, system, artifact, folders }) => {
    const { code, model } = system
    const paths = (code.value ?? []).flatMap((path, index): FollowedPath[] => {
      if (path.startsWith('!')) return []
      const own = globs([path])
      return [{ system: id, route: [...code.route, index], path, found: found(own.folders, own.matches) }]
    })
    const { route, value } = model.artifact
    if (value === undefined) return paths
    return [...paths, { system: id, route, path: value, found: found(folders, (each) => isArtifact(artifact, each)) }]
  })
}

function isTracked(artifact: string | undefined, read: HistoryResult): boolean {
  return artifact !== undefined && (!read.ok || read.tracked.some((tracked) => isArtifact(artifact, tracked)))
}

/** The file itself, what lies in the folder that is named, or the submodule that it lies in. */
function isArtifact(artifact: string | undefined, { path, submodule }: TrackedPath): boolean {
  if (artifact === undefined) return false
  return path === artifact || path.startsWith(`${artifact}/`) || (submodule && artifact.startsWith(`${path}/`))
}

function recordFiles({ organization, systems }: Manifest, manifestFile: string): ReadonlySet<string> {
  const records = [...organization.records, ...systems.flatMap((system) => system.records)]
  return new Set([
    manifestFile,
    ...records.flatMap(({ file }) => (file.value === undefined ? [] : plainPath(file.value))),
  ])
}

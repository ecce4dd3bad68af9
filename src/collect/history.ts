import type { Change, Followed, FollowedPath, HistoryFacts, Told } from '../core/history.ts'
import { unique } from '../core/logic.ts'
import { isFollowed, type Manifest, type System } from '../core/manifest.ts'
import type { FileChange, History, HistoryResult, TrackedPath } from '../core/ports.ts'
import type { Regulation } from '../core/regulation.ts'
import { globs, isBelow, plainPath, topFolder } from '../read/code-globs.ts'
import { dataTold } from './data-history.ts'
import { firstChanges, isArtifact } from './first-changes.ts'
import { type Dated, keyOf, type Watched } from './watched.ts'

export type Sought = {
  readonly manifest: Manifest
  /** The manifest as it is written now. */
  readonly written: unknown
  readonly manifestFile: string
  readonly regulation: Regulation
  readonly asOf: string
}

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
  const files = firstChanges(systems, changes, recordFiles(sought.manifest, manifestFile))
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
  return changes.map((change, order) => ({ ...change, order, on: change.on ?? asOf })).filter(({ on }) => on <= asOf)
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
    return [
      ...paths,
      {
        system: id,
        route,
        path: value,
        found: found(folders, (each) => artifact !== undefined && isArtifact(artifact, each)),
      },
    ]
  })
}

function isTracked(artifact: string | undefined, read: HistoryResult): boolean {
  return artifact !== undefined && (!read.ok || read.tracked.some((tracked) => isArtifact(artifact, tracked)))
}

function recordFiles({ organization, systems }: Manifest, manifestFile: string): ReadonlySet<string> {
  const records = [...organization.records, ...systems.flatMap((system) => system.records)]
  return new Set([
    manifestFile,
    ...records.flatMap(({ file }) => (file.value === undefined ? [] : plainPath(file.value))),
  ])
}

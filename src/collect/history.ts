import type { Followed, FollowedPath, HistoryFacts, Told } from '../core/history.ts'
import { unique } from '../core/logic.ts'
import { type DeclaredRecord, isFollowed, type Manifest, type System } from '../core/manifest.ts'
import type { FileChange, History, HistoryResult, TrackedPath } from '../core/ports.ts'
import type { Regulation } from '../core/regulation.ts'
import { globs, isBelow, topFolder } from '../read/code-globs.ts'
import type { DeclaredAspect } from '../read/declared-data.ts'
import { plainPath } from '../read/plain-path.ts'
import { declaredTold } from './declared-history.ts'
import { type FilesTold, firstChanges, isArtifact } from './first-changes.ts'
import { touchedBy } from './touched.ts'
import { manifestVersions } from './versions.ts'
import type { Dated, Watched, WatchedRecord } from './watched.ts'

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
  const days = systems.flatMap(({ records }) => records.map(({ since }) => since)).sort()
  const read = await history.changes(days[0] ?? sought.asOf, [...foldersOf(systems), manifestFile])
  const changes = read.ok ? seenBy(read.changes, sought.asOf) : []
  const versions = await manifestVersions(
    changes.filter(({ path }) => path === manifestFile),
    { written: sought.written, history },
  )
  const touched = touchedBy(changes, versions)
  const files = firstChanges(systems, changes, recordFiles(sought.manifest, manifestFile), touched)
  return {
    followed: systems.flatMap((system) =>
      system.records.map((record): Followed => {
        const declared = (aspect: DeclaredAspect) => declaredTold(system, record, aspect, { versions, touched })
        const told = toldOf(system, record, { files: files.get(system.id), declared, read })
        return { system: system.id, record: record.route, since: record.since, told }
      }),
    ),
    paths: pathsOf(systems, read),
  }
}

/** Where all that is watched lies, and the records, whose changes tell what was done with a hand on them. */
function foldersOf(systems: readonly Watched[]): readonly string[] {
  const files = unique(systems.flatMap(({ records }) => records.flatMap(({ file }) => file ?? [])))
  const watched = unique(systems.flatMap((system) => system.folders))
  const folders = unique([...watched, ...(files.length > MAX_FOLDERS ? files.map(topFolder) : files)])
  return folders.length > MAX_FOLDERS || folders.includes('.') ? ['.'] : folders
}

function toldOf(
  system: Watched,
  record: WatchedRecord,
  {
    files,
    declared,
    read,
  }: {
    readonly files: FilesTold | undefined
    readonly declared: (aspect: DeclaredAspect) => Told | undefined
    readonly read: HistoryResult
  },
): Followed['told'] {
  const otherwise = nothingSeen(record.since, read)
  const model = isTracked(system.artifact, read) ? files?.model(record) : undefined
  return {
    ...(system.hasCode ? { code: files?.code(record) ?? otherwise } : {}),
    model: earlier(model, declared('model')) ?? otherwise,
    data: declared('data') ?? otherwise,
    purpose: declared('purpose') ?? otherwise,
    'human-involvement': declared('human-involvement') ?? otherwise,
  }
}

/** What is known to have changed, before what cannot be told. */
function earlier(one: Told | undefined, other: Told | undefined): Told | undefined {
  if (one?.changed !== 'yes') return other ?? one
  return other?.changed === 'yes' && other.on < one.on ? other : one
}

function watch(system: System, { manifest, regulation, asOf }: Sought): Watched {
  const kinds = new Set(regulation.records.filter(({ describes }) => describes !== undefined).map(({ id }) => id))
  const watched = (scope: string, record: DeclaredRecord): readonly WatchedRecord[] => {
    const { route, key, kind, file, reviewedOn } = record
    const since = reviewedOn.value
    if (!kinds.has(kind) || since === undefined || since > asOf) return []
    return [{ route, scope, key, file: file.value === undefined ? undefined : plainPath(file.value), since }]
  }
  const patterns = system.code.value ?? []
  const code = globs(patterns)
  const named = plainPath(system.model.artifact.value ?? '')
  const artifact = isBelow(named) ? named : undefined
  return {
    id: system.id,
    system,
    records: [
      ...system.records.flatMap((record) => watched(system.id, record)),
      ...manifest.organization.records.flatMap((record) => watched('organization', record)),
    ],
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

function nothingSeen(since: string, read: HistoryResult): Told {
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

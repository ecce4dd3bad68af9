import { Minimatch } from 'minimatch'
import { ConfigurationError } from '../core/errors.ts'
import { unique } from '../core/logic.ts'
import type { Base, Files } from '../core/ports.ts'
import type { Missed } from '../core/several.ts'
import { PATHS, type PathGlob, pathGlob } from '../read/glob.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { mayBeGlob, samePath } from '../read/manifest-lines.ts'

/** Files and folders that are looked at for one glob, and manifests that one run judges. */
const MAX_LISTED = 200_000
const MAX_MANIFESTS = 200

/** The manifests that are judged, sorted; and those of the base that the globs do not find here any more. */
export type FoundManifests = {
  readonly paths: readonly string[]
  readonly dropped: readonly string[]
  /** What nobody can tell of the base. */
  readonly missed: readonly Missed[]
}

type Glob = Extract<PathGlob, { kind: 'glob' }> & { readonly line: string }

/** Finds what paths and globs name. Throws `ConfigurationError` for a glob that finds nothing, or too much. */
export async function findManifests(
  files: Files,
  lines: readonly string[],
  base: Pick<Base, 'files'> | undefined,
): Promise<FoundManifests> {
  const out = lines.filter((line) => line.startsWith('!')).map((line) => new Minimatch(line.slice(1), PATHS))
  const kept = (path: string) => !path.split('/').includes('node_modules') && !out.some((glob) => glob.match(path))
  const paths: string[] = []
  const globs: Glob[] = []
  for (const line of lines.filter((line) => !line.startsWith('!'))) {
    const glob = mayBeGlob(line) ? pathGlob(line) : undefined
    // A folder may be called `[id]`; a file of that very name adds to what the glob finds, and never stands in for it.
    if (glob?.kind !== 'glob' || (await files.read(line, MAX_BYTES)).ok) paths.push(line)
    if (glob?.kind === 'glob') globs.push({ ...glob, line })
  }
  const dropped: string[] = []
  const missed: Missed[] = []
  for (const glob of globs) {
    const here = await listed(files, glob)
    if (!here.ok)
      throw new ConfigurationError(
        `\`${glob.line}\` starts from a folder that ${here.message}.`,
        'Begin the glob with a folder that holds the manifests, such as `services/*/ai-compliance.yml`.',
      )
    const found = here.paths.filter(kept)
    paths.push(...found)
    const before = base === undefined ? undefined : await listed(base.files, glob)
    if (before?.ok === false)
      missed.push({
        manifest: glob.line,
        message: `Whether this change takes a manifest away cannot be told: in the base the folder ${before.message}.`,
        next: 'Run the job again, or name each manifest by its path.',
      })
    const gone = before?.ok ? before.paths.filter((path) => kept(path) && !found.includes(path)) : []
    dropped.push(...gone)
    if (found.length === 0 && gone.length === 0 && before?.ok !== false && !paths.includes(glob.line))
      throw new ConfigurationError(
        `\`${glob.line}\` matches no file.`,
        'Correct the glob, such as `services/*/ai-compliance.yml`, or make a manifest there with `ai-compliance init`.',
      )
  }
  const all = [...unique(paths.map(samePath))].sort()
  if (all.length > MAX_MANIFESTS)
    throw new ConfigurationError(
      `${all.length} manifests are named; one run judges at most ${MAX_MANIFESTS}.`,
      'Narrow the globs, or use several jobs.',
    )
  if (all.length === 0 && dropped.length === 0 && missed.length === 0)
    throw new ConfigurationError('No manifest is named.', 'Name one, such as `ai-compliance.yml`.')
  return { paths: all, dropped: unique(dropped.filter((path) => !all.includes(path)).sort()), missed }
}

async function listed(files: Pick<Files, 'list'>, glob: Glob): ReturnType<Files['list']> {
  const all = await files.list(glob.folder, { depth: glob.depth, entries: MAX_LISTED })
  return all.ok ? { ok: true, paths: all.paths.filter(glob.matches) } : all
}

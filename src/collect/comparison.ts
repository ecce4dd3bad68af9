import { compare, type Judged } from '../compare/index.ts'
import type { ChangedFile, ChangedFiles, Comparison } from '../core/comparison.ts'
import type { Facts } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'
import type { Base, BaseUnknown } from '../core/ports.ts'
import { determine } from '../determine/index.ts'
import { globs } from '../read/code-globs.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { parseManifest } from '../read/manifest.ts'
import { decodeText, parseSource } from '../read/source.ts'

/** Files that the manifest may have been in before: more than these nobody moves by chance. */
const MAX_MOVED = 20

/** What differs from the base revision, or why that cannot be told, for the end of "did not run, because …". */
export async function collectComparison(base: Base | BaseUnknown, facts: Facts): Promise<Comparison | BaseUnknown> {
  if ('because' in base) return base
  const { manifest } = facts
  if (manifest === undefined) return { because: 'the manifest could not be parsed' }
  const [files, here] = await Promise.all([base.changed(), read(base, facts.manifestFile)])
  const found = 'missing' in here ? await moved(base, facts.manifestFile, files) : here
  if ('because' in found) return found
  const path = 'manifest' in found && found.path !== facts.manifestFile ? found.path : undefined
  const before = 'manifest' in found ? judgedBefore(found.manifest, facts) : undefined
  const { manifestFile, policy } = facts
  return {
    commit: base.commit,
    manifest: before === undefined ? 'none' : 'read',
    ...(path === undefined ? {} : { movedFrom: path }),
    files,
    ...(before === undefined ? {} : { before: before.manifest }),
    changes: compare(
      before,
      { ...facts, manifest },
      {
        files,
        manifestFile,
        matcher,
        ...(path === undefined ? {} : { movedFrom: path }),
        ...(policy.from === 'base' && policy.name !== undefined ? { policyFile: policy.name } : {}),
      },
    ),
  }
}

/** Whether a path is one of those that globs of `code:` name. */
function matcher(patterns: readonly string[]): (path: string) => boolean {
  const { matches } = globs(patterns)
  return (path) => matches({ path, submodule: false })
}

type Found = { readonly path: string; readonly written: object; readonly manifest: Manifest }
type Missing = { readonly missing: true }
/** `unread`: nobody can tell what it holds. */
type Refused = BaseUnknown & { readonly unread: boolean }

/** As this revision is judged: what changed is the manifest, and not the law or the day. */
function judgedBefore(manifest: Manifest, { regulation, asOf }: Facts): Judged {
  return { manifest, regulation, ...determine(manifest, regulation, asOf) }
}

/** A manifest with mistakes is read as far as it goes, or it would only have to be broken first. */
async function read({ commit, files }: Base, path: string): Promise<Found | Missing | Refused> {
  const named = `\`${path}\` of the base commit \`${commit.slice(0, 7)}\``
  const read = await files.read(path, MAX_BYTES)
  if (!read.ok && read.reason === 'missing') return { missing: true }
  if (!read.ok) return { because: `${named} ${read.message}`, unread: read.reason === 'unreadable' }
  const decoded = decodeText(read.bytes)
  if (!decoded.ok) return { because: `${named} ${decoded.message}`, unread: false }
  const { written, problems } = parseSource(decoded.text, path)
  if (typeof written === 'object' && written !== null && !Array.isArray(written))
    return { path, written, manifest: parseManifest(written) }
  const [problem] = problems
  const where = problem === undefined ? '' : `: line ${problem.region?.startLine ?? 1} ${problem.message}`
  return { because: `${named} is no manifest that can be compared${where}`, unread: false }
}

/** A manifest that this change takes away from where it was, so that it does not pass for a first one. */
async function moved(base: Base, path: string, changed: ChangedFiles): Promise<Found | Missing | BaseUnknown> {
  const here = `\`${path}\` is not in the base commit \`${base.commit.slice(0, 7)}\``
  if (!changed.known) return { because: `${here}, and whether it was moved cannot be told: ${changed.because}` }
  const gone = changed.files.flatMap((file) => leftBy(file, path)).sort((a, b) => a.rank - b.rank)
  const found = await Promise.all(gone.slice(0, MAX_MOVED).map((each) => read(base, each.path)))
  for (const each of found) if ('manifest' in each && isManifest(each.written)) return each
  for (const each of found) if ('unread' in each && each.unread) return each
  if (gone.length > MAX_MOVED)
    return { because: `${here}, and this change takes away ${gone.length} files, any of which may have been it` }
  return { missing: true }
}

/** Where a file was that could have been a manifest, the likelier first. */
function leftBy(file: ChangedFile, path: string): readonly { readonly path: string; readonly rank: number }[] {
  const left = file.status === 'removed' ? file.path : file.from
  if (left === undefined || !/\.(ya?ml|json)$/i.test(left)) return []
  return [{ path: left, rank: file.path === path ? 0 : nameOf(left) === nameOf(path) ? 1 : 2 }]
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function isManifest(written: object): boolean {
  return Object.hasOwn(written, 'organization') && Object.hasOwn(written, 'systems')
}

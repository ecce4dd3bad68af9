import { posix } from 'node:path'
import type { Files, ListLimits, ListResult, ReadResult, RefusalReason } from '../core/ports.ts'

/** What git keeps at a path: `mode` is `100644` or `100755` for a file, `120000` for a symlink, `160000` for a submodule, `040000` for a folder. */
export type TreeEntry = {
  readonly mode: string
  readonly sha: string
  /** Bytes of a file, where they are told with it. */
  readonly size?: number
}
/** By path from the repository's root. */
export type Tree = ReadonlyMap<string, TreeEntry>
/** A predicate: "cannot be read at commit `3f2a9c1`: GitHub did not answer in time". */
export type Fault = { readonly fault: string }

/** Where the objects of one commit come from. None of these throws. */
export type Objects = {
  /** What stands at a path; undefined where nothing does. */
  entry(path: string): Promise<TreeEntry | Fault | undefined>
  /** Everything below a folder, folders left out, by path from the repository's root. */
  below(folder: string): Promise<Tree | Fault>
  /** A file's bytes, or its size when that is more than `maxBytes`. */
  blob(entry: TreeEntry, maxBytes: number): Promise<Uint8Array | number | Fault>
}

/**
 * The files of a commit below a folder. No link is followed: what a link of the work tree leads to is not what it was at a commit. A path
 * that climbs out is refused before anything is asked for.
 */
export function treeFiles(objects: Objects, root: string): Files {
  return {
    async read(path, maxBytes) {
      const full = below(root, path)
      if (typeof full !== 'string') return full
      const found = await locate(objects, full)
      if ('ok' in found) return found
      const bytes = await objects.blob(found, maxBytes)
      if (bytes instanceof Uint8Array) return { ok: true, bytes }
      return typeof bytes === 'number'
        ? refuse('too-large', `has ${bytes} bytes; at most ${maxBytes} are read`)
        : refuse('unreadable', bytes.fault)
    },
    async list(folder, limits) {
      const full = below(root, folder)
      if (typeof full !== 'string') return { ok: false, message: full.message }
      const found = full === '' ? { mode: FOLDER } : await locate(objects, full, FOLDER)
      if ('ok' in found)
        return found.reason === 'missing' ? { ok: true, paths: [] } : { ok: false, message: found.message }
      const tree = await objects.below(full)
      return isFault(tree) ? { ok: false, message: tree.fault } : listed(tree, full, prefixOf(root), limits)
    },
  }
}

export function isFault(value: object | undefined): value is Fault {
  return value !== undefined && 'fault' in value
}

export function isFile({ mode }: TreeEntry): boolean {
  return mode.startsWith('100')
}

type Refused = Extract<ReadResult, { readonly ok: false }>

const FOLDER = '040000'
const LINK = '120000'
const SUBMODULE = '160000'
const NOT_ENTERED = /(^|\/)(\.git|node_modules)\//

/** The path from the repository's root. */
function below(root: string, path: string): string | Refused {
  if (posix.isAbsolute(path) || /^[A-Za-z]:|^\\/.test(path))
    return refuse('outside', 'is an absolute path; write it relative to the repository')
  if (path.includes('\0')) return refuse('unreadable', 'has a NUL character in its path')
  const full = posix.join(root || '.', path).replace(/\/$/, '')
  const inside = root === '' || full === root || full.startsWith(`${root}/`)
  if (!inside || full === '..' || full.startsWith('../')) return refuse('outside', 'leads out of the repository')
  return full === '.' ? '' : full
}

/** The file or folder at a path, every folder on the way looked at: a link there leads elsewhere. */
async function locate(objects: Objects, path: string, wanted?: typeof FOLDER): Promise<TreeEntry | Refused> {
  if (path === '') return refuse('not-a-file', 'is a directory')
  const names = path.split('/')
  for (let length = 1; length <= names.length; length += 1) {
    const entry = await objects.entry(names.slice(0, length).join('/'))
    if (entry === undefined) return refuse('missing', 'does not exist')
    if (isFault(entry)) return refuse('unreadable', entry.fault)
    if (entry.mode === LINK)
      return refuse('outside', 'is or leads through a symlink, which is not followed at a commit')
    if (entry.mode === SUBMODULE) return refuse('not-a-file', 'is or lies in a submodule')
    const last = length === names.length
    if (last && wanted === FOLDER) return entry.mode === FOLDER ? entry : refuse('missing', 'is no directory')
    if (last && isFile(entry)) return entry
    if (last) return refuse('not-a-file', entry.mode === FOLDER ? 'is a directory' : 'is not a plain file')
    if (entry.mode !== FOLDER) return refuse('missing', 'does not exist')
  }
  return refuse('missing', 'does not exist')
}

/** As in the work tree: plain files, not too deep, not too many, from the root on. */
function listed(tree: Tree, folder: string, rootPrefix: string, { depth, entries }: ListLimits): ListResult {
  const start = prefixOf(folder).length
  const paths: string[] = []
  const seen = new Set<string>()
  for (const [path, entry] of tree) {
    if (NOT_ENTERED.test(path.slice(start))) continue
    const names = path.slice(start).split('/')
    for (let length = 1; length <= Math.min(names.length, depth); length += 1)
      seen.add(names.slice(0, length).join('/'))
    if (seen.size > entries) return { ok: false, message: `holds more than ${entries} files and folders` }
    if (isFile(entry) && names.length <= depth) paths.push(path.slice(rootPrefix.length))
  }
  return { ok: true, paths: paths.sort() }
}

function prefixOf(folder: string): string {
  return folder === '' ? '' : `${folder}/`
}

function refuse(reason: RefusalReason, message: string): Refused {
  return { ok: false, reason, message }
}

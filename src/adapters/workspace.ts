import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs'
import { isAbsolute, resolve, sep } from 'node:path'
import type { Files, ListLimits, ListResult, ReadResult, RefusalReason } from '../core/ports.ts'

/**
 * The files below a folder. A path that is absolute, climbs out, or leads out through a symlink is refused before anything is
 * read; so is what is not a plain file. At most `maxBytes` are ever read.
 */
export function workspace(root: string): Files {
  const realRoot = realpathSync(root)
  return {
    // Records are small and read one by one: waiting for the disk is quicker than a pool of threads is to start.
    async read(path, maxBytes) {
      const found = locate(root, realRoot, path)
      if (!('real' in found)) return found
      try {
        return readFile(found.real, maxBytes)
      } catch (error) {
        return refuse(...reasonOf(error))
      }
    },
    async list(folder, limits) {
      const found = locate(root, realRoot, folder)
      if (!('real' in found)) return found.reason === 'missing' ? { ok: true, paths: [] } : found
      try {
        return listFolder(found.real, folder === '' ? '' : `${folder.replace(/\/$/, '')}/`, limits)
      } catch (error) {
        const [reason, message] = reasonOf(error)
        return reason === 'missing' ? { ok: true, paths: [] } : { ok: false, message }
      }
    },
  }
}

type Refused = Extract<ReadResult, { readonly ok: false }>

/** Where a path really leads, links followed, or why nothing is looked for there. */
function locate(root: string, realRoot: string, path: string): { readonly real: string } | Refused {
  if (isAbsolute(path) || /^[A-Za-z]:|^\\/.test(path))
    return refuse('outside', 'is an absolute path; write it relative to the repository')
  if (path.includes('\0')) return refuse('unreadable', 'has a NUL character in its path')
  const asked = resolve(root, path)
  if (!isInside(resolve(root), asked)) return refuse('outside', 'leads out of the repository')
  try {
    const real = realpathSync(asked)
    return isInside(realRoot, real) ? { real } : refuse('outside', 'leads out of the repository through a symlink')
  } catch (error) {
    return refuse(...reasonOf(error))
  }
}

const NOT_ENTERED = ['.git', 'node_modules']

function listFolder(real: string, prefix: string, { depth, entries }: ListLimits): ListResult {
  const paths: string[] = []
  let seen = 0
  const folders = [{ real, prefix, left: depth }]
  for (const folder of folders) {
    for (const entry of readdirSync(folder.real, { withFileTypes: true })) {
      seen += 1
      if (seen > entries) return { ok: false, message: `holds more than ${entries} files and folders` }
      if (entry.isFile()) paths.push(folder.prefix + entry.name)
      else if (entry.isDirectory() && folder.left > 1 && !NOT_ENTERED.includes(entry.name))
        folders.push({
          real: resolve(folder.real, entry.name),
          prefix: `${folder.prefix}${entry.name}/`,
          left: folder.left - 1,
        })
    }
  }
  return { ok: true, paths: paths.sort() }
}

function readFile(path: string, maxBytes: number): ReadResult {
  // Opening a FIFO would wait for a writer for ever; without waiting it opens and is refused below.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = fstatSync(file)
    if (stats.isDirectory()) return refuse('not-a-file', 'is a directory')
    if (!stats.isFile()) return refuse('not-a-file', 'is not a plain file')
    if (stats.size > maxBytes) return refuse('too-large', `has ${stats.size} bytes; at most ${maxBytes} are read`)
    const bytes = new Uint8Array(stats.size + 1)
    let length = 0
    while (length < bytes.length) {
      const bytesRead = readSync(file, bytes, length, bytes.length - length, null)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return length > stats.size
      ? refuse('unreadable', 'grew while it was read')
      : { ok: true, bytes: bytes.subarray(0, length), writtenAt: new Date(Math.floor(stats.mtimeMs)).toISOString() }
  } finally {
    closeSync(file)
  }
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}

function refuse(reason: RefusalReason, message: string): Refused {
  return { ok: false, reason, message }
}

function reasonOf(error: unknown): [RefusalReason, string] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
  if (code === 'ENOENT' || code === 'ENOTDIR') return ['missing', 'does not exist']
  if (code === 'EISDIR') return ['not-a-file', 'is a directory']
  if (code === 'EACCES' || code === 'EPERM') return ['unreadable', 'may not be read']
  if (code === 'ELOOP') return ['outside', 'is a symlink that leads to itself']
  return ['unreadable', `cannot be read (${code})`]
}

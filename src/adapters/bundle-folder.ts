import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { FILES } from '../bundle/layout.ts'
import type { Bundle } from '../bundle/stored.ts'
import { ConfigurationError } from '../core/errors.ts'

/** A bundle that is being written: it lies beside its place until it is whole. */
export type Draft = {
  write(name: string, content: string | Uint8Array): void
  /** Puts it in its place, or in another one. */
  finish(to?: string): void
  /** Takes it away. */
  discard(): void
}

/**
 * Begins a bundle; `named` says where its place is written. Throws `ConfigurationError` when the folder holds something else than an
 * earlier bundle, or cannot be written.
 */
export function draftBundle(directory: string, named: string): Draft {
  const folder = resolve(directory)
  // A name that nobody can have put a link at.
  const draft = `${folder}.part-${randomUUID()}`
  const write = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw new ConfigurationError(
        `${named}, which cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
        'Name a folder that can be written.',
      )
    }
  }
  const refuseOther = (place: string) => {
    if (!isReplaceable(place))
      throw new ConfigurationError(
        `${named}, which holds something else than a bundle.`,
        'Name a new or an empty folder.',
      )
  }
  refuseOther(folder)
  write(() => {
    mkdirSync(dirname(draft), { recursive: true })
    mkdirSync(draft)
  })
  const discard = () => rmSync(draft, { recursive: true, force: true })
  let failure: unknown
  return {
    write(name, content) {
      try {
        const path = join(draft, name)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, content)
      } catch (error) {
        // Told at the end: while files are read, it would look like a fault of theirs.
        failure ??= error
      }
    },
    finish(to = folder) {
      try {
        refuseOther(to)
        write(() => {
          if (failure !== undefined) throw failure
          mkdirSync(dirname(to), { recursive: true })
          rmSync(to, { recursive: true, force: true })
          renameSync(draft, to)
        })
      } finally {
        // What could not be put in its place is not left behind.
        discard()
      }
    },
    discard,
  }
}

/** Nothing, an empty folder, or an earlier bundle. */
function isReplaceable(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  if (stats === undefined) return true
  if (!stats.isDirectory()) return false
  const names = readdirSync(folder)
  return names.length === 0 || (names.includes(FILES.sums) && names.includes(FILES.statement))
}

/** Bytes that are hashed at once. */
const CHUNK = 256 * 1024

/** A bundle in a folder. Links in it are followed nowhere: they do not belong to a bundle. */
export function bundleFolder(folder: string): Bundle {
  // One piece of memory for all files, and no stream for each: most are small.
  const chunk = Buffer.allocUnsafe(CHUNK)
  return {
    async list() {
      return listed(folder, '').sort()
    },
    async digest(name) {
      const hash = createHash('sha256')
      const file = openSync(join(folder, name), 'r')
      try {
        for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
          hash.update(read === chunk.length ? chunk : chunk.subarray(0, read))
      } finally {
        closeSync(file)
      }
      return hash.digest('hex')
    },
    async bytes(name, most) {
      const path = join(folder, name)
      const stats = lstatSync(path, { throwIfNoEntry: false })
      return stats === undefined || !stats.isFile() || stats.size > most ? undefined : readFileSync(path)
    },
  }
}

function listed(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name
    if (entry.isDirectory()) return listed(join(folder, entry.name), `${name}/`)
    if (entry.isFile()) return [name]
    throw new ConfigurationError(`\`${name}\` is neither a file nor a folder.`, 'A bundle holds plain files alone.')
  })
}

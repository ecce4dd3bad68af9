import { createHash } from 'node:crypto'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { Bundle } from '../bundle/stored.ts'
import { ConfigurationError } from '../core/errors.ts'

/** Files of one bundle. */
const MOST_FILES = 50_000
/** Deflate packs at most 1,032 to 1, text of ours some 20 to 1: what claims more than this, the whole file taken together, is a bomb. */
const MOST_PACKED = 200
/** Bytes for which nobody is suspected. */
const UNSUSPECTED = 10_000_000

/**
 * A bundle in a zip file, as the platform hands out a workflow's artifact. Nothing is unpacked to the disk. Throws `ConfigurationError` for
 * a name that climbs out or is absolute, a name that is there twice, a link, an encrypted entry, and for a bomb.
 */
export async function bundleZip(path: string): Promise<Bundle & { close(): void }> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true }).catch(refuse)
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close()
    throw error
  })
  const stream = async (name: string) => {
    const entry = entries.get(name)
    if (entry === undefined) throw new ConfigurationError(`\`${name}\` is not in the bundle.`, NEXT)
    return zip.openReadStreamPromise(entry).catch(refuse)
  }
  return {
    list: async () => [...entries.keys()].sort(),
    async digest(name) {
      const hash = createHash('sha256')
      // A stream that does not hold what its entry says ends with an error.
      for await (const chunk of await stream(name)) hash.update(chunk)
      return hash.digest('hex')
    },
    async bytes(name, most) {
      const entry = entries.get(name)
      if (entry === undefined || entry.uncompressedSize > most) return undefined
      const chunks: Buffer[] = []
      for await (const chunk of await stream(name)) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
    close: () => zip.close(),
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_FILES)
    throw new ConfigurationError(`It holds ${zip.entryCount} files; at most ${MOST_FILES} are read.`, NEXT)
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName: name, uncompressedSize } = entry
      // Folders are named with a slash at the end, and hold nothing.
      if (name.endsWith('/') && uncompressedSize === 0) continue
      const why = whyNot(entry, entries.has(name))
      if (why !== undefined) throw new ConfigurationError(`\`${name}\` ${why}.`, NEXT)
      total += uncompressedSize
      if (total > UNSUSPECTED && total > zip.fileSize * MOST_PACKED)
        throw new ConfigurationError('It claims to hold more than its size allows.', NEXT)
      entries.set(name, entry)
    }
  } catch (error) {
    refuse(error)
  }
  return entries
}

/** The file type of Unix in the upper half of the attributes: a link points where nobody verified. */
const TYPE = 0o170000
const LINK = 0o120000
const FILE = 0o100000

function whyNot(entry: Entry, twice: boolean): string | undefined {
  const type = (entry.externalFileAttributes >>> 16) & TYPE
  if (twice) return 'is in it twice'
  if (type === LINK) return 'is a link'
  if (type !== 0 && type !== FILE) return 'is no plain file'
  if (entry.isEncrypted()) return 'is encrypted'
  return /(^|\/)\.{0,2}(\/|$)/.test(entry.fileName) ? 'has a name that leads elsewhere' : undefined
}

const NEXT = 'Name a bundle as the gate wrote it, or as GitHub hands it out.'

function refuse(error: unknown): never {
  if (error instanceof ConfigurationError) throw error
  throw new ConfigurationError(
    `It is no zip file that can be read: ${error instanceof Error ? error.message : String(error)}.`,
    NEXT,
  )
}

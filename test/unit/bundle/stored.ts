import { createHash } from 'node:crypto'
import { FILES, placeOf, type Read } from '../../../src/bundle/layout.ts'
import { bundleTexts, type Recorded, recordedOf } from '../../../src/bundle/make.ts'
import type { Maker } from '../../../src/bundle/statement.ts'
import type { Bundle } from '../../../src/bundle/stored.ts'
import { printSums } from '../../../src/bundle/sums.ts'
import type { Files } from '../../../src/core/ports.ts'
import { recordedFiles } from '../../../src/core/recorded-files.ts'
import { parseSource } from '../../../src/read/source.ts'
import { run } from '../../../src/run.ts'

export const HERE: Maker = { name: 'ai-compliance-gate', version: '0.1.0', dist: 'a'.repeat(64) }
const MANIFEST = 'ai-compliance.yml'

/** The files of a bundle by name, to be changed and stored again. */
export type Stored = ReadonlyMap<string, Uint8Array>
export type Kept = { readonly stored: Stored; readonly recorded: Recorded }

/** A run, and the bundle of what it read. */
export async function kept(files: Files, asOf = '2026-11-23', made: Maker = HERE): Promise<Kept> {
  const read = new Map<string, { readonly entry: Read; readonly bytes: Uint8Array }>()
  const { collected, source } = await run({
    files: recordedFiles(files, (path, bytes) => {
      const folder = path === MANIFEST ? 'manifest' : 'records'
      read.set(path, { entry: { folder, path, sha256: sha256(bytes), bytes: bytes.length }, bytes })
    }),
    manifest: MANIFEST,
    asOf,
    failOn: 'error',
    history: async () => ({
      changes: async () => ({ ok: false, message: 'is shallow', next: 'fetch it whole' }),
      texts: async () => new Map(),
    }),
  })
  const recorded = recordedOf(
    collected,
    [...read.values()].map(({ entry }) => entry),
    made,
  )
  const texts = await bundleTexts(recorded, source)
  return {
    recorded,
    stored: new Map([
      ...[...texts].map(([name, text]): [string, Uint8Array] => [name, bytesOf(text)]),
      ...[...read.values()].map(({ entry, bytes }): [string, Uint8Array] => [placeOf(entry.folder, entry.path), bytes]),
    ]),
  }
}

/** The bundle with some of its texts replaced and `SHA256SUMS` made to fit, as somebody would who wants it to look whole. */
export function replaced(stored: Stored, texts: { readonly [name: string]: string }): Stored {
  const changed = new Map([...stored, ...Object.entries(texts).map(([name, text]) => [name, bytesOf(text)] as const)])
  changed.delete(FILES.sums)
  const sums = printSums(new Map([...changed].map(([name, bytes]) => [name, sha256(bytes)])))
  return changed.set(FILES.sums, bytesOf(sums))
}

/** The bundle that facts make, every generated file of it, as somebody would who runs this very code; undefined when it cannot be made. */
export async function remade(stored: Stored, recorded: Recorded): Promise<Stored | undefined> {
  try {
    const manifest = parseSource(textOf(stored, placeOf('manifest', MANIFEST)), MANIFEST)
    return replaced(stored, Object.fromEntries(await bundleTexts(recorded, manifest)))
  } catch {
    return undefined
  }
}

export function bundleOf(stored: Stored): Bundle {
  const at = (name: string) => stored.get(name) ?? new Uint8Array()
  return {
    list: async () => [...stored.keys()].sort(),
    digest: async (name) => sha256(at(name)),
    bytes: async (name, most) => (at(name).length > most ? undefined : at(name)),
  }
}

export function textOf(stored: Stored, name: string): string {
  return new TextDecoder().decode(stored.get(name))
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

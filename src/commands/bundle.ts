import { draftBundle } from '../adapters/bundle-folder.ts'
import { maker } from '../adapters/maker.ts'
import { placeOf, type Read } from '../bundle/layout.ts'
import { bundleTexts, recordedOf, sha256 } from '../bundle/make.ts'
import type { Files } from '../core/ports.ts'
import { recordedFiles } from '../core/recorded-files.ts'
import type { Ran } from '../run.ts'

/** A bundle that takes in every file as it is read, so that what is archived is what was judged. */
export type Bundling = {
  readonly files: Files
  /** Writes what follows from it and puts the bundle in its place; returns the hex SHA-256 of its `SHA256SUMS`. */
  finish(ran: Ran): Promise<string>
  discard(): void
}

/** Begins a bundle in a folder. Throws `ConfigurationError` when it cannot be written there. */
export function bundling(directory: string, files: Files, manifest: string): Bundling {
  const draft = draftBundle(directory)
  const kept = new Map<string, Read>()
  const keep = (path: string, bytes: Uint8Array) => {
    const folder = path === manifest ? 'manifest' : 'records'
    if (kept.has(path)) return
    kept.set(path, { folder, path, sha256: sha256(bytes), bytes: bytes.length })
    draft.write(placeOf(folder, path), bytes)
  }
  return {
    files: recordedFiles(files, keep),
    async finish({ collected, source }) {
      const texts = await bundleTexts(recordedOf(collected, [...kept.values()], maker(process.argv[1])), source)
      for (const [name, text] of texts) draft.write(name, text)
      draft.finish()
      return sha256([...texts.values()].at(-1) ?? '')
    },
    discard: () => draft.discard(),
  }
}

import { type Folder, placeOf, type Read } from '../bundle/layout.ts'
import { bundleTexts, type Recorded, recordedOf, sha256 } from '../bundle/make.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Base, BaseUnknown, Files, PolicySource } from '../core/ports.ts'
import { recordedFiles } from '../core/recorded-files.ts'
import { secretsIn } from '../read/secrets.ts'
import type { Source } from '../read/source.ts'
import { draftBundle } from './bundle-folder.ts'
import { maker } from './maker.ts'

/** Whatever is read for a run. */
type Sources = { readonly files: Files; readonly base?: Base | BaseUnknown; readonly policy?: PolicySource }

/** A bundle that takes in every file as it is read, so that what is archived is what was judged. */
export type Evidence<S extends Sources> = {
  /** What the run reads from. */
  readonly sources: S
  /** Writes what follows from it and puts the bundle in its place. Throws `ConfigurationError` when it cannot be written. */
  finish(ran: { readonly collected: Recorded['collected']; readonly source: Source }, to?: string): Promise<Bundled>
  discard(): void
}

export type Bundled = {
  readonly directory: string
  /** Hex SHA-256 of its `SHA256SUMS`. */
  readonly sha256: string
  /** Every file of it. */
  readonly names: readonly string[]
}

/** Begins a bundle in a folder; `named` says where its place is written. Throws `ConfigurationError` when it cannot be written there. */
export function gathering<S extends Sources>(
  directory: string,
  manifest: string,
  sources: S,
  named = `\`--bundle\` is \`${directory}\``,
): Evidence<S> {
  const draft = draftBundle(directory, named)
  const kept = new Map<string, Read>()
  const keep = (folder: Folder, path: string, bytes: Uint8Array) => {
    const place = placeOf(folder, path)
    if (kept.has(place)) return
    const withheld = secretsIn(Buffer.from(bytes).toString('latin1')).length > 0
    kept.set(place, {
      folder,
      path,
      sha256: sha256(bytes),
      bytes: bytes.length,
      ...(withheld ? { withheld: true } : {}),
    })
    if (!withheld) draft.write(place, bytes)
  }
  /** What was read of the base; of it only what was compared is kept. */
  const before = new Map<string, Uint8Array>()
  const { files, base, policy } = sources
  const folderOf = (path: string): Folder =>
    path === manifest ? 'manifest' : path === policy?.path && !kept.has(placeOf('policy', path)) ? 'policy' : 'records'
  return {
    sources: {
      ...sources,
      files: recordedFiles(files, (path, bytes) => keep(folderOf(path), path, bytes)),
      ...(base !== undefined && 'files' in base
        ? { base: { ...base, files: recordedFiles(base.files, (path, bytes) => before.set(path, bytes)) } }
        : {}),
      ...(policy?.trusted === undefined
        ? {}
        : {
            policy: {
              ...policy,
              trusted: {
                ...policy.trusted,
                files: recordedFiles(policy.trusted.files, (path, bytes) => keep('policy', path, bytes)),
              },
            },
          }),
    },
    async finish({ collected, source }, to = directory) {
      const { comparison, manifestFile } = collected.facts
      const compared = comparison?.manifest === 'read' ? (comparison.movedFrom ?? manifestFile) : undefined
      const bytes = compared === undefined ? undefined : before.get(compared)
      if (compared !== undefined && bytes !== undefined) keep('base', compared, bytes)
      const read = [...kept.values()]
      if (read.some(({ folder, withheld }) => folder === 'manifest' && withheld)) {
        draft.discard()
        throw new ConfigurationError(
          `\`${manifestFile}\` holds what looks like a secret, and there is no evidence without the manifest.`,
          'Revoke the secret where it was given out, and take it out of the manifest.',
        )
      }
      const texts = await bundleTexts(recordedOf(collected, read, maker(process.argv[1])), source)
      for (const [name, text] of texts) draft.write(name, text)
      draft.finish(to)
      return {
        directory: to,
        sha256: sha256([...texts.values()].at(-1) ?? ''),
        names: [
          ...texts.keys(),
          ...read.filter(({ withheld }) => withheld !== true).map((each) => placeOf(each.folder, each.path)),
        ],
      }
    },
    discard: () => draft.discard(),
  }
}

import type { SecretFact } from '../core/facts.ts'
import type { Base, BaseUnknown, Files, PolicySource } from '../core/ports.ts'
import { secretsIn } from '../read/secrets.ts'

/** Whatever is read for a run. */
type Sources = { readonly files: Files; readonly base?: Base | BaseUnknown; readonly policy?: PolicySource }

/**
 * The same sources with nothing in them that looks like a secret, and what was found in the files so far. It reaches neither the facts
 * nor a report: it is overwritten before anything reads it, character by character, so that every line and column stays.
 */
export function withoutSecrets<S extends Sources>(
  sources: S,
): { readonly sources: S; found(): { readonly secrets?: readonly SecretFact[] } } {
  const found = new Map<string, readonly SecretFact[]>()
  const { files, base, policy } = sources
  const trusted = policy?.trusted
  return {
    sources: {
      ...sources,
      files: overwriting(files, (path, secrets) => found.set(path, secrets)),
      ...(base !== undefined && 'files' in base ? { base: { ...base, files: overwriting(base.files) } } : {}),
      ...(trusted === undefined
        ? {}
        : { policy: { ...policy, trusted: { ...trusted, files: overwriting(trusted.files) } } }),
    },
    found() {
      const secrets = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, each]) => each)
      return secrets.length === 0 ? {} : { secrets }
    },
  }
}

function overwriting(files: Files, tell: (path: string, secrets: readonly SecretFact[]) => void = () => {}): Files {
  return {
    ...files,
    async read(path, maxBytes) {
      const read = await files.read(path, maxBytes)
      if (!read.ok) return read
      // One character a byte, so that no position moves.
      const text = Buffer.from(read.bytes.buffer, read.bytes.byteOffset, read.bytes.byteLength).toString('latin1')
      const secrets = secretsIn(text)
      if (secrets.length === 0) return read
      tell(
        path,
        secrets.map(({ start, what }) => ({ file: path, line: text.slice(0, start).split('\n').length, what })),
      )
      const written = secrets.reduce(
        (rest, { start, end }) => rest.slice(0, start) + rest.slice(start, end).replace(/\S/g, 'x') + rest.slice(end),
        text,
      )
      return { ...read, bytes: Buffer.from(written, 'latin1') }
    },
  }
}

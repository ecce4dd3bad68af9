import { ConfigurationError } from '../core/errors.ts'
import type { Problem } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'
import type { Base, BaseUnknown, Files, RefusalReason } from '../core/ports.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { parseManifest } from '../read/manifest.ts'
import { decodeText, parseSource, type Source } from '../read/source.ts'
import { isValid } from '../read/valid.ts'

/** What to do about a manifest that cannot be read. */
const NEXT: { readonly [reason in RefusalReason]: string } = {
  missing: 'Make one with `ai-compliance init`, then answer its questions.',
  outside: 'Name a file inside the folder.',
  'not-a-file': 'Name a plain file.',
  'too-large': 'Shorten it; prose belongs into the records.',
  unreadable: 'Check that it may be read.',
}

/** The manifest as text and as value, with everything that is wrong with its text. Throws `ConfigurationError` when it cannot be read as text at all; `base` tells whether this change deletes it. */
export async function collectManifest(
  files: Files,
  path: string,
  base?: Base | BaseUnknown,
): Promise<{
  readonly text: string
  readonly source: Source
  readonly problems: readonly Problem[]
  readonly manifest: Manifest | undefined
}> {
  const read = await files.read(path, MAX_BYTES)
  if (!read.ok && read.reason === 'missing' && base !== undefined && 'files' in base) {
    const deleted = await (await import('./deleted-manifest.ts')).deletedManifest(base, path)
    if (deleted !== undefined) throw deleted
  }
  if (!read.ok) throw new ConfigurationError(`\`${path}\` ${read.message}.`, NEXT[read.reason])
  const decoded = decodeText(read.bytes)
  if (!decoded.ok)
    throw new ConfigurationError(`\`${path}\` ${decoded.message}.`, 'Save the manifest as YAML in UTF-8.')
  const source = parseSource(decoded.text, path)
  // A text, a number or a list is no manifest at all; what it lacks need not be told one by one.
  const isMapping = typeof source.written === 'object' && source.written !== null && !Array.isArray(source.written)
  if (!isMapping && source.problems.length === 0)
    return {
      text: decoded.text,
      source,
      problems: (await import('../read/schema.ts')).findProblems(source),
      manifest: undefined,
    }
  if (source.written === undefined)
    return { text: decoded.text, source, problems: source.problems, manifest: undefined }
  const problems = isValid(source.written) ? [] : (await import('../read/schema.ts')).findProblems(source)
  return { text: decoded.text, source, problems, manifest: parseManifest(source.written) }
}

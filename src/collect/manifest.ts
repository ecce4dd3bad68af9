import { ConfigurationError } from '../core/errors.ts'
import type { Problem } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'
import type { Files } from '../core/ports.ts'
import { parseManifest } from '../read/manifest.ts'
import { decodeText, parseSource, type Source } from '../read/source.ts'
import { isValid } from '../read/valid.ts'

/** The manifest is prose and answers; more than this is refused unread. */
const MAX_MANIFEST_BYTES = 1_000_000

/** The manifest as text and as value, with everything that is wrong with its text. Throws `ConfigurationError` when it cannot be read as text at all. */
export async function collectManifest(
  files: Files,
  path: string,
): Promise<{
  readonly text: string
  readonly source: Source
  readonly problems: readonly Problem[]
  readonly manifest: Manifest | undefined
}> {
  const read = await files.read(path, MAX_MANIFEST_BYTES)
  if (!read.ok && read.reason === 'missing') {
    throw new ConfigurationError(
      `\`${path}\` does not exist.`,
      'Make one with `ai-compliance init`, then answer its questions.',
    )
  }
  if (!read.ok)
    throw new ConfigurationError(
      `\`${path}\` ${read.message}.`,
      'Name a plain file inside the repository with `--manifest`.',
    )
  const decoded = decodeText(read.bytes)
  if (!decoded.ok)
    throw new ConfigurationError(`\`${path}\` ${decoded.message}.`, 'Save the manifest as YAML in UTF-8.')
  const source = parseSource(decoded.text, path)
  if (source.written === undefined)
    return { text: decoded.text, source, problems: source.problems, manifest: undefined }
  const problems = isValid(source.written) ? [] : (await import('../read/schema.ts')).findProblems(source)
  return { text: decoded.text, source, problems, manifest: parseManifest(source.written) }
}

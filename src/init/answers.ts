import { ConfigurationError } from '../core/errors.ts'
import type { Problem } from '../core/facts.ts'
import { findProblems } from '../read/schema.ts'
import { decodeText, parseSource } from '../read/source.ts'
import { withSkeleton } from './complete.ts'
import { isMapping } from './written.ts'

/** Mistakes that a person reads at once. */
const SHOWN = 5

/**
 * The answers in a file, which is a manifest that may lack anything: one format, one schema. Throws `ConfigurationError` with file,
 * line and column of what is wrong.
 */
export function readAnswers(bytes: Uint8Array, file: string): unknown {
  const decoded = decodeText(bytes)
  if (!decoded.ok) throw new ConfigurationError(`\`${file}\` ${decoded.message}.`, 'Save the answers as YAML in UTF-8.')
  const source = parseSource(decoded.text, file)
  if (source.problems.length > 0) throw refused(file, source.problems)
  const { written } = source
  if (written === undefined || written === null) return {}
  if (!isMapping(written))
    throw new ConfigurationError(
      `\`${file}:1\` is no mapping of answers.`,
      'Write it as a manifest, which may lack anything.',
    )
  // What may be left out is filled in first, so that only what is written can be wrong.
  const problems = findProblems({ written: withSkeleton(written), locate: source.locate })
  if (problems.length > 0) throw refused(file, problems)
  return written
}

function refused(file: string, problems: readonly Problem[]): ConfigurationError {
  const shown = problems.slice(0, SHOWN).map(({ subject, region, message }) => {
    const place = region === undefined ? '' : `:${region.startLine}:${region.startColumn}`
    return `\`${file}${place}\`: \`${subject}\` ${message}${message.endsWith('?') ? '' : '.'}`
  })
  const more = problems.length - shown.length
  return new ConfigurationError(
    [...shown, ...(more > 0 ? [`${more} more.`] : []), 'Nothing was written.'].join('\n'),
    'Correct the answers; an editor that has the schema completes them.',
  )
}

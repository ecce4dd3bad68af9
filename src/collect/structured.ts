import type { RecordFact } from '../core/facts.ts'
import { isOurs } from '../read/form.ts'
import { MAX_BYTES, MAX_RECORD_TOKENS } from '../read/limits.ts'
import { type Context, checkRecord } from '../read/record-checks/index.ts'
import { parseSource } from '../read/source.ts'
import { structuredParts } from '../read/structured.ts'
import { recordSchema } from './record-schemas.ts'

/** A YAML or JSON record as it was found: its parts, and what is wrong with them; or why it cannot be read, with the place. */
export async function readStructured(
  text: string,
  path: string,
  context: Context,
): Promise<Pick<RecordFact, 'refused' | 'parts' | 'problems'>> {
  const source = parseSource(text, path, MAX_BYTES, MAX_RECORD_TOKENS)
  const [problem] = source.problems
  if (problem !== undefined) {
    const { message: said, region: { startLine: line, startColumn: column } = { startLine: 1, startColumn: 1 } } =
      problem
    // How to start a manifest is no help with a record.
    const message = said.replace(/^is empty;.*/, 'is empty')
    return { refused: `is not readable: line ${line} ${message}`, parts: [], problems: [{ line, column, message }] }
  }
  const { written } = source
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    return { refused: 'is not a map of parts', parts: [] }
  const { kind } = context
  const parts = structuredParts(source, kind.parts)
  const form = isOurs(kind, text, written) ? await recordSchema(kind.id) : undefined
  if (form === undefined) return { parts }
  const errors = form.validate(written) ? [] : (form.validate.errors ?? [])
  const found = checkRecord(written, context)
  if (errors.length === 0 && found.length === 0) return { parts, problems: [] }
  // The words for mistakes are loaded only where there is one.
  const json = path.toLowerCase().endsWith('.json')
  const { recordProblems } = await import('../read/record-problems.ts')
  return { parts, problems: recordProblems({ source, kind, errors, schema: form.schema, found, parts, json }) }
}

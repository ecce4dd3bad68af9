import type { ModelCards, RecordKind, RecordPart } from '../core/regulation.ts'
import { isStructured } from '../core/structured-file.ts'
import { dataCard } from './card/data-card.ts'
import { findParts } from './card/find.ts'
import { readJson } from './card/json.ts'
import type { Card } from './card/passage.ts'
import { type CardReader, cardReader } from './card/reader.ts'
import { templateProblem } from './card/template.ts'
import { isOurs } from './form.ts'
import { MAX_BYTES, MAX_RECORD_TOKENS } from './limits.ts'
import type { RecordText } from './markdown.ts'
import { parseSource } from './source.ts'

/**
 * The parts of a model card in Markdown, JSON or YAML, in whatever form people write them; or why it cannot be read. Undefined for
 * JSON or YAML in our own form, which its schema holds, and for such that cannot be read. What the author marked goes before what is
 * found by its wording.
 */
export async function modelCard(
  text: string,
  file: string,
  kind: RecordKind,
  cards: ModelCards,
): Promise<RecordText | undefined> {
  const { parts } = kind
  const reader = readers.get(cards) ?? cardReader(cards, parts)
  readers.set(cards, reader)
  if (isStructured(file)) {
    const json = /\.json$/i.test(file) ? readJson(text) : undefined
    const data = json ?? parseSource(text, file, MAX_BYTES, MAX_RECORD_TOKENS)
    if (isOurs(kind, text, data.written)) return undefined
    const card = dataCard(data)
    return card === undefined ? undefined : judge(card, parts, reader)
  }
  const [{ readMarkdown }, { markdownCard }, { partsIn }] = await Promise.all([
    import('./markdown/blocks.ts'),
    import('./card/markdown-card.ts'),
    import('./markdown.ts'),
  ])
  const markdown = readMarkdown(text)
  if (typeof markdown === 'string') return { refused: markdown, parts: [] }
  const { found, problems } = partsIn(markdown, parts, false)
  const card = markdownCard(markdown)
  const rest = judge(card, parts, reader)
  const marked = new Set(found.map(({ part }) => part))
  const all = [...problems, ...(rest.problems ?? [])]
  return {
    parts: [...found.map(({ blocks: _, ...fact }) => fact), ...rest.parts.filter(({ part }) => !marked.has(part))],
    ...(all.length === 0 ? {} : { problems: all }),
  }
}

function judge(card: Card, parts: readonly RecordPart[], reader: CardReader): RecordText {
  const problem = templateProblem(card, reader)
  return { parts: findParts(card, parts, reader), ...(problem === undefined ? {} : { problems: [problem] }) }
}

/** Made once for all cards. */
const readers = new WeakMap<ModelCards, CardReader>()

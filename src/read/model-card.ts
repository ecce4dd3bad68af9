import type { ModelCards, RecordPart } from '../core/regulation.ts'
import { dataCard } from './card/data-card.ts'
import { findParts } from './card/find.ts'
import { type Json, readJson } from './card/json.ts'
import type { Card } from './card/passage.ts'
import { type CardReader, cardReader } from './card/reader.ts'
import { templateProblem } from './card/template.ts'
import type { RecordText } from './markdown.ts'
import { parseSource } from './source.ts'

/**
 * The parts of a model card in Markdown, JSON or YAML, in whatever form people write them; or why it cannot be read. What the
 * author marked goes before what is found by its wording. Only parts that are `needed` are looked for.
 */
export async function modelCard(
  text: string,
  file: string,
  parts: readonly RecordPart[],
  cards: ModelCards,
  needed: readonly string[] = parts.map(({ id }) => id),
): Promise<RecordText | string> {
  const reader = readerFor(cards, parts, needed)
  const sought = parts.filter(({ id }) => needed.includes(id))
  if (/\.(ya?ml|json)$/i.test(file)) {
    const json = /\.json$/i.test(file) ? readJson(text) : undefined
    if (json !== undefined) return structured(json, sought, reader)
    const source = parseSource(text, file, Number.POSITIVE_INFINITY)
    const [problem] = source.problems
    if (problem !== undefined) return `is not readable: line ${problem.region?.startLine ?? 1} ${problem.message}`
    return structured(source, sought, reader)
  }
  const [{ readMarkdown }, { markdownCard }, { partsIn }] = await Promise.all([
    import('./markdown/blocks.ts'),
    import('./card/markdown-card.ts'),
    import('./markdown.ts'),
  ])
  const markdown = readMarkdown(text)
  const { found, problems } = partsIn(markdown, parts, false)
  const card = markdownCard(markdown)
  const rest = judge(card, sought, reader)
  const marked = new Set(found.map(({ part }) => part))
  const all = [...problems, ...(rest.problems ?? [])]
  return {
    parts: [...found.map(({ blocks: _, ...fact }) => fact), ...rest.parts.filter(({ part }) => !marked.has(part))],
    ...(all.length === 0 ? {} : { problems: all }),
  }
}

function structured(data: Json, parts: readonly RecordPart[], reader: CardReader): RecordText | string {
  const card = dataCard(data)
  return card === undefined ? 'is not a map of parts' : judge(card, parts, reader)
}

function judge(card: Card, parts: readonly RecordPart[], reader: CardReader): RecordText {
  const problem = templateProblem(card, reader)
  return { parts: findParts(card, parts, reader), ...(problem === undefined ? {} : { problems: [problem] }) }
}

const readers = new WeakMap<ModelCards, Map<string, CardReader>>()

/** A reader of the parts that are needed, made once. */
function readerFor(cards: ModelCards, parts: readonly RecordPart[], needed: readonly string[]): CardReader {
  const known = readers.get(cards) ?? new Map<string, CardReader>()
  readers.set(cards, known)
  const key = needed.join(' ')
  const reader =
    known.get(key) ??
    cardReader(
      { ...cards, parts: cards.parts.filter(({ id }) => needed.includes(id)) },
      parts.filter(({ id }) => needed.includes(id)),
    )
  known.set(key, reader)
  return reader
}

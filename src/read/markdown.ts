import type { PartFact, RecordFact } from '../core/facts.ts'
import { unfilled } from '../core/filled.ts'
import { saysOnlyGeneric } from '../core/generic.ts'
import type { RecordPart } from '../core/regulation.ts'
import { type MarkdownText, readMarkdown } from './markdown/blocks.ts'
import { frontParts } from './markdown/front-parts.ts'
import { normalizeHeading, normalizeWording } from './markdown/headings.ts'
import { below, type Section, sectionsOf } from './markdown/sections.ts'

/** What a record holds, as facts: its parts, and what is wrong with its text; or why it is not read. */
export type RecordText = Pick<RecordFact, 'refused' | 'parts' | 'problems'>

/** A part as it was found, with the text that was judged. */
export type MarkdownPart = PartFact & { readonly blocks: readonly string[] }

/** The parts that a Markdown record holds, found by marker, by front matter or by a heading that people use for the part; lines count from 1. */
export function markdownRecord(text: string, parts: readonly RecordPart[]): RecordText {
  const read = readMarkdown(text)
  if (typeof read === 'string') return { refused: read, parts: [] }
  const { found, problems } = partsIn(read, parts, true)
  return {
    parts: found.map(({ blocks: _, ...fact }) => fact),
    ...(problems.length === 0 ? {} : { problems }),
  }
}

export { normalizeHeading, normalizeWording }

/** The same for a text that is read already; without `byHeading`, only what its author marked. */
export function partsIn(text: MarkdownText, parts: readonly RecordPart[], byHeading: boolean) {
  const marked = byHeading || text.marked || text.front !== undefined
  const sections = marked ? sectionsOf(text) : []
  const front = frontParts(text.front, sections, parts)
  const found = parts.flatMap((part): readonly MarkdownPart[] => {
    const marked = sections.filter((section) => section.markers.includes(part.id))
    const told = front.facts.find((fact) => fact.part === part.id)
    if (marked.length === 0 && told !== undefined) return [told]
    const pointed = marked.length > 0 ? marked : (front.sections.get(part.id) ?? [])
    const candidates = pointed.length > 0 ? pointed : byHeading ? underHeading(sections, part) : []
    return bestOf(sections, candidates.slice(0, MOST_ALIKE), part)
  })
  return { found, problems: front.problems }
}

/** Of sections with one heading, so many are looked into. */
const MOST_ALIKE = 20

/** The better wording outranks the worse. */
function underHeading(sections: readonly Section[], part: RecordPart): readonly Section[] {
  const headings = new Set(sections.map((section) => section.heading))
  const wanted = [part.title, ...part.headings].map(normalizeWording).find((wording) => headings.has(wording))
  return wanted === undefined ? [] : sections.filter((section) => section.heading === wanted)
}

/** Of sections alike, a filled one goes before an empty one. */
function bestOf(sections: readonly Section[], alike: readonly Section[], part: RecordPart): readonly MarkdownPart[] {
  const judged = alike.map((section) => {
    const blocks = below(sections, section, part.id).filter((block) => block.trim() !== part.hint)
    const because = unfilled(blocks, [section.heading]) ?? saysOnlyGeneric(blocks, part.generic ?? [])
    return { section, blocks, because }
  })
  const best = judged.find(({ because }) => because === undefined) ?? judged[0]
  if (best === undefined) return []
  const { section, blocks, because } = best
  return [{ part: part.id, line: section.line, blocks, ...(because === undefined ? {} : { unfilled: because }) }]
}

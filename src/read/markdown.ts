import MarkdownIt, { type Token } from 'markdown-it'
import type { PartFact } from '../core/facts.ts'
import type { RecordPart } from '../core/regulation.ts'
import { unfilled } from './filled.ts'

/** A heading or a `<!-- part: id -->` marker with what stands below it, up to the next heading of its rank. */
type Section = {
  readonly depth: number
  readonly heading: string
  readonly marker?: string
  readonly line: number
  readonly blocks: readonly string[]
}

/** The parts that a Markdown record holds, found by marker or by a heading that people use for the part; lines count from 1. */
export function markdownParts(text: string, parts: readonly RecordPart[]): readonly PartFact[] {
  const sections = sectionsOf(text)
  return parts.flatMap((part) => {
    const section = findSection(sections, part)
    if (section === undefined) return []
    const because = unfilled(section.blocks)
    return [{ part: part.id, line: section.line, ...(because === undefined ? {} : { unfilled: because }) }]
  })
}

/** Without case, numbering, punctuation and a citation in brackets: `3.2 Purpose (7152(a)(1)):` reads `purpose`. */
export function normalizeHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\((?:[^()]|\([^()]*\))*\)/g, ' ')
    .replace(/^\s*(?:(?:part|section|element)\s+)?(?:[0-9]+|[a-z]|[ivx]+)(?:[.)]|(?:\.[0-9]+)+\.?)\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same for our own wordings, which hold no other punctuation than hyphens and commas: a thousand are compared in a run. */
export function normalizeWording(wording: string): string {
  return wording.toLowerCase().replace(/[-,] ?/g, ' ')
}

/** A marker outranks a heading; the better wording outranks the worse; a filled section outranks an empty one of the same wording. */
function findSection(sections: readonly Section[], part: RecordPart): Section | undefined {
  const marked = sections.filter((section) => section.marker === part.id)
  if (marked.length > 0) return preferFilled(marked)
  const wanted = [part.title, ...part.headings]
    .map(normalizeWording)
    .find((wording) => sections.some((section) => section.heading === wording))
  return wanted === undefined ? undefined : preferFilled(sections.filter((section) => section.heading === wanted))
}

function preferFilled(sections: readonly Section[]): Section | undefined {
  return sections.find((section) => unfilled(section.blocks) === undefined) ?? sections[0]
}

/** CommonMark with tables. Blocks are enough: what stands inside a line decides neither a heading nor whether something is written. */
const markdown = new MarkdownIt('default')
markdown.core.ruler.enableOnly(['normalize', 'block'])

/** A marker is a section of its own, below every heading. */
const MARKER_DEPTH = 7

function sectionsOf(text: string): readonly Section[] {
  const { body, skipped } = withoutFrontMatter(text.replace(/\r\n?/g, '\n'))
  const tokens = markdown.parse(body, {})
  const flat: (Section & { readonly blocks: string[] })[] = []
  tokens.forEach((token, index) => {
    const { type, tag, content, level } = token
    const opener = tokens[index - 1]
    const line = skipped + 1 + (token.map?.[0] ?? 0)
    if (type === 'heading_open' && level === 0) {
      flat.push({ depth: Number(tag.slice(1)), heading: normalizeHeading(spoken(tokens[index + 1])), line, blocks: [] })
    } else if (type === 'html_block') {
      for (const [, marker = ''] of content.matchAll(/<!--\s*part:\s*([a-z0-9-]+)\s*-->/g)) {
        flat.push({ depth: MARKER_DEPTH, heading: '', marker, line, blocks: [] })
      }
    } else if (SPEAKING.has(type) && !(opener !== undefined && isLabel(opener, tokens[index - 2]))) {
      flat.at(-1)?.blocks.push(spoken(token))
    }
  })
  return flat.map((section, index) => ({ ...section, blocks: below(flat, index) }))
}

const SPEAKING = new Set(['inline', 'fence', 'code_block'])

/** A heading and the first cell of a row name what is to be said; they do not say it. */
function isLabel(opener: Token, before: Token | undefined): boolean {
  return (
    opener.type === 'heading_open' ||
    opener.type === 'th_open' ||
    (opener.type === 'td_open' && before?.type === 'tr_open')
  )
}

/** A section's own blocks and those of the sections of lower rank that follow it. */
function below(flat: readonly Section[], index: number): readonly string[] {
  const depth = flat[index]?.depth ?? 0
  const end = flat.findIndex((section, at) => at > index && section.depth <= depth)
  return flat.slice(index, end === -1 ? flat.length : end).flatMap((section) => section.blocks)
}

/** What a line says: an image and a comment say nothing, a link its own words. */
function spoken(token: Token | undefined): string {
  return (token?.content ?? '')
    .replace(/<!--[\s\S]*?(?:-->|$)|<img\b[^>]*>|!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/gi, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
}

function withoutFrontMatter(text: string): { readonly body: string; readonly skipped: number } {
  const match = /^---\n[\s\S]*?\n(?:---|\.\.\.)(?:\n|$)/.exec(text)
  if (match === null) return { body: text, skipped: 0 }
  return { body: text.slice(match[0].length), skipped: match[0].split('\n').length - 1 }
}

import MarkdownIt, { type Token } from 'markdown-it'
import type { PartFact } from '../core/facts.ts'
import { unfilled } from '../core/filled.ts'
import { saysOnlyGeneric } from '../core/generic.ts'
import type { RecordPart } from '../core/regulation.ts'

/** A heading, with the `<!-- part: id -->` markers right in front of it, or markers alone; and what stands below, up to the next heading of its rank. */
type Section = {
  readonly index: number
  readonly depth: number
  readonly heading: string
  readonly markers: readonly string[]
  readonly line: number
  readonly blocks: readonly string[]
}

/** The parts that a Markdown record holds, found by marker or by a heading that people use for the part, or why it is not read; lines count from 1. */
export function markdownParts(text: string, parts: readonly RecordPart[]): readonly PartFact[] | string {
  const sections = sectionsOf(text.replace(/\r\n?/g, '\n'))
  if (typeof sections === 'string') return sections
  return parts.flatMap((part) => {
    const found = findSections(sections, part)
    const judged = found.map((section) => ({
      section,
      because: unfilledPart(below(sections, section, part.id), part),
    }))
    const best = judged.find(({ because }) => because === undefined) ?? judged[0]
    if (best === undefined) return []
    return [
      { part: part.id, line: best.section.line, ...(best.because === undefined ? {} : { unfilled: best.because }) },
    ]
  })
}

function unfilledPart(blocks: readonly string[], part: RecordPart): string | undefined {
  const own = blocks.filter((block) => block.trim() !== part.hint)
  return unfilled(own) ?? saysOnlyGeneric(own, part.generic ?? [])
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

/** Of sections with one heading, so many are looked into. */
const MOST_ALIKE = 20

/** A marker outranks a heading, and the better wording the worse; of those alike, the caller takes a filled one before an empty one. */
function findSections(sections: readonly Section[], part: RecordPart): readonly Section[] {
  const marked = sections.filter((section) => section.markers.includes(part.id))
  if (marked.length > 0) return marked.slice(0, MOST_ALIKE)
  const headings = new Set(sections.map((section) => section.heading))
  const wanted = [part.title, ...part.headings].map(normalizeWording).find((wording) => headings.has(wording))
  return wanted === undefined ? [] : sections.filter((section) => section.heading === wanted).slice(0, MOST_ALIKE)
}

/** CommonMark with tables and HTML, which says nothing itself. Blocks are enough: what stands inside a line decides neither a heading nor whether something is written. */
const markdown = new MarkdownIt('default', { html: true })
markdown.core.ruler.enableOnly(['normalize', 'block'])

/** Lines; the parser keeps five numbers for each. */
const MOST_LINES = 100_000
/** Openings, contents and closings of blocks; each takes some 500 bytes, and a megabyte of bare list marks asks for millions. */
const MOST_TOKENS = 120_000
const { prototype } = markdown.block.State
const { push } = prototype
prototype.push = function (...args) {
  if (this.tokens.length >= MOST_TOKENS) throw TOO_MANY
  return push.apply(this, args)
}
const TOO_MANY = new RangeError('too many blocks')

/** Markers without a heading are a section of their own, below every heading. */
const MARKER_DEPTH = 7

const MARKER = /<!--\s*part:\s*([a-z0-9-]+)\s*-->/g

/** A predicate when there are too many of them to read. */
function sectionsOf(text: string): readonly Section[] | string {
  if (moreLines(text, MOST_LINES)) return `has more than ${MOST_LINES.toLocaleString('en')} lines`
  const { body, skipped } = withoutFrontMatter(text)
  const tokens = tokensOf(body)
  if (tokens === undefined)
    return `has more than ${(MOST_TOKENS / 3).toLocaleString('en')} headings, paragraphs, list items and cells`
  const flat: (Section & { readonly blocks: string[] })[] = []
  const add = (section: Omit<Section, 'index' | 'blocks'>) => flat.push({ ...section, index: flat.length, blocks: [] })
  let markers: string[] = []
  tokens.forEach((token, index) => {
    const { type, tag, content, level } = token
    const opener = tokens[index - 1]
    const line = skipped + 1 + (token.map?.[0] ?? 0)
    const adjoins = opener?.type === 'html_block' && opener.map?.[1] === token.map?.[0]
    if (type === 'heading_open' && level === 0) {
      const heading = normalizeHeading(spoken(tokens[index + 1]))
      // The markers are the heading's own, not a section in front of it.
      if (adjoins && markers.length > 0) flat.pop()
      add({ depth: Number(tag.slice(1)), heading, markers: adjoins ? markers : [], line })
    } else if (type === 'html_block') {
      const found = Array.from(content.matchAll(MARKER), ([, marker = '']) => marker)
      if (adjoins && markers.length > 0) {
        markers.push(...found)
      } else {
        markers = found
        if (found.length > 0) add({ depth: MARKER_DEPTH, heading: '', markers, line })
      }
    } else if (SPEAKING.has(type) && !(opener !== undefined && isLabel(opener, tokens[index - 2]))) {
      flat.at(-1)?.blocks.push(spoken(token))
    }
  })
  return flat
}

function moreLines(text: string, most: number): boolean {
  let at = -1
  for (let lines = 0; lines < most; lines += 1) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return false
  }
  return true
}

function tokensOf(body: string): readonly Token[] | undefined {
  try {
    return markdown.parse(body, {})
  } catch (error) {
    if (error === TOO_MANY) return undefined
    throw error
  }
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

/** A section's own blocks and those of the sections of lower rank that follow it, but for what is marked as another part. */
function below(sections: readonly Section[], { index, depth }: Section, part: string): readonly string[] {
  let end = index + 1
  while (end < sections.length && (sections[end]?.depth ?? 0) > depth) end += 1
  return sections
    .slice(index, end)
    .filter(({ markers }) => markers.length === 0 || markers.includes(part))
    .flatMap((section) => section.blocks)
}

/** Characters of a block that are read; a longer one has said by then whether it says something. */
const MOST_SPOKEN = 4_000

/** What a line says: an image and a comment say nothing, a link its own words. */
function spoken(token: Token | undefined): string {
  return (token?.content ?? '')
    .slice(0, MOST_SPOKEN)
    .replace(/<!--[\s\S]*?(?:-->|$)|<img\b[^>]{0,500}>|!\[[^\]]{0,200}\](?:\([^)]{0,500}\)|\[[^\]]{0,200}\])/gi, '')
    .replace(/\[([^\]]{0,200})\](?:\([^)]{0,500}\)|\[[^\]]{0,200}\])/g, '$1')
}

function withoutFrontMatter(text: string): { readonly body: string; readonly skipped: number } {
  const match = /^---\n[\s\S]*?\n(?:---|\.\.\.)(?:\n|$)/.exec(text)
  if (match === null) return { body: text, skipped: 0 }
  return { body: text.slice(match[0].length), skipped: match[0].split('\n').length - 1 }
}

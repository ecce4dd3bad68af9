import type { Token } from 'markdown-it'
import { type MarkdownText, spoken } from './blocks.ts'
import { normalizeHeading } from './headings.ts'

/** A heading, with the `<!-- part: id -->` markers right in front of it, or markers alone; and what stands below, up to the next heading of its rank. */
export type Section = {
  readonly index: number
  readonly depth: number
  readonly heading: string
  readonly markers: readonly string[]
  readonly line: number
  readonly blocks: readonly string[]
}

/** Markers without a heading are a section of their own, below every heading. */
const MARKER_DEPTH = 7

const MARKER = /<!--\s*part:\s*([a-z0-9-]+)\s*-->/g

/** The sections of a Markdown record in the order of its text. */
export function sectionsOf({ tokens, skipped }: MarkdownText): readonly Section[] {
  const flat: (Section & { readonly blocks: string[] })[] = []
  const add = (section: Omit<Section, 'index' | 'blocks'>) => flat.push({ ...section, index: flat.length, blocks: [] })
  let markers: string[] = []
  tokens.forEach((token, index) => {
    const { type, tag, content, level } = token
    const opener = tokens[index - 1]
    const line = skipped + 1 + (token.map?.[0] ?? 0)
    const adjoins = opener?.type === 'html_block' && opener.map?.[1] === token.map?.[0]
    if (type === 'heading_open' && level === 0) {
      const heading = normalizeHeading(spoken(tokens[index + 1]?.content ?? ''))
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
      flat.at(-1)?.blocks.push(spoken(content))
    }
  })
  return flat
}

/** A section's own blocks and those of the sections of lower rank that follow it, but for what is marked as another part. */
export function below(sections: readonly Section[], { index, depth }: Section, part: string): readonly string[] {
  let end = index + 1
  while (end < sections.length && (sections[end]?.depth ?? 0) > depth) end += 1
  return sections
    .slice(index, end)
    .filter(({ markers }) => markers.length === 0 || markers.includes(part))
    .flatMap((section) => section.blocks)
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

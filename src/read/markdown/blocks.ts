import MarkdownIt, { type Token } from 'markdown-it'
import { type FrontMatter, frontMatterOf } from './front-matter.ts'

/** The text of a Markdown record in blocks, its front matter aside. */
export type MarkdownText = {
  readonly tokens: readonly Token[]
  /** True when it may hold `<!-- part: … -->`. */
  readonly marked: boolean
  /** Lines of front matter in front of the first block. */
  readonly skipped: number
  /** Absent when the text has none. */
  readonly front?: FrontMatter
}

/** CommonMark with tables and HTML, which says nothing itself. Blocks are enough: what stands inside a line decides neither a heading nor whether something is written. */
const markdown = new MarkdownIt('default', { html: true })
markdown.core.ruler.enableOnly(['normalize', 'block'])

/** The blocks of a Markdown text, with the lines counted from 1 once `skipped` is added. Never throws. */
export function readMarkdown(text: string): MarkdownText {
  const { body, skipped, front } = frontMatterOf(text.replace(/\r\n?/g, '\n'))
  return {
    tokens: blocksOf(body),
    marked: /<!--\s*part:/.test(body),
    skipped,
    ...(front === undefined ? {} : { front }),
  }
}

/** The blocks of a text without front matter. */
export function blocksOf(text: string): readonly Token[] {
  return markdown.parse(text, {})
}

/** Characters of a block that are read; a longer one has said by then whether it says something. */
const MOST_SPOKEN = 4_000

/** What a block says: an image and a comment say nothing, a link its own words, an address that leads nowhere nothing. */
export function spoken(content: string): string {
  const said = content.slice(0, MOST_SPOKEN)
  if (!/[<[]/.test(said)) return said.trim()
  return said
    .replace(/<!--[\s\S]*?(?:-->|$)|<img\b[^>]{0,500}>|!\[[^\]]{0,200}\](?:\([^)]{0,500}\)|\[[^\]]{0,200}\])/gi, '')
    .replace(/\[[^\]]{0,200}\]\(\s{0,9}#?\s{0,9}\)/g, '')
    .replace(/\[([^\]]{0,200})\](?:\([^)]{0,500}\)|\[[^\]]{0,200}\])/g, '$1')
    .replace(/<\/?(?:br|b|i|em|strong|p|span|div|u|sup|sub|a|font|center|small|code)\b[^<>]{0,500}>/gi, ' ')
    .trim()
}

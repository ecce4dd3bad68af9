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

/** Lines; the parser keeps five numbers for each. */
const MOST_LINES = 100_000
/** Openings, contents and closings of blocks; each takes some 500 bytes, and a megabyte of bare list marks asks for millions. */
const MOST_TOKENS = 120_000
const { prototype } = markdown.block.State
const { push } = prototype
prototype.push = function (...args) {
  if (this.tokens.length >= MOST_TOKENS) throw TOO_MANY
  if (args[0] === 'paragraph_close') slim(this.tokens)
  const token = push.apply(this, args)
  // At the top level a paragraph is its content: what opens and closes it says nothing more.
  if (token.tag === 'p' && token.level === 0) this.tokens.pop()
  return token
}
const TOO_MANY = new RangeError('too many blocks')

/**
 * Takes the array literals out of the paragraph that ends the list. V8 takes literals that lived long for ones that always will, and
 * then only a full collection frees them: 60 MB more over 250 records.
 */
function slim(tokens: readonly Token[]): void {
  const [opening, content] = [tokens.at(-2), tokens.at(-1)]
  if (content?.map == null) return
  const [from, to] = content.map
  content.map = new Lines(from, to) as unknown as [number, number]
  content.children = null
  if (opening?.type === 'paragraph_open') opening.map = content.map
}

/** The first line, from 0, and the one after the last, by index as the parser has them. */
class Lines {
  readonly 0: number
  readonly 1: number
  constructor(from: number, to: number) {
    this[0] = from
    this[1] = to
  }
}

/** The blocks of a Markdown text, with the lines counted from 1 once `skipped` is added; a predicate when there are too many to read. Never throws. */
export function readMarkdown(text: string): MarkdownText | string {
  const plain = text.replace(/\r\n?/g, '\n')
  if (moreLines(plain, MOST_LINES)) return `has more than ${MOST_LINES.toLocaleString('en')} lines`
  const { body, skipped, front } = frontMatterOf(plain)
  const tokens = blocksOf(body)
  if (tokens === undefined)
    return `has more than ${(MOST_TOKENS / 3).toLocaleString('en')} headings, paragraphs, list items and cells`
  return {
    tokens,
    marked: /<!--\s*part:/.test(body),
    skipped,
    ...(front === undefined ? {} : { front }),
  }
}

/** The blocks of a text without front matter; undefined when there are too many to read. */
export function blocksOf(text: string): readonly Token[] | undefined {
  try {
    return markdown.parse(text, {})
  } catch (error) {
    if (error === TOO_MANY) return undefined
    throw error
  }
}

function moreLines(text: string, most: number): boolean {
  let at = -1
  for (let lines = 0; lines < most; lines += 1) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return false
  }
  return true
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

import type { Token } from 'markdown-it'
import { blocksOf, type MarkdownText, spoken } from '../markdown/blocks.ts'
import { write } from './data-card.ts'
import { piecesOf } from './html.ts'
import { type Card, type CardWriter, cardWriter, type Label } from './passage.ts'

/** Below the six ranks of headings: a line in bold, a bold lead-in that opens a list, a lead-in in its line, and items of lists. */
const BOLD_LINE = 7
const OPEN_LEAD = 8
const LEAD = 9
const ITEM = 10
/** Rows of one table that are looked at. */
const MOST_ROWS = 500

/** A card in Markdown: front matter, headings, bold lines and lead-ins, lists, tables and HTML, in the order of the text. */
export function markdownCard(markdown: MarkdownText): Card {
  const writer = cardWriter()
  const reader = readerOf(writer)
  reader.read(markdown.tokens, markdown.skipped)
  // The text of the card comes first: what stands in both is found where people read it.
  if (markdown.front?.written !== undefined) {
    writer.end(0)
    write(writer, markdown.front.written, [], 1, { locate: markdown.front.locate })
  }
  return { title: reader.title(), labels: writer.labels, passages: writer.passages }
}

type Row = { readonly cells: readonly string[]; readonly heads: boolean; readonly line: number }

function readerOf(writer: CardWriter) {
  let title: { text: string; line(): number } | undefined
  let first = true
  let nesting = 0
  let table: Row[] | undefined
  let cells: string[] = []
  let cell: string | undefined
  let heads = true
  let rowLine = 1
  let heading: { depth: number; text: string; line: number } | undefined

  function lineOfText(raw: string, line: number): { open: boolean } {
    const at = () => line
    const lead = leadOf(raw)
    if (lead === undefined) {
      writer.say('prose', spoken(raw), at)
      return { open: false }
    }
    const { label, rest, bold } = lead
    const depth = nesting > 0 ? ITEM + nesting : rest !== '' ? LEAD : bold && !lead.colon ? BOLD_LINE : OPEN_LEAD
    writer.label('lead', label, depth, at)
    if (rest !== '') writer.say('prose', spoken(rest), at)
    return { open: rest === '' }
  }

  /** A paragraph: its lines belong together until one begins with a label of its own. */
  function paragraph(content: string, line: number): void {
    if (first && title === undefined && content.length < 200 && !content.includes('\n')) {
      title = { text: spoken(content), line: () => line }
    }
    let pending: string[] = []
    let from = line
    const flush = () => {
      const text = pending.join(' ')
      if (text.trim() !== '') lineOfText(text, from)
      pending = []
    }
    for (const [index, raw] of content.split('\n').entries()) {
      if (index > 0 && leadOf(raw) !== undefined) flush()
      if (pending.length === 0) from = line + index
      pending.push(pending.length === 0 ? raw : raw.trim())
      // A line that is a label alone stands by itself: the next one is what it names. No label goes on for longer.
      if (pending.length <= MOST_LABEL_LINES && leadOf(pending.join(' '))?.rest === '') flush()
    }
    flush()
    if (nesting === 0) writer.end(LEAD)
  }

  function row({ cells: all, line }: Row, head: readonly string[], columns: readonly (Label | undefined)[]): void {
    const at = () => line
    const said = all.map((text) => spoken(text))
    const [name = '', ...rest] = said
    if (rest.length === 0) {
      writer.say('row', name, at)
      return
    }
    writer.say('row', said.filter((text) => text !== '').join(' | '), at)
    const outer = columns[0]?.above
    for (const [index, text] of rest.entries()) {
      const above = columns[index + 1]
      const label: Label = {
        kind: head.length <= 2 ? 'row' : 'column',
        text: name === '' ? (head[index + 1] ?? '') : name,
        depth: ITEM,
        above: above ?? outer,
        line: at,
      }
      if (head.length <= 2 && index === 0) writer.labels.push(label)
      if (text !== '') writer.say('cell', text, at, label)
    }
  }

  function endTable(): void {
    const rows = table ?? []
    table = undefined
    const head = rows[0]?.heads === true ? rows[0] : undefined
    const headCells = head?.cells.map((text) => spoken(text)) ?? []
    const width = Math.max(...rows.slice(0, MOST_ROWS).map((each) => each.cells.length), 0)
    const outer = writer.current()
    const columns = Array.from({ length: Math.min(width, 50) }, (_, index): Label | undefined => ({
      kind: 'column',
      text: headCells[index] ?? '',
      depth: LEAD,
      above: outer,
      line: () => head?.line ?? rows[0]?.line ?? 1,
    }))
    for (const each of rows.slice(0, MOST_ROWS)) {
      if (each !== head) row(each, head === undefined ? each.cells : headCells, columns)
    }
  }

  function html(content: string, line: number): void {
    for (const { tag, text, line: at } of piecesOf(content, line)) {
      const level = /^h([1-6])$/.exec(tag)?.[1]
      if (level !== undefined) heading = { depth: Number(level), text: '', line: at }
      else if (/^\/h[1-6]$/.test(tag) && heading !== undefined) {
        headingOf(heading.text, heading.depth, heading.line)
        heading = undefined
      } else if (tag === 'table') {
        table = []
        cells = []
      } else if (tag === '/table' && table !== undefined) endTable()
      else if (table !== undefined && tag === 'tr') {
        if (cells.length > 0) table.push({ cells, heads, line: rowLine })
        cells = []
        heads = true
        rowLine = at
      } else if (table !== undefined && tag === '/tr') {
        if (cells.length > 0) table.push({ cells, heads, line: rowLine })
        cells = []
      } else if (table !== undefined && (tag === 'td' || tag === 'th')) {
        cell = ''
        if (tag === 'td') heads = false
      } else if (tag === '/td' || tag === '/th') {
        if (cell !== undefined) cells.push(cell.replace(/\s+/g, ' ').trim())
        cell = undefined
      } else if (tag === 'b' || tag === 'strong' || tag === '/b' || tag === '/strong') inline('**', at)
      else if (
        tag === 'br' ||
        tag === 'p' ||
        tag === '/p' ||
        tag === 'div' ||
        tag === '/div' ||
        tag === 'li' ||
        tag === 'summary' ||
        tag === '/summary'
      )
        inline('\n', at)
      else if (tag === '') inline(text, at)
    }
    flushInline()
  }

  let open = ''
  let openLine = 1
  function inline(text: string, line: number): void {
    if (heading !== undefined) heading.text += text === '\n' ? ' ' : text
    else if (cell !== undefined) cell += text === '**' ? '' : text === '\n' ? ' ' : text
    else if (table === undefined) {
      if (text === '\n') flushInline()
      else {
        if (open.trim() === '') openLine = line
        open += text
      }
    }
  }
  function flushInline(): void {
    const said = open.trim()
    open = ''
    if (/[\p{L}\p{N}]/u.test(said)) paragraph(said, openLine)
  }

  function headingOf(raw: string, depth: number, line: number): void {
    const text = spoken(raw)
    if (text === '') return
    if (title === undefined || (first && depth === 1)) title = { text, line: () => line }
    first = false
    writer.label('heading', text, depth, () => line)
  }

  function read(tokens: readonly Token[], skipped: number): void {
    let inHead = false
    for (const [index, token] of tokens.entries()) {
      const line = skipped + 1 + (token.map?.[0] ?? 0)
      const before = tokens[index - 1]
      switch (token.type) {
        case 'inline':
          if (before?.type === 'heading_open') headingOf(token.content, Number(before.tag.slice(1)), line)
          else if (before?.type === 'th_open' || before?.type === 'td_open') cells.push(token.content)
          else if (table !== undefined) html(token.content, line)
          else {
            paragraph(token.content, line)
            first = false
          }
          break
        case 'fence':
        case 'code_block':
          if (table !== undefined) html(token.content, line)
          else if (isWholeCard(token, tokens)) read(blocksOf(token.content) ?? [], skipped + (token.map?.[0] ?? 0) + 1)
          else writer.say('code', token.content, () => line)
          break
        case 'html_block':
          html(token.content, line)
          break
        case 'list_item_open':
          nesting++
          break
        case 'list_item_close':
          writer.end(ITEM + nesting)
          nesting--
          break
        case 'table_open':
          table = []
          break
        case 'thead_open':
          inHead = true
          break
        case 'thead_close':
          inHead = false
          break
        case 'tr_open':
          cells = []
          rowLine = line
          break
        case 'tr_close':
          table?.push({ cells, heads: inHead, line: rowLine })
          cells = []
          break
        case 'table_close':
          endTable()
          break
        case 'hr':
          writer.end(BOLD_LINE)
          break
      }
    }
    if (table !== undefined) endTable()
  }

  return { read, title: () => title }
}

/** A fence that holds most of the text, in Markdown or in no language: the card was pasted with the fence that showed it. */
function isWholeCard(token: Token, tokens: readonly Token[]): boolean {
  if (token.type !== 'fence' || !/^(?:markdown|md|)$/i.test(token.info.trim())) return false
  const [from = 0, to = 0] = token.map ?? []
  const last = tokens.reduce((end, each) => Math.max(end, each.map?.[1] ?? 0), 0)
  return to - from > (last * 2) / 3 && /^\s{0,3}(?:#|\*\*)/m.test(token.content)
}

type Lead = { readonly label: string; readonly rest: string; readonly bold: boolean; readonly colon: boolean }

/** Lines over which a label is broken. */
const MOST_LABEL_LINES = 3

/** Characters of a label in front of a colon. */
const MOST_LABEL = 70

/** `**Intended use:** …`, `**Intended use**: …`, `Intended use: …` or a line that is bold throughout. */
function leadOf(raw: string): Lead | undefined {
  const line = raw.slice(0, 400).trimStart()
  const bold = /^(?:\*\*\*?|__)(?!\s)([^*\n]{1,120}?)(?:\*\*\*?|__)\s*([:：]?)\s*/u.exec(line)
  if (bold !== null) {
    const label = (bold[1] ?? '').trim()
    const rest = raw.trimStart().slice(bold[0].length).trim()
    const colon = /[:：]$/u.test(label) || bold[2] !== ''
    const dash = /^[-–—]\s/u.test(rest)
    if (!colon && !dash && rest !== '') return undefined
    return { label: spoken(label.replace(/[:：]$/u, '')), rest: dash ? rest.slice(2) : rest, bold: true, colon }
  }
  const plain = /^([\p{L}\p{N}][^:：.!?。\n|]{0,69}?)\s*[:：](?!\/\/)(?:\s+|(?<=：))(.*)$/su.exec(line)
  const label = plain?.[1] ?? ''
  if (plain === null && /^[\p{L}][^:：.!?\n]{0,69}[:：]$/u.test(line.trim()) && line.length <= MOST_LABEL)
    return { label: spoken(line.trim().slice(0, -1)), rest: '', bold: false, colon: true }
  if (plain === null || label.split(/\s+/).length > 9) return undefined
  return {
    label: spoken(label),
    rest: raw
      .trimStart()
      .slice(plain[0].length - (plain[2] ?? '').length)
      .trim(),
    bold: false,
    colon: true,
  }
}

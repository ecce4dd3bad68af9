import { logLine } from '../escape.ts'
import type { Span, Style } from '../terminal.ts'
import { cells, paint, wrap } from '../terminal.ts'
import { spans } from '../text.ts'
import { STATUSES } from '../words.ts'
import type { Explanation, Fact, Item, Section } from './explanation.ts'

type Lines = readonly (readonly Span[])[]

/** Columns that a mark or a name gets at most before its text. */
const WIDEST = 36

/** An explanation for a terminal of so many columns. */
export function renderExplanation(
  { id, title, lead, sections }: Explanation,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const head = wrap([...spans(id, 'bold'), { text: ': ' }, ...spans(title, 'bold')], width, undefined, 2)
  const blocks: readonly Lines[] = [
    head,
    ...lead.map((text) => wrap(spans(text), width)),
    ...sections.map((section) => sectionLines(section, width)),
  ]
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]))
  return `${lines.map((line) => logLine(paint(line, color))).join('\n')}\n`
}

function sectionLines({ title, text = '', facts = [], items = [] }: Section, width: number): Lines {
  return [
    ...(title === '' ? [] : wrap(spans(title, 'bold'), width)),
    ...(text === '' ? [] : wrap(spans(text), width, { text: '  ' })),
    ...factLines(facts, width),
    ...itemLines(items, width),
  ]
}

function factLines(facts: readonly Fact[], width: number): Lines {
  const widest = Math.min(WIDEST, Math.max(0, ...facts.map(({ name }) => cells(name))))
  return facts.flatMap(({ name, text }) =>
    wrap(spans(text), width, { text: `  ${padded(name, widest)}  `, style: 'dim' }, widest + 4),
  )
}

/** The mark, what it is about, and below that what is to be known besides. */
function itemLines(items: readonly Item[], width: number): Lines {
  const widest = Math.max(0, ...items.map(({ mark = '' }) => cells(mark)))
  const indent = widest === 0 ? 4 : widest + 4
  return items.flatMap(({ mark = '', text, notes = [] }) => {
    const style = MARKS[mark]
    const first = widest === 0 ? '  ' : `  ${padded(mark, widest)}  `
    return [
      ...wrap(spans(text), width, style === undefined ? { text: first } : { text: first, style }, indent),
      ...notes.flatMap((note) => wrap(spans(note, 'dim'), width, { text: ' '.repeat(indent) }, indent + 2)),
    ]
  })
}

const MARKS: { readonly [mark: string]: Style } = {
  yes: 'green',
  no: 'yellow',
  unknown: 'magenta',
  [STATUSES.met]: 'green',
  [STATUSES.unmet]: 'red',
  [STATUSES.open]: 'magenta',
  [STATUSES.later]: 'yellow',
  [STATUSES.waived]: 'dim',
}

function padded(text: string, widest: number): string {
  return `${text}${' '.repeat(Math.max(0, widest - cells(text)))}`
}

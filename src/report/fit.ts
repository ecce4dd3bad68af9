import type { Markdown } from './escape.ts'
import { byteLength } from './escape.ts'
import { counted, thousands } from './words.ts'

/** One block that is shown whole, in short, or not at all. */
export type Item = { readonly short: Markdown; full(): Markdown }

/** A part of a document whose blocks may be left out; what opens it is always closed. */
export type Section = {
  readonly open: Markdown
  readonly items: readonly Item[]
  readonly close: Markdown
  /** What one block shows: `finding`. */
  readonly noun: string
  /** Rows of a table follow each other; other blocks need a blank line between them. */
  readonly between: '\n' | '\n\n'
  /** What gets room first: 1 before 2. */
  readonly rank: number
}

/** The first blocks of a section come in full before any other comes in short. */
const FIRST = 20
/** Bytes kept for what a section, and the end, say of what was left out. */
const NOTE = 240
/** Bytes of the line breaks between two blocks. */
const GAP = 2
const WHOLE = '`report.json` holds the whole.'

/** The blocks of a section that have room: the first in full, then others in short. */
type Placed = { readonly section: Section; readonly full: Markdown[]; readonly short: Markdown[] }

/**
 * Joins opening, sections and closing in no more than `maxBytes` of UTF-8. Sections get room by rank, blocks in their order. A block
 * is never cut; each section says how many are in short or left out.
 */
export function fitInto(opening: Markdown, sections: readonly Section[], closing: Markdown, maxBytes: number): string {
  const given = sections.filter(({ items }) => items.length > 0)
  const around = [opening, closing].reduce((sum, part) => sum + size(part) + GAP, NOTE + 1)
  const placed = place(given, maxBytes - around)
  const shown = new Map(
    placed.filter(({ full, short }) => full.length + short.length > 0).map((one) => [one.section, one]),
  )
  const parts = given.flatMap((section) => print(shown.get(section)))
  const missing = given.filter((section) => !shown.has(section)).map(({ items, noun }) => counted(items.length, noun))
  const note = missing.length === 0 ? '' : `_Left out for want of room: ${missing.join(', ')}; ${WHOLE}_`
  const choices = [[opening.markdown, ...parts, note, closing.markdown], [opening.markdown, note], [opening.markdown]]
  const texts = choices.map((choice) => `${choice.filter((part) => part !== '').join('\n\n')}\n`)
  return texts.find((text) => byteLength(text) <= maxBytes) ?? ''
}

function place(sections: readonly Section[], bytes: number): readonly Placed[] {
  let room = bytes
  const take = (needed: number, most = room) => {
    const fits = needed <= most
    if (fits) room -= needed
    return fits
  }
  const ranked = [...sections].sort((a, b) => a.rank - b.rank)
  const placed = ranked.flatMap((section): readonly Placed[] =>
    take(size(section.open) + size(section.close) + NOTE + 3 * GAP) ? [{ section, full: [], short: [] }] : [],
  )
  const half = room / 2
  for (const { section, full } of placed) {
    for (const item of section.items.slice(0, FIRST)) {
      const block = item.full()
      if (!take(size(block) + GAP, room - half)) break
      full.push(block)
    }
  }
  for (const { section, full, short } of placed) {
    for (const item of section.items.slice(full.length)) {
      if (!take(size(item.short) + GAP)) break
      short.push(item.short)
    }
  }
  for (const { section, full, short } of placed) {
    for (const item of section.items.slice(full.length, full.length + short.length)) {
      const block = item.full()
      if (!take(size(block) - size(item.short))) break
      full.push(block)
      short.shift()
    }
  }
  return placed
}

function print(placed: Placed | undefined): readonly string[] {
  if (placed === undefined) return []
  const { section, full, short } = placed
  const left = section.items.length - full.length - short.length
  const notes = [
    short.length > 0 ? `${full.length === 0 ? 'All' : `The last ${thousands(short.length)}`} in short` : '',
    left > 0 ? `${counted(left, section.noun)} left out` : '',
  ].filter((part) => part !== '')
  const body = [...full, ...short].map(({ markdown }) => markdown).join(section.between)
  const note = notes.length === 0 ? '' : `_${notes.join(', ')} for want of room; ${WHOLE}_`
  return [
    [`${section.open.markdown}${section.between}${body}`, note, section.close.markdown]
      .filter((part) => part !== '')
      .join('\n\n'),
  ]
}

function size({ markdown }: Markdown): number {
  return byteLength(markdown)
}

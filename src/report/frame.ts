import type { Region } from '../core/route.ts'
import { visible } from './escape.ts'
import type { Span } from './terminal.ts'
import { cells } from './terminal.ts'

/** Lines of source shown at most. */
const LINES = 3
/** Cells kept to the left of the mark when a long line is cropped. */
const BEFORE = 24

/**
 * The lines of a region with a mark under its first one. Columns count UTF-16 code units, as JavaScript's strings do.
 * Empty where the text has no such line.
 */
export function frame(
  lines: readonly string[],
  region: Region,
  width: number,
  mark: Span['style'],
): readonly (readonly Span[])[] {
  const first = lines[region.startLine - 1]
  if (first === undefined) return []
  const last = region.endColumn <= 1 ? region.endLine - 1 : region.endLine
  const end = region.endLine > region.startLine ? first.trimEnd().length : region.endColumn - 1
  const numbers = String(Math.min(last, region.startLine + LINES - 1, lines.length)).length
  const room = Math.max(20, width - numbers - 6)
  const left = cropLeft(first, region.startColumn - 1, room)
  const more = lines.slice(region.startLine, Math.min(last, region.startLine + LINES - 1))
  const offset = cells(left.cut + first.slice(left.from, region.startColumn - 1))
  const length = Math.max(1, Math.min(cells(first.slice(region.startColumn - 1, end)), room - offset))
  return [
    ...(first.trim() === '' ? lineBefore(lines, region.startLine, numbers, room) : []),
    numbered(String(region.startLine), left.cut + first.slice(left.from), numbers, room),
    [...gutter('', numbers), { text: ' '.repeat(offset) }, styled('^'.repeat(length), mark)],
    ...more.map((line, index) =>
      numbered(String(region.startLine + index + 1), left.cut + line.slice(left.from), numbers, room),
    ),
    ...(last >= region.startLine + LINES ? [[...gutter('', numbers), styled('…', 'dim')]] : []),
  ]
}

/** Something to stand on where the line itself is empty, as after the end of the text. */
function lineBefore(
  lines: readonly string[],
  number: number,
  digits: number,
  room: number,
): readonly (readonly Span[])[] {
  const index = lines.findLastIndex((line, at) => at < number - 1 && line.trim() !== '')
  return index === -1 ? [] : [numbered(String(index + 1), lines[index] ?? '', digits, room)]
}

function numbered(number: string, line: string, digits: number, room: number): readonly Span[] {
  return [...gutter(number, digits), { text: cropRight(visible(line), room) }]
}

function gutter(number: string, digits: number): readonly Span[] {
  return [styled(`  ${number.padStart(digits)} | `, 'dim')]
}

/** A line that is too wide starts a little before the mark. */
function cropLeft(line: string, column: number, room: number): { readonly from: number; readonly cut: string } {
  if (cells(line) <= room || column <= BEFORE) return { from: 0, cut: '' }
  const from = column - BEFORE
  // Not between the halves of a surrogate pair.
  return { from: /[\udc00-\udfff]/.test(line.charAt(from)) ? from - 1 : from, cut: '…' }
}

function cropRight(line: string, room: number): string {
  if (cells(line) <= room) return line
  let kept = ''
  let used = 1
  for (const character of line) {
    used += cells(character)
    if (used > room) break
    kept += character
  }
  return `${kept}…`
}

function styled(text: string, style: Span['style']): Span {
  return style === undefined ? { text } : { text, style }
}

import { visible } from './escape.ts'

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'magenta' | 'cyan' | 'green'
/** A piece of a line. Text is made safe when it is painted, so that the only escape sequences are ours. */
export type Span = { readonly text: string; readonly style?: Style }

/** SGR parameters, ECMA-48 8.3.117. */
const SGR: { readonly [style in Style]: number } = {
  bold: 1,
  dim: 2,
  red: 31,
  yellow: 33,
  magenta: 35,
  cyan: 36,
  green: 32,
}
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** One line without spaces at its end. */
export function paint(spans: readonly Span[], color: boolean): string {
  const styled = ({ text, style }: Span) =>
    color && style !== undefined && text !== '' ? `\u001b[${SGR[style]}m${visible(text)}\u001b[0m` : visible(text)
  return spans.map(styled).join('').trimEnd()
}

/** Breaks at spaces so that lines keep to `width` cells; `first` opens the first line, `indent` spaces the others. A longer word stays whole. */
export function wrap(
  spans: readonly Span[],
  width: number,
  first: Span = { text: '' },
  indent = cells(first.text),
): readonly (readonly Span[])[] {
  const lines: Span[][] = [[first]]
  let used = cells(first.text)
  let gap = 0
  for (const word of words(spans)) {
    const wide = word.reduce((sum, span) => sum + cells(span.text), 0)
    if (gap > 0 && used + gap + wide > width) {
      lines.push([{ text: ' '.repeat(indent) }])
      used = indent
      gap = 0
    }
    lines.at(-1)?.push({ text: ' '.repeat(gap) }, ...word)
    used += gap + wide
    gap = 1
  }
  return lines
}

/** Columns that text takes on a screen: two for East Asian and emoji, none for marks and joiners. */
export function cells(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let count = 0
  for (const character of visible(text))
    count += /\p{M}|[\u200c\u200d]/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return count
}

/** Words with their styles; the style may change inside a word. */
function words(spans: readonly Span[]): readonly (readonly Span[])[] {
  const found: Span[][] = []
  let open = false
  for (const span of spans) {
    for (const text of visible(span.text).split(/(\s+)/u)) {
      if (text === '') continue
      if (/^\s/u.test(text)) open = false
      else if (open) found.at(-1)?.push({ ...span, text })
      else found.push([{ ...span, text }])
      if (!/^\s/u.test(text)) open = true
    }
  }
  return found
}

import { ccpaAdmt } from '../../src/regulations/index.ts'

/** Lines of a record that hold one part, and the line that a reader would be sent to; both from 0, `to` the one after the last. */
export type Held = { readonly from: number; readonly to: number; readonly at: number }

/** Where a part stands in a fixture: found by eye, as it were, and without the code under test. Undefined where it does not. */
export function findPart(text: string, path: string, kind: string, part: string): Held | undefined {
  const lines = text.split('\n')
  if (/\.(ya?ml|json)$/.test(path)) {
    const at = lines.findIndex((line) => new RegExp(`^ *"?${part}"?:`).test(line))
    return at < 0 ? undefined : { from: at, to: endOfBlock(lines, at), at }
  }
  const marker = lines.indexOf(`<!-- part: ${part} -->`)
  const heading = marker < 0 ? headingOf(lines, kind, part) : lines[marker + 1]?.startsWith('#') ? marker + 1 : -1
  const at = heading < 0 ? marker : heading
  if (at < 0) return undefined
  const next = lines.findIndex((line, index) => index > at && /^(?:#|<!-- part:)/.test(line))
  return { from: marker < 0 ? at : marker, to: next < 0 ? lines.length : next, at }
}

/** The text without those lines. */
export function without(text: string, path: string, { from, to }: Held): string {
  const left = text
    .split('\n')
    .toSpliced(from, to - from)
    .join('\n')
  return path.endsWith('.json') ? left.replace(/,\n\}/, '\n}') : left
}

/** The text with nothing but `words` below the heading or behind the key. */
export function saying(words: string, text: string, path: string, { at, to }: Held): string {
  const lines = text.split('\n')
  const line = lines[at] ?? ''
  if (path.endsWith('.json')) {
    const comma = lines[to - 1]?.endsWith(',') ? ',' : ''
    return lines.toSpliced(at, to - at, line.replace(/:.*/, `: ${JSON.stringify(words)}${comma}`)).join('\n')
  }
  if (/\.ya?ml$/.test(path)) return lines.toSpliced(at, to - at, line.replace(/:.*/, `: ${words}`)).join('\n')
  return lines.toSpliced(at + 1, to - at - 1, '', words, '').join('\n')
}

/** The line after the block that a key opens: everything below it is indented further. */
export function endOfBlock(lines: readonly string[], at: number): number {
  const depth = indent(lines[at] ?? '')
  const next = lines.findIndex((line, index) => index > at && line.trim() !== '' && indent(line) <= depth)
  if (next < 0) return lines.length
  return /^\s*[\]}],?$/.test(lines[next] ?? '') && indent(lines[next] ?? '') === depth && depth > 0 ? next + 1 : next
}

export function indent(line: string): number {
  return line.length - line.trimStart().length
}

function headingOf(lines: readonly string[], kind: string, part: string): number {
  const known = ccpaAdmt.records.find(({ id }) => id === kind)?.parts.find(({ id }) => id === part)
  const wordings = new Set([known?.title ?? '', ...(known?.headings ?? [])].map(plain))
  const found = lines.flatMap((line, index) =>
    line.startsWith('#') && wordings.has(plain(line.replace(/^#+ (?:\d+\. )?/, ''))) ? [index] : [],
  )
  if (found.length > 1) throw new Error(`${kind}#${part} stands more than once`)
  return found[0] ?? -1
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

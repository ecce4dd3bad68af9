import { enumerated } from '../core/enumeration.ts'
import type { Given } from '../core/manifest.ts'

/** What one answer may hold. */
export type Value = string | number | readonly string[]

/** Characters of an answer, and items of a list, that a sentence has room for. */
const LONGEST = 60
const ITEMS = 6

/** Text of the manifest as a sentence shows it: one line, not too long, without the back-tick that would end it. */
export function quoted(text: string): string {
  const letters = Array.from(text.replaceAll(/\s+/g, ' ').replaceAll('`', '’').trim())
  return `\`${letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')}\``
}

/** `a`, `b` and 3 more: the first of a list, the rest counted. */
export function some(items: readonly string[], most = ITEMS): string {
  const shown = items.length > most + 1 ? items.slice(0, most) : items
  const more = items.length - shown.length
  return enumerated([...shown.map(quoted), ...(more > 0 ? [`${more} more`] : [])])
}

/** The answer for a machine; absent where there is none. */
export function printed({ value }: Given<Value>): string | undefined {
  return value === undefined ? undefined : typeof value === 'object' ? [...value].sort().join(', ') : String(value)
}

/** The answer as the end of "was …" or "is …". */
export function answered(given: Given<Value>): string {
  const { value, stated } = given
  if (value === undefined) return stated ? 'not known' : 'not given'
  if (typeof value !== 'object') return quoted(String(value))
  return value.length === 0 ? '`none`' : some([...value].sort())
}

/** `1 duty`, `30 duties`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

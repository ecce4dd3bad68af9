import type { Route } from '../core/route.ts'
import { manifestVocabulary } from '../read/manifest-vocabulary.ts'
import { writtenForm } from './answer.ts'
import { isMapping } from './written.ts'

/**
 * A manifest as YAML, its keys in the order of the schema, each on a line of its own so that an answer is changed by changing its
 * line. Above each `unknown` stands what is asked, with the citation, and what may be answered.
 */
export function manifestYaml(written: unknown): string {
  return isNested(written) ? linesOf(written, [], '').join('\n').concat('\n') : `${flow(written)}\n`
}

/** Columns of a comment. */
const WIDTH = 110

function linesOf(value: unknown, route: Route, indent: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => itemLines(item, [...route, index], indent))
  if (!isMapping(value)) return [`${indent}${flow(value)}`]
  const order = orderAt(route)
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return Object.entries(value)
    .sort(([one], [other]) => rank(one) - rank(other))
    .flatMap(([key, inner], index) => {
      const place = [...route, key]
      return [
        ...(route.length === 0 && index > 0 ? [''] : []),
        ...(inner === 'unknown' ? comment(place, indent) : []),
        ...entryLines(`${indent}${flow(key)}:`, inner, place, indent),
      ]
    })
}

function orderAt(route: Route): readonly string[] {
  const place = placeOf(route)
  const known = orders.get(place)
  if (known !== undefined) return known
  const order = manifestVocabulary.variantsAt(route).flatMap(({ keys }) => keys)
  orders.set(place, order)
  return order
}

const orders = new Map<string, readonly string[]>()

/** Mappings and lists of mappings stand below their key; all else beside it. */
function entryLines(key: string, value: unknown, route: Route, indent: string): readonly string[] {
  const nested = isNested(value)
  return nested ? [key, ...linesOf(value, route, `${indent}  `)] : [`${key} ${alone(value)}`]
}

function itemLines(item: unknown, route: Route, indent: string): readonly string[] {
  if (!isMapping(item) || Object.keys(item).length === 0) return [`${indent}- ${flow(item)}`]
  const lines = linesOf(item, route, `${indent}  `)
  // What is asked about the first key stands above the whole entry.
  const first = lines.findIndex((line) => !line.trimStart().startsWith('#'))
  return [
    ...(route.length === 2 && route[1] !== 0 ? [''] : []),
    ...lines.slice(0, first).map((line) => `${indent}${line.trimStart()}`),
    `${indent}- ${(lines[first] ?? '').trimStart()}`,
    ...lines.slice(first + 1),
  ]
}

function isNested(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isNested)
  return isMapping(value) && Object.keys(value).length > 0
}

function comment(route: Route, indent: string): readonly string[] {
  const place = placeOf(route)
  const known = comments.get(place)
  if (known !== undefined) return known
  const lines = commentAt(route, indent)
  comments.set(place, lines)
  return lines
}

/** What may stand in one entry of a list may stand in each; a manifest may have thousands. */
function placeOf(route: Route): string {
  return route.map((step) => (typeof step === 'number' ? 0 : step)).join('\0')
}

const comments = new Map<string, readonly string[]>()

function commentAt(route: Route, indent: string): readonly string[] {
  const [asked] = manifestVocabulary.variantsAt(route).flatMap(({ description }) => description ?? [])
  const form = writtenForm(route)
  return [asked, form === undefined ? undefined : `Write ${form}.`]
    .flatMap((text) => (text === undefined ? [] : wrapped(text, WIDTH - indent.length - 2)))
    .map((line) => `${indent}# ${line}`)
}

/** Spaces at which a line may end: not those inside of a citation. */
const UNBROKEN = / (?!CCR |Code \d|\d{4}[.(])/

/** A text in lines of at most so many characters, broken between words. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(UNBROKEN)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A value beside its key, where commas inside of a text need no quotes. */
function alone(value: unknown): string {
  if (typeof value !== 'string' || value.startsWith(',')) return flow(value)
  const without = value.replaceAll(',', '')
  return scalar(without) === without ? value : flow(value)
}

/** A value on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (isMapping(value))
    return Object.keys(value).length === 0
      ? '{}'
      : `{ ${Object.entries(value)
          .map(([key, inner]) => `${flow(key)}: ${flow(inner)}`)
          .join(', ')} }`
  return typeof value === 'string' ? scalar(value) : JSON.stringify(value ?? null)
}

/** Words that YAML 1.2, or the older YAML of some editors, reads as something else than a text. `yes` and `no` are answers and stay plain, as people write them. */
const RESERVED = /^(?:null|true|false|on|off|~)$/i

/** A text plain where that is safe everywhere, in lists too; else in quotes, which are JSON's. */
function scalar(text: string): string {
  const plain = /^[\p{L}\p{N}](?:[\p{L}\p{N} _./@()'’;+%$-]*[\p{L}\p{N}_./)%'’-])?$/u.test(text)
  // `25 months` is a text wherever it is read; `1e3`, `0x1F`, `1_000` and `12:30` are numbers to some.
  const numeric = /^[\d.+_-]/.test(text) && !/^\d{4}-\d{2}-\d{2}$|^\d+ \p{L}/u.test(text)
  return plain && !numeric && !RESERVED.test(text) ? text : quoted(text)
}

/** JSON escapes what YAML forbids, but for a few characters that only JSON allows as they are. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

import type { Region, Route } from '../../core/route.ts'
import { MAX_DEPTH, MAX_ITEMS, MAX_VALUES } from '../limits.ts'

/** A JSON text with where each part of it stands; like `Source` of YAML, in a fifth of the time. */
export type Json = { readonly written?: unknown; locate(route: Route, what?: 'key' | 'value'): Region | undefined }

type Node = { readonly at: number; readonly value: unknown; readonly inner?: ReadonlyMap<string | number, Entry> }
type Entry = { readonly keyAt: number; readonly node: Node }

/**
 * Reads a text that is well-formed JSON (RFC 8259) and keeps to the limits of records, each key once. Undefined for any other:
 * the reader of YAML, which takes JSON too, then says what is wrong and where.
 */
export function readJson(text: string): Json | undefined {
  let at = 0
  let values = 0

  function space(): void {
    SPACE.lastIndex = at
    SPACE.test(text)
    at = SPACE.lastIndex
  }
  function token(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found === null) return undefined
    at = pattern.lastIndex
    return found[0]
  }
  /** By hand: an expression that repeats a choice keeps a place for each letter, of which there may be millions. */
  function string(): string | undefined {
    const from = at++
    let escaped = false
    for (; at < text.length && text[at] !== '"'; at++) {
      if (text.charCodeAt(at) < FIRST_PRINTED) return undefined
      if (text[at] === '\\') {
        escaped = true
        at++
      }
    }
    if (at >= text.length) return undefined
    at++
    if (!escaped) return text.slice(from + 1, at - 1)
    try {
      return String(JSON.parse(text.slice(from, at)))
    } catch {
      return undefined
    }
  }

  function value(depth: number): Node | undefined {
    space()
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) return undefined
    const from = at
    const sign = text[at]
    if (sign === '{' || sign === '[') return collection(sign, depth)
    if (sign === '"') {
      const said = string()
      return said === undefined ? undefined : { at: from, value: said }
    }
    const word = token(WORD)
    return word === undefined ? undefined : { at: from, value: JSON.parse(word) }
  }

  function collection(open: '{' | '[', depth: number): Node | undefined {
    const from = at++
    const close = open === '{' ? '}' : ']'
    const inner = new Map<string | number, Entry>()
    space()
    while (text[at] !== close) {
      if (inner.size > 0 && text[at++] !== ',') return undefined
      space()
      const keyAt = at
      let key: string | number = inner.size
      if (open === '{') {
        const named = text[at] === '"' ? string() : undefined
        space()
        if (named === undefined || inner.has(named) || text[at++] !== ':') return undefined
        key = named
      }
      const node = value(depth + 1)
      if (node === undefined || inner.size >= MAX_ITEMS) return undefined
      inner.set(key, { keyAt, node })
      space()
    }
    at++
    const entries = [...inner.values()].map(({ node }) => node.value)
    return {
      at: from,
      value: open === '[' ? entries : Object.fromEntries(Array.from(inner, ([key, { node }]) => [key, node.value])),
      inner,
    }
  }

  const root = value(1)
  space()
  if (root === undefined || at < text.length) return undefined
  const ends = lineEnds(text)
  return {
    written: root.value,
    locate(route, what = 'value') {
      let node: Node | undefined = root
      let keyAt = root.at
      for (const step of route) {
        const entry: Entry | undefined = node?.inner?.get(step)
        if (entry === undefined) return undefined
        keyAt = entry.keyAt
        node = entry.node
      }
      const line = lineAt(ends, what === 'key' ? keyAt : (node?.at ?? keyAt))
      return { startLine: line, startColumn: 1, endLine: line, endColumn: 1 }
    },
  }
}

const SPACE = /[ \t\r\n]*/y
/** RFC 8259, section 7: what comes before has to be escaped in a string. */
const FIRST_PRINTED = 0x20
const WORD = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?=[\s,\]}]|$)/y

function lineEnds(text: string): readonly number[] {
  const ends: number[] = []
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) ends.push(index)
  return ends
}

function lineAt(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low + 1
}

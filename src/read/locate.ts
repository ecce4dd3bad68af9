import { isAlias, isMap, isSeq, type LineCounter, type ParsedNode } from 'yaml'
import type { Region, Route } from '../core/route.ts'
import { keyOf, type Targets } from './tree.ts'

/** A node under a route, with the node of its key where it has one. */
type Place = { readonly node: ParsedNode | null; readonly key?: ParsedNode }

/** The text of a document and where its lines start. */
export type Text = { readonly text: string; readonly lines: LineCounter }

/**
 * Where the value at a route stands, or its key. Of a route that stops existing: the key of the nearest parent that does;
 * of a list item, which has no key, its first line.
 */
export function locateIn(
  root: ParsedNode,
  targets: Targets,
  source: Text,
  route: Route,
  what: 'key' | 'value',
): Region {
  let place: Place = { node: root }
  for (const step of route) {
    const inner = child(isAlias(place.node) ? (targets.get(place.node) ?? null) : place.node, step)
    if (inner === undefined) return named(place, root, source)
    place = inner
  }
  if (what === 'key' || place.node === null) return named(place, root, source)
  const [start, end] = [place.node.range[0], endOf(place.node)]
  return trimmedEnd(start, end, source.text) === start ? named(place, root, source) : regionOf(start, end, source)
}

/** Where a span ends without the white space of YAML at its end; its start when there is nothing else in it. */
export function trimmedEnd(start: number, end: number, text: string): number {
  let last = Math.min(end, text.length)
  while (last > start && ' \t\r\n'.includes(text.charAt(last - 1))) last--
  return last
}

function regionOf(start: number, end: number, { text, lines }: Text): Region {
  const [from, to] = [lines.linePos(start), lines.linePos(trimmedEnd(start, end, text))]
  return { startLine: from.line, startColumn: from.col, endLine: to.line, endColumn: to.col }
}

/** A span as far as it goes on its first line; where only white space stands there, all of the line from there on. */
export function onFirstLine(start: number, end: number, source: Text): Region {
  const newline = source.text.indexOf('\n', start)
  const lineEnd = newline === -1 ? source.text.length : newline
  const shown = trimmedEnd(start, Math.min(end, lineEnd), source.text)
  return regionOf(start, shown === start ? lineEnd : shown, source)
}

function child(node: ParsedNode | null, step: string | number): Place | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step]
    return item === undefined ? undefined : { node: item }
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find(({ key }) => keyOf(key) === step)
  return pair === undefined ? undefined : { node: pair.value, key: pair.key }
}

function named({ node, key }: Place, root: ParsedNode, source: Text): Region {
  if (key !== undefined) return regionOf(key.range[0], key.range[1], source)
  const item = node ?? root
  return onFirstLine(item.range[0], endOf(item), source)
}

/** Where the text of a node ends. The parser lets indented collections run on to the next line and over comments. */
function endOf(node: ParsedNode): number {
  if (isAlias(node) || !('items' in node) || node.flow) return node.range[1]
  const last = node.items.at(-1)
  if (last === undefined) return node.range[1]
  if (!('key' in last)) return endOf(last)
  const { key, value } = last
  return value === null || value.range[0] === value.range[1] ? key.range[1] : endOf(value)
}

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, LineCounter, parse, parseDocument } from 'yaml'
import type { Finding as Told } from './opened.ts'

/**
 * Someone who knows their own system and not the law: each edit is what a printed finding says, at the place where it says it, with
 * words from what they know. What no pattern here reads is a finding that does not say enough.
 */

/** A finding as `--format json` prints it. */
export type Finding = Told & {
  readonly next?: string
  readonly location: { readonly file: string; readonly region?: { readonly startLine: number } }
}

/** What they know: answers by key, people, and what they would write about each part of a record. */
export type Known = {
  readonly answers: { readonly [key: string]: string }
  readonly people?: { readonly [key: string]: { readonly [key: string]: string } }
  readonly executive?: string
  readonly files?: { readonly [kind: string]: string }
  readonly prose?: { readonly [kind: string]: { readonly [part: string]: string } }
}

const MANIFEST = 'ai-compliance.yml'

/** One round: what every finding says is done, the last line of a file first, so that the lines above stay where they are. */
export function follow(folder: string, findings: readonly Finding[], known: Known, init: () => string): void {
  if (findings.some(({ next }) => next?.includes('`ai-compliance init` writes'))) {
    paste(join(folder, MANIFEST), init())
    return
  }
  const edits = [...new Map(findings.map((finding) => [editKey(finding), finding])).values()]
  const bottomUp = edits.toSorted((a, b) => lineOf(b) - lineOf(a))
  const elsewhere = bottomUp.filter((finding) => !change(folder, finding, (lines) => here(lines, finding, known)))
  // What is to be written in another place than the finding's own is looked for there.
  for (const finding of elsewhere)
    change(folder, { ...finding, location: { file: MANIFEST } }, (lines) => there(lines, finding, known, folder))
}

function change(
  folder: string,
  { location }: Finding,
  edit: (lines: readonly string[]) => readonly string[] | undefined,
): boolean {
  const path = join(folder, location.file)
  const edited = edit(readFileSync(path, 'utf8').split('\n'))
  if (edited !== undefined) writeFileSync(path, edited.join('\n'))
  return edited !== undefined
}

function editKey({ location, next = '' }: Finding): string {
  return `${location.file}:${location.region?.startLine}:${/`[^`]+`/.exec(next)?.[0] ?? next}`
}

function lineOf({ location }: Finding): number {
  return location.region?.startLine ?? 1
}

function answer(key: string, known: Known, { subject, message, next }: Finding): string {
  const value = known.answers[key]
  if (value === undefined) throw new Error(`nobody was asked for \`${key}\`: ${subject} ${message}; ${next}`)
  return value
}

/** What is to be written at the line of the finding; the same lines where other findings say it; undefined when that is elsewhere. */
function here(lines: readonly string[], finding: Finding, known: Known): readonly string[] | undefined {
  const { next = '', message, subject } = finding
  const at = lineOf(finding)
  if (next.startsWith('write there: ')) {
    const [, kind = '', part = ''] = /([a-z-]+)#([a-z-]+)$/.exec(subject) ?? []
    const text = known.prose?.[kind]?.[part]
    if (text === undefined) throw new Error(`nobody knows what to write: ${subject} ${message}; ${next}`)
    return [...lines.slice(0, at), '', ...text.split('\n'), ...lines.slice(at)]
  }
  if (next.startsWith('write the parts that its other findings name')) return lines
  if (/^write `[^`]+` (?:for|under) `/.test(next)) return undefined
  const [, path, flow] = /^write `([a-z.-]+): (\{.*\})`/.exec(next) ?? []
  if (path !== undefined && flow !== undefined) {
    const value = flow
      .replace('YYYY-MM-DD', answer('last-on', known, finding))
      .replace('…', answer('by', known, finding))
    return set(lines, at, path.split('.'), value)
  }
  const [, key] = /^write `([a-z-]+)(?:: YYYY-MM-DD|:)?`/.exec(next) ?? []
  return key === undefined ? undefined : set(lines, at, [key], answer(key, known, finding))
}

/** What is to be written at a place that the finding names. */
function there(lines: readonly string[], finding: Finding, known: Known, folder: string): readonly string[] {
  const { next = '', message, subject } = finding
  const [, newcomer] = (next.endsWith('or add the person there') ? /`([a-z]+)`/.exec(message) : null) ?? []
  if (newcomer !== undefined) return withPerson(lines, newcomer, known)
  const [, personal, person] = /^write `([a-z-]+):` for `people\.([a-z]+)`/.exec(next) ?? []
  if (personal !== undefined && person !== undefined)
    return setAt(lines, ['people', person], personal, known.people?.[person]?.[personal] ?? '')
  const [, mark, yes] = /with `([a-z]+): ([a-z]+)`, under `people`/.exec(next) ?? []
  if (mark !== undefined && yes !== undefined) return setAt(lines, ['people', known.executive ?? ''], mark, yes)
  const [, under, place] = /^write `([a-z-]+):` under `([a-z.-]+)`/.exec(next) ?? []
  if (under !== undefined && place !== undefined)
    return setAt(lines, place.split('.'), under, answer(under, known, finding))
  const [, kind] = /^add `records\.([a-z-]+): \{/.exec(next) ?? []
  if (kind !== undefined) {
    const file = `compliance/${kind}.md`
    writeFileSync(join(folder, file), known.files?.[kind] ?? '')
    const [owner, day] = ['owner', 'reviewed-on'].map((key) => answer(key, known, finding))
    return setAt(lines, ['systems', 0, 'records'], kind, `{ file: ${file}, owner: ${owner}, reviewed-on: ${day} }`)
  }
  throw new Error(`the finding does not say what to write: ${subject} ${message}; ${next}`)
}

/** Writes a key where it stands on that line, or below the line when that is what it belongs to. */
function set(lines: readonly string[], at: number, path: readonly string[], value: string): readonly string[] {
  const line = lines[at - 1] ?? ''
  const [, indent = '', dash = '', key = ''] = /^(\s*)(- )?([a-z0-9-]+):/.exec(line) ?? []
  if (key === path.at(-1)) return lines.with(at - 1, `${indent}${dash}${key}: ${quoted(value)}`)
  const [first, ...inner] = path
  const opened = lines.findIndex((each, index) => index >= at && each === `${indent}  ${first}:`)
  if (inner.length > 0 && opened >= 0) return set(lines, opened + 1, inner, value)
  const added = path.map((step, depth) => `${indent}${'  '.repeat(depth + 1)}${step}:`)
  return [
    ...lines.slice(0, at - 1),
    line.replace(/:\s*(?:\{\}|\[\])$/, ':'),
    ...added.slice(0, -1),
    `${added.at(-1)} ${quoted(value)}`,
    ...lines.slice(at),
  ]
}

/** The same at a route of the manifest. */
function setAt(lines: readonly string[], route: Route, key: string, value: string): readonly string[] {
  const there = placeOf(lines, [...route, key])
  if (there !== undefined) return set(lines, there, [key], value)
  const parent = placeOf(lines, route)
  // A place that is not there yet comes with what another finding asks for.
  return parent === undefined ? lines : set(lines, parent, [key], value)
}

/** Answers that are lists, mappings, words or dates stay as they are; prose goes into quotes. */
function quoted(value: string): string {
  return /^[[{]|^[\w-]+$/.test(value) ? value : JSON.stringify(value)
}

function withPerson(lines: readonly string[], key: string, known: Known): readonly string[] {
  if (lines.includes(`  ${key}:`)) return lines
  const person = Object.entries(known.people?.[key] ?? {}).filter(([name]) => name !== 'executive')
  const at = placeOf(lines, ['people']) ?? 1
  return [
    ...lines.slice(0, at - 1),
    'people:',
    `  ${key}:`,
    ...person.map(([name, value]) => `    ${name}: ${value}`),
    ...lines.slice(at),
  ]
}

type Route = readonly (string | number)[]

/** The line of the key at a route; undefined where there is none. */
function placeOf(lines: readonly string[], route: Route): number | undefined {
  const counter = new LineCounter()
  const document = parseDocument(lines.join('\n'), { lineCounter: counter })
  const parent = route.length === 1 ? document.contents : document.getIn(route.slice(0, -1), true)
  const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(route.at(-1))) : undefined
  const key = pair?.key
  return isScalar(key) && key.range ? counter.linePos(key.range[0]).line : undefined
}

type Records = { readonly [kind: string]: unknown }
type Added = {
  readonly organization?: { readonly records: Records }
  readonly systems?: readonly { readonly id: string; readonly records: Records }[]
}

/** Puts what `init` shows beside what stands in the manifest. */
function paste(path: string, shown: string): void {
  const [, block = ''] = /beside what it says there:\n\n([\s\S]*?)\n\nNext:/.exec(shown) ?? []
  if (block === '') throw new Error(`init shows nothing to add:\n${shown}`)
  const added: Added = parse(block)
  const document = parseDocument(readFileSync(path, 'utf8'))
  for (const [kind, entry] of Object.entries(added.organization?.records ?? {}))
    document.setIn(['organization', 'records', kind], document.createNode(entry))
  const ids: { readonly systems: readonly { readonly id: string }[] } = document.toJS()
  for (const { id, records } of added.systems ?? []) {
    const index = ids.systems.findIndex((system) => system.id === id)
    for (const [kind, entry] of Object.entries(records))
      document.setIn(['systems', index, 'records', kind], document.createNode(entry))
  }
  writeFileSync(path, document.toString({ lineWidth: 0 }))
}

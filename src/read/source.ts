import { Composer, type CST, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml'
import type { Problem } from '../core/facts.ts'
import type { Region, Route } from '../core/route.ts'
import { MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, MAX_TOKENS } from './limits.ts'
import { locateIn, onFirstLine, type Text, trimmedEnd } from './locate.ts'
import { inOrder } from './problems.ts'
import { matters, wordSyntaxError } from './syntax.ts'
import { inspect, plain, type Refusal } from './tree.ts'

export { decodeText } from './text.ts'

/** A manifest as text: what it says, what is wrong with it, and where each part of it stands. */
export type Source = {
  readonly file: string
  /** The document as plain JSON; absent when the text has any problem. */
  readonly written?: unknown
  readonly problems: readonly Problem[]
  /**
   * The value at a route, or its key. Of a route that stops existing, the key of the nearest parent that does; of a list
   * item and of the whole, `key` is the first line. Undefined when nothing of the text could be read.
   */
  locate(route: Route, what?: 'key' | 'value'): Region | undefined
}

/** Reads the text of a manifest as one document of YAML 1.2, JSON included. Never throws; every problem has its place. */
export function parseSource(text: string, file: string, maxBytes = MAX_BYTES, maxTokens = MAX_TOKENS): Source {
  const bytes = text.length > maxBytes ? text.length : new TextEncoder().encode(text).length
  if (bytes > maxBytes) {
    return refused(file, [
      aboutAll(`has ${bytes.toLocaleString('en')} bytes; at most ${maxBytes.toLocaleString('en')} are read`),
    ])
  }
  const source: Text = { text, lines: new LineCounter() }
  const read = readTokens(source, maxTokens)
  return read.tooMuch === undefined ? compose(read, source, file) : refused(file, [read.tooMuch])
}

type Tokens = {
  readonly tokens: readonly CST.Token[]
  /** Where a quote opens that nothing closes. */
  readonly openQuoteAt?: number
  readonly tooMuch?: Problem
}

/**
 * Limits are watched while the tokens come in, before anything walks them: a walk 100,000 levels deep has no stack to stand
 * on, and a million mistakes would take long to word.
 */
function readTokens(source: Text, maxTokens: number): Tokens {
  const { text, lines } = source
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  let count = 0
  let last = { start: 0, lexeme: '' }
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    last = { start: parser.offset, lexeme }
    for (const token of parser.next(lexeme)) tokens.push(token)
    const message = tooMuchOf(++count - maxTokens, tokens, parser.stack)
    if (message !== undefined) return { tokens, tooMuch: onLine(onFirstLine(last.start, text.length, source), message) }
  }
  tokens.push(...parser.end())
  return { tokens, ...(/^(["'])(?!.*\1$)/s.test(last.lexeme) ? { openQuoteAt: last.start } : {}) }
}

function tooMuchOf(over: number, read: readonly CST.Token[], open: readonly CST.Token[]): string | undefined {
  if (over > 0) return 'is as far as is read: the rest has more words and signs than people write'
  if (read.length > MAX_PROBLEMS && read.at(-1)?.type === 'error')
    return 'has yet another mistake after many; is this YAML?'
  if (open.length <= MAX_DEPTH || open.filter(isCollection).length <= MAX_DEPTH) return undefined
  return `nests more than ${MAX_DEPTH} levels deep; write it flatter`
}

function isCollection({ type }: CST.Token): boolean {
  return type === 'block-map' || type === 'block-seq' || type === 'flow-collection'
}

function compose({ tokens, openQuoteAt }: Tokens, source: Text, file: string): Source {
  const { text } = source
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // Ours says where the first one is, and does not compare every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
  })
  // Two are enough to tell: a text can hold a quarter of a million.
  const [document, second] = composer.compose(tokens, true, text.length)
  if (document === undefined) return refused(file, [empty])
  const mistakes = [...document.errors, ...document.warnings.filter(({ code }) => matters(code))]
  const problems: Problem[] = mistakes.map(({ code, pos: [start, end] }) =>
    openQuoteAt !== undefined && start > openQuoteAt
      ? onLine(
          onFirstLine(openQuoteAt, text.length, source),
          `opens a \`${text.charAt(openQuoteAt)}\` that nothing closes`,
        )
      : onLine(
          onFirstLine(start, Math.max(end, start + 1), source),
          wordSyntaxError(code, text.slice(start, start + 200)),
        ),
  )
  if (second !== undefined) {
    const start = tokens.filter(({ type }) => type === 'document')[1]?.offset ?? text.length
    problems.push(onLine(onFirstLine(start, text.length, source), wordSyntaxError('MULTIPLE_DOCS', '')))
  }
  const root = document.contents
  if (root === null || isNothing(root, text)) return refused(file, problems.length > 0 ? problems : [empty])

  const { targets, refusals } = inspect(root)
  const locate: Source['locate'] = (route, what = 'value') => locateIn(root, targets, source, route, what)
  const refuse = ({ node, message }: Refusal) =>
    onLine(
      onFirstLine(node.range[0], node.range[1], source),
      message((other) => source.lines.linePos(other.range[0]).line),
    )
  const all = [...problems, ...refusals.map(refuse)]
  if (all.length > 0) return { file, problems: inOrder(all), locate }
  const read = plain(root, targets)
  if ('refusal' in read) return { file, problems: [refuse(read.refusal)], locate }
  return { file, written: read.value, problems: [], locate }
}

function isNothing(root: ParsedNode, text: string): boolean {
  return !('items' in root) && trimmedEnd(root.range[0], root.range[1], text) === root.range[0]
}

function refused(file: string, problems: readonly Problem[]): Source {
  return { file, problems: inOrder(problems), locate: () => undefined }
}

const START: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

const empty: Problem = {
  route: [],
  region: START,
  subject: 'manifest',
  message: 'is empty; start it with `version: 1`',
}

function aboutAll(message: string): Problem {
  return { route: [], region: START, subject: 'manifest', message }
}

/** A problem of the text itself has no key to go by, so its line is its subject. */
function onLine(region: Region, message: string): Problem {
  return { route: [], region, subject: `line ${region.startLine}`, message }
}

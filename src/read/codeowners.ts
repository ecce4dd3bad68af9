import { Minimatch } from 'minimatch'
import type { CodeOwner } from '../core/code-owners.ts'
import { PATHS } from './glob.ts'

/** GitHub, "About code owners": the first of these that exists in the base branch. */
export const CODEOWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const
/** GitHub, "About code owners": a larger file is not loaded. */
export const CODEOWNERS_BYTES = 3 * 1024 * 1024

export type CodeOwnersFile = {
  readonly entries: readonly CodeOwnersEntry[]
  readonly skipped: readonly { readonly line: number; readonly because: string }[]
}
export type CodeOwnersEntry = {
  readonly line: number
  readonly owners: readonly CodeOwner[]
  /** `path` is from the repository's root. */
  matches(path: string): boolean
}

/** Reads the text as GitHub does: a line that it does not know is skipped, and only that line. */
export function parseCodeOwners(text: string): CodeOwnersFile {
  const entries: CodeOwnersEntry[] = []
  const skipped: { readonly line: number; readonly because: string }[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (const [index, whole] of lines.entries()) {
    const line = index + 1
    const [pattern = '', ...names] = wordsOf(whole)
    if (pattern === '') continue
    const owners = names.map(ownerOf)
    const unread = names.find((_, at) => owners[at] === undefined)
    const because =
      whyNoPattern(pattern) ?? (unread === undefined ? undefined : `\`${unread}\` is no user, team or address`)
    if (because !== undefined) skipped.push({ line, because })
    else entries.push({ line, owners: owners.filter((owner) => owner !== undefined), matches: matcherOf(pattern) })
  }
  return { entries, skipped }
}

/** The line that decides about a file: the last that matches. It may name nobody, which takes the owners of earlier lines away. */
export function decidingEntry(entries: readonly CodeOwnersEntry[], path: string): CodeOwnersEntry | undefined {
  return entries.findLast(({ matches }) => matches(path))
}

/** The words of a line up to a comment. A backslash keeps the space after it in the word. */
function wordsOf(line: string): readonly string[] {
  const words = line.match(/(?:\\.|\S)+/gu) ?? []
  const comment = words.findIndex((word) => word.startsWith('#'))
  return comment < 0 ? words : words.slice(0, comment)
}

/** No path of git's is longer on the systems that GitHub serves; the matcher refuses what is longer than 64 KiB. */
const MAX_PATTERN = 4096

/** GitHub, "About code owners": what `.gitignore` knows and this file does not. */
function whyNoPattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN) return `a pattern has at most ${MAX_PATTERN} characters`
  if (pattern.startsWith('!')) return 'a pattern cannot start with `!`'
  if (pattern.startsWith('\\#')) return 'a pattern cannot start with `\\#`'
  return /[[\]]/.test(pattern) ? 'a pattern cannot have `[` or `]`' : undefined
}

function ownerOf(word: string): CodeOwner | undefined {
  const name = word.toLowerCase()
  if (/^@[a-z\d][\w-]*\/[a-z\d_][\w.-]*$/.test(name)) return { kind: 'team', name: name.slice(1) }
  if (/^@[a-z\d][\w-]*$/.test(name)) return { kind: 'user', name: name.slice(1) }
  return /^[^@\s]+@[^@\s]+$/.test(name) ? { kind: 'email', name } : undefined
}

/**
 * A pattern with a slash before its end starts at the root; another may match at any depth. It names a file, or a folder with all below
 * it. Unlike in `.gitignore`, `docs/*` names the files of that folder and none of those below.
 */
function matcherOf(pattern: string): (path: string) => boolean {
  const rooted = pattern.slice(0, -1).includes('/')
  const from = pattern.startsWith('/') ? pattern.slice(1) : pattern
  const start = rooted || pattern.startsWith('/') ? from : `**/${from}`
  if (from === '') return () => false
  if (start.endsWith('/')) return globOf(`${start}**`)
  const self = globOf(start)
  if (rooted && start.endsWith('/*')) return self
  if (pattern === '/*') return self
  const below = globOf(`${start}/**`)
  return (path) => self(path) || below(path)
}

/** The case of letters counts, on every machine. */
function globOf(glob: string): (path: string) => boolean {
  const compiled = new Minimatch(glob, PATHS)
  return (path) => compiled.match(path)
}

import type { ErrorCode } from 'yaml'
import { shortened } from './problems.ts'

/** What the parser found wrong on a line, as a predicate in our own words; `at` is the text from the place on. */
export function wordSyntaxError(code: ErrorCode, at: string): string {
  return SENTENCES[code](shortened(at.match(/^\S+/)?.[0] ?? ''))
}

/** The parser's milder remarks that change what a text means; the others are about looks. */
export function matters(code: ErrorCode): boolean {
  return code !== 'BAD_INDENT'
}

const MISPLACED = () => 'has an anchor or a tag where YAML allows none; write the value without it'
const UNREADABLE = () => 'cannot be read as YAML'

const SENTENCES: Readonly<Record<ErrorCode, (word: string) => string>> = {
  ALIAS_PROPS: MISPLACED,
  BAD_ALIAS: () => 'has an anchor or an alias without a proper name; put a text that starts with `&` or `*` in quotes',
  BAD_COLLECTION_TYPE: (word) => `has the tag \`${word}\`, which does not fit the value; leave the tag out`,
  BAD_DIRECTIVE: (word) => `starts with \`${word}\`, an instruction to the YAML reader; delete it`,
  BAD_DQ_ESCAPE: () => 'has a `\\` in double quotes that starts no escape; use single quotes, or write `\\\\`',
  BAD_INDENT: () =>
    'is not indented like the lines it belongs to; line them up with spaces, and close every bracket above',
  BAD_PROP_ORDER: MISPLACED,
  BAD_SCALAR_START: (word) => `starts a text with \`${word.slice(0, 1)}\`; put the text in quotes`,
  BLOCK_AS_IMPLICIT_KEY: () =>
    'has a second `: ` or a list on the line of a key; put the text in quotes, or start a new line',
  BLOCK_IN_FLOW: () => 'has an indented list or mapping inside brackets; write it in brackets too',
  DUPLICATE_KEY: () => 'writes a key a second time',
  IMPOSSIBLE: UNREADABLE,
  KEY_OVER_1024_CHARS: () => 'has a key of more than 1,024 characters',
  MISSING_CHAR: () =>
    'lacks a character: a closing quote or bracket, a comma, the `: ` after a key or the space after a `:`',
  MULTILINE_IMPLICIT_KEY: () => 'has a key that runs over several lines; a `: ` or a closing quote may be missing',
  MULTIPLE_ANCHORS: MISPLACED,
  MULTIPLE_DOCS: () => 'starts a second document; write one document',
  MULTIPLE_TAGS: MISPLACED,
  NON_STRING_KEY: () => 'has a key that is not text; a key is a word',
  RESOURCE_EXHAUSTION: UNREADABLE,
  TAB_AS_INDENT: () => 'is indented with a tab; indent with spaces',
  TAG_RESOLVE_FAILED: (word) => `has the tag \`${word}\`, which is not used here; leave it out`,
  UNEXPECTED_TOKEN: (word) =>
    word === ''
      ? 'ends too early'
      : `has \`${word}\` where it does not belong; it may be a stray quote, bracket or comma`,
}

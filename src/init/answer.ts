import type { Route } from '../core/route.ts'
import { manifestVocabulary } from '../read/manifest-vocabulary.ts'
import { inSentence } from '../read/vocabulary.ts'
import { suchAs } from '../read/wording.ts'

/** What may be written at a route, as the schema says. */
export type Form = {
  readonly kind: 'list' | 'named-list' | 'value'
  /** The words of which one, or in a list any, may be written; none where it is free text. */
  readonly choices: readonly string[]
  /** What a free text is: "a date". */
  readonly title: string
}

export function formAt(route: Route): Form {
  const variants = manifestVocabulary.variantsAt(route)
  const isList = variants.some(({ type }) => type.includes('array'))
  const items = isList ? manifestVocabulary.variantsAt([...route, 0]) : []
  const choices = (isList ? items : variants)
    .flatMap((variant) => variant.choices)
    .filter((choice) => choice !== 'unknown')
  const [titled] = variants.flatMap(({ title }) => title ?? [])
  const kind = !isList ? 'value' : items.some(({ keys }) => keys.length > 0) ? 'named-list' : 'list'
  return { kind, choices: [...new Set(choices)], title: titled ?? 'A text' }
}

/** True where the schema lets the answer be `unknown`. */
export function takesUnknown(route: Route): boolean {
  // What may stand in one entry of a list may stand in each: thousands of routes are a hundred places.
  const place = route.map((step) => (typeof step === 'number' ? 0 : step)).join('\0')
  const known = takers.get(place)
  if (known !== undefined) return known
  const takes = canBeUnknown(route)
  takers.set(place, takes)
  return takes
}

const takers = new Map<string, boolean>()

function canBeUnknown(route: Route): boolean {
  return manifestVocabulary
    .variantsAt(route)
    .some(
      ({ type, choices, pattern }) =>
        choices.includes('unknown') ||
        (choices.length === 0 &&
          type.includes('string') &&
          (pattern === undefined || new RegExp(pattern).test('unknown'))),
    )
}

/** The key by which an entry of a list is told apart; what happens to the person tells decisions apart. */
const NAMED_BY: { readonly [list: string]: string } = { decisions: 'effect' }

/** What a person's line means at a route, where these choices were offered: a word, a list, or entries of a list by what they are called. */
export function answerIn(route: Route, choices: readonly string[], line: string): unknown {
  const { kind } = formAt(route)
  const text = line.trim()
  if (kind === 'value') return oneOf(choices, text)
  if (/^(?:none|\[\])$/i.test(text)) return []
  const parts = text
    .replace(/^\[|\]$/g, '')
    .split(kind === 'list' ? /[,;\s]+/ : /;/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return kind === 'list'
    ? parts.map((part) => oneOf(choices, part))
    : parts.map((part) => ({ [NAMED_BY[String(route.at(-1))] ?? 'name']: part }))
}

/** A choice by its word or its number; `y` and `n` stand for yes and no. */
function oneOf(choices: readonly string[], text: string): string {
  if (choices.length === 0) return text
  const known = choices[Number(text) - 1] ?? choices.find((choice) => choice === text.toLowerCase())
  const short = choices.includes('yes') ? choices.find((choice) => choice.startsWith(text.toLowerCase())) : undefined
  return known ?? short ?? text
}

/** What may be answered at a prompt; several choices go by their number too. */
export function spokenForm(route: Route, choices: readonly string[]): string {
  const { kind, title } = formAt(route)
  const listed = choices.map((choice, index) => (choices.length > 2 ? `${index + 1} ${choice}` : choice))
  switch (kind) {
    case 'named-list':
      return 'each in a few words, with `;` between them, or `none` or `unknown`'
    case 'list':
      return `any of ${listed.join(', ')}, or \`none\` or \`unknown\``
    case 'value': {
      const shown = choices.length === 0 ? inSentence(title).replace(/ or `unknown`$/, '') : listed.join(', ')
      return takesUnknown(route) ? `${shown} or \`unknown\`` : shown
    }
  }
}

/** What may be written in the file; nothing where it is yes, no or a text of one's own. */
export function writtenForm(route: Route): string | undefined {
  const { kind, choices, title } = formAt(route)
  switch (kind) {
    case 'named-list':
      return `a list${suchAs(manifestVocabulary, route)}; [] for none`
    case 'list':
      return `a list, in brackets, of any of ${choices.join(', ')}; [] for none`
    case 'value':
      if (choices.length > 0) return choices.includes('yes') ? undefined : choices.join(', ')
      return title.startsWith('A date') ? 'a day, YYYY-MM-DD' : undefined
  }
}

import type { Route } from '../core/route.ts'
import { below, type Failure, shortened } from './problems.ts'
import { nearest } from './suggest.ts'
import { inSentence, type Variant, type Vocabulary } from './vocabulary.ts'

/** "expects `planned`, `in-use` or `retired`; got `inuse`; did you mean `in-use`?" */
export function wordMismatch(words: Vocabulary, route: Route, value: unknown): string {
  const variants = words.variantsAt(route)
  return `expects ${expected(words, route, variants)}; got ${got(value)}${hint(words, route, value, variants)}`
}

/** "needs `id`, such as `id: resume-screener`"; of several keys, their names. */
export function wordMissing(words: Vocabulary, route: Route, keys: readonly string[]): string {
  const [key = '', ...others] = keys
  return `needs ${anyOf(keys.map(quoted), 'and')}${others.length > 0 ? '' : suchAs(words, [...route, key], `${key}: `)}`
}

/** "is not a key of a system; did you mean `owners`?" */
export function wordUnknownKey(words: Vocabulary, route: Route, key: string): string {
  const keys = words.variantsAt(route).flatMap((variant) => variant.keys)
  const homes = words.homesOf(key)
  const meant = nearest(key, keys)
  const end = () => {
    if (meant !== undefined) return `; did you mean \`${meant}\`?`
    if (homes.length > 0 && homes.length < 3) return `; it is one of ${homes.join(' or of ')}`
    return keys.length <= MOST_KEYS ? `, which takes ${anyOf(keys.map(quoted), 'and')}` : ''
  }
  return `is not a key of ${words.nameOf(route)}${end()}`
}

/** "has a key that is not made of lower-case letters, digits and hyphens; write it as `lin-wei`". */
export function wordBadKey(key: string): string {
  const tidy = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `has a key that is not made of lower-case letters, digits and hyphens${tidy === '' ? '' : `; write it as \`${shortened(tidy)}\``}`
}

/** A value that is of the right kind and too long, too large, too many. */
export function wordLimit(
  words: Vocabulary,
  route: Route,
  { keyword, params }: Pick<Failure, 'keyword' | 'params'>,
  value: unknown,
): string {
  const limit = words.variantsAt(route).find((variant) => variant.limits[keyword] !== undefined)?.limits[keyword] ?? 0
  const most = limit.toLocaleString('en')
  switch (keyword) {
    case 'maxLength':
      return `has ${Array.from(String(value)).length.toLocaleString('en')} characters; at most ${most} are read`
    case 'maxItems':
    case 'maxProperties':
      return `has more than ${most} entries`
    case 'minItems':
      return limit > 1
        ? `has fewer than ${most} entries`
        : 'is an empty list; write at least one entry, or leave the key out'
    case 'uniqueItems':
      return `lists ${got(below(value, Number(params.j)))} twice`
    case 'minimum':
      return `expects ${most} or more; got ${got(value)}`
    case 'maximum':
      return `expects ${most} or less; got ${got(value)}`
    default:
      return wordMismatch(words, route, value)
  }
}

/** As many as a reader takes in; a list of choices is worth more room, since one of them is the answer. */
const MOST_KEYS = 10
const MOST_LISTED = 20

function expected(words: Vocabulary, route: Route, variants: readonly Variant[]): string {
  // Where every choice is listed, an example says nothing more.
  const listed = variants.every(({ choices }) => choices.length > 0 && choices.length <= MOST_LISTED)
  const example = listed ? '' : suchAs(words, route)
  const said = variants.flatMap((variant) => expectedOf(variant, example === ''))
  return anyOf([...new Set(said)], 'or') + example
}

/** Without an example, the keys of a mapping tell more than that it is one. */
function expectedOf({ choices, type, title, keys }: Variant, withKeys: boolean): readonly string[] {
  if (choices.length > MOST_LISTED) return [`one of the ${choices.length} values of the schema`]
  if (choices.length > 0) return choices.map(quoted)
  if (type.includes('array')) return ['a list']
  if (type.includes('object')) {
    const named = withKeys && keys.length > 0 && keys.length <= MOST_KEYS
    return [named ? `a mapping with ${anyOf(keys.map(quoted), 'and')}` : 'a mapping']
  }
  return title === undefined ? type : [inSentence(title)]
}

/** What to write, where the value itself shows what was meant. */
function hint(words: Vocabulary, route: Route, value: unknown, variants: readonly Variant[]): string {
  const choices = variants.flatMap((variant) => variant.choices)
  const types = variants.flatMap(({ type, choices }) => (choices.length === 0 ? type : []))
  if (typeof value !== 'string') {
    return types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')
      ? '; put it in quotes'
      : ''
  }
  const numeric = types.includes('number') || types.includes('integer')
  if (choices.includes(value) || (numeric && /^\d+(\.\d+)?$/.test(value))) return '; leave the quotes out'
  if (types.includes('object') && /^[a-z][a-z-]*:\S/.test(value)) return '; put a space after the `:`'
  const entries = types.includes('array') ? words.variantsAt([...route, 0]).flatMap((variant) => variant.choices) : []
  if (entries.includes(value)) return `; write it as \`[${value}]\``
  const meant = nearest(value, choices)
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`
}

/** The example of the schema; of a list item, the first one of the list's. */
export function suchAs(words: Vocabulary, route: Route, before = ''): string {
  const of = (place: Route) => words.variantsAt(place).find((variant) => variant.example !== undefined)?.example
  const whole = typeof route.at(-1) === 'number' ? of(route.slice(0, -1)) : undefined
  const example = of(route) ?? (Array.isArray(whole) ? whole[0] : undefined)
  const printed = example === undefined ? '' : before + flow(example)
  return printed === '' || printed.length > LONGEST_EXAMPLE ? '' : `, such as \`${printed}\``
}

const LONGEST_EXAMPLE = 120

function got(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof value === 'number') return `the number \`${value}\``
  return value === '' ? 'an empty text' : `\`${shortened(String(value))}\``
}

export function quoted(word: string): string {
  return `\`${word}\``
}

export function anyOf(words: readonly string[], conjunction: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}

/** A value as YAML on one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flow(inner)}`)
      .join(', ')} }`
  return typeof value === 'string' && !/^[A-Za-z0-9][\w ./:@$%-]*$/.test(value) ? JSON.stringify(value) : String(value)
}

import type { Route } from '../core/route.ts'
import type { Mistake } from './problems.ts'
import type { Variant, Vocabulary } from './vocabulary.ts'
import { anyOf, flow, quoted } from './wording.ts'

/**
 * What to write where a schema found a mistake: an example of the schema, in the form of the file, or the choices, of which only
 * the author knows the one that holds. Undefined where the schema shows neither, or only at a length that nobody reads.
 */
export function nextOf({ route, lacks, unknown }: Mistake, words: Vocabulary, json: boolean): string | undefined {
  if (unknown) return 'correct the key, or take it out'
  if (lacks === undefined) return answerAt(words, route, json)
  const [key = ''] = lacks
  const choices = lacks.length === 1 ? choicesAt(words, [...route, key]) : []
  if (choices.length > 0) return `write \`${keyed(key, json)}\` with ${anyOf(choices.map(quoted), 'or')}`
  const shown = lacks.map((each) => {
    const at = [...route, each]
    const example = choicesAt(words, at).length > 0 ? undefined : exampleAt(words, at)
    return `${keyed(each, json)} ${example === undefined ? '…' : printed(example, json)}`
  })
  return shown.every((each) => each.endsWith(' …')) ? undefined : suchAs(shown.join(', '))
}

function answerAt(words: Vocabulary, route: Route, json: boolean): string | undefined {
  const choices = choicesAt(words, route)
  const [only = ''] = choices
  // To answer yes is no help where the answer is no.
  if (choices.length === 1) return only === 'yes' ? 'make it so, then write `yes`' : `write \`${only}\``
  if (choices.length > 1) return 'write the one that holds'
  const example = exampleAt(words, route)
  if (example === undefined) return undefined
  return (
    suchAs(printed(example, json)) ?? (Array.isArray(example) ? suchAs(printed(example.slice(0, 1), json)) : undefined)
  )
}

/** The choices where there is nothing else to write. */
function choicesAt(words: Vocabulary, route: Route): readonly string[] {
  const variants = words.variantsAt(route)
  return variants.every(({ choices }) => choices.length > 0) ? variants.flatMap(({ choices }) => choices) : []
}

/** Of an entry of a list, the first one of the list's example. */
function exampleAt(words: Vocabulary, route: Route): unknown {
  const of = (place: Route) => words.variantsAt(place).find(hasExample)?.example
  const whole = typeof route.at(-1) === 'number' ? of(route.slice(0, -1)) : undefined
  return of(route) ?? (Array.isArray(whole) ? whole[0] : undefined)
}

function hasExample({ example }: Variant): boolean {
  return example !== undefined
}

function keyed(key: string, json: boolean): string {
  return json ? `${JSON.stringify(key)}:` : `${key}:`
}

function printed(value: unknown, json: boolean): string {
  return json ? JSON.stringify(value) : flow(value)
}

function suchAs(example: string): string | undefined {
  return example.length > LONGEST ? undefined : `write, such as \`${example}\``
}

/** Two lines of a terminal. */
const LONGEST = 160

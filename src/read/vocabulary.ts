import type { Route } from '../core/route.ts'
import { property } from './problems.ts'

/** One way in which a value may be written: a schema with its references followed and its alternatives taken apart. */
export type Variant = {
  readonly type: readonly string[]
  /** With its article: "A system". */
  readonly title?: string
  /** What it is and why it is asked, with the citation. */
  readonly description?: string
  readonly pattern?: string
  readonly choices: readonly string[]
  readonly example?: unknown
  readonly keys: readonly string[]
  readonly limits: { readonly [keyword: string]: number }
}

/** What a schema says of the values at its routes: of the manifest, or of a kind of record. */
export type Vocabulary = {
  /** The ways in which the value at a route may be written; none where the schema has no such route. */
  variantsAt(route: Route): readonly Variant[]
  /** What a route is called in a sentence: "a system". */
  nameOf(route: Route): string
  /** What has a key of this name: "a decision". */
  homesOf(key: string): readonly string[]
}

/** The words of a schema: JSON Schema 2020-12 as our own schemas use it, with references inside the document only. */
export function vocabularyOf(schema: unknown): Vocabulary {
  const resolve = resolverOf(schema)
  const resolvedAt = (route: Route) =>
    route.reduce<readonly unknown[]>(
      (variants, step) => variants.flatMap((variant) => resolve(inner(variant, step))),
      resolve(schema),
    )
  const variantsAt = (route: Route) => resolvedAt(route).map(describe)
  return {
    variantsAt,
    nameOf(route) {
      const title = variantsAt(route).find((variant) => variant.title !== undefined && variant.keys.length > 0)?.title
      return title === undefined ? 'this mapping' : inSentence(title)
    },
    homesOf: (key) =>
      Object.values(property(schema, '$defs') ?? {}).flatMap((definition) => {
        const { title, keys } = describe(definition)
        return title !== undefined && keys.includes(key) ? [inSentence(title)] : []
      }),
  }
}

/** The same words, for messages that leave the examples to what is said next. */
export function withoutExamples(words: Vocabulary): Vocabulary {
  return { ...words, variantsAt: (route) => words.variantsAt(route).map(({ example: _, ...variant }) => variant) }
}

export function inSentence(title: string): string {
  return title.slice(0, 1).toLowerCase() + title.slice(1)
}

function inner(variant: unknown, step: string | number): unknown {
  if (typeof step === 'number') return property(variant, 'items')
  return property(property(variant, 'properties'), step) ?? property(variant, 'additionalProperties')
}

/** What stands beside a reference or beside alternatives holds for what they lead to, and is nearer to the author's case. */
function resolverOf(schema: unknown): (node: unknown) => readonly unknown[] {
  return function resolve(node: unknown): readonly unknown[] {
    if (typeof node !== 'object' || node === null) return []
    const { $ref, anyOf, ...beside }: { readonly $ref?: unknown; readonly anyOf?: unknown } = node
    if (typeof $ref === 'string')
      return resolve(definition(schema, $ref)).map((target) => Object.assign({}, target, beside))
    if (Array.isArray(anyOf)) return anyOf.flatMap(resolve).map((branch) => Object.assign({}, branch, beside))
    return [node]
  }
}

function definition(schema: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>(property, schema)
}

function describe(node: unknown): Variant {
  const { title, description, pattern } = textsOf(node)
  const examples = property(node, 'examples')
  const choices = [property(node, 'const'), ...listOf(property(node, 'enum'))]
  const example: unknown = listOf(examples)[0]
  return {
    type: [property(node, 'type')].flat().filter((name) => typeof name === 'string'),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(pattern === undefined ? {} : { pattern }),
    // `true` and `false` are read, `yes` and `no` are what people are told to write.
    choices: choices.filter((choice) => typeof choice === 'string' || typeof choice === 'number').map(String),
    ...(example === undefined ? {} : { example }),
    keys: Object.keys(property(node, 'properties') ?? {}),
    limits: Object.fromEntries(
      Object.entries(node ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
  }
}

function textsOf(node: unknown): Pick<Variant, 'title' | 'description' | 'pattern'> {
  const textOf = (key: string) => {
    const value = property(node, key)
    return typeof value === 'string' ? { [key]: value } : {}
  }
  return { ...textOf('title'), ...textOf('description'), ...textOf('pattern') }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

import schema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
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

/** The ways in which the value at a route may be written; none where the schema has no such route. */
export function variantsAt(route: Route): readonly Variant[] {
  return resolvedAt(route).map(describe)
}

/** What a route is called in a sentence: "a system". */
export function nameOf(route: Route): string {
  const title = variantsAt(route).find((variant) => variant.title !== undefined && variant.keys.length > 0)?.title
  return title === undefined ? 'this mapping' : inSentence(title)
}

/** What has a key of this name: "a decision". */
export function homesOf(key: string): readonly string[] {
  return Object.values(schema.$defs).flatMap((definition) => {
    const { title, keys } = describe(definition)
    return title !== undefined && keys.includes(key) ? [inSentence(title)] : []
  })
}

export function inSentence(title: string): string {
  return title.slice(0, 1).toLowerCase() + title.slice(1)
}

function resolvedAt(route: Route): readonly unknown[] {
  return route.reduce<readonly unknown[]>(
    (variants, step) => variants.flatMap((variant) => resolve(inner(variant, step))),
    resolve(schema),
  )
}

function inner(variant: unknown, step: string | number): unknown {
  if (typeof step === 'number') return property(variant, 'items')
  return property(property(variant, 'properties'), step) ?? property(variant, 'additionalProperties')
}

/** What stands beside a reference or beside alternatives holds for what they lead to, and is nearer to the author's case. */
function resolve(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return []
  const { $ref, anyOf, ...beside }: { readonly $ref?: unknown; readonly anyOf?: unknown } = node
  if (typeof $ref === 'string') return resolve(definition($ref)).map((target) => Object.assign({}, target, beside))
  if (Array.isArray(anyOf)) return anyOf.flatMap(resolve).map((branch) => Object.assign({}, branch, beside))
  return [node]
}

function definition(pointer: string): unknown {
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

import schema from '../../../schemas/ai-compliance.schema.json' with { type: 'json' }
import type { Route } from '../../../src/core/route.ts'
import { property } from '../../../src/read/problems.ts'

/** Keys of a test result, which excludes those of a document: `test-entries.test.ts` has them. */
const OF_TESTS = ['test', 'case', 'parts']

/** A manifest in which every key of the schema stands, with the schema's own examples as answers; its records are documents. */
export const whole: unknown = exampleOf(schema)

/** Every mapping of that manifest: its route, its keys, which of them the schema requires, and its examples for each. */
export const mappings: readonly {
  readonly route: Route
  readonly keys: readonly string[]
  readonly required: readonly string[]
  readonly examples: { readonly [key: string]: readonly unknown[] }
}[] = walk(schema, [])

/** Every value of that manifest that is one of a list of words, with the words. */
export const choices: readonly { readonly route: Route; readonly words: readonly unknown[] }[] = words(schema, [])

/** The same document with another value at a route; without the key when the value is undefined. */
export function changed(document: unknown, route: Route, value: unknown): unknown {
  const [step, ...rest] = route
  if (step === undefined) return value
  if (Array.isArray(document))
    return document.map((item: unknown, index) => (index === step ? changed(item, rest, value) : item))
  const entries = typeof document === 'object' && document !== null ? Object.entries(document) : []
  const inner = changed(property(document, String(step)), rest, value)
  const others = entries.map(([key, old]): [string, unknown] => (key === step ? [key, inner] : [key, old]))
  return Object.fromEntries(
    (entries.some(([key]) => key === step) ? others : [...others, [step, inner]]).filter(
      ([, each]) => each !== undefined,
    ),
  )
}

export function valueAt(document: unknown, route: Route): unknown {
  return route.reduce<unknown>(
    (value, step) => (Array.isArray(value) ? value[Number(step)] : property(value, String(step))),
    document,
  )
}

function resolved(node: unknown): unknown {
  const $ref = property(node, '$ref')
  if (typeof $ref === 'string') {
    const { $ref: _, ...beside } = Object(node)
    return Object.assign({}, resolved(valueAt(schema, $ref.split('/').slice(1))), beside)
  }
  const anyOf = property(node, 'anyOf')
  return Array.isArray(anyOf) ? Object.assign({}, resolved(anyOf[0]), node) : node
}

function exampleOf(node: unknown): unknown {
  const shape = resolved(node)
  const properties = property(shape, 'properties')
  const items = property(shape, 'items')
  const example = valueAt(shape, ['examples', 0])
  if (typeof properties === 'object' && properties !== null) {
    return Object.fromEntries(
      Object.entries(ofOneForm(properties)).map(([key, inner]): [string, unknown] => [key, exampleOf(inner)]),
    )
  }
  if (property(shape, 'propertyNames') !== undefined) return { lin: exampleOf(property(shape, 'additionalProperties')) }
  return property(resolved(items), 'properties') === undefined ? example : [exampleOf(items)]
}

function walk(node: unknown, route: Route): typeof mappings {
  const shape = resolved(node)
  const properties = property(shape, 'properties')
  if (property(shape, 'propertyNames') !== undefined)
    return walk(property(shape, 'additionalProperties'), [...route, 'lin'])
  if (property(shape, 'items') !== undefined) return walk(property(shape, 'items'), [...route, 0])
  if (typeof properties !== 'object' || properties === null) return []
  const form = ofOneForm(properties)
  const examples = Object.fromEntries(
    Object.entries(form).map(([key, inner]) => [key, listOf(property(resolved(inner), 'examples'))]),
  )
  return [
    { route, keys: Object.keys(form), required: listOf(property(shape, 'required')).map(String), examples },
    ...Object.entries(form).flatMap(([key, inner]) => walk(inner, [...route, key])),
  ]
}

function words(node: unknown, route: Route): typeof choices {
  const shape = resolved(node)
  const properties = property(shape, 'properties')
  const allowed = property(shape, 'enum')
  if (Array.isArray(allowed)) return [{ route, words: allowed }]
  if (property(shape, 'propertyNames') !== undefined)
    return words(property(shape, 'additionalProperties'), [...route, 'lin'])
  if (property(shape, 'items') !== undefined) return words(property(shape, 'items'), [...route, 0])
  return Object.entries(ofOneForm(properties ?? {})).flatMap(([key, inner]) => words(inner, [...route, key]))
}

function ofOneForm(properties: object): object {
  return 'file' in properties
    ? Object.fromEntries(Object.entries(properties).filter(([key]) => !OF_TESTS.includes(key)))
    : properties
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

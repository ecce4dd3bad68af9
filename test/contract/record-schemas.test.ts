import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import manifestSchema from '../../schemas/ai-compliance.schema.json' with { type: 'json' }
import { ENVELOPE } from '../../src/read/form.ts'
import { below, property } from '../../src/read/problems.ts'
import { parseSource } from '../../src/read/source.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { type Document, type Json, printed, readRecord, schemaOf } from '../structured-record.ts'
import { filesIn } from './modules.ts'

type Route = readonly (string | number)[]
/** A mapping of a record, where it stands, and what the schema says of its keys. */
type Mapping = { readonly route: Route; readonly required: readonly string[]; readonly properties: Document }

const kinds = ccpaAdmt.records.map(({ id }) => id)

test('every kind of record has a schema, and every schema is of a kind', () => {
  expect(readdirSync('schemas/records').sort()).toEqual(kinds.map((kind) => `${kind}.schema.json`).sort())
})

test('what several schemas define under one name of a value is the same in each', () => {
  const values = new Map<string, Json>()
  for (const kind of kinds) {
    for (const [name, definition] of entriesOf(schemaOf(kind).$defs)) {
      if (property(definition, 'properties') !== undefined) continue
      expect(definition, `${kind} ${name}`).toEqual(values.get(name) ?? definition)
      values.set(name, definition)
    }
  }
  expect([...values.keys()].sort()).toEqual(['day', 'days', 'month', 'months', 'name', 'prose', 'text', 'yes-no'])
})

test('the sensitive categories and the activities are those of the regulation and of the manifest', () => {
  const sensitive = at(schemaOf('risk-assessment'), '$defs/category-of-data/properties/sensitive/anyOf/1/items/enum')
  expect(sensitive).toEqual(ccpaAdmt.sensitiveCategories.map(({ id }) => id))
  const counted = at(schemaOf('risk-assessment-submission'), '$defs/by-activity/properties')
  expect(keysOf(counted)).toEqual(manifestSchema.$defs.assessment.properties.covers.items.enum)
})

test('every structured record and policy of the examples names its schema for the editor', () => {
  const records = filesIn('examples').filter(
    (file) => /(?<!ai-compliance)\.yml$/.test(file) && !file.includes('/workflows/'),
  )
  const named = records.map((file) => {
    const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8')) ?? []
    return join(dirname(file), path)
  })
  expect(named.sort()).toEqual(['schemas/policy.schema.json', 'schemas/records/risk-assessment.schema.json'])
})

describe.each(ccpaAdmt.records)('$id', ({ id, parts }) => {
  const schema = schemaOf(id)
  const properties = asDocument(schema.properties)
  const whole: Document = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, exampleOf(each)]))
  const mappings = mappingsIn(schema, schema, whole, [])
  const problemsOf = async (document: Json) => (await readRecord(id, stringify(document))).problems ?? []

  test('its keys are the parts of the regulation and the envelope, no more and no fewer', () => {
    expect(Object.keys(properties)).toEqual([...ENVELOPE, ...parts.map((part) => part.id)])
    expect(property(properties.record, 'const')).toBe(id)
  })

  test('asks at its top for no part, since the duties do', () => {
    expect(schema.required).toBeUndefined()
  })

  test('says of each part what the regulation cites for it', () => {
    const uncited = parts.flatMap((part) =>
      part.cites.filter((cite) => !String(property(properties[part.id], 'description')).includes(cite)),
    )
    expect(uncited).toEqual([])
  })

  test('is closed at every depth, and names and explains every mapping and every key, with an example', () => {
    const shapes = [schema, ...entriesOf(schema.$defs).map(([, shape]) => shape)].filter(
      (shape) => property(shape, 'properties') !== undefined,
    )
    expect(shapes.filter((shape) => property(shape, 'additionalProperties') !== false)).toEqual([])
    expect(shapes.filter((shape) => !property(shape, 'title') || !property(shape, 'description'))).toEqual([])
    const unexplained = shapes
      .flatMap((shape) => entriesOf(property(shape, 'properties')))
      .filter(
        ([, key]) =>
          !/[.]$/.test(String(property(key, 'description'))) || listOf(property(key, 'examples')).length === 0,
      )
    expect(unexplained).toEqual([])
  })

  test('finds nothing wrong with its own examples', async () => {
    expect(printed(await problemsOf(whole))).toEqual([])
    for (const { route, properties: keys } of mappings)
      for (const [key, each] of Object.entries(keys))
        for (const example of listOf(property(each, 'examples')).slice(1))
          expect(printed(await problemsOf(changed(whole, [...route, key], example)))).toEqual([])
  })

  test('reports each required key that is taken away, at its line', async () => {
    for (const { route, required } of mappings) {
      for (const key of required) {
        const text = stringify(changed(whole, [...route, key], undefined))
        const [problem, ...others] = (await readRecord(id, text)).problems ?? []
        expect(others, `${route.join('/')} ${key}`).toEqual([])
        expect(problem?.message).toContain(`needs \`${key}\``)
        expect(problem?.part).toBe(route[0])
        expect(problem?.line).toBe(parseSource(text, 'r.yml').locate(route, 'key')?.startLine)
      }
    }
  })

  test('reports each key that is misspelled, at its place, and knows the key that was meant', async () => {
    for (const { route, properties: keys } of mappings) {
      for (const key of Object.keys(keys)) {
        const misspelled = `${key.slice(0, 1)}${key}`
        const value = [...route, key].reduce<unknown>(below, whole)
        if (value === undefined) continue
        const text = stringify(changed(changed(whole, [...route, key], undefined), [...route, misspelled], value))
        const found = ((await readRecord(id, text)).problems ?? []).find(({ message }) =>
          message.includes('is not a key'),
        )
        expect(found?.message).toContain(`did you mean \`${key}\`?`)
        const region = parseSource(text, 'r.yml').locate([...route, misspelled], 'key')
        expect([found?.line, found?.column]).toEqual([region?.startLine, region?.startColumn])
        expect(found?.part).toBe(route.length === 0 ? undefined : route[0])
      }
    }
  })

  test('has at each clock of the regulation a time limit, and the figure of the law keeps to it', async () => {
    for (const part of parts) {
      for (const { at: keys, fact } of part.clocks ?? []) {
        const route = [part.id, ...keys.split('/')]
        const limit = ccpaAdmt.facts.find((each) => each.id === fact)
        expect(route.reduce<unknown>(below, whole), `${part.id} ${keys}`).toEqual(expect.stringMatching(/^\d+ \w+/))
        const held = changed(whole, route, `${limit?.value} ${limit?.unit}`)
        expect(printed(await problemsOf(held))).toEqual([])
        expect(await problemsOf(changed(whole, route, `${limit?.value} days`))).toHaveLength(1)
      }
    }
  })
})

/** Every mapping of a value with the schema that holds it. */
function mappingsIn(root: Document, node: unknown, value: unknown, route: Route): readonly Mapping[] {
  const shapes = resolved(root, node)
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => {
      const items = shapes.map((shape) => property(shape, 'items')).find((each) => each !== undefined)
      return mappingsIn(root, items, item, [...route, index])
    })
  if (typeof value !== 'object' || value === null) return []
  const shape = shapes.find((each) => property(each, 'properties') !== undefined)
  const properties = asDocument(property(shape, 'properties'))
  const required = listOf(property(shape, 'required')).map(String)
  return [
    { route, required, properties },
    ...Object.entries(value).flatMap(([key, inner]) => mappingsIn(root, properties[key], inner, [...route, key])),
  ]
}

function resolved(root: Document, node: unknown): readonly unknown[] {
  const reference = property(node, '$ref')
  if (typeof reference === 'string') return resolved(root, at(root, reference.slice(2)))
  const alternatives = listOf(property(node, 'anyOf'))
  return alternatives.length > 0 ? alternatives.flatMap((each) => resolved(root, each)) : [node]
}

/** A copy with another value at a route; undefined takes the key away. */
function changed(value: unknown, route: Route, to: unknown): Json {
  const copy: Json = JSON.parse(JSON.stringify(value))
  const parent: unknown = route.slice(0, -1).reduce<unknown>(below, copy)
  const key = route.at(-1) ?? ''
  if (typeof parent !== 'object' || parent === null) throw new Error(`nothing at ${route.join('/')}`)
  if (to === undefined) Reflect.deleteProperty(parent, key)
  else Reflect.set(parent, key, to)
  return copy
}

function at(value: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((inner, step) => below(inner, /^\d+$/.test(step) ? Number(step) : step), value)
}

function exampleOf(key: unknown): Json {
  const [example = null] = listOf(property(key, 'examples'))
  return JSON.parse(JSON.stringify(example))
}

function asDocument(value: unknown): Document {
  return JSON.parse(JSON.stringify(value ?? {}))
}

function entriesOf(value: unknown): readonly [string, Json][] {
  return Object.entries(asDocument(value))
}

function keysOf(value: unknown): readonly string[] {
  return Object.keys(asDocument(value))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

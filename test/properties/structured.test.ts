import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ajvOf } from '../../build/schema.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { partExamples } from '../scenarios/records.ts'
import { readRecord } from '../structured-record.ts'

type Steps = readonly (string | number)[]

/** Values that people and machines write in the wrong place, and any other. */
const stray = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    'TODO',
    'yes',
    true,
    0,
    -1,
    1e300,
    [],
    {},
    [[]],
    '2026-02-30',
    '9999-12-31',
    '15 days',
    '__proto__',
    'none',
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

describe.each(ccpaAdmt.records.filter(({ id }) => id !== 'model-card'))('$id', ({ id, parts }) => {
  const examples = partExamples(id)
  const whole = Object.fromEntries(parts.map((part) => [part.id, examples[part.id]?.[0]]))
  const routes = routesIn(whole, [])
  const isValid = ajvOf(`schemas/records/${id}.schema.json`, 'valid')

  test('with any value at any place is judged, and what its schema refuses is never passed over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), stray, fc.boolean(), async (route, value, inYaml) => {
        const document = put(whole, route, value)
        const text = inYaml ? stringify(document) : JSON.stringify(document, null, 2)
        const { refused, parts: found, problems = [] } = await readRecord(id, text)
        if (refused !== undefined) return
        for (const { line, column = 1, message, part } of problems) {
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThanOrEqual(text.split('\n').length)
          expect(column).toBeGreaterThan(0)
          expect(message).not.toMatch(/undefined|\[object/)
          if (part !== undefined) expect(Object.keys(whole)).toContain(part)
        }
        const told = problems.length > 0 || found.some(({ unfilled }) => unfilled !== undefined)
        expect(told || isValid(document)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

function routesIn(value: unknown, above: Steps): readonly Steps[] {
  if (typeof value !== 'object' || value === null) return [above]
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [...(above.length > 0 ? [above] : []), ...steps.flatMap(([step, inner]) => routesIn(inner, [...above, step]))]
}

function put(value: unknown, [step, ...rest]: Steps, to: unknown): unknown {
  if (step === undefined) return to
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? put(item, rest, to) : item))
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, inner]) => [key, key === step ? put(inner, rest, to) : inner]),
  )
}

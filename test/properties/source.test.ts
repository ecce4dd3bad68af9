import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Region, Route } from '../../src/core/route.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { findProblems } from '../../src/read/schema.ts'
import { parseSource } from '../../src/read/source.ts'

const lending = readFileSync(new URL('../../examples/lending/ai-compliance.yml', import.meta.url), 'utf8')
const { written: lender } = parseSource(lending, 'ai-compliance.yml')

/** Documents as people write them: keys and texts of printable characters. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '' && text !== '__proto__')
const { document } = fc.letrec<{ document: unknown; value: unknown }>((tie) => ({
  document: fc.dictionary(word, tie('value'), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    word,
    fc.constantFrom('yes', 'no', 'unknown', '2026-03-01', '', 'a: b', '- c', '# d'),
    fc.boolean(),
    fc.integer(),
    tie('document'),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
}))

test('what is located at a route reads as the value at that route', () => {
  const styles = fc.record({ flow: fc.boolean(), indentSeq: fc.boolean(), indent: fc.constantFrom(2, 4) })
  fc.assert(
    fc.property(document, styles, (written, { flow, indentSeq, indent }) => {
      const text = stringify(written, {
        collectionStyle: flow ? 'flow' : 'any',
        indentSeq,
        indent,
        blockQuote: false,
        aliasDuplicateObjects: false,
      })
      const source = parseSource(text, 'm.yml')
      expect(source.written).toEqual(written)
      for (const [route, value] of valuesOf(written, [])) {
        const region = source.locate(route)
        if (region === undefined) throw new Error(`nothing is located at ${route.join('.')}`)
        expect(parseSource(`value:\n${indented(text, region)}`, 'm.yml').written).toEqual({ value })
      }
    }),
  )
})

describe('nothing that can be written makes a reader throw', () => {
  test('any text', () => {
    const yaml = fc.array(
      fc.constantFrom(
        'a',
        ' ',
        '  ',
        '\n',
        ': ',
        '- ',
        '? ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '"',
        "'",
        '|',
        '>',
        '&a ',
        '*a',
        '!t ',
        '#',
        '%',
        '---\n',
        '\t',
        '\\',
        '\r',
        '\0',
        '<<',
        '__proto__',
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          yaml.map((pieces) => pieces.join('')),
        ),
        readAll,
      ),
      { numRuns: 300 },
    )
  })

  test('a manifest with a stretch of it lost, doubled or replaced', () => {
    const place = fc.nat({ max: lending.length })
    const change = fc.record({
      at: place,
      length: fc.nat({ max: 40 }),
      by: fc.oneof(
        fc.string({ maxLength: 5 }),
        place.map((from) => lending.slice(from, from + 30)),
      ),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        readAll(changes.reduce((text, { at, length, by }) => text.slice(0, at) + by + text.slice(at + length), lending))
      }),
      { numRuns: 60 },
    )
  })

  test('a manifest with any value in the place of another', () => {
    const values = [...valuesOf(lender, [])].map(([route]) => route)
    fc.assert(
      fc.property(fc.constantFrom(...values), fc.jsonValue(), (route, value) => {
        readAll(JSON.stringify(replaced(lender, route, value)))
      }),
      { numRuns: 60 },
    )
  })

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (value) => void parseManifest(value)),
      { numRuns: 300 },
    )
  })
})

test('a text is read, or it has a problem with a place', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { written, problems } = parseSource(text, 'm.yml')
      expect(written === undefined).toBe(problems.length > 0)
      for (const { region } of problems) expect(region?.startLine).toBeGreaterThan(0)
    }),
  )
})

function readAll(text: string): void {
  const source = parseSource(text, 'm.yml')
  findProblems(source)
  parseManifest(source.written)
}

function* valuesOf(value: unknown, route: Route): Generator<readonly [Route, unknown]> {
  yield [route, value]
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* valuesOf(inner, [...route, key])
}

function replaced(document: unknown, route: Route, value: unknown): unknown {
  const [step, ...rest] = route
  if (step === undefined) return value
  if (Array.isArray(document))
    return document.map((item: unknown, index) => (index === step ? replaced(item, rest, value) : item))
  return Object.fromEntries(
    Object.entries(Object(document)).map(([key, inner]) => [key, key === step ? replaced(inner, rest, value) : inner]),
  )
}

/** The text of a region with its first line as far to the right as it stood, and all of it one step further. */
function indented(text: string, { startLine, startColumn, endLine, endColumn }: Region): string {
  const lines = text.split('\n').slice(startLine - 1, endLine)
  const cut = lines.map((line, index) => (index === lines.length - 1 ? line.slice(0, endColumn - 1) : line))
  const first = ' '.repeat(startColumn - 1) + (cut[0] ?? '').slice(startColumn - 1)
  return [first, ...cut.slice(1)].map((line) => ` ${line}`).join('\n')
}

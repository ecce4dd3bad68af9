import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJUnit } from '../../src/read/junit.ts'

const folder = 'test/fixtures/junit'
const reports = readdirSync(folder).map((name) =>
  readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n').trim(),
)
const report = fc.constantFrom(...reports)

/** Pieces that XML is made of, so that random texts come near to being some. */
const piece = fc.constantFrom(
  ...[
    '<testsuites>',
    '</testsuites>',
    '<testsuite name="s">',
    '</testsuite>',
    '<testcase name="opt-out"',
    ' name="x"',
    '/>',
  ],
  ...[
    '>',
    '<',
    '</testcase>',
    '<failure/>',
    '<skipped>',
    '</skipped>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE x [',
    ']>',
  ],
  ...[
    '<!ENTITY a "b">',
    '&a;',
    '&amp;',
    '&',
    '"',
    "'",
    '<?xml version="1.0"?>',
    '<?',
    '?>',
    '\0',
    '\u001b',
    '\ufeff',
    '\n',
    ' ',
  ],
)

describe('whatever a file holds', () => {
  test('bytes are read or refused, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const results = parseJUnit(bytes)
        expect(results.ok ? results.cases.length : results.because).toBeDefined()
      }),
    )
  })

  test('pieces of XML in any order are read only when they are well formed', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('')
        const results = parse(text)
        if (results.ok) expect(wellFormed(text)).toBe(true)
        else expect(results.because).toMatch(/\S/)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a report that is not whole shows nothing', () => {
  test('cut off anywhere', () => {
    fc.assert(
      fc.property(report, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (text, part) => {
        expect(parse(text.slice(0, Math.floor(text.length * part)))).toMatchObject({ ok: false })
      }),
    )
  })

  test('with a `<` more', () => {
    fc.assert(
      fc.property(report, fc.nat(), (text, at) => {
        const index = at % (text.length + 1)
        fc.pre(!inComment(text, index))
        expect(parse(`${text.slice(0, index)}<${text.slice(index)}`)).toMatchObject({ ok: false })
      }),
    )
  })

  test('with a closing tag less', () => {
    fc.assert(
      fc.property(report, fc.nat(), (text, nth) => {
        const tags = [
          ...text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, (hidden) => 'x'.repeat(hidden.length)).matchAll(/<\/[\w-]+>/g),
        ]
        const tag = tags[nth % tags.length]
        const start = tag?.index ?? 0
        expect(parse(text.slice(0, start) + text.slice(start + (tag?.[0].length ?? 0)))).toMatchObject({
          ok: false,
        })
      }),
    )
  })
})

describe('what a suite says of its cases', () => {
  const passed = fc.constantFrom('', '<system-out>x</system-out>', '<properties/>', '<flakyFailure/>')
  const bad = fc.constantFrom('<failure/>', '<error message="x"/>', '<skipped/>', '<rerunFailure/>', '<warning/>')
  const testCase = fc.record({
    name: fc.stringMatching(/^[a-z ]{1,8}$/),
    inside: fc.array(fc.oneof(passed, bad), { maxLength: 3 }),
  })

  test('does not hang on their order, nor on the order of what is in them', () => {
    fc.assert(
      fc.property(fc.array(testCase, { maxLength: 8 }), (cases) => {
        const turned = cases.map(({ name, inside }) => ({ name, inside: inside.toReversed() })).toReversed()
        expect(outcomes(turned)).toEqual(outcomes(cases).toReversed())
      }),
    )
  })

  test('is that a case passed only when nothing in it speaks against it', () => {
    fc.assert(
      fc.property(testCase, bad, ({ name, inside }, sign) => {
        expect(outcomes([{ name, inside: [...inside, sign] }])).not.toContain(`${name} passed`)
      }),
    )
  })

  function outcomes(cases: readonly { readonly name: string; readonly inside: readonly string[] }[]) {
    const inner = cases.map(({ name, inside }) => `<testcase name="${name}">${inside.join('')}</testcase>`).join('\n')
    const results = parse(`<testsuite>${inner}</testsuite>`)
    return results.ok ? results.cases.map(({ name, outcome }) => `${name} ${outcome}`) : [results.because]
  }
})

function parse(text: string) {
  return parseJUnit(new TextEncoder().encode(text))
}

/** In a comment or in CDATA, where a `<` is a letter as any other, or in the mark that opens or ends one. */
function inComment(text: string, index: number): boolean {
  return [...text.matchAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g)].some(
    (found) => index > found.index && index <= found.index + found[0].length,
  )
}

/** A second opinion: takes out, from the inside, what is well formed for sure, until one element is left or nothing more comes out. */
function wellFormed(text: string): boolean {
  let rest = text
    .replace(/^\ufeff/, '')
    .replace(/^<\?xml version="1\.0"\?>/, '')
    .replaceAll(/<!--(?:(?!--)[\s\S])*-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '\u2400')
  const attributes = '(?: +name="[^"<&]*(?:&amp;[^"<&]*)*")?[ \\n]*'
  const element = new RegExp(
    `<(testsuites?|testcase|failure|skipped)${attributes}(?:/>|>(?:[^<&]|&amp;)*</\\1[ \\n]*>)`,
  )
  for (let before = ''; before !== rest; ) {
    before = rest
    const next = rest.replace(element, '\u2401')
    if (next !== rest && /^[\s\u2400]*<[\s\S]*>[\s\u2400]*$/.test(rest)) rest = next
  }
  return /^[\s\u2400]*\u2401[\s\u2400]*$/.test(rest)
}

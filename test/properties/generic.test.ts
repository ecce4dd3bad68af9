import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saysOnlyGeneric } from '../../src/core/generic.ts'
import { markdownRecord } from '../../src/read/markdown.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'

const lists = ccpaAdmt.records.flatMap((kind) =>
  kind.parts.flatMap(({ id, generic }) => (generic === undefined ? [] : [{ name: `${kind.id}#${id}`, generic }])),
)
const purposes = lists[0]?.generic ?? []

/** Words that fill a sentence about any purpose. */
const filling = fc.constantFrom(
  'we',
  'use',
  'your',
  'personal information',
  'in order to',
  'and',
  'our',
  'this technology',
  'for',
)
/** What no list of generic wordings holds: the thing that is decided, a figure, a word of another language. */
const specific = fc.constantFrom(
  'résumés',
  'merchants',
  'tenants',
  'loan',
  '$25,000',
  '2026',
  'Kredit',
  '融资',
  'nurses',
  'refund',
)
const mark = fc.constantFrom(' ', ', ', '. ', ' – ', '\n', '  ', '; ', ' **', '_ ')
const dressed = (text: string) =>
  fc.constantFrom(text, text.toUpperCase(), `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`, `“${text}”`)

test.each(['purpose', 'benefits'])(
  '%s is held against such wordings wherever the law asks for a specific one',
  (part) => {
    const asked = part === 'purpose' ? ['risk-assessment', 'pre-use-notice', 'access-procedure'] : ['risk-assessment']
    expect(lists.filter(({ name }) => name.endsWith(`#${part}`)).map(({ name }) => name.split('#')[0])).toEqual(asked)
  },
)

describe.each(lists)('$name', ({ generic }) => {
  test('a wording with nothing but filling around it is generic, however it is dressed', () => {
    const text = fc
      .tuple(
        fc.array(filling, { maxLength: 4 }),
        fc.constantFrom(...generic).chain(dressed),
        fc.array(filling, { maxLength: 4 }),
        mark,
      )
      .map(([before, wording, after, between]) => [...before, wording, ...after].join(between))
    fc.assert(fc.property(text, (said) => saysOnlyGeneric([said], generic) !== undefined))
  })

  test('so are several of them, in one text or in several', () => {
    const wordings = fc.array(fc.constantFrom(...generic), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(wordings, (said) => {
        expect(saysOnlyGeneric(said, generic)).toMatch(/^says only what would fit any product: `/)
        expect(saysOnlyGeneric([said.join(' and ')], generic)).toBeDefined()
      }),
    )
  })

  test('with one word that is specific it is not, wherever that word stands', () => {
    const text = fc
      .tuple(
        fc.array(fc.constantFrom(...generic), { maxLength: 4 }),
        specific,
        fc.array(fc.constantFrom(...generic), { maxLength: 4 }),
      )
      .map(([before, word, after]) => [...before, word, ...after].join(' '))
    fc.assert(fc.property(text, (said) => saysOnlyGeneric([said], generic) === undefined))
  })
})

test('any text has an answer, and none without a letter is called generic', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (blocks) => {
      const said = saysOnlyGeneric(blocks, purposes)
      if (!/\p{L}/u.test(blocks.join(' '))) expect(said).toBeUndefined()
      if (said !== undefined) expect(said).not.toMatch(/\n|``/)
    }),
  )
})

test('a text of megabytes is answered within the time of a test', () => {
  expect(saysOnlyGeneric(['improve our services '.repeat(100_000)], purposes)).toBeDefined()
  expect(saysOnlyGeneric([`${'improve our '.repeat(100_000)} refund`], purposes)).toBeUndefined()
  expect(saysOnlyGeneric(['a'.repeat(2_000_000)], purposes)).toBeUndefined()
})

test.each([
  'To improve our services by telling merchants within seconds whether they are offered an advance',
  'To rank applicants for warehouse jobs by how well their résumé matches the posting',
  'For security purposes: to notice that somebody other than the owner signs in',
  'We make a significant decision about your application for a lease',
  'Zur Entscheidung über Kreditanträge',
  '商户贷款审批',
])('%s', (purpose) => {
  expect(saysOnlyGeneric([purpose], purposes)).toBeUndefined()
})

test.each([
  'To improve our services.',
  'We use personal information to improve our products and services and for other business purposes.',
  'Security purposes',
  'Making significant decisions about consumers by use of automated decisionmaking technology',
  'This technology is used to provide our services to you',
  'for processing purposes',
])('%s fits any product', (purpose) => {
  expect(saysOnlyGeneric([purpose], purposes)).toMatch(/^says only what would fit any product: `.+`$/)
})

test('in a Markdown record the section is told at its line, and a specific sentence beside it is enough', () => {
  const parts = ccpaAdmt.records[0]?.parts.filter(({ id }) => id === 'purpose') ?? []
  const section = '# Risk assessment\n\n## Specific purpose\n\nTo improve our **services**.\n'
  expect(markdownRecord(section, parts).parts).toEqual([
    { part: 'purpose', line: 3, unfilled: 'says only what would fit any product: `To improve our **services**.`' },
  ])
  expect(markdownRecord(`${section}\nIt ranks applicants for warehouse jobs.\n`, parts).parts).toEqual([
    { part: 'purpose', line: 3 },
  ])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectRecords } from '../../src/collect/records.ts'
import type { RecordFact } from '../../src/core/facts.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { markdownRecord } from '../../src/read/markdown.ts'
import { modelCard } from '../../src/read/model-card.ts'
import { ccpaAdmt, modelCards } from '../../src/regulations/index.ts'
import { memoryFiles } from '../memory-files.ts'

const wordings = await modelCards()

const partsOf = (kind: string) => ccpaAdmt.records.find(({ id }) => id === kind)?.parts ?? []
const notice = partsOf('pre-use-notice')
const [cardKind] = ccpaAdmt.records.filter(({ id }) => id === 'model-card')
if (cardKind === undefined) throw new Error('no model card')
const card = (text: string, file: string) => modelCard(text, file, cardKind, wordings)

/** Pieces of which records are made, and of which mischief is. */
const piece = fc.constantFrom(
  '# Purpose\n',
  '## Limitations\n',
  '**Training data:** ',
  '- Version: 2\n',
  '<!-- part: purpose -->',
  '<table><tr><td>',
  '</td></tr></table>',
  '<details>\n',
  '| a | b |\n|---|---|\n',
  '```\n',
  '---\n',
  'parts: { purpose: Why }\n',
  '{"a": [',
  '&x [*x]\n',
  '<!--',
  '[a](b',
  '\u200f\u202e',
  'TODO\n',
  'We price loans from 2026.\n',
  '\n',
  ': ',
)
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
)

describe('whatever a record holds', () => {
  test('every part and problem of it has a line of the file', () => {
    fc.assert(
      fc.property(text, (said) => {
        const lines = said.split(/\r\n?|\n/).length
        const { parts, problems = [] } = markdownRecord(said, notice)
        for (const { line } of [...parts, ...problems]) expect(line >= 1 && line <= lines).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test.each(['card.md', 'card.json', 'card.yml'])('the same holds for a model card in %s', async (file) => {
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        const found = await card(said, file)
        if (found === undefined) return
        const lines = said.split(/\r\n?|\n/).length
        for (const { line } of [...found.parts, ...(found.problems ?? [])])
          expect(line >= 1 && line <= lines).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('JSON of a card is read as JSON.parse reads it, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 4 })), async (value) => {
        const found = await card(
          JSON.stringify({ ...value, limitations: 'New shops are scored too low.' }),
          'card.json',
        )
        expect(found?.parts).toContainEqual({ part: 'assumptions-and-limitations', line: 1 })
      }),
    )
  })
})

/** Each ends within the five seconds that a test has, on a machine that has other work. */
describe('no text takes long, fills the memory or passes', () => {
  test.each([
    ['10,000 headings', '## Purpose\n'.repeat(10_000)],
    [
      '10,000 headings inside one another',
      Array.from({ length: 10_000 }, (_, at) => `${'#'.repeat((at % 6) + 1)} Purpose\n`).join(''),
    ],
    ['lists 5,000 deep', Array.from({ length: 5_000 }, (_, at) => `${' '.repeat(at % 200)}- a\n`).join('')],
    ['quotes 20,000 deep', '> '.repeat(20_000)],
    ['a megabyte of brackets', '['.repeat(1_000_000)],
    ['a megabyte of stars', '*'.repeat(1_000_000)],
    ['a megabyte of opened comments', '<!--'.repeat(250_000)],
    ['a megabyte of opened tags', '<table><tr><td'.repeat(70_000)],
    ['a megabyte of opened cells', '<table><tr><td>'.repeat(66_000)],
    ['rows of a megabyte', `| a | b |\n| --- | --- |\n${'| x |  |\n'.repeat(100_000)}`],
    ['a table of 20,000 columns', `${'| a '.repeat(20_000)}|\n${'| --- '.repeat(20_000)}|\n`],
    ['a label of a megabyte', `${'a '.repeat(500_000)}: `],
    ['colons', 'a: '.repeat(300_000)],
    ['bold that never ends', '**a '.repeat(250_000)],
    ['front matter that never ends', `---\n${'a: b\n'.repeat(100_000)}`],
    [
      'front matter of aliases',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `${'bcdefghij'[at]}: &${'bcdefghij'[at]} [${`*${'abcdefghi'[at]},`.repeat(9)}]`).join('\n')}\n---\n`,
    ],
    ['front matter 10,000 deep', `---\n${'['.repeat(10_000)}\n---\n`],
    ['almost a date', '2026-'.repeat(200_000)],
    ['almost an address', 'a@a.'.repeat(250_000)],
    ['almost a phrase', 'the model takes '.repeat(60_000)],
    ['almost a figure', '0.'.repeat(400_000)],
  ])(
    '%s',
    async (_, said) => {
      const record = markdownRecord(said, notice)
      expect(record.parts.filter(({ unfilled }) => unfilled === undefined)).toEqual([])
      for (const file of ['card.md', 'card.yml', 'card.json']) {
        const found = await card(said, file)
        expect((found?.parts ?? []).filter(({ unfilled }) => unfilled === undefined)).toEqual([])
      }
    },
    20_000,
  )

  test('prose of 5 MB is read to its end', async () => {
    const prose = 'We price loans for shops, and we say so. '.repeat(40)
    const said = `${`## Chapter\n\n${prose}\n\n`.repeat(3_000)}## Limitations\n\nNew shops are scored too low.\n`
    const found = await card(said, 'card.md')
    expect(found?.parts.map(({ part }) => part)).toContain('assumptions-and-limitations')
    expect(markdownRecord(`${said}\n## Purpose\n\nPrices.\n`, notice).parts.map(({ part }) => part)).toContain(
      'purpose',
    )
  }, 20_000)
})

describe('bytes that are no text', () => {
  const manifest = parseManifest({
    version: 1,
    organization: { name: 'Northwind Pay' },
    systems: [
      {
        id: 'offers',
        records: {
          'model-card': { file: 'card.md', owner: 'lin', 'reviewed-on': '2026-10-02' },
          'pre-use-notice': { file: 'card.md', owner: 'lin', 'reviewed-on': '2026-10-02' },
        },
      },
    ],
  })
  const good = '## Limitations\n\nNew shops.\n\n## Purpose\n\nPrices.\n'
  test.each([
    ['a NUL', new TextEncoder().encode(`${good}\0`), /binary/],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${good}`, 'utf16le')), /UTF-16/],
    ['Latin-1', new Uint8Array(Buffer.from(`${good}Gr\u00fc\u00dfe`, 'latin1')), /not UTF-8/],
    ['nothing', new Uint8Array(), /empty/],
    ['6 MB', new Uint8Array(6_000_000).fill(97), /MB|bytes|large/],
  ])('%s: the record is refused by name and holds no part', async (_, bytes, says) => {
    const facts: readonly RecordFact[] = await collectRecords(
      manifest,
      { regulation: ccpaAdmt, cards: modelCards },
      memoryFiles({ 'card.md': bytes }),
      '2026-11-23',
    )
    expect(facts).toHaveLength(2)
    for (const fact of facts) expect(fact).toMatchObject({ refused: expect.stringMatching(says), parts: [] })
  })
})

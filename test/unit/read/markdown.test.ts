import { describe, expect, test } from 'vitest'
import { markdownParts } from '../../../src/read/markdown.ts'

const purpose = {
  id: 'purpose',
  title: 'Purpose',
  cites: ['11 CCR 7220(c)(1)'],
  headings: ['Why we use it'],
  hint: 'The purpose of the business.',
}
const optOut = { id: 'opt-out', title: 'Opt-out', cites: ['11 CCR 7220(c)(2)'], headings: [], hint: 'How to opt out.' }
const parts = (text: string) => {
  const found = markdownParts(text, [purpose, optOut])
  if (typeof found === 'string') throw new Error(found)
  return found
}
const filled = (text: string) => parts(text).flatMap((each) => (each.unfilled === undefined ? [each.part] : []))

describe('a marker', () => {
  test.each([
    ['right in front of a heading', '# Notice\n\n<!-- part: purpose -->\n## Wozu\n\nWe price loans.\n'],
    [
      'right in front of a heading that has headings below',
      '<!-- part: purpose -->\n## Wozu\n\n### a\n\nWe price loans.\n',
    ],
    ['in front of a paragraph', '# Notice\n\n<!-- part: purpose -->\n\nWe price loans.\n'],
    ['with another for the same text', '<!-- part: purpose -->\n<!-- part: other -->\n## Wozu\n\nWe price loans.\n'],
  ])('finds its part %s', (_, text) => {
    expect(filled(text)).toEqual(['purpose'])
  })

  test('does not take the text of the heading after it that stands apart', () => {
    expect(parts('## Wozu\n\n<!-- part: purpose -->\n\n## Other\n\nWe price loans.\n')).toEqual([
      { part: 'purpose', line: 3, unfilled: 'is empty' },
    ])
  })

  test('ends where the next one begins', () => {
    const text = '<!-- part: purpose -->\n\n<!-- part: opt-out -->\n\nWrite to us.\n'
    expect(filled(text)).toEqual(['opt-out'])
  })

  test('outranks a heading', () => {
    const text = '## Purpose\n\nWe price loans.\n\n<!-- part: purpose -->\n\nTODO\n'
    expect(filled(text)).toEqual([])
  })
})

describe('what a reader does not see does not count', () => {
  test.each([
    ['a comment', '## Purpose\n\n<!-- We price loans. -->\n'],
    ['a comment in a line', '## Purpose\n\nTODO <!-- We price loans. -->\n'],
    ['an image', '## Purpose\n\n![We price loans](x.png)\n'],
    ['the hint', `## Purpose\n\n${purpose.hint}\n`],
    ['a character without a width', '## Purpose\n\n\u200b\u3164\n'],
    ['the name of a row', '## Purpose\n\n| What | Text |\n| --- | --- |\n| We price loans | |\n'],
    ['a slot', '## Purpose\n\n[insert the purpose] {{ purpose }} ____\n'],
  ])('%s', (_, text) => {
    expect(parts(text)).toEqual([{ part: 'purpose', line: 1, unfilled: expect.any(String) }])
  })
})

test('front matter counts in lines and in nothing else', () => {
  expect(parts('---\ntitle: Purpose\n---\n# Why we use it\n\nWe price loans.\n')).toEqual([
    { part: 'purpose', line: 4 },
  ])
})

test.each([
  '['.repeat(100_000),
  '<'.repeat(100_000),
  '!['.repeat(50_000),
  '(('.repeat(50_000),
  '<!--'.repeat(25_000),
  '> '.repeat(50_000),
])('a hostile section is read like any other', (text) => {
  expect(parts(`## Purpose\n\n${text}\n\n## Opt-out\n\nWrite to us.\n`).map((each) => each.part)).toContain('purpose')
})

test.each([
  ['100,000 lines', 'Late fees are set by hand.\n'.repeat(100_001)],
  ['40,000 headings, paragraphs, list items and cells', '-\n'.repeat(70_000)],
  [
    '40,000 headings, paragraphs, list items and cells',
    `${'|a'.repeat(100)}|\n${'|-'.repeat(100)}|\n${`${'|'.repeat(100)}\n`.repeat(900)}`,
  ],
])('more than %s is refused by name, for memory grows with each', (_, text) => {
  expect(markdownParts(`## Purpose\n\nWe price loans.\n\n${text}`, [purpose])).toBe(`has more than ${_}`)
})

test('10,000 headings are read, and the one that is meant is found', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `## Branch ${index}\n\nOpen.\n`).join('\n')
  expect(parts(`${many}\n## Purpose\n\nWe price loans.\n`)).toEqual([{ part: 'purpose', line: 40_001 }])
})

test('a marker right in front of a heading is the heading’s own: what is missing is shown there', () => {
  expect(parts('<!-- part: purpose -->\n## Wozu\n\n## Next\n\nWe price loans.\n')).toEqual([
    { part: 'purpose', line: 2, unfilled: 'is empty' },
  ])
})

test('what is marked as another part does not fill the section around it', () => {
  const text = '## Purpose\n\n<!-- part: opt-out -->\n\nWrite to us.\n'
  expect(filled(text)).toEqual(['opt-out'])
})

test.each([
  'insert text',
  '[Insert the purpose of this processing]',
  'to-do',
  '@TODO',
  '// TODO',
  'To be drafted.',
  'Draft',
  '(see above)',
  'Work in progress',
  'Not yet written.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template's own slot.
  '${PURPOSE}',
  'XXXX',
])('`%s` says nothing', (words) => {
  expect(filled(`## Purpose\n\n${words}\n`)).toEqual([])
})

test.each([
  'Insert the card, and the till asks whether a person should decide.',
  'Drafts of letters are ordered by due date.',
  'Not available online; people write to us.',
  'Empty flats are offered to the next family on the list.',
])('`%s` says something', (words) => {
  expect(filled(`## Purpose\n\n${words}\n`)).toEqual(['purpose'])
})

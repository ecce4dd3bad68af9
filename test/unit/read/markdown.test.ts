import { describe, expect, test } from 'vitest'
import { markdownRecord } from '../../../src/read/markdown.ts'

const purpose = {
  id: 'purpose',
  title: 'Purpose',
  cites: ['11 CCR 7220(c)(1)'],
  headings: ['Why we use it'],
  hint: 'The purpose of the business.',
}
const optOut = { id: 'opt-out', title: 'Opt-out', cites: ['11 CCR 7220(c)(2)'], headings: [], hint: 'How to opt out.' }
const parts = (text: string) => {
  const { refused, parts: found } = markdownRecord(text, [purpose, optOut])
  if (refused !== undefined) throw new Error(refused)
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
  expect(markdownRecord(`## Purpose\n\nWe price loans.\n\n${text}`, [purpose]).refused).toBe(`has more than ${_}`)
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

describe('front matter', () => {
  const record = (text: string) => markdownRecord(text, [purpose, optOut])
  const below = '\n# Notice\n\n## How to say no\n\nWrite to us.\n\n## Empty\n\nTODO\n'

  test.each([
    ['the text of a heading', 'How to say no'],
    ['the text of a heading in other case', 'how to say NO'],
  ])('points to a section by %s', (_, heading) => {
    expect(record(`---\nparts: { opt-out: ${heading} }\n---${below}`)).toEqual({
      parts: [{ part: 'opt-out', line: 6 }],
    })
  })

  test('may hold the content itself: a sentence, or more', () => {
    const text = `---\nparts:\n  purpose: We price loans for shops.\n  opt-out: |\n    Write to us\n    or call us\n---${below}`
    expect(record(text)).toEqual({
      parts: [
        { part: 'purpose', line: 3 },
        { part: 'opt-out', line: 4 },
      ],
    })
  })

  test.each([
    ['points to a section that says nothing', 'opt-out: Empty', 11],
    ['has no value', 'opt-out:', 3],
    ['holds a slot', 'opt-out: "[insert how to opt out]"', 3],
    ['holds what belongs there', `opt-out: ${optOut.hint}`, 3],
  ])('is no pass when it %s', (_, entry, line) => {
    const text = `---\nparts:\n  ${entry}\n---${below}`
    expect(record(text).parts).toEqual([{ part: 'opt-out', line, unfilled: expect.any(String) }])
  })

  test.each([
    [
      'a heading that the file does not have',
      'opt-out: How to say noo',
      /has no heading `How to say noo`/,
      /how to say no/,
    ],
    [
      'a part that this kind of record does not have',
      'opt-uot: How to say no',
      /the part `opt-uot`/,
      /did you mean `opt-out`/,
    ],
  ])('with %s is a problem at its line, and no part', (_, entry, message, next) => {
    expect(record(`---\nparts:\n  ${entry}\n---${below}`)).toEqual({
      parts: [],
      problems: [{ line: 3, message: expect.stringMatching(message), next: expect.stringMatching(next) }],
    })
  })

  test.each([
    ['is not YAML', 'a: [1, 2\nb: 3', 'has front matter that cannot be read: '],
    ['names a key twice', 'a: 1\na: 2', 'has front matter that cannot be read: '],
    ['is a sentence', 'We price loans.', 'has front matter that is not a map'],
    ['is a list', '- purpose\n- opt-out', 'has front matter that is not a map'],
    ['has a list of parts', 'parts: [purpose]', 'has `parts` in its front matter that is not a map'],
  ])('that %s is a problem at its line, and the text below is read', (_, yaml, message) => {
    const { parts: found, problems } = record(`---\n${yaml}\n---\n\n## Purpose\n\nWe price loans.\n`)
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })])
    expect(problems?.[0]?.line).toBeGreaterThanOrEqual(2)
    expect(found).toEqual([expect.objectContaining({ part: 'purpose' })])
    expect(found[0]).not.toHaveProperty('unfilled')
  })

  test('of nothing but comments, or a rule across the page, is none', () => {
    expect(record('---\n# nothing\n---\n\n## Purpose\n\nWe price loans.\n')).toEqual({
      parts: [{ part: 'purpose', line: 5 }],
    })
    expect(record('---\n\n## Purpose\n\nWe price loans.\n')).toEqual({ parts: [{ part: 'purpose', line: 3 }] })
  })

  test('is outranked by a marker', () => {
    const text = '---\nparts: { purpose: We price loans. }\n---\n\n<!-- part: purpose -->\n\nTODO\n'
    expect(record(text).parts).toEqual([{ part: 'purpose', line: 5, unfilled: expect.any(String) }])
  })
})

describe('words that stand in for content do not count', () => {
  test.each([
    'Forthcoming',
    '*(Forthcoming upon completion of the audit.)*',
    'Not yet available.',
    'See above.',
    'Por completar',
    'À compléter.',
    'Noch offen',
    '待补充',
    '準備中',
    'Уточняется',
    'YYYY-MM-DD',
    'XX%',
    '[Name of the person]',
    '_Describe the purpose of the processing._',
    '*Please write why the data is processed.*',
    'Why is the data processed?',
    'Purpose.',
    '[our policy]()',
    '[our policy](#)',
  ])('%s', (said) => {
    expect(parts(`## Purpose\n\n${said}\n`)).toEqual([{ part: 'purpose', line: 1, unfilled: expect.any(String) }])
  })

  test.each([
    'None of the data leaves the bank.',
    '_We price loans for shops._',
    'What does a loan cost? The model says so within a minute.',
    'We price loans; see [our policy](https://northwind.example/policy).',
    'The purpose is the pricing of loans.',
  ])('%s counts', (said) => {
    expect(filled(`## Purpose\n\n${said}\n`)).toEqual(['purpose'])
  })
})

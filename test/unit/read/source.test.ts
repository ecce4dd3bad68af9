import { describe, expect, test } from 'vitest'
import type { Region, Route } from '../../../src/core/route.ts'
import { parseSource } from '../../../src/read/source.ts'

const manifest = `version: 1
organization: &bank
  name: Harbour Street Bank
people:
  ines: &ines { name: Inês Duarte, counsel: yes } # General Counsel
  tomas: *ines
systems:
  - id: overdraft-limit
    purpose: |
      Sets how far a customer
      may overdraw an account.
    owners:
      accountable: ines
      engineering: tomas
      # privacy: nobody yet
    records:

  - id: branch-queue
    populations: [consumers,
      employees]
`

describe('what a text says', () => {
  test('comes out as plain JSON, with dates, `yes` and `no` as texts', () => {
    const text = 'since: 2026-03-01\ncounsel: yes\nactive: on\nretired: true\nshare: 12.5\nnothing:\nname: "2025"\n'
    expect(parseSource(text, 'm.yml').written).toEqual({
      since: '2026-03-01',
      counsel: 'yes',
      active: 'on',
      retired: true,
      share: 12.5,
      nothing: null,
      name: '2025',
    })
  })

  test('JSON is YAML', () => {
    expect(parseSource('{"version": 1, "systems": []}', 'm.yml').written).toEqual({ version: 1, systems: [] })
  })

  test('aliases are written out, and merge keys are keys like any other', () => {
    expect(parseSource('a: &a { b: 1 }\nc: *a\nd: { <<: *a }\n', 'm.yml').written).toEqual({
      a: { b: 1 },
      c: { b: 1 },
      d: { '<<': { b: 1 } },
    })
  })

  test('`%YAML 1.1` does not bring back its booleans and dates', () => {
    expect(parseSource('%YAML 1.1\n---\na: yes\nb: 2026-03-01\nc: 0o17\n', 'm.yml').written).toEqual({
      a: 'yes',
      b: '2026-03-01',
      c: 15,
    })
  })

  test('keys that objects are born with are keys like any other', () => {
    const { written } = parseSource('constructor: 1\ntoString: 2\n', 'm.yml')
    expect(Object.entries(written ?? {})).toEqual([
      ['constructor', 1],
      ['toString', 2],
    ])
  })

  test('Windows line ends are line ends', () => {
    const source = parseSource(manifest.replaceAll('\n', '\r\n'), 'm.yml')
    expect(source.problems).toEqual([])
    expect(source.locate(['systems', 0, 'id'])).toEqual(region('8:9-8:24'))
  })
})

describe('where it says it', () => {
  test.each<[string, Route, 'key' | 'value', string]>([
    ['a text', ['organization', 'name'], 'value', '3:9-3:28'],
    ['its key', ['organization', 'name'], 'key', '3:3-3:7'],
    ['a mapping in braces, without the comment behind it', ['people', 'ines'], 'value', '5:15-5:50'],
    ['an alias, as it is written', ['people', 'tomas'], 'value', '6:10-6:15'],
    ['a value behind an alias', ['people', 'tomas', 'counsel'], 'value', '5:45-5:48'],
    ['a block of text, without the line end', ['systems', 0, 'purpose'], 'value', '9:14-11:31'],
    ['an indented mapping, without the comment and the line below it', ['systems', 0, 'owners'], 'value', '13:7-14:25'],
    ['an empty value: its key', ['systems', 0, 'records'], 'value', '16:5-16:12'],
    ['a list over two lines', ['systems', 1, 'populations'], 'value', '19:18-20:17'],
    ['an entry of a list', ['systems', 1, 'populations', 1], 'value', '20:7-20:16'],
    ['a list item that ends in an empty value', ['systems', 0], 'value', '8:5-16:12'],
    ['the key of a list item: its first line', ['systems', 1], 'key', '18:5-18:21'],
    ['the whole', [], 'value', '1:1-20:17'],
    ['the key of the whole: its first line', [], 'key', '1:1-1:11'],
    ['a missing key: the key of its parent', ['systems', 0, 'owners', 'privacy'], 'value', '12:5-12:11'],
    ['a missing key of a list item: its first line', ['systems', 1, 'status'], 'value', '18:5-18:21'],
    ['a route that stops existing early', ['systems', 0, 'data', 'inputs', 3, 'name'], 'value', '8:5-8:24'],
    ['a missing list item: the key of the list', ['systems', 7, 'id'], 'value', '7:1-7:8'],
    ['a missing key of the whole: the first line', ['waivers', 0], 'value', '1:1-1:11'],
    ['a step into a text', ['version', 'major'], 'value', '1:1-1:8'],
  ])('%s', (_, route, what, expected) => {
    expect(parseSource(manifest, 'm.yml').locate(route, what)).toEqual(region(expected))
  })

  test('nothing can be located in a text that could not be read', () => {
    expect(parseSource('[', 'm.yml').locate(['version'])).toBeDefined()
    expect(parseSource('', 'm.yml').locate(['version'])).toBeUndefined()
  })
})

describe('what is too much', () => {
  const line = (message: string, place: string) => [
    { route: [], region: region(place), subject: `line ${place.split(':')[0]}`, message },
  ]
  const nesting = 'nests more than 100 levels deep; write it flatter'

  test.each([
    ['100,000 brackets', '['.repeat(100_000), '1:101-1:100001'],
    ['100,000 braces', '{a: '.repeat(100_000), '1:401-1:400000'],
    ['100,000 dashes', '- '.repeat(100_000), '1:201-1:200000'],
    ['100,000 question marks', '? '.repeat(100_000), '1:201-1:200000'],
    ['101 closed brackets', `${'['.repeat(101)}${']'.repeat(101)}`, '1:101-1:203'],
    [
      '300 keys inside one another',
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
      '101:102-101:103',
    ],
  ])('nesting: %s', (_, text, place) => {
    expect(parseSource(text, 'm.yml').problems).toEqual(line(nesting, place))
  })

  test('100 levels are read', () => {
    expect(parseSource(`${'['.repeat(100)}${']'.repeat(100)}`, 'm.yml').problems).toEqual([])
  })

  test('nesting that aliases build up', () => {
    const text = `a: &a ${'['.repeat(60)}${']'.repeat(60)}\nb: ${'['.repeat(60)}*a${']'.repeat(60)}\n`
    expect(parseSource(text, 'm.yml').problems).toEqual(line(nesting, '2:64-2:66'))
  })

  test('1,000,000 bytes are read, one more is not', () => {
    const comment = (bytes: number) => `a: 1\n#${'x'.repeat(bytes - 6)}`
    expect(parseSource(comment(1_000_000), 'm.yml').problems).toEqual([])
    expect(parseSource(comment(1_000_001), 'm.yml').problems).toEqual([
      {
        route: [],
        region: region('1:1-1:1'),
        subject: 'manifest',
        message: 'has 1,000,001 bytes; at most 1,000,000 are read',
      },
    ])
  })

  test('bytes are counted, not letters', () => {
    expect(parseSource(`a: ${'é'.repeat(600_000)}`, 'm.yml').problems).toMatchObject([
      { message: 'has 1,200,003 bytes; at most 1,000,000 are read' },
    ])
  })

  test('aliases that multiply', () => {
    const letters = Array.from('abcdefgh')
    const text = letters
      .map((letter, index) => `${letter}: &${letter} [${Array(10).fill(index === 0 ? 'x' : `*${letters[index - 1]}`)}]`)
      .join('\n')
    expect(parseSource(text, 'm.yml').problems).toMatchObject([
      { message: 'uses more than 100 aliases; write the values out' },
    ])
  })

  test('100 aliases are read, one more is not', () => {
    const text = (aliases: number) => `a: &a x\nb:\n${'  - *a\n'.repeat(aliases)}`
    expect(parseSource(text(100), 'm.yml').problems).toEqual([])
    expect(parseSource(text(101), 'm.yml').problems).toEqual(
      line('uses more than 100 aliases; write the values out', '103:5-103:7'),
    )
  })

  test('a large value that aliases repeat', () => {
    const text = `a: &a [${'x,'.repeat(1_900)}]\nb: [${'*a,'.repeat(99)}]\n`
    expect(parseSource(text, 'm.yml').problems).toMatchObject([
      { subject: 'line 2', message: 'is as far as is read: a file holds at most 100,000 values' },
    ])
  })

  test('lists and mappings without end', () => {
    const more = 'starts a list or mapping of 2,001 entries; at most 2,000 are read'
    expect(parseSource(`a:\n${'  - x\n'.repeat(2_001)}`, 'm.yml').problems).toEqual(line(more, '2:3-2:6'))
    expect(
      parseSource(Array.from({ length: 2_001 }, (_, index) => `k${index}: 1\n`).join(''), 'm.yml').problems,
    ).toEqual(line(more, '1:1-1:6'))
  })

  test.each([
    ['commas', `[${','.repeat(900_000)}`],
    ['line ends', '\n'.repeat(900_000)],
  ])('%s without end', (_, text) => {
    expect(parseSource(text, 'm.yml').problems).toMatchObject([
      { message: 'is as far as is read: the rest has more words and signs than people write' },
    ])
  })

  test('documents without end', () => {
    const second = line('starts a second document; write one document', '2:1-2:4')
    expect(parseSource('---\n'.repeat(140_000), 'm.yml').problems).toEqual(second)
  })

  test('mistakes without end', () => {
    expect(parseSource(`a: b\n${']'.repeat(900_000)}`, 'm.yml').problems).toEqual(
      line('has yet another mistake after many; is this YAML?', '2:100-2:900001'),
    )
  })

  test('of more than 100 problems the last says how many more there are', () => {
    const problems = parseSource('a: "\\q"\n'.repeat(150), 'm.yml').problems
    expect(problems).toHaveLength(101)
    expect(problems.at(-1)).toEqual({
      route: [],
      subject: 'the rest of the manifest',
      message: 'has 50 more problems; solve these first',
    })
  })
})

test.each(['', ' \n\n', '\t', '# later\n', '---\n', '\uFEFF'])('an empty text is named on line 1: %j', (text) => {
  expect(parseSource(text, 'm.yml').problems).toEqual([
    { route: [], region: region('1:1-1:1'), subject: 'manifest', message: 'is empty; start it with `version: 1`' },
  ])
})

/** `4:1-4:7` as a region. */
function region(text: string): Region {
  const [startLine = 0, startColumn = 0, endLine = 0, endColumn = 0] = text.split(/[:-]/).map(Number)
  return { startLine, startColumn, endLine, endColumn }
}

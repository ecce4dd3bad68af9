import { expect, test } from 'vitest'
import { nextOf } from '../../../src/read/record-next.ts'
import { vocabularyOf } from '../../../src/read/vocabulary.ts'
import { readRecord, schemaOf } from '../../structured-record.ts'

const assessment = vocabularyOf(schemaOf('risk-assessment'))
const message = () => ''

test.each([
  ['a text', ['harms', 0, 'cause'], 'write, such as `Sales outside our terminals do not reach the model`'],
  ['a choice between two', ['approval', 0, 'authority'], 'write the one that holds'],
  [
    'a mapping',
    ['admt-output'],
    /^write, such as `\{ output: "One number, the expected repayment ratio", use: ".*" \}`$/,
  ],
  ['a mapping whose example nobody would read', ['decision'], undefined],
  ['a place that the schema does not know', ['harms', 0, 'smell'], undefined],
] as const)('of %s', (_, route, next) => {
  const said = nextOf({ route, at: 'value', message }, assessment, false)
  if (next instanceof RegExp) expect(said).toMatch(next)
  else expect(said).toBe(next)
})

test('of keys that are missing, each with its example or room for its choice', () => {
  const mistake = { route: ['approval', 0], at: 'key', message, lacks: ['date', 'authority'] } as const
  expect(nextOf(mistake, assessment, false)).toBe('write, such as `date: 2026-01-15, authority: …`')
  expect(nextOf(mistake, assessment, true)).toBe('write, such as `"date": "2026-01-15", "authority": …`')
  expect(nextOf({ ...mistake, lacks: ['authority'] }, assessment, false)).toBe('write `authority:` with `yes` or `no`')
})

test('an example is not said twice', async () => {
  const { problems = [] } = await readRecord('appeal-procedure', 'clocks:\n  acknowledge-within: 10 business days\n')
  expect(problems).toEqual([
    expect.objectContaining({
      message: 'needs `answer-within`',
      next: 'write, such as `answer-within: 45 calendar days`',
    }),
  ])
})

test.each(['risk-assessment', 'vendor-contract', 'opt-out-procedure'])(
  'of %s, no example is longer than is read',
  (kind) => {
    const schema = schemaOf(kind)
    const words = vocabularyOf(schema)
    const said = Object.keys(Object(schema.properties)).map((key) =>
      nextOf({ route: [key], at: 'value', message }, words, false),
    )
    expect(said.filter((next) => next !== undefined).length).toBeGreaterThan(5)
    expect(said.filter((next = '') => next.length > 160 + 'write, such as ``'.length)).toEqual([])
  },
)

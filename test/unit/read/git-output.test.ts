import { describe, expect, test } from 'vitest'
import {
  fields,
  parseBlobs,
  parseFiltered,
  parseIndex,
  parseLine,
  parseRaw,
  parseStatus,
} from '../../../src/read/git-output.ts'

const [A, B, C] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)] as const
const NONE = '0'.repeat(40)
const bytes = (text: string) => new TextEncoder().encode(text)

describe('fields', () => {
  test('are cut at NUL, wherever the pieces of the output end', () => {
    const whole = bytes('naïve\0\0融資\nb\0')
    for (let at = 0; at <= whole.length; at++) {
      expect([...fields([whole.subarray(0, at), whole.subarray(at)])]).toEqual(['naïve', '', '融資\nb'])
    }
    expect([...fields([bytes('no end')])]).toEqual(['no end'])
    expect([...fields([])]).toEqual([])
  })
})

test('the line of commits, whose clock may be any', () => {
  expect(parseLine(`1756728000 ${A}\n-5 ${B}\n99999999999999999999 ${C}\nnonsense\n`)).toEqual([
    { commit: A, seconds: 1_756_728_000 },
    { commit: B, seconds: 0 },
    { commit: C, seconds: 0 },
  ])
})

describe('the files of a comparison', () => {
  test('are told with their commit, and what they were and are', () => {
    const out = [
      A,
      `:100644 100644 ${B} ${C} M`,
      'services/decide.py',
      `:000000 100644 ${NONE} ${C} A`,
      ':100644 is a name',
      `\n${B}`,
      `:160000 160000 ${A} ${C} M`,
      'vendor/rules',
      `:100644 000000 ${B} ${NONE} D`,
      A,
    ]
    expect(parseRaw(out)).toEqual([
      { commit: A, path: 'services/decide.py', submodule: false, before: B, after: C },
      { commit: A, path: ':100644 is a name', submodule: false, before: undefined, after: C },
      { commit: B, path: 'vendor/rules', submodule: true, before: A, after: C },
      { commit: B, path: A, submodule: false, before: B, after: undefined },
    ])
  })

  test('are none in no output', () => {
    expect(parseRaw([])).toEqual([])
  })
})

test('what git follows, each path once, also in the middle of a merge', () => {
  expect(
    parseIndex([
      `100644 ${A} 0\tb c.py`,
      `160000 ${A} 0\tvendor\trules`,
      `100644 ${A} 2\td.py`,
      `100644 ${B} 3\td.py`,
      'x',
    ]),
  ).toEqual([
    { path: 'b c.py', submodule: false },
    { path: 'vendor\trules', submodule: true },
    { path: 'd.py', submodule: false },
  ])
})

test('what is not committed, of which what is staged is sure', () => {
  const out = [
    `1 .M N... 100644 100644 100644 ${A} ${B} a b.py`,
    `1 A. N... 000000 100644 100644 ${NONE} ${B} new.py`,
    `1 .M SC.. 160000 160000 160000 ${A} ${B} vendor/rules`,
    `2 R. N... 100644 100644 100644 ${A} ${B} R100 to.py`,
    '1 from.py is no entry',
    `u UU N... 100644 100644 100644 100644 ${A} ${B} ${C} both.py`,
    '? new file.py',
    '',
  ]
  expect(parseStatus(out)).toEqual([
    { path: 'a b.py', submodule: false, staged: false, before: A },
    { path: 'new.py', submodule: false, staged: true, before: undefined },
    { path: 'vendor/rules', submodule: true, staged: false, before: A },
    { path: 'to.py', submodule: false, staged: true, before: A },
    { path: 'both.py', submodule: false, staged: true, before: B },
  ])
})

test('which files go through a filter', () => {
  const out = [
    'model.onnx',
    'filter',
    'lfs',
    'a.py',
    'filter',
    'unspecified',
    'b.py',
    'filter',
    'unset',
    'c.py',
    'filter',
  ]
  expect([...parseFiltered(out)]).toEqual(['model.onnx'])
})

describe('versions of a file', () => {
  test('are as long as git says, whatever is in them', () => {
    const text = `${B} blob 3\nvérsion\n`
    const out = bytes(`${A} blob ${bytes(text).length}\n${text}\n${B} missing\n${C} blob 0\n\n`)
    expect([...parseBlobs(out)]).toEqual([
      [A, text],
      [C, ''],
    ])
  })

  test('are no folders, and none in output that breaks off', () => {
    expect(parseBlobs(bytes(`${A} tree 2\nxy\n`)).size).toBe(0)
    expect(parseBlobs(bytes(A)).size).toBe(0)
  })
})

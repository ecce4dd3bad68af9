import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cell } from '../../../src/report/portfolio/csv.ts'

describe('a cell', () => {
  test.each([
    ['Northwind Pay, Inc.', '"Northwind Pay, Inc."'],
    ['a "b"', '"a ""b"""'],
    ['=1+1', `"'=1+1"`],
    ['  @SUM(A1)', `"'@SUM(A1)"`],
    ['-2', `"'-2"`],
    ['＝1', `"'＝1"`],
    ['\t=1', `"'=1"`],
    ['a\r\n=1', 'a =1'],
    [7, '7'],
    [-7, '-7'],
    [undefined, ''],
  ])('%j is %s', (value, expected) => {
    expect(cell(value)).toBe(expected)
  })

  test('is one cell of RFC 4180, on one line, and never a formula, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = cell(text)
        expect(written).toMatch(/^(?:[^",\r\n]*|"(?:[^"\r\n]|"")*")$/u)
        const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
        expect(read).not.toMatch(/^\s*[=+\-@\t\r]/)
      }),
    )
  })
})

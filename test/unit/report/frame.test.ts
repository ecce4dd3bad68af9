import { describe, expect, it } from 'vitest'
import { frame } from '../../../src/report/frame.ts'
import { paint } from '../../../src/report/terminal.ts'
import { regionOf } from '../../report-builder.ts'

function draw(source: string, piece: string, width = 60): string {
  return frame(source.split('\n'), regionOf(source, piece), width, 'red')
    .map((line) => `${paint(line, false)}\n`)
    .join('')
}

describe('a code frame', () => {
  it('underlines what it is about', () => {
    expect(draw('owners:\n  privacy: the-team\n', 'the-team')).toMatchInlineSnapshot(`
      "  2 |   privacy: the-team
          |            ^^^^^^^^
      "
    `)
  })
  it('shows three lines of a longer region', () => {
    const source = 'records:\n  model-card:\n    file: a.md\n    owner: lin\n    reviewed-on: 2026-01-01'
    expect(draw(source, 'model-card:\n    file: a.md')).toMatchInlineSnapshot(`
      "  2 |   model-card:
          |   ^^^^^^^^^^^
        3 |     file: a.md
      "
    `)
    expect(draw(source, source)).toMatchInlineSnapshot(`
      "  1 | records:
          | ^^^^^^^^
        2 |   model-card:
        3 |     file: a.md
          | …
      "
    `)
  })
  it('does not count the line on which a region ends before its first character', () => {
    expect(draw('a: 1\nb: 2\n', 'a: 1\n')).toMatchInlineSnapshot(`
      "  1 | a: 1
          | ^^^^
      "
    `)
  })
  it('crops a long line round the mark', () => {
    const source = `records: { risk-assessment: { file: compliance/offers/risk-assessment.yml, owner: ghost, reviewed-on: 2026-09-22 } }`
    expect(draw(source, 'ghost')).toMatchInlineSnapshot(`
      "  1 | …-assessment.yml, owner: ghost, reviewed-on: 2026-09…
          |                          ^^^^^
      "
    `)
    expect(draw(source, 'reviewed-on: 2026-09-22 }')).toMatchInlineSnapshot(`
      "  1 | …ment.yml, owner: ghost, reviewed-on: 2026-09-22 } }
          |                          ^^^^^^^^^^^^^^^^^^^^^^^^^
      "
    `)
  })
  it('marks the right place after wide characters, marks and tabs', () => {
    expect(draw('name: 山田病院 triage', 'triage')).toMatchInlineSnapshot(`
      "  1 | name: 山田病院 triage
          |                ^^^^^^
      "
    `)
    expect(draw('name: Ine\u0302s 👩‍⚕️ triage', 'triage')).toMatchInlineSnapshot(`
      "  1 | name: Inês 👩‍⚕️ triage
          |                ^^^^^^
      "
    `)
    expect(draw('\tname:\ttriage', 'triage')).toMatchInlineSnapshot(`
      "  1 |  name: triage
          |        ^^^^^^
      "
    `)
  })
  it('shows control characters instead of sending them', () => {
    expect(draw('name: \u001b[2J\u202eevil', 'evil')).toMatchInlineSnapshot(`
      "  1 | name: �[2J�evil
          |            ^^^^
      "
    `)
  })
  it('shows what stands before an empty line', () => {
    const shown = frame(['systems: [', ''], { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1 }, 60, 'red')
    expect(shown.map((line) => paint(line, false))).toEqual(['  1 | systems: [', '  2 |', '    | ^'])
  })
  it('is empty where there is no such line', () => {
    expect(frame(['one'], { startLine: 7, startColumn: 1, endLine: 7, endColumn: 2 }, 60, 'red')).toEqual([])
  })
  it('marks one column where the region is empty', () => {
    expect(
      frame(['one'], { startLine: 1, startColumn: 2, endLine: 1, endColumn: 2 }, 60, 'red').map((line) =>
        paint(line, false),
      ),
    ).toEqual(['  1 | one', '    |  ^'])
  })
})

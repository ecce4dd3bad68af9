import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { several } from '../../../src/core/several.ts'
import { byteLength } from '../../../src/report/escape.ts'
import { inTurn, shares } from '../../../src/report/in-turn.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { REPORTS_SCHEMA, severalSurfaces } from '../../../src/report/several.ts'
import { crowd, helpDesk, hostile, makeFinding, makeReport, recruiter } from '../../report-builder.ts'

const GONE = { manifest: 'old/adm.yml', message: 'This change takes `old/adm.yml` away.', next: 'Put it back.' }
const named = (manifest: string, report = recruiter()) => ({ ...report, manifest })
const noisy = named('noisy/adm.yml', crowd(1_000, 2_000, 12))
const quiet = named('quiet/adm.yml')
const shown = (reports = [named('a/adm.yml', helpDesk()), quiet], missed = [GONE]) =>
  severalSurfaces(several(reports, missed, helpDesk()), () => '')

describe('the JSON of several', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  const schemaOf = (name: string): object => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
  ajv.addSchema(schemaOf('report'))
  const validate = ajv.compile(schemaOf('reports'))
  test('keeps to its schema, which refuses any other key', () => {
    const document: object = JSON.parse(shown([recruiter(), hostile()]).json())
    validate(document)
    expect(validate.errors).toBeNull()
    expect(schemaOf('reports')).toMatchObject({ $id: REPORTS_SCHEMA })
    expect(validate({ ...document, score: 1 })).toBe(false)
  })
})

describe('the page of several', () => {
  test('opens with the verdict over all and a table, and then has each in turn', () => {
    const page = shown().markdown(1_000_000)
    const at = (text: string) => page.indexOf(text)
    expect(page).toMatch(/^## Fail: .* in 3 manifests, 1 of them not judged\n\nAs of 2026-11-23\.\n\n\| Manifest/)
    expect(page).toContain('| `old/adm.yml` | Not evaluated | This change takes')
    const order = ['| `old/adm.yml`', '## Pass', '### What blocks'].map(at)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order).not.toContain(-1)
  })

  test.each([1_000_000, 65_000, 20_000])(
    'has what blocks in the quiet one, however noisy the other, in %i bytes',
    (most) => {
      for (const reports of [
        [noisy, quiet],
        [quiet, noisy],
      ]) {
        const page = shown(reports, []).markdown(most)
        expect(byteLength(page)).toBeLessThanOrEqual(most)
        const alone = renderMarkdown(quiet, Math.floor(most / 3))
        const blocking = alone.slice(alone.indexOf('### What blocks'), alone.indexOf('### What falls due'))
        expect(page).toContain(blocking.split('\n').at(3))
      }
    },
  )

  test.each([65_000, 3_000, 500, 40])(
    'keeps to %i bytes with two hundred manifests',
    (most) => {
      const many = Array.from({ length: 200 }, (_, index) => named(`services/${index}/adm.yml`))
      const surfaces = shown(many)
      expect(byteLength(surfaces.markdown(most))).toBeLessThanOrEqual(Math.max(most, 250))
      const { summary, text, title } = surfaces.checkRun()
      for (const part of [summary, text]) expect(byteLength(part)).toBeLessThanOrEqual(65_535)
      expect(title).toMatch(/^Fail: .* in 201 manifests/)
    },
    30_000,
  )

  test('shares the room by need', () => {
    expect(shares([10, 500, 900], 600)).toEqual([10, 295, 295])
    expect(shares([10, 20], 600)).toEqual([10, 20])
    expect(shares([10, 20], -5)).toEqual([0, 0])
    const render = (_: unknown, most: number) => (most < 40 ? '' : 'x'.repeat(40))
    expect(inTurn([quiet], 100, render)).toBe(`_1 manifest left out for want of room; \`report.json\` holds all._\n`)
  })

  test('brings nothing of a name to life', () => {
    const page = shown([named('@octocat/#1/adm.yml')], [{ ...GONE, manifest: '<img src=x>@octocat' }]).markdown(100_000)
    expect(page).not.toMatch(/@octocat|#1\/|(?<!`)<img/)
  })
})

test('of the annotations every manifest has its part, errors first, and what two share is told once', () => {
  const report = (file: string, errors: number) =>
    makeReport({
      manifest: file,
      findings: [
        ...Array.from({ length: errors }, (_, index) => makeFinding({ level: 'error', file, subject: `s${index}` })),
        makeFinding({ level: 'error', file: 'shared.md', subject: 'shared' }),
        makeFinding({ level: 'warning', file, subject: 'w' }),
      ],
    })
  const all = shown([report('a.yml', 20), report('b.yml', 2)], []).annotations()
  expect(all.slice(0, 4).map(({ file }) => file)).toEqual(['a.yml', 'b.yml', 'a.yml', 'b.yml'])
  expect(all.map(({ level }) => level).indexOf('warning')).toBe(all.length - 2)
  expect(all.filter(({ file }) => file === 'shared.md')).toHaveLength(1)
})

test('the text has a line for each manifest, and each report after it', () => {
  const text = shown().text({ color: false, width: 100 })
  expect(text).toMatch(
    /^Fail: .* in 3 manifests, 1 of them not judged as of 2026-11-23\.\n {2}Not evaluated: This change takes `old\/adm\.yml` away\. Put it back\.\n {2}Pass: a\/adm\.yml\n {2}Fail: quiet\/adm\.yml, /,
  )
  expect(text).toContain('\n\nPass: ')
  expect(shown().line).toMatch(/as of 2026-11-23\. This change takes `old\/adm\.yml` away\. Put it back\.$/)
})

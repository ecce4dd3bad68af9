import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../src/core/report.ts'
import { renderSarif } from '../../../src/report/sarif.ts'
import { at, list, object } from '../../e2e/openapi.ts'
import { crowd, helpDesk, makeFinding, makeReport, recruiter } from '../../report-builder.ts'

/** The schema of the OASIS standard, as Microsoft's validator ships it (MIT). */
const SCHEMA = 'test/fixtures/sarif/sarif-2.1.0.schema.json'
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
addFormats.default(ajv)
const { $schema: _, ...schema } = object(JSON.parse(readFileSync(SCHEMA, 'utf8')))
const validate = ajv.compile(schema)

const waiver = {
  obligations: ['opt-out-methods'],
  until: '2027-02-01',
  justification: 'The form is built until then',
  approvedBy: 'dana',
}

describe('SARIF', () => {
  it.each([
    ['a report that fails', recruiter()],
    ['one that passes', helpDesk()],
    ['one of which no stage ran', makeReport({ stages: [] })],
    ['two thousand findings', crowd(1_000, 2_000, 12)],
  ])('of %s is valid by the schema of the standard', (_, report) => {
    expect(faults(report)).toEqual([])
  })

  it('describes every rule with its help and its citation', () => {
    const rules = list(at(runOf(recruiter()), 'tool', 'driver', 'rules'))
    expect(rules.map((rule) => at(rule, 'id'))).toEqual(recruiter().rules.map(({ id }) => id))
    for (const rule of rules) {
      for (const text of [
        at(rule, 'shortDescription', 'text'),
        at(rule, 'fullDescription', 'text'),
        at(rule, 'help', 'text'),
        at(rule, 'help', 'markdown'),
      ])
        expect(text).toMatch(/\S/)
    }
  })

  it('holds what fails, asks for review or is open, and nothing that passes', () => {
    const outcomes = ['pass', 'fail', 'review', 'open', 'notApplicable'] as const
    const findings = outcomes.map((outcome) => makeFinding({ outcome, subject: outcome }))
    const results = resultsOf(makeReport({ findings }))
    expect(results.map((result) => at(result, 'properties', 'outcome'))).toEqual(['fail', 'review', 'open'])
  })

  it('keeps a waived finding as a suppression with its reason', () => {
    const [result] = resultsOf(makeReport({ findings: [makeFinding({ waiver })] }))
    expect(at(result, 'suppressions')).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'The form is built until then (approved by dana, until 2027-02-01)',
      },
    ])
  })

  it('gives every result a place, and the same fingerprint wherever it stands', () => {
    const here = resultsOf(recruiter())
    for (const result of here) {
      const location = at(list(at(result, 'locations'))[0], 'physicalLocation')
      expect(Number(at(location, 'region', 'startLine'))).toBeGreaterThan(0)
      expect(at(location, 'artifactLocation', 'uri')).toMatch(/\S/)
    }
    const prints = here.map((result) => at(result, 'partialFingerprints', 'primaryLocationLineHash'))
    expect(new Set(prints).size).toBe(prints.length)
    const moved = recruiter().findings.map((finding) => ({
      ...finding,
      message: 'is told in other words',
      location: { ...finding.location, region: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 2 } },
    }))
    const there = resultsOf(makeReport({ findings: moved }))
    expect(there.map((result) => at(result, 'partialFingerprints', 'primaryLocationLineHash'))).toEqual(prints)
  })

  it('keeps the gravest of more than GitHub keeps, and says how many are left out', () => {
    const many = Array.from({ length: 5_002 }, (_, index) =>
      makeFinding({ subject: `system-${index}/notice`, level: index === 5_001 ? 'error' : 'warning' }),
    )
    const run = runOf(makeReport({ findings: many }))
    const results = list(run.results)
    expect(results).toHaveLength(5_000)
    expect(at(results[0], 'level')).toBe('error')
    expect(JSON.stringify(run.invocations)).toContain('2 findings are left out')
  })

  it('says when something was not looked at', () => {
    const stages = [{ name: 'collect', ran: false, because: 'the disk is gone' }] as const
    const run = runOf(makeReport({ stages, verdict: 'not-evaluated' }))
    expect(at(list(run.invocations)[0], 'executionSuccessful')).toBe(false)
    expect(JSON.stringify(run.invocations)).toContain('the disk is gone')
  })

  it('is valid whatever the repository calls its files and systems', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }), (file, text) => {
        const location = { file, route: [] }
        expect(faults(makeReport({ findings: [makeFinding({ subject: text, message: text, location })] }))).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

function faults(report: Report): readonly unknown[] {
  return validate(JSON.parse(renderSarif([report]))) ? [] : (validate.errors ?? [])
}

function runOf(report: Report): { readonly [key: string]: unknown } {
  return object(list(object(JSON.parse(renderSarif([report]))).runs)[0])
}

function resultsOf(report: Report): readonly unknown[] {
  return list(runOf(report).results)
}

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { REPORT_SCHEMA, renderJson } from '../../../src/report/json.ts'
import { helpDesk, hostile, lender, makeReport, recruiter } from '../../report-builder.ts'

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../../schemas/report.schema.json', import.meta.url), 'utf8'),
)
const reports = {
  recruiter: recruiter(),
  lender: lender(),
  helpDesk: helpDesk(),
  hostile: hostile(),
  empty: makeReport({ stages: [] }),
}

describe('the JSON report', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  const validate = ajv.compile(isObject(schema) ? schema : {})

  it.each(Object.entries(reports))('of %s keeps to its schema', (_, report) => {
    validate(JSON.parse(renderJson(report)))
    expect(validate.errors).toBeNull()
  })
  it('has a schema that refuses any other key', () => {
    const shut = objectsOf(schema).filter((each) => each.type === 'object' && each.additionalProperties === undefined)
    expect(shut).toEqual([])
    expect(validate({ ...parsed(recruiter()), score: 1 })).toBe(false)
  })
  it('has a schema that describes every key', () => {
    const properties = objectsOf(schema).flatMap((each) =>
      isObject(each.properties) ? Object.entries(each.properties) : [],
    )
    const silent = properties.filter(
      ([, value]) => isObject(value) && value.description === undefined && value.$ref === undefined,
    )
    expect(silent).toEqual([])
    expect(schema).toMatchObject({ $id: REPORT_SCHEMA })
  })
  it('holds the whole report but for its dates, which the calendar has a format for', () => {
    const { findings, dates: _, ...report } = recruiter()
    expect(parsed(recruiter())).toEqual({
      ...report,
      $schema: REPORT_SCHEMA,
      schemaVersion: '1',
      findings: findings.map((finding) => ({ ...finding, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) })),
    })
  })
  it('has the same bytes whatever the order of the keys in memory', () => {
    expect(renderJson(reversed(recruiter()))).toBe(renderJson(recruiter()))
    expect(renderJson(recruiter())).toMatch(/^\{\n {2}"\$schema": "[^"]*",\n {2}"schemaVersion": "1",\n.*\n\}\n$/s)
  })
  it('drops what is not part of the format', () => {
    const extra = { ...recruiter(), secret: 'token' }
    expect(renderJson(extra)).toBe(renderJson(recruiter()))
  })
  it('keeps a person whose key is a word of JavaScript', () => {
    const people = Object.fromEntries([['__proto__', { name: 'Ada Byron' }]])
    expect(renderJson(makeReport({ people }))).toContain('"__proto__": {\n      "name": "Ada Byron"')
  })
  it('opens like this', () => {
    expect(renderJson(recruiter()).split('\n').slice(0, 24).join('\n')).toMatchInlineSnapshot(`
      "{
        "$schema": "urn:ai-compliance-gate:report:1",
        "schemaVersion": "1",
        "tool": {
          "name": "ai-compliance-gate",
          "version": "0.1.0"
        },
        "verdict": "fail",
        "counts": {
          "errors": 8,
          "warnings": 1,
          "open": 1,
          "waived": 1,
          "passed": 1
        },
        "asOf": "2026-11-23",
        "failOn": "error",
        "manifest": "ai-compliance.yml",
        "organization": "Brightpath Staffing, Inc.",
        "run": {
          "event": "pull_request",
          "repository": "brightpath/screening",
          "headSha": "4f9d0a7c1be2386655aa0b8e7d6c5f4e3d2c1b0a"
        },"
    `)
  })
})

type Keyed = { readonly [key: string]: unknown }

function isObject(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectsOf(value: unknown): readonly Keyed[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf)
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsOf)] : []
}

function parsed(report: Parameters<typeof renderJson>[0]): Keyed {
  const value: unknown = JSON.parse(renderJson(report))
  return isObject(value) ? value : {}
}

/** The same value with the keys of every object the other way round. */
function reversed<T>(value: T): T
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => reversed(each))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  )
}

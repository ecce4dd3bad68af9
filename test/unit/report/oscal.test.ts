import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { workspace } from '../../../src/adapters/workspace.ts'
import { renderOscal } from '../../../src/report/oscal/document.ts'
import { nameBased } from '../../../src/report/uuid.ts'
import { run } from '../../../src/run.ts'
import { at, list, object } from '../../e2e/openapi.ts'

/** Assessment results 1.1.3 as NIST released them: a work of the United States Government, in the public domain; see the README beside it. */
const SCHEMA = 'test/fixtures/oscal/oscal_assessment-results_schema.json'
// Its patterns name classes of Unicode characters, and its definitions have addresses of their own that none of its references uses.
const schema = object(
  JSON.parse(readFileSync(SCHEMA, 'utf8'), (key, value) =>
    key === '$id' && typeof value === 'string' && value.startsWith('#') ? undefined : value,
  ),
)
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true })
addFormats.default(ajv)
const validate = ajv.compile(schema)

async function oscalOf(example: string, digests: ReadonlyMap<string, string> = new Map()) {
  const { report, collected } = await run({
    files: workspace(`examples/${example}`),
    manifest: 'ai-compliance.yml',
    asOf: '2026-11-23',
    failOn: 'error',
  })
  const text = renderOscal(report, collected.facts, digests)
  const document: unknown = JSON.parse(text)
  return { report, facts: collected.facts, text, document, result: at(document, 'assessment-results', 'results', '0') }
}

describe.each(['lending', 'hiring', 'not-admt'])('the assessment results of %s', (example) => {
  it('are valid by NIST’s schema', async () => {
    const { document } = await oscalOf(example)
    validate(document)
    expect(validate.errors ?? []).toEqual([])
  })

  it('have a finding for each duty, and only what is met is satisfied', async () => {
    const { report, result } = await oscalOf(example)
    const findings = report.duties.length === 0 ? [] : list(at(result, 'findings'))
    expect(findings.map((each) => [at(each, 'target', 'target-id'), at(each, 'target', 'status', 'state')])).toEqual(
      report.duties.map(({ obligation, status }) => [obligation, status === 'met' ? 'satisfied' : 'not-satisfied']),
    )
  })

  it('claim nothing of a practice', async () => {
    const { text } = await oscalOf(example)
    expect(text).not.toMatch(/compliant/i)
    expect(text).toContain('not that a practice is lawful')
  })

  it('refer to nothing that is not in them, and name nothing twice', async () => {
    const { text } = await oscalOf(example)
    const uuids = [...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid]) => uuid)
    expect(new Set(uuids).size).toBe(uuids.length)
    const references = [...text.matchAll(/"(?:[a-z]+-uuid)": "([^"]+)"|"href": "#([^"]+)"/g)].map(([, a, b]) => a ?? b)
    expect(references.filter((each) => !uuids.includes(each))).toEqual([])
  })
})

it('what was read stands with its digest', async () => {
  const { document } = await oscalOf('lending', new Map([['ai-compliance.yml', 'a'.repeat(64)]]))
  const [manifest] = list(at(document, 'assessment-results', 'back-matter', 'resources'))
  expect(at(manifest, 'rlinks', '0')).toEqual({
    href: 'ai-compliance.yml',
    hashes: [{ algorithm: 'SHA-256', value: 'a'.repeat(64) }],
  })
})

it('text that would be markup, or insert something, stands as text', async () => {
  const { report, facts } = await oscalOf('lending')
  const organization = '  [click](javascript:1) <b>\n{{ insert: param, x }} '
  const text = renderOscal({ ...report, organization }, facts, new Map())
  const document: unknown = JSON.parse(text)
  validate(document)
  expect(validate.errors ?? []).toEqual([])
  expect(at(document, 'assessment-results', 'metadata', 'title')).toBe(
    'Records of automated decisionmaking: \\[click\\](javascript:1) \\<b\\> \\{\\{ insert: param, x \\}\\}',
  )
})

it('a UUID of version 5 is the one that RFC 9562 gives', () => {
  // RFC 9562, A.4: www.example.com in the name space of DNS.
  expect(nameBased('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})

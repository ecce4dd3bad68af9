import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec'
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workspace } from '../../../src/adapters/workspace.ts'
import { renderCycloneDx } from '../../../src/report/cyclonedx.ts'
import { run } from '../../../src/run.ts'
import { at, list } from '../../e2e/openapi.ts'
import { manifest } from '../../scenarios/arbitrary.ts'
import { type Changes, gate, lender } from '../../scenarios/lender.ts'

/** The library's own, with the schema that it ships. */
const validator = new JsonStrictValidator(Spec1dot6.version)

async function bomOf(example: string, digests: ReadonlyMap<string, string> = new Map()) {
  const { report, collected } = await run({
    files: workspace(`examples/${example}`),
    manifest: 'ai-compliance.yml',
    asOf: '2026-11-23',
    failOn: 'error',
  })
  return renderCycloneDx(report, collected.facts, digests)
}

async function bomFrom(changes: Changes) {
  const { report, facts } = await gate(lender(changes))
  return renderCycloneDx(report, facts, new Map())
}

function components(text: string, type: string): readonly unknown[] {
  return list(at(JSON.parse(text), 'components')).filter((each) => at(each, 'type') === type)
}

function property(of: unknown, name: string): unknown {
  const found = list(at(of, 'properties')).find((each) => at(each, 'name') === `ai-compliance-gate:${name}`)
  return found === undefined ? undefined : at(found, 'value')
}

describe.each(['lending', 'hiring', 'not-admt'])('the bill of materials of %s', (example) => {
  it('is valid by the schema of CycloneDX 1.6', async () => {
    expect(await validator.validate(await bomOf(example))).toBeNull()
  })

  it('is the same whenever and wherever it is made', async () => {
    const text = await bomOf(example)
    expect(await bomOf(example)).toBe(text)
    expect(at(JSON.parse(text), 'serialNumber')).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5/)
    expect(await bomOf(example, new Map([['ai-compliance.yml', 'd'.repeat(64)]]))).toBe(text)
    expect(at(JSON.parse(text), 'metadata', 'timestamp')).toBe('2026-11-23T00:00:00.000Z')
  })
})

it('has the model with its card, the data with category and retention, and who receives it', async () => {
  const text = await bomOf('lending', new Map([['compliance/offers/model-card.md', 'b'.repeat(64)]]))
  const [model] = components(text, 'machine-learning-model')
  expect(property(model, 'origin')).toBe('in-house')
  expect(at(model, 'externalReferences', '0', 'type')).toBe('model-card')
  expect(list(at(model, 'modelCard', 'properties')).length).toBeGreaterThan(0)
  const data = components(text, 'data')
  expect(data).toHaveLength(5)
  expect(at(data[4], 'data', '0')).toEqual({
    type: 'dataset',
    name: "Location of the owner's phone at sign-in",
    classification: 'geolocation-data',
    sensitiveData: ['precise-geolocation'],
  })
  expect(property(data[4], 'retention')).toBe('90 days')
  // The datasets are those that are declared to train it.
  expect(list(at(model, 'modelCard', 'modelParameters', 'datasets'))).toHaveLength(2)
  const services = list(at(JSON.parse(text), 'services'))
  expect(services.map((each) => at(each, 'name'))).toEqual([
    'Larkfield Cloud, Inc. (hosting)',
    'Consumer reporting agency',
  ])
})

it('an answer that is unknown stands as unknown, and one that is none as none', async () => {
  const text = await bomFrom({
    'systems.0.data.inputs.0.sensitive': 'unknown',
    'systems.0.data.inputs.0.category': 'unknown',
    'systems.0.data.recipients': 'unknown',
  })
  const [data] = components(text, 'data')
  expect(property(data, 'sensitive')).toBe('unknown')
  expect(property(data, 'category')).toBe('unknown')
  expect(property(data, 'recipients-of-the-system')).toBe('unknown')
  expect(property(components(await bomFrom({}), 'data')[0], 'sensitive')).toBe('none')
})

it('a model stands with the digest of its file where that was read', async () => {
  const model = { origin: 'vendor', name: 'Offer', provider: 'Helm Scores, Inc.', artifact: 'model/offer.onnx' }
  const history = { ok: false, message: 'is shallow', next: 'fetch it whole' } as const
  const { report, facts } = await gate(lender({ 'systems.0.model': model }), { history })
  const text = renderCycloneDx(report, facts, new Map([['model/offer.onnx', 'c'.repeat(64)]]))
  const [component] = components(text, 'machine-learning-model')
  expect(at(component, 'hashes', '0')).toEqual({ alg: 'SHA-256', content: 'c'.repeat(64) })
  expect(at(component, 'supplier', 'name')).toBe('Helm Scores, Inc.')
  expect(
    property(
      components(await bomFrom({ 'systems.0.model': { origin: 'unknown' } }), 'machine-learning-model')[0],
      'origin',
    ),
  ).toBe('unknown')
})

it('of any manifest is valid, and its references lead to what is in it', async () => {
  await fc.assert(
    fc.asyncProperty(manifest, async (document) => {
      const { report, facts } = await gate(document, { asOf: '2027-02-01' })
      const text = renderCycloneDx(report, facts, new Map())
      expect(await validator.validate(text)).toBeNull()
      const refs = [...text.matchAll(/"bom-ref": "([^"]+)"/g)].map(([, ref]) => ref)
      expect(new Set(refs).size).toBe(refs.length)
    }),
    { numRuns: 15 },
  )
})

import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { collectPolicy } from '../../src/collect/policy.ts'
import { LOOSENINGS } from '../../src/core/change.ts'
import { ConfigurationError } from '../../src/core/errors.ts'
import type { Facts, RecordFact } from '../../src/core/facts.ts'
import type { Level } from '../../src/core/finding.ts'
import { NO_POLICY, type Policy, type Treatment } from '../../src/core/policy.ts'
import { isGraver } from '../../src/core/severity.ts'
import { tightening } from '../../src/core/strictness.ts'
import { blocks, decide } from '../../src/core/verdict.ts'
import { determine } from '../../src/determine/index.ts'
import { evaluate, statusesOf } from '../../src/evaluate.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { rules } from '../../src/rules/index.ts'
import { memoryFiles } from '../memory-files.ts'
import { DAYS, manifest as manifests } from '../scenarios/arbitrary.ts'
import { edited, type Json } from '../scenarios/lender.ts'

fc.configureGlobal({ seed: 7150 })
vi.setConfig({ testTimeout: 60_000 })

const day = fc.constantFrom(...DAYS)
const ids = rules.map(({ id }) => id).filter((id) => id !== 'manifest/valid')
const kinds = ccpaAdmt.records.filter(({ period }) => period?.beforeDue !== true).map(({ id }) => id)
const level = fc.constantFrom<Level>('error', 'warning', 'note')
const treatment = fc.constantFrom<Treatment>('allow', 'warn', 'approval', 'fail')
const PEOPLE = ['ana', 'bob', 'cai'].map((key) => ({ key, name: key, github: `${key}-r` }))
const severities = fc.dictionary(fc.constantFrom(...ids), level)

const policies: fc.Arbitrary<Policy> = fc.record({
  regulations: fc.constant([]),
  severities,
  cadences: fc.dictionary(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 60 })),
  people: fc.constant(PEOPLE),
  owners: fc.subarray(PEOPLE, { minLength: 1 }),
  approvers: fc.constant({}),
  signOff: fc.boolean(),
  waivers: fc.record({
    longestMonths: fc.integer({ min: 1, max: 6 }),
    never: fc.subarray(ccpaAdmt.obligations.map(({ id }) => id)),
  }),
  loosening: fc.record({ others: treatment, kinds: fc.dictionary(fc.constantFrom(...LOOSENINGS), treatment) }),
})

/** The gate on a manifest whose every record is as empty as it comes, under a policy. */
function judge(written: Json, asOf: string, policy: Policy) {
  const manifest = parseManifest(written)
  const records = [
    ...manifest.organization.records.map((record) => ({ scope: 'organization', record })),
    ...manifest.systems.flatMap(({ id, records }) => records.map((record) => ({ scope: id, record }))),
  ].map(
    ({ scope, record }): RecordFact => ({
      subject: `${scope}/${record.key}`,
      kind: record.kind,
      route: record.route,
      file: record.file.value ?? 'record.md',
      parts: [],
    }),
  )
  const facts: Facts = {
    ...{ policy: { ...NO_POLICY, policy }, asOf, manifestFile: 'ai-compliance.yml', problems: [], written, manifest },
    ...{ regulation: ccpaAdmt, ...determine(manifest, ccpaAdmt, asOf), records },
  }
  const findings = evaluate(facts, rules)
  return {
    findings,
    verdict: decide(findings, [{ name: 'evaluate', ran: true }], 'error'),
    statuses: statusesOf(facts.duties, findings),
    blocking: new Set(
      findings.filter((each) => blocks(each, 'error')).map(({ rule, subject }) => `${rule} ${subject}`),
    ),
  }
}

/** A policy that asks for as much or more in everything. */
const stricter = (policy: Policy) =>
  policies.map(
    (other): Policy => ({
      ...policy,
      severities: {
        ...policy.severities,
        ...Object.fromEntries(Object.entries(other.severities).filter(([, each]) => each === 'error')),
      },
      cadences: Object.fromEntries(
        [...new Set([...Object.keys(policy.cadences), ...Object.keys(other.cadences)])].map((kind) => [
          kind,
          Math.min(policy.cadences[kind] ?? 99, other.cadences[kind] ?? 99),
        ]),
      ),
      owners: PEOPLE.filter((each) => policy.owners?.includes(each) && other.owners?.includes(each)),
      waivers: {
        longestMonths: Math.min(policy.waivers.longestMonths, other.waivers.longestMonths),
        never: [...policy.waivers.never, ...other.waivers.never],
      },
    }),
  )

describe('a policy', () => {
  test('that is stricter removes nothing that blocks', () => {
    fc.assert(
      fc.property(
        manifests,
        day,
        policies.chain((policy) => fc.tuple(fc.constant(policy), stricter(policy))),
        (document, asOf, [policy, strict]) => {
          const after = judge(document, asOf, strict).blocking
          expect([...judge(document, asOf, policy).blocking].filter((each) => !after.has(each))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('that comes with the change lets nothing pass that the gate would not', () => {
    fc.assert(
      fc.property(manifests, day, policies, (document, asOf, policy) => {
        const after = judge(document, asOf, tightening(policy)).blocking
        expect([...judge(document, asOf, NO_POLICY.policy).blocking].filter((each) => !after.has(each))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('of levels, cadences and owners changes no duty’s status', () => {
    fc.assert(
      fc.property(manifests, day, policies, (document, asOf, policy) => {
        const { waivers } = NO_POLICY.policy
        const after = judge(document, asOf, { ...policy, waivers }).statuses
        expect([...after]).toEqual([...judge(document, asOf, NO_POLICY.policy).statuses])
      }),
      { numRuns: 60 },
    )
  })

  test('that calls everything a note turns nothing that was not evaluated into a pass, and no open question into less', () => {
    const notes = { ...NO_POLICY.policy, severities: Object.fromEntries(ids.map((id) => [id, 'note' as const])) }
    let open = 0
    fc.assert(
      fc.property(manifests, day, (document, asOf) => {
        const before = judge(document, asOf, NO_POLICY.policy)
        const after = judge(document, asOf, notes)
        const questions = before.findings.filter((each) => each.outcome === 'open' && each.level === 'error')
        open += questions.length
        if (questions.length > 0) expect(after.verdict).not.toBe('pass')
        if (before.verdict === 'not-evaluated') expect(after.verdict).toBe('not-evaluated')
        for (const { level, ownLevel, outcome } of after.findings)
          if (outcome === 'open' && ownLevel !== undefined) expect(isGraver(ownLevel, level)).toBe(false)
      }),
      { numRuns: 80 },
    )
    expect(open).toBeGreaterThan(50)
  })
})

describe('whatever is written', () => {
  const PATH = 'policy.yml'
  const shipped = { rules: rules.map(({ id }) => id), regulation: ccpaAdmt }
  const read = (value: unknown) =>
    collectPolicy({ name: PATH, path: PATH }, memoryFiles({ [PATH]: JSON.stringify(value) ?? '' }), shipped)
  const whole: Json = {
    version: 1,
    regulations: ['ccpa-admt'],
    people: { priya: { name: 'Priya Raman', github: 'praman' } },
    'may-own': ['priya'],
    'may-approve': { waivers: ['priya'] },
    waivers: { 'longest-months': 3 },
    loosening: { default: 'fail' },
    severities: { 'record/present': 'error' },
    cadences: { 'model-card': 6 },
  }
  const known = ['', 'people.priya.', 'may-approve.', 'waivers.', 'loosening.', 'severities.', 'cadences.']
  const word = fc.stringMatching(/^[a-z][a-z-]{2,14}$/).filter((each) => !/^(version|default|name|github)$/.test(each))

  test('an unknown key is refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...known), word, fc.jsonValue({ maxDepth: 1 }), async (at, key, value) => {
        const taken = new Set<string>([...LOOSENINGS, ...kinds, ...Object.keys(Object(whole)), 'sign-off', 'never'])
        if (taken.has(key) || /^(waivers|loosening|risk-assessments|cybersecurity-audit)$/.test(key)) return
        const written = edited(whole, { [`${at}${key}`]: JSON.parse(JSON.stringify(value)) })
        await expect(read(written)).rejects.toThrow(ConfigurationError)
        await expect(read(written)).rejects.toThrow(key)
      }),
      { numRuns: 150 },
    )
  })

  test('is a policy or is refused, and never breaks the gate', async () => {
    expect((await read(whole)).policy.owners).toHaveLength(1)
    const places = ['version', 'people', 'people.priya', 'may-own', 'may-approve', 'waivers', 'loosening', 'severities']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), async (at, value) => {
        const result = await read(edited(whole, { [at]: JSON.parse(JSON.stringify(value)) })).catch(
          (error: unknown) => error,
        )
        if (result instanceof Error) expect(result).toBeInstanceOf(ConfigurationError)
      }),
      { numRuns: 150 },
    )
  })
})

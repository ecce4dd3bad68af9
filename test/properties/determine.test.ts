import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Truth } from '../../src/core/determination.ts'
import { ConfigurationError } from '../../src/core/errors.ts'
import type { Facts, RecordFact } from '../../src/core/facts.ts'
import type { Finding } from '../../src/core/finding.ts'
import type { DeclaredRecord, Manifest } from '../../src/core/manifest.ts'
import { NO_POLICY } from '../../src/core/policy.ts'
import { decide } from '../../src/core/verdict.ts'
import { determine } from '../../src/determine/index.ts'
import { evaluate, statusesOf } from '../../src/evaluate.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { rules } from '../../src/rules/index.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { answersIn, DAYS, manifest as manifests, shuffled, system } from '../scenarios/arbitrary.ts'
import { type Changes, edited, type Json, lender } from '../scenarios/lender.ts'

// The same cases on every run; raise `numRuns` and change the seed to look further.
fc.configureGlobal({ seed: 7001 })

// Each property runs the law some hundred times, and CI has slow machines.
vi.setConfig({ testTimeout: 60_000 })

/** The gate on a written manifest whose every declared record is whole, without the text around it. */
function judge(written: Json, asOf: string) {
  const manifest = parseManifest(written)
  const facts: Facts = {
    policy: NO_POLICY,
    asOf,
    manifestFile: 'ai-compliance.yml',
    problems: [],
    written,
    manifest,
    regulation: ccpaAdmt,
    ...determine(manifest, ccpaAdmt, asOf),
    records: wholeRecords(manifest),
  }
  const findings = evaluate(facts, rules)
  const verdict = decide(findings, [{ name: 'evaluate', ran: true }], 'error')
  return { ...facts, findings, verdict, statuses: statusesOf(facts.duties, findings) }
}

function wholeRecords({ organization, systems }: Manifest): readonly RecordFact[] {
  const found = (scope: string, record: DeclaredRecord): RecordFact => ({
    subject: `${scope}/${record.key}`,
    kind: record.kind,
    route: record.route,
    ...(record.file.value === undefined ? { refused: 'names no file' } : { file: record.file.value }),
    parts: (ccpaAdmt.records.find(({ id }) => id === record.kind)?.parts ?? []).map(({ id }, line) => ({
      part: id,
      line: line + 1,
    })),
  })
  return [
    ...organization.records.map((record) => found('organization', record)),
    ...systems.flatMap(({ id, records }) => records.map((record) => found(id, record))),
  ]
}

const day = fc.constantFrom(...DAYS)
const keyOf = ({ subject, obligation }: { readonly subject: string; readonly obligation: string }) =>
  `${subject}/${obligation}`
const applies = (found: Pick<Facts, 'duties' | 'notApplicable'>): ReadonlyMap<string, Truth> =>
  new Map<string, Truth>([
    ...[...saidNo(found)].map((key): [string, Truth] => [key, 'no']),
    ...found.duties.map((duty): [string, Truth] => [keyOf(duty), duty.applies]),
  ])
/** A manifest with one of its answers, of those that the law turns on: whether it is run for profit only backs up the role. */
const withAnswer = manifests
  .filter((document) => turnedOn(document).length > 0)
  .chain((document) => fc.tuple(fc.constant(document), fc.constantFrom(...turnedOn(document))))
/** Choices from a few words, by the key that they stand under. */
const CHOICES: { readonly [key: string]: readonly string[] } = {
  role: ['business', 'service-provider', 'not-covered'],
  status: ['planned', 'in-development', 'in-use', 'retired'],
  domain: ['financial-or-lending', 'housing', 'education', 'employment', 'healthcare', 'none'],
  exclusion: ['advertising', 'housing-availability-or-payment', 'none'],
  claim: ['none', 'human-appeal', 'admission-or-hiring', 'work-or-compensation'],
  origin: ['in-house', 'vendor'],
  'exempt-under': ['glba', 'none'],
  'permitted-purpose': ['requested-service', 'no-inference', 'none'],
  consumers: ['under-250k', '250k-or-more'],
  'sensitive-consumers': ['under-50k', '50k-or-more'],
}
const choicesAt = (route: string) => CHOICES[route.split('.').at(-1) ?? ''] ?? []
const chosen = (document: Json) =>
  placesIn(document).filter((route) => choicesAt(route).length > 0 && !route.includes('recipients'))
const withChoice = manifests
  .filter((document) => chosen(document).length > 0)
  .chain((document) => fc.tuple(fc.constant(document), fc.constantFrom(...chosen(document))))
const saidNo = ({ notApplicable }: Pick<Facts, 'notApplicable'>) =>
  new Set(
    notApplicable.flatMap(({ subject, obligations }) => obligations.map((obligation) => `${subject}/${obligation}`)),
  )
const turnedOn = (document: Json) => answersIn(document).filter((route) => !route.startsWith('people.'))

describe('an unknown answer', () => {
  test('decides a duty only where yes and no would decide it alike', () => {
    fc.assert(
      fc.property(withAnswer, day, ([document, route], asOf) => {
        const [given, yes, no] = ['unknown', 'yes', 'no'].map((answer) =>
          applies(determine(parseManifest(edited(document, { [route]: answer })), ccpaAdmt, asOf)),
        )
        // Where the audit of the whole business is asked about is no matter of law.
        const decided = [...(given ?? [])].filter(
          ([key, answer]) => answer !== 'unknown' && key !== 'organization/cyber-audit-and-certification',
        )
        expect(
          decided
            .filter(([key, answer]) => yes?.get(key) !== answer || no?.get(key) !== answer)
            .map(([key, answer]) => `${route}: unknown makes ${key} ${answer}`),
        ).toEqual([])
      }),
      { numRuns: 120 },
    )
  })

  test('hides no duty that some choice in its place would make', () => {
    fc.assert(
      fc.property(withChoice, day, ([document, route], asOf) => {
        const hidden = saidNo(determine(parseManifest(edited(document, { [route]: 'unknown' })), ccpaAdmt, asOf))
        for (const choice of choicesAt(route)) {
          const { duties } = determine(parseManifest(edited(document, { [route]: choice })), ccpaAdmt, asOf)
          const made = duties.filter((duty) => duty.applies === 'yes' && hidden.has(keyOf(duty))).map(keyOf)
          expect(made.map((key) => `${route}: unknown hides ${key}, which ${choice} makes`)).toEqual([])
        }
      }),
      { numRuns: 80 },
    )
  })

  test('never lets the gate pass while a confirmed duty turns on it', () => {
    fc.assert(
      fc.property(withAnswer, day, ([document, route], asOf) => {
        const { duties, verdict } = judge(edited(document, { [route]: 'unknown' }), asOf)
        const open = duties.filter(
          (duty) =>
            duty.applies === 'unknown' &&
            duty.confidence === 'confirmed' &&
            duty.obligation !== 'cyber-audit-and-certification',
        )
        if (open.length > 0) expect(verdict).not.toBe('pass')
      }),
      { numRuns: 80 },
    )
  })

  test('takes away no duty that applies, other than by leaving it open', () => {
    fc.assert(
      fc.property(withAnswer, day, ([document, route], asOf) => {
        const before = applies(determine(parseManifest(document), ccpaAdmt, asOf))
        const after = applies(determine(parseManifest(edited(document, { [route]: 'unknown' })), ccpaAdmt, asOf))
        expect(
          [...before]
            .filter(([key, answer]) => answer === 'yes' && !after.has(key))
            .map(([key]) => `${route}: unknown takes away ${key}`),
        ).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  test('turns no fail into a pass', () => {
    fc.assert(
      fc.property(withAnswer, day, ([document, route], asOf) => {
        const before = judge(document, asOf)
        if (before.verdict !== 'fail') return
        expect(judge(edited(document, { [route]: 'unknown' }), asOf).verdict).not.toBe('pass')
      }),
      { numRuns: 80 },
    )
  })
})

const said = (findings: readonly Finding[]) =>
  findings
    .map(({ rule, subject, outcome, level, message }) => `${rule} | ${subject} | ${outcome} | ${level} | ${message}`)
    .sort()

test('the order of systems, keys and list entries changes no finding', () => {
  fc.assert(
    fc.property(
      manifests,
      day,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (document, asOf, stream) => {
        const other = shuffled(document, () => Number(stream.next().value))
        expect(said(judge(other, asOf).findings)).toEqual(said(judge(document, asOf).findings))
      },
    ),
    { numRuns: 80 },
  )
})

test.each<[string, string, Changes]>([
  [
    'two decisions that contradict themselves',
    'systems.0.decisions',
    {
      'systems.0.decisions': [
        { domain: 'none', kind: 'hiring', effect: 'Hires.' },
        { domain: 'none', kind: 'admission', effect: 'Admits.' },
      ],
    },
  ],
  [
    'two systems of which an open role decides different things',
    'systems',
    {
      'organization.ccpa.role': 'unknown',
      'systems.1': {
        id: 'zeta',
        name: 'Zeta',
        purpose: 'Shares.',
        status: 'in-use',
        'in-use-since': '2026-03-02',
        owners: {},
        populations: ['consumers'],
        decisions: 'none',
        data: { 'personal-information': 'yes', inputs: [], 'sells-or-shares': 'yes' },
      },
    },
  ],
])('the order of %s changes no finding', (_, route, changes) => {
  const document = lender(changes)
  const list = route.split('.').reduce<unknown>((node, step) => Reflect.get(Object(node), step), document)
  const reversed: Json[] = Array.isArray(list) ? [...list].reverse() : []
  expect(reversed.length).toBe(2)
  const other = edited(document, { [route]: reversed })
  expect(said(judge(other, '2027-02-01').findings)).toEqual(said(judge(document, '2027-02-01').findings))
})

test('each rule says one thing of each subject', () => {
  fc.assert(
    fc.property(manifests, day, (document, asOf) => {
      const { findings } = judge(document, asOf)
      const pairs = findings.map(({ rule, subject }) => `${rule} ${subject}`)
      expect(pairs.length).toBe(new Set(pairs).size)
      expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(8)
    }),
    { numRuns: 80 },
  )
})

test('a further system changes nothing that is said of the others', () => {
  fc.assert(
    fc.property(manifests, system('zeta'), day, (document, further, asOf) => {
      const { systems } = document
      if (!Array.isArray(systems)) throw new Error('every manifest of these has systems')
      const own = (findings: readonly Finding[]) =>
        said(findings.filter(({ scope }) => scope === 'alpha' || scope === 'beta'))
      expect(own(judge({ ...document, systems: [...systems, further] }, asOf).findings)).toEqual(
        own(judge(document, asOf).findings),
      )
    }),
    { numRuns: 80 },
  )
})

test('time alone turns no unmet duty into a met one', () => {
  const twoDays = fc
    .subarray(DAYS, { minLength: 2, maxLength: 2 })
    .map(([first = '', second = '']) => ({ first, second }))
  fc.assert(
    fc.property(manifests, twoDays, (document, { first, second }) => {
      const before = judge(document, first).statuses
      const after = judge(document, second).statuses
      expect([...before].filter(([key, status]) => status === 'unmet' && after.get(key) === 'met')).toEqual([])
    }),
    { numRuns: 80 },
  )
})

test('the gate passes only when every confirmed duty that binds is met or waived', () => {
  fc.assert(
    fc.property(manifests, day, (document, asOf) => {
      const { verdict, duties, statuses } = judge(document, asOf)
      const owed = duties.filter((duty) => duty.applies === 'yes' && duty.binding && duty.confidence === 'confirmed')
      const standing = owed.filter(
        (duty) => statuses.get(keyOf(duty)) !== 'met' && statuses.get(keyOf(duty)) !== 'waived',
      )
      if (verdict === 'pass') expect(standing).toEqual([])
    }),
    { numRuns: 80 },
  )
})

describe('whatever is written', () => {
  const broken = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }).map((value): unknown => value),
    manifests
      .chain((document) =>
        fc.tuple(fc.constant(document), fc.constantFrom(...placesIn(document)), fc.jsonValue({ maxDepth: 2 })),
      )
      .map(([document, route, value]) => edited(document, { [route]: JSON.parse(JSON.stringify(value)) })),
  )

  test('is judged, each rule once on each subject', async () => {
    await fc.assert(
      fc.asyncProperty(broken, day, async (value, asOf) => {
        const files = memoryFiles({ 'ai-compliance.yml': JSON.stringify(value) })
        const ran = await run({ files, manifest: 'ai-compliance.yml', asOf, failOn: 'error' }).catch(
          (error: unknown) => {
            if (error instanceof ConfigurationError) return undefined
            throw error
          },
        )
        if (ran === undefined) return
        const { findings } = ran.report
        const pairs = findings.map(({ rule, subject }) => `${rule} ${subject}`)
        expect(pairs.length).toBe(new Set(pairs).size)
        expect(findings.filter(({ message }) => message.startsWith('could not be judged'))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

function placesIn(node: Json, route = ''): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([step, below]) => {
    const here = route === '' ? step : `${route}.${step}`
    return [here, ...placesIn(below, here)]
  })
}

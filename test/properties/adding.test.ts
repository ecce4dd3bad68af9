import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { determine } from '../../src/determine/index.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { DAYS, manifest as manifests } from '../scenarios/arbitrary.ts'
import { AS_OF, type Changes, edited, type Json, lender } from '../scenarios/lender.ts'

// The same cases on every run; raise `numRuns` and change the seed to look further.
fc.configureGlobal({ seed: 7001 })

// Each property runs the law some hundred times, and CI has slow machines.
vi.setConfig({ testTimeout: 60_000 })

/** The duties that apply, as `subject/obligation`. */
function applying(document: Json, asOf: string): readonly string[] {
  const { duties } = determine(parseManifest(document), ccpaAdmt, asOf)
  return duties.filter(({ applies }) => applies === 'yes').map(({ subject, obligation }) => `${subject}/${obligation}`)
}

const INPUT = { name: 'Further', category: 'commercial-information', sensitive: 'none', retention: '2 years' }
/** Facts that may be declared besides, each at the end of its list; `none` and `unknown` give way to the list. */
const FACTS: { readonly [place: string]: readonly Json[] } = {
  'organization.ccpa.thresholds': ['revenue', 'consumers', 'revenue-share'],
  'systems.0.populations': ['consumers', 'job-applicants', 'employees', 'students'],
  'systems.0.decisions': [
    { domain: 'housing', kind: 'rental', effect: 'Gives or denies it.', 'provides-or-denies': 'yes' },
    { domain: 'none', effect: 'Sorts tickets.' },
  ],
  'systems.0.data.inputs': [INPUT, { ...INPUT, sensitive: ['health'], 'used-for': ['decision'] }],
  'systems.0.data.recipients': [
    { name: 'Further', role: 'third-party' },
    { name: 'Further', role: 'service-provider' },
  ],
  'systems.0.inference.traits': ['health', 'behavior'],
  'systems.0.training.targets': ['this-system', 'facial-recognition', 'other'],
  'systems.0.material-changes': [{ on: '2026-05-30', what: 'A further recipient.' }],
}

/** The document with a fact more; undefined where the list above it is not there. */
function adding(document: Json, place: string, fact: Json): Json | undefined {
  const there = place
    .split('.')
    .reduce<Json | undefined>(
      (node, step) => (typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined),
      document,
    )
  if (there === undefined || there === 'unknown') return undefined
  return edited(document, { [place]: [...(Array.isArray(there) ? there : []), fact] })
}

describe('a further declared fact', () => {
  const facts = Object.entries(FACTS).flatMap(([place, each]) => each.map((fact) => [place, fact] as const))

  test('takes away no duty that applies', () => {
    fc.assert(
      fc.property(manifests, fc.constantFrom(...facts), fc.constantFrom(...DAYS), (document, [place, fact], asOf) => {
        const more = adding(document, place, fact)
        if (more === undefined) return
        const after = new Set(applying(more, asOf))
        const lost = applying(document, asOf).filter((duty) => !after.has(duty))
        expect(lost.map((duty) => `${place}: ${JSON.stringify(fact)} takes away ${duty}`)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test.each(facts)('at %s is declared of some manifest (%j)', (place, fact) => {
    const some = fc.sample(manifests, 50).filter((document) => adding(document, place, fact) !== undefined)
    expect(some.length).toBeGreaterThan(0)
  })
})

/** What the law lets take a duty away, each with where it says so and one duty that goes. */
const EXCEPTIONS: readonly {
  readonly name: string
  readonly cite: RegExp
  readonly takes: string
  readonly change: Changes
  readonly from?: Changes
}[] = [
  {
    name: 'a human who is involved in all three ways',
    cite: /7001\(e\)/,
    takes: 'advance/opt-out-methods',
    change: { 'systems.0.decisions.0.human-involvement.reviews-other-information': 'yes' },
  },
  {
    name: 'advertising',
    cite: /7001\(ddd\)/,
    takes: 'advance/opt-out-methods',
    change: { 'systems.0.decisions.0.exclusion': 'advertising' },
  },
  {
    name: 'an appeal to a human',
    cite: /7221\(b\)\(1\)/,
    takes: 'advance/opt-out-methods',
    change: {
      'systems.0.decisions.0.opt-out-exception': {
        claim: 'human-appeal',
        ...Object.fromEntries(
          (ccpaAdmt.exceptions.find(({ id }) => id === 'human-appeal')?.conditions ?? []).map(({ key }) => [
            key,
            'yes',
          ]),
        ),
      },
    },
  },
  {
    name: 'being no business',
    cite: /1798\.140\(d\)/,
    takes: 'advance/ra-report-purpose',
    change: { 'organization.ccpa.role': 'not-covered' },
  },
  {
    name: 'no Californian among the people',
    cite: /1798\.140\(i\)/,
    takes: 'advance/opt-out-methods',
    change: { 'systems.0.california-residents': 'no' },
  },
  {
    name: 'data that a federal act takes out',
    cite: /1798\.145/,
    takes: 'advance/opt-out-methods',
    change: {
      'systems.0.data.inputs.0.exempt-under': 'glba',
      'systems.0.data.exemptions': { 'confirmed-by': 'ana', 'confirmed-on': '2027-01-11' },
    },
  },
]

describe('the law lets a declared fact take a duty away:', () => {
  test.each(EXCEPTIONS)('$name', ({ cite, takes, change }) => {
    expect(applying(lender(), AS_OF)).toContain(takes)
    const { duties, determinations } = determine(parseManifest(lender(change)), ccpaAdmt, AS_OF)
    expect(
      duties.filter(({ applies }) => applies === 'yes').map(({ subject, obligation }) => `${subject}/${obligation}`),
    ).not.toContain(takes)
    // The report says by which section.
    expect(
      determinations
        .filter(({ answer }) => answer !== 'unknown')
        .flatMap(({ cites }) => cites)
        .join('; '),
    ).toMatch(cite)
  })
})

import fc from 'fast-check'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import type { Json } from './lender.ts'

/** Manifests as people may write them, valid by the schema, with answers given, unknown or left out. Dates are old or far ahead. */

const ids = (terms: readonly { readonly id: string }[]) => terms.map(({ id }) => id)
const DATES = ['2019-04-01', '2025-12-31', '2026-01-01', '2026-03-15', '2026-05-30', '2041-01-01']
/** Days between the old dates and those far ahead. */
export const DAYS = [
  '2026-06-01',
  '2026-11-23',
  '2026-12-31',
  '2027-01-01',
  '2027-07-15',
  '2027-12-31',
  '2028-01-01',
  '2028-04-02',
  '2030-04-02',
  '2033-09-09',
]

const oneOf = (...values: readonly string[]): fc.Arbitrary<Json> => fc.constantFrom(...values)
const answer = oneOf('yes', 'yes', 'yes', 'yes', 'no', 'no', 'no', 'unknown')
const date = oneOf(...DATES, ...DATES, 'unknown')
/** An answer that leaves most of the law to be decided by the others. */
const many = (value: string) => Array.from({ length: 9 }, () => value)
const person = oneOf('ana', 'bob', 'cai')
const some = (values: readonly string[], ...words: readonly string[]): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.subarray([...values]).map((list): Json => list) },
    { weight: 1, arbitrary: oneOf('unknown', ...words) },
  )
/** A mapping whose every key may be left out, mostly not. */
const mapping = (
  shape: { readonly [key: string]: fc.Arbitrary<Json> },
  required: readonly string[] = [],
): fc.Arbitrary<{ [key: string]: Json }> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(shape).map(([key, value]) => [
          key,
          required.includes(key)
            ? value.map((each): Json | undefined => each)
            : fc.option(value, { nil: undefined, freq: 20 }),
        ]),
      ),
    )
    .map((whole) =>
      Object.fromEntries(Object.entries(whole).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    )

const KINDS = ccpaAdmt.decisionKinds.map(({ id, domain }) => ({ kind: id, domain }))
const CONDITIONS = [...new Set(ccpaAdmt.exceptions.flatMap((each) => each.conditions.map(({ key }) => key)))]
const POPULATIONS = [
  'consumers',
  'job-applicants',
  'employees',
  'contractors',
  'students',
  'education-applicants',
  'business-contacts',
]

const decision = (kind: Json, domain: Json): fc.Arbitrary<Json> =>
  mapping(
    {
      domain: fc.oneof(
        { weight: 6, arbitrary: fc.constant(domain) },
        { weight: 1, arbitrary: oneOf('none', 'unknown', 'housing') },
      ),
      kind: fc.constant(kind),
      effect: fc.constant('Gives or denies it.'),
      exclusion: oneOf(...many('none'), 'advertising', 'housing-availability-or-payment', 'unknown'),
      'provides-or-denies': fc.oneof({ weight: 4, arbitrary: fc.constant('yes') }, { weight: 1, arbitrary: answer }),
      since: date,
      'human-involvement': mapping({
        'knows-how-to-interpret': answer,
        'reviews-other-information': answer,
        'can-change-the-decision': answer,
        reviewer: fc.constant('Desk'),
      }),
      'opt-out-exception': mapping({
        claim: oneOf('none', 'human-appeal', 'admission-or-hiring', 'work-or-compensation', 'unknown'),
        ...Object.fromEntries(CONDITIONS.map((key) => [key, answer])),
      }),
    },
    ['kind'],
  )

const decisions = fc.oneof(
  { weight: 1, arbitrary: oneOf('none', 'unknown') },
  {
    weight: 9,
    arbitrary: fc
      .uniqueArray(fc.constantFrom(...KINDS), { maxLength: 2, selector: ({ kind }) => kind })
      .chain((kinds) => fc.tuple(...kinds.map(({ kind, domain }) => decision(kind, domain))))
      .map((list): Json => list),
  },
)

const input = (name: string): fc.Arbitrary<Json> =>
  mapping(
    {
      name: fc.constant(name),
      category: oneOf(...ids(ccpaAdmt.categories), 'unknown'),
      sensitive: some(['health', 'government-id', 'under-16'], 'none'),
      'used-for': some(['decision', 'training']),
      retention: fc.constant('2 years'),
      'exempt-under': oneOf(...many('none'), 'glba', 'unknown'),
      'permitted-purpose': oneOf(...ids(ccpaAdmt.permittedPurposes), 'none', 'unknown'),
      about: some(POPULATIONS),
      'solely-for-hr': oneOf('pay-administration', 'unknown'),
      since: date,
    },
    ['name'],
  )

const inputs = fc.oneof(
  { weight: 1, arbitrary: oneOf('none', 'unknown') },
  {
    weight: 6,
    arbitrary: fc
      .subarray(['Form', 'Record', 'Reading'], { maxLength: 2 })
      .chain((names) => fc.tuple(...names.map(input)))
      .map((list): Json => list),
  },
)

const record = (system: string, kind: string): fc.Arbitrary<Json> =>
  mapping(
    {
      file: fc.constant(`${system}/${kind}.md`),
      owner: person,
      'reviewed-on': oneOf('2026-03-15', '2026-05-30'),
      ...(kind === 'risk-assessment'
        ? {
            'approved-by': fc.constant<Json>('bob'),
            'completed-on': oneOf('2019-04-01', '2025-12-31', '2026-03-15'),
            covers: fc
              .subarray(['selling-or-sharing', 'sensitive', 'admt', 'observation', 'location', 'training'])
              .map((list): Json => list),
          }
        : {}),
    },
    ['file', 'owner', 'reviewed-on'],
  )

const records = (scope: string): fc.Arbitrary<Json> =>
  fc
    .oneof(
      { weight: 2, arbitrary: fc.constant(ids(ccpaAdmt.records)) },
      { weight: 1, arbitrary: fc.subarray(ids(ccpaAdmt.records)) },
    )
    .chain((kinds) => fc.record(Object.fromEntries(kinds.map((kind) => [kind, record(scope, kind)]))))

export const system = (id: string): fc.Arbitrary<Json> =>
  mapping(
    {
      id: fc.constant(id),
      name: fc.constant(id),
      purpose: fc.constant(`What ${id} is for.`),
      role: oneOf(...many('business'), 'service-provider', 'unknown'),
      status: oneOf(...many('in-use'), 'planned', 'in-development', 'retired', 'unknown'),
      'in-use-since': date,
      'planned-for': date,
      'retired-on': date,
      owners: mapping({ accountable: person, engineering: person, privacy: person }),
      'california-residents': oneOf(...many('yes'), 'no', 'unknown'),
      populations: some(POPULATIONS),
      'exempt-technology': mapping({
        kind: oneOf('spreadsheets', 'unknown'),
        'replaces-human-decisionmaking': oneOf(...many('yes'), 'no', 'unknown'),
      }),
      decisions,
      inference: mapping({
        'from-systematic-observation': answer,
        'from-sensitive-location': answer,
        traits: some(['health', 'location', 'behavior'], 'none'),
        'only-to-deliver-or-transport': answer,
        since: date,
      }),
      data: mapping({
        'personal-information': oneOf(...many('yes'), 'no', 'unknown'),
        inputs,
        'sells-or-shares': answer,
        'sells-or-shares-since': date,
        recipients: fc.oneof(
          oneOf('none', 'unknown'),
          oneOf('service-provider', 'third-party', 'unknown').map((role): Json => [{ name: 'Host', role }]),
          fc.constant<Json>([
            { name: 'Host', role: 'contractor' },
            { name: 'Network', role: 'third-party' },
          ]),
        ),
        exemptions: mapping({ 'confirmed-by': person, 'confirmed-on': oneOf('2026-03-15', '2041-01-01') }),
      }),
      training: mapping({
        'uses-personal-information': answer,
        targets: some(['this-system', 'admt-for-significant-decision', 'facial-recognition', 'other'], 'none'),
        since: date,
      }),
      model: mapping({
        origin: oneOf('in-house', 'vendor', 'unknown'),
        'trained-on-personal-information': answer,
        'can-output-personal-information': answer,
      }),
      supply: mapping({ 'to-other-businesses': answer, 'for-significant-decisions': answer }),
      'material-changes': fc.subarray<Json>([
        { on: '2026-03-15', what: 'A new purpose.' },
        { on: '2026-05-30', what: 'A new recipient.' },
      ]),
      records: records(id),
    },
    ['id', 'name', 'purpose', 'status', 'owners'],
  )

const waiver: fc.Arbitrary<Json> = fc.record({
  system: oneOf('alpha', 'beta', 'organization'),
  obligation: fc.constantFrom(...ids(ccpaAdmt.obligations)).map((id): Json => [id]),
  reason: fc.constant('The screen is being rebuilt; the desk answers by hand until then.'),
  'approved-by': person,
  'expires-on': oneOf('2026-05-30', '2041-01-01'),
})

export const manifest: fc.Arbitrary<{ [key: string]: Json }> = mapping(
  {
    version: fc.constant(1),
    organization: mapping(
      {
        name: fc.constant('Any Name, Inc.'),
        ccpa: mapping({
          role: oneOf(...many('business'), 'service-provider', 'not-covered', 'unknown'),
          thresholds: some(['revenue', 'consumers', 'revenue-share'], 'none'),
          reasoning: fc.constant('Last year’s figures.'),
          'confirmed-by': person,
          'confirmed-on': fc.constant('2026-03-15'),
        }),
        'cybersecurity-audit': mapping({
          'annual-revenue': oneOf('under-50M', '50M-100M', 'over-100M', 'unknown'),
          consumers: oneOf('under-250k', '250k-or-more', 'unknown'),
          'sensitive-consumers': oneOf('under-50k', '50k-or-more', 'unknown'),
        }),
        records: records('organization'),
      },
      ['name'],
    ),
    people: fc.constant({
      ana: { name: 'Ana Lucero', title: 'Privacy Counsel', counsel: 'yes' },
      bob: { name: 'Bob Tremaine', title: 'VP Lending', executive: 'yes' },
      cai: { name: 'Cai Reinholt', title: 'Staff Engineer' },
    }),
    systems: fc
      .subarray(['alpha', 'beta'], { minLength: 1 })
      .chain((names) => fc.tuple(...names.map(system)))
      .map((list): Json => list),
    waivers: fc.array(waiver, { maxLength: 1 }).map((list): Json => list),
  },
  ['version', 'organization', 'people', 'systems'],
)

/** Every place of a document that holds `yes` or `no`, as a route with dots. */
export function answersIn(node: Json, route = ''): readonly string[] {
  if (node === 'yes' || node === 'no') return [route]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([step, below]) => answersIn(below, route === '' ? step : `${route}.${step}`))
}

/** The same document with its keys and the entries of its lists in another order. */
export function shuffled(node: Json, random: () => number): Json {
  if (Array.isArray(node))
    return inAnyOrder(
      node.map((each) => shuffled(each, random)),
      random,
    )
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    inAnyOrder(
      Object.entries(node).map(([key, below]): [string, Json] => [key, shuffled(below, random)]),
      random,
    ),
  )
}

function inAnyOrder<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

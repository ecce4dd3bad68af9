import { expect, test } from 'vitest'
import { type FilingCounts, filingCounts, TRIGGERS } from '../../../src/core/filing-counts.ts'
import { filingPeriod, nextFiling } from '../../../src/core/filing-period.ts'
import { ccpaAdmt } from '../../../src/regulations/index.ts'
import { AS_OF, type Changes, gate, lender } from '../../scenarios/lender.ts'
import type { RecordState } from '../../scenarios/records.ts'

const ASSESSMENT = 'systems.0.records.risk-assessment'

async function countsOf(
  changes: Changes = {},
  {
    year,
    asOf = AS_OF,
    records = {},
  }: { year?: number; asOf?: string; records?: { [path: string]: RecordState } } = {},
): Promise<FilingCounts> {
  const { facts } = await gate(lender(changes), { asOf, records })
  return filingCounts(facts, year)
}

test('an assessment of the period is counted in all and under each activity that applies', async () => {
  const counts = await countsOf({
    'systems.0.training': { 'uses-personal-information': 'yes', targets: ['this-system'] },
  })
  expect(counts.assessments).toBe(1)
  expect(counts.byTrigger).toEqual({
    'selling-or-sharing': 0,
    sensitive: 0,
    admt: 1,
    observation: 0,
    location: 0,
    training: 1,
  })
  expect(counts.personalInformation).toEqual({ 'commercial-information': 'yes' })
  expect([counts.sensitive, counts.open]).toEqual([{}, []])
})

test('sensitive categories are told, and with them the category of personal information that they are', async () => {
  const counts = await countsOf({ 'systems.0.data.inputs.0.sensitive': ['health', 'genetic-data'] })
  expect(counts.byTrigger.sensitive).toBe(1)
  // In the order of the law, whatever the order of the manifest.
  expect(Object.keys(counts.sensitive)).toEqual(['genetic-data', 'health'])
  expect(Object.keys(counts.personalInformation)).toEqual(['commercial-information', 'sensitive-personal-information'])
})

test('an answer that is unknown is open and is never counted as zero', async () => {
  const { open, byTrigger } = await countsOf({ 'systems.0.data.sells-or-shares': 'unknown' })
  expect(byTrigger['selling-or-sharing']).toBe(0)
  expect(open.map(({ because }) => because)).toEqual([
    'counts for `selling-or-sharing` only if that applies to `advance`, which is not known',
  ])
})

test.each<[string, Changes, { year?: number; records?: { [path: string]: RecordState } }, string]>([
  ['missing', {}, { records: { 'compliance/assessment.md': 'missing' } }, 'is missing'],
  [
    'dated ahead',
    { [`${ASSESSMENT}.completed-on`]: undefined, [`${ASSESSMENT}.reviewed-on`]: '2027-06-01' },
    {},
    'is dated ahead, 2027-06-01',
  ],
  [
    'undated',
    { [`${ASSESSMENT}.completed-on`]: undefined, [`${ASSESSMENT}.reviewed-on`]: 'unknown' },
    {},
    'has no date',
  ],
])('an assessment that is %s is open', async (_, changes, options, because) => {
  const counts = await countsOf(changes, options)
  expect(counts.assessments).toBe(0)
  expect(counts.open).toContainEqual({ subject: 'advance/risk-assessment', because })
})

test('what was finished before a period and last reviewed after it may have been updated within it', async () => {
  const changes = { [`${ASSESSMENT}.reviewed-on`]: '2030-02-01' }
  const within = (year: number) => countsOf(changes, { year, asOf: '2030-03-01' })
  expect((await within(2026)).assessments).toBe(1)
  expect((await within(2028)).open[0]?.because).toContain('whether also in the period is not declared')
  expect((await within(2030)).assessments).toBe(1)
})

test('what a system feeds on that is exempt, as counsel confirmed, is not among the categories', async () => {
  const exempt = {
    name: 'Credit file',
    category: 'professional-or-employment-information',
    sensitive: 'none',
    'exempt-under': 'fcra',
  }
  const confirmed = { 'confirmed-by': 'ana', 'confirmed-on': '2027-01-08' }
  const inputs: Changes = { 'systems.0.data.inputs.1': exempt }
  const counts = await countsOf({ ...inputs, 'systems.0.data.exemptions': confirmed })
  expect(Object.keys(counts.personalInformation)).toEqual(['commercial-information'])
  const unconfirmed = await countsOf(inputs)
  expect(unconfirmed.open.map(({ because }) => because)).toEqual(['does not settle whether `credit-file` is exempt'])
})

test('two systems that name one document have one assessment', async () => {
  const { facts } = await gate(lender())
  const [first] = facts.manifest?.systems ?? []
  if (facts.manifest === undefined || first === undefined) throw new Error('no system')
  const second = { ...first, id: 'renewal' }
  const activities = facts.activities.flatMap((each) => [each, { ...each, system: 'renewal' }])
  const counts = filingCounts({ ...facts, activities, manifest: { ...facts.manifest, systems: [first, second] } })
  expect([counts.assessments, counts.byTrigger.admt]).toEqual([1, 1])
})

test('an assessment that covers no activity that applies is left out and named', async () => {
  const counts = await countsOf({ [`${ASSESSMENT}.covers`]: ['location'] })
  expect(counts.assessments).toBe(0)
  expect(counts.leftOut).toEqual([
    { subject: 'advance/risk-assessment', because: 'covers no activity of 11 CCR 7150(b)' },
  ])
})

test.each([
  [2026, '2026-01', '2027-12', '2028-04-01'],
  [2027, '2026-01', '2027-12', '2028-04-01'],
  [2028, '2028-01', '2028-12', '2029-04-01'],
])('what was assessed in %s is filed for %s to %s by %s', (year, from, to, due) => {
  expect(filingPeriod(ccpaAdmt, year)).toEqual({ from, to, due })
})

test.each([
  ['2026-11-23', '2028-04-01'],
  ['2028-04-01', '2028-04-01'],
  ['2028-04-02', '2029-04-01'],
  ['2031-01-15', '2031-04-01'],
])('on %s the next filing is due on %s', (asOf, due) => {
  expect(nextFiling(ccpaAdmt, asOf).due).toBe(due)
})

test('the six activities are those that the law data knows', async () => {
  const { facts } = await gate(lender())
  expect([...new Set(facts.activities.map(({ activity }) => activity))]).toEqual(TRIGGERS)
})

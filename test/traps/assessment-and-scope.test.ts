import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { answer, applying, type Changes, determined, gate, lender } from '../scenarios/lender.ts'

const obligation = (id: string) => ccpaAdmt.obligations.find((each) => each.id === id)
const fact = (id: string) => ccpaAdmt.facts.find((each) => each.id === id)
const data = JSON.stringify(ccpaAdmt)
const SINCE = 'systems.0.in-use-since'

describe('trap 17: the end of 2027 is for what ran before 2026, and the filing holds counts, not assessments', () => {
  const dues = (since: string) => {
    const { activities } = determined(lender({ [SINCE]: since }))
    return activities.find((each) => each.activity === 'admt')?.due
  }
  test('the last day of 2025 and the first of 2026 are two worlds', () => {
    expect(dues('2025-12-31')).toEqual({ kind: 'by', date: '2027-12-31' })
    expect(dues('2026-01-01')).toEqual({ kind: 'from', date: '2026-01-01' })
  })
  test('counts, an attestation and a receipt are filed by 1 April 2028', () => {
    expect(obligation('ra-annual-submission')?.proof).toEqual([
      { records: ['counts', 'attestation', 'receipt'].map((id) => `risk-assessment-submission#${id}`) },
    ])
    const due = (since: string) =>
      determined(
        lender({
          [SINCE]: since,
          'systems.0.records.risk-assessment.reviewed-on': since,
          'systems.0.records.risk-assessment.completed-on': since,
        }),
      ).duties.find((duty) => duty.obligation === 'ra-annual-submission')?.due
    expect(due('2024-05-05')).toEqual({ kind: 'by', date: '2028-04-01' })
    expect(due('2026-05-05')).toEqual({ kind: 'by', date: '2028-04-01' })
    expect(due('2027-05-05')).toEqual({ kind: 'by', date: '2028-04-01' })
    expect(due('2028-05-05')).toEqual({ kind: 'by', date: '2029-04-01' })
  })
})

describe('trap 18: an assessment is kept for the life of the processing or five years after, whichever is later', () => {
  const kept = (changes: Changes, asOf: string) => applying(determined(lender(changes), asOf)).includes('ra-retention')
  const retired = { 'systems.0.status': 'retired', 'systems.0.retired-on': '2026-08-31' }
  test('it is kept after the end', () => {
    expect(kept(retired, '2026-11-23')).toBe(true)
    expect(kept(retired, '2031-08-31')).toBe(true)
    expect(kept(retired, '2031-09-01')).toBe(false)
  })
  test('five years do not end it while the processing goes on', () => {
    expect(kept({ [SINCE]: '2026-02-02' }, '2040-01-01')).toBe(true)
  })
})

describe('trap 19: benefits and harms are identified, wherever they stand', () => {
  const assessment = { owner: 'bob', 'approved-by': 'bob', 'completed-on': '2026-02-20', 'reviewed-on': '2027-01-11' }
  const two = lender({
    'systems.0.records.risk-assessment': [
      { file: 'compliance/report.md', ...assessment },
      { file: 'compliance/harms.md', ...assessment },
    ],
  })
  const parts = ccpaAdmt.records.find((each) => each.id === 'risk-assessment')?.parts.map(({ id }) => id) ?? []
  test('a second file may hold them', async () => {
    const { report } = await gate(two, {
      records: {
        'compliance/report.md': { without: ['benefits', 'harms'] },
        'compliance/harms.md': { without: parts.filter((id) => id !== 'benefits' && id !== 'harms') },
      },
    })
    expect(report.verdict).toBe('pass')
  })
  test('they may not be missing from both', async () => {
    const { report } = await gate(two, {
      records: {
        'compliance/report.md': { without: ['benefits', 'harms'] },
        'compliance/harms.md': { without: ['harms'] },
      },
    })
    expect(
      report.findings
        .filter((each) => each.outcome === 'fail' && each.level === 'error')
        .map(({ rule, subject }) => `${rule} ${subject}`),
    ).toEqual(['record/complete advance/risk-assessment#harms'])
  })
})

describe('trap 20: counsel need not be named, and no machine approves', () => {
  test('the record asks for no counsel', () => {
    const hints = ccpaAdmt.records
      .find((each) => each.id === 'risk-assessment')
      ?.parts.filter(({ id }) => id === 'contributors' || id === 'approval')
      .map(({ hint }) => hint)
    expect(hints).toEqual([
      expect.stringMatching(/counsel.*need not be named/i),
      expect.stringMatching(/counsel need not be named/i),
    ])
  })
  test.each(['release-bot', 'dependabot[bot]', 'Compliance Team'])('%s cannot approve', async (name) => {
    const { report } = await gate(
      lender({ 'people.mech': { name, title: 'Approver' }, 'systems.0.records.risk-assessment.approved-by': 'mech' }),
    )
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'assessment/approved',
        outcome: 'fail',
        level: 'error',
        obligations: ['ra-contributors-and-approval'],
      }),
    )
  })
})

describe('trap 21: the audit needs revenue and volume', () => {
  const audit = (thresholds: string[], consumers: string, sensitive: string) =>
    determined(
      lender({
        'organization.ccpa.thresholds': thresholds,
        'organization.cybersecurity-audit': {
          'annual-revenue': 'under-50M',
          consumers,
          'sensitive-consumers': sensitive,
        },
      }),
    ).determinations.find((each) => each.id === 'cybersecurity-audit')?.answer
  test.each([
    [['revenue'], 'under-250k', 'under-50k', 'no'],
    [['revenue'], '250k-or-more', 'under-50k', 'yes'],
    [['revenue'], 'under-250k', '50k-or-more', 'yes'],
    [['consumers'], '250k-or-more', '50k-or-more', 'no'],
    [['revenue-share'], 'under-250k', 'under-50k', 'yes'],
  ])('%j with %s and %s: %s', (thresholds, consumers, sensitive, expected) => {
    expect(audit(thresholds, consumers, sensitive)).toBe(expected)
  })
})

describe('trap 22: facts are owed by who supplies technology trained on personal information for significant decisions', () => {
  const supplied = {
    'systems.0.supply': { 'to-other-businesses': 'yes', 'for-significant-decisions': 'yes' },
    'systems.0.model': {
      origin: 'in-house',
      'trained-on-personal-information': 'yes',
      'can-output-personal-information': 'no',
    },
  }
  test.each<[string, Changes, boolean]>([
    ['all three hold', {}, true],
    ['it stays in the house', { 'systems.0.supply.to-other-businesses': 'no' }, false],
    ['it decides nothing significant', { 'systems.0.supply.for-significant-decisions': 'no' }, false],
    ['no personal information trained it', { 'systems.0.model.trained-on-personal-information': 'no' }, false],
    ['supply is not spoken of', { 'systems.0.supply': undefined }, false],
  ])('%s', (_, changes, owed) => {
    expect(applying(determined(lender({ ...supplied, ...changes }))).includes('admt-supplier-facts')).toBe(owed)
  })
  test('using a vendor’s model is another duty', () => {
    const found = determined(
      lender({
        'systems.0.model': {
          origin: 'vendor',
          'trained-on-personal-information': 'yes',
          'can-output-personal-information': 'no',
        },
      }),
    )
    expect(applying(found)).toContain('admt-vendor-facts-obtained')
    expect(applying(found)).not.toContain('admt-supplier-facts')
  })
})

describe('trap 23: amounts are dated, and the old ones are gone', () => {
  test('the figures of 2025 end with 2026', () => {
    expect(fact('business-revenue')).toMatchObject({ value: 26_625_000, until: '2026-12-31' })
    expect(fact('fine-violation')).toMatchObject({ value: 2663, until: '2026-12-31' })
    expect(fact('fine-intentional-or-minor')).toMatchObject({ value: 7988, until: '2026-12-31' })
    expect(
      ccpaAdmt.facts.map(({ value }) => value).filter((value) => [2500, 7500, 25_000_000].includes(Number(value))),
    ).toEqual([])
  })
  test('from 2027 the gate says that the figure must be looked up, and blocks nobody for it', async () => {
    const finding = async (asOf: string) =>
      (await gate(lender(), { asOf })).report.findings.find((each) => each.subject === 'ccpa-admt/business-revenue')
    expect(await finding('2026-12-31')).toMatchObject({ rule: 'law/current', outcome: 'pass' })
    expect(await finding('2027-01-01')).toMatchObject({ outcome: 'review', level: 'note' })
  })
  test('a figure above the threshold contradicts that the organization is not covered', async () => {
    const at = async (revenue: number) => {
      const { report } = await gate(
        lender({
          'organization.ccpa.role': 'not-covered',
          'organization.ccpa.thresholds': 'none',
          'organization.ccpa.revenue': revenue,
        }),
        { asOf: '2026-11-23' },
      )
      return report.findings.find(
        (each) => each.rule === 'answers/consistent' && each.subject === 'organization/role-and-thresholds',
      )?.outcome
    }
    expect(await at(26_625_000)).toBe('pass')
    expect(await at(26_625_001)).toBe('fail')
  })
})

test('trap 24: approved on 22 September 2025, a day before it was announced', () => {
  expect(fact('approved')).toMatchObject({ value: '2025-09-22' })
  expect(data).not.toContain('2025-09-23')
})

describe('trap 25: exempt data takes a whole flow out, and being a bank does not', () => {
  const exempt = {
    'systems.0.data.inputs.0.exempt-under': 'glba',
    'systems.0.data.exemptions': { 'confirmed-by': 'ana', 'confirmed-on': '2027-01-08' },
  }
  test('every input exempt, as counsel confirmed: nothing is owed', () => {
    const found = determined(lender(exempt))
    expect(answer(found, 'personal-information')).toBe('no')
    expect(applying(found)).toEqual([])
  })
  test('one input that is not keeps every duty', () => {
    const found = determined(
      lender({ ...exempt, 'systems.0.data.inputs.1': { name: 'Visits to the site', category: 'internet-activity' } }),
    )
    expect(applying(found)).toEqual(
      expect.arrayContaining(['pre-use-notice-published', 'opt-out-methods', 'risk-assessment-before-start']),
    )
  })
  test.each<[string, Changes]>([
    ['nobody confirmed it', { 'systems.0.data.exemptions': undefined }],
    ['one who is no counsel confirmed it', { 'systems.0.data.exemptions.confirmed-by': 'bob' }],
    ['it has no day', { 'systems.0.data.exemptions.confirmed-on': undefined }],
    ['its day is to come', { 'systems.0.data.exemptions.confirmed-on': '2027-12-01' }],
  ])('%s: it is open, never exempt', (_, changes) => {
    expect(answer(determined(lender({ ...exempt, ...changes })), 'personal-information')).toBe('unknown')
  })
})

test('trap 26: the neighbours, some of them stale, stay out of these rules', () => {
  expect(data).not.toMatch(
    /Colorado|SB ?24-205|SB ?26-189|SB ?7\b|SB ?947|AI Act|2024\/1689|Illinois|HB ?3773|New York|LL ?144|FEHA|TRAIGA/i,
  )
})

describe('trap 27: sources differ on letters of section 7001, so only three are cited', () => {
  const LETTERS = /7001\((?!(?:e|ddd|bbb)\))[a-z]+\)/g
  test('in the law data', () => {
    expect(data.match(LETTERS) ?? []).toEqual([])
  })
  test('in what is written for people', () => {
    const root = new URL('../../', import.meta.url)
    const files = globSync('{src,schemas,examples}/**/*.{ts,yml,json,md}', { cwd: root })
    expect(files.length).toBeGreaterThan(50)
    expect(
      files.flatMap((file) =>
        (readFileSync(new URL(file, root), 'utf8').match(LETTERS) ?? []).map((cite) => `${file}: ${cite}`),
      ),
    ).toEqual([])
  })
})

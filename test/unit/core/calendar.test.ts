import { describe, expect, test } from 'vitest'
import type { Dates } from '../../../src/core/calendar/entry.ts'
import { repeated } from '../../../src/core/calendar/index.ts'
import { check } from '../../scenarios/gate.ts'
import { AS_OF, type Changes, gate, type Json, lender } from '../../scenarios/lender.ts'
import { scenarios } from '../../scenarios/scenario.ts'

async function dates(change: Changes = {}, asOf = AS_OF): Promise<Dates> {
  return (await gate(lender(change), { asOf })).report.dates
}

/** `2028-01-11 Review the privacy policy`, of the entries that these words are in. */
function told({ entries }: Pick<Dates, 'entries'>, words: RegExp): readonly string[] {
  return entries
    .filter(({ what }) => words.test(what))
    .map(({ date, what, status, owner }) =>
      [date, what, status === 'due' ? '' : status, owner].filter(Boolean).join(' | '),
    )
}

/** Why there is no day, of the things that these words are in. */
function untold({ undated }: Dates, words: RegExp): readonly string[] {
  return undated.filter(({ what }) => words.test(what)).map(({ what, because }) => `${what}: ${because}`)
}

/** What is overdue here, and not in what is known of the law. */
function overdue({ dates: { entries } }: { readonly dates: Dates }): Dates['entries'] {
  return entries.filter(({ status, kind }) => status === 'overdue' && kind !== 'law')
}

const assessment = 'systems.0.records.risk-assessment'
const policy = 'organization.records.privacy-policy'

describe('reviews of records', () => {
  test('by the usual period, which no law sets', async () => {
    const found = await dates()
    expect(told(found, /privacy policy/)).toEqual(['2028-01-11 | Review the privacy policy | ana'])
    expect(found.entries.find(({ what }) => /privacy policy/.test(what))).toMatchObject({
      basis: 'our usual period of 12 months',
      cites: [],
    })
  })

  test('by the law: a risk assessment within three years', async () => {
    const found = await dates()
    expect(told(found, /^Review the risk assessment/)).toEqual(['2030-01-11 | Review the risk assessment | bob'])
    expect(found.entries.find(({ what }) => /^Review the risk/.test(what))?.cites).toEqual(['11 CCR 7155(a)(2)'])
  })

  test('by the author’s own tighter period', async () => {
    const found = await dates({ [`${policy}.review-every-months`]: 5 })
    expect(told(found, /privacy policy/)).toEqual(['2027-06-11 | Review the privacy policy | ana'])
    expect(found.entries.find(({ what }) => /privacy policy/.test(what))?.basis).toBe('your own period of 5 months')
  })

  test.each([
    ['a leap day and three years', assessment, '2028-02-29', '2028-03-05', '2031-02-28'],
    ['a leap day and one year', policy, '2028-02-29', '2028-03-05', '2029-02-28'],
    ['the last day of a year', policy, '2026-12-31', AS_OF, '2027-12-31'],
  ])('from %s', async (_, record, reviewed, asOf, due) => {
    const found = await dates({ [`${record}.reviewed-on`]: reviewed }, asOf)
    expect(told(found, /^Review the (risk assessment|privacy policy)/).some((each) => each.startsWith(due))).toBe(true)
  })

  test('on the last day it is due, the day after it is overdue', async () => {
    const change = { [`${policy}.reviewed-on`]: '2026-02-01' }
    expect(told(await dates(change, '2027-02-01'), /privacy/)).toEqual(['2027-02-01 | Review the privacy policy | ana'])
    expect(told(await dates(change, '2027-02-02'), /privacy/)).toEqual([
      '2027-02-01 | Review the privacy policy | overdue | ana',
    ])
  })

  test('of what no duty needs there is none', async () => {
    const found = await dates({
      'systems.0.records.supplier-facts': { file: 'x.md', owner: 'cai', 'reviewed-on': '2026-12-01' },
    })
    expect(told(found, /technology/)).toEqual([])
  })

  test('without a date that can be used, none is guessed', async () => {
    expect(untold(await dates({ [`${policy}.reviewed-on`]: undefined }), /privacy/)).toEqual([
      'Review the privacy policy: it has no review date',
    ])
    expect(untold(await dates({ [`${policy}.reviewed-on`]: '2027-02-30' }), /privacy/)).toEqual([
      'Review the privacy policy: its `reviewed-on` is no day of the calendar',
    ])
    const ahead = await dates({ [`${policy}.reviewed-on`]: '2027-02-02' })
    expect(untold(ahead, /privacy/)).toEqual([
      'Review the privacy policy: its `reviewed-on` is 2027-02-02, which is after 2027-02-01',
    ])
    expect(told(ahead, /privacy/)).toEqual([])
  })

  test('of a record that is overdue, the duties behind it are not told again', async () => {
    const late = await gate(lender(), { asOf: '2031-01-01' })
    const past = late.report.dates.entries.filter(({ status }) => status === 'overdue')
    expect(late.report.duties.some(({ status }) => status === 'unmet')).toBe(true)
    expect(past.filter(({ kind }) => kind === 'deadline')).toEqual([])
    expect(told({ entries: past }, /risk assessment/)).toEqual([
      '2030-01-11 | Review the risk assessment | overdue | bob',
    ])
  })
})

describe('reviews of the organization', () => {
  test('internal each quarter, external each year', async () => {
    expect(told(await dates(), /internal|external/)).toEqual([
      '2027-04-14 | Hold the quarterly internal review | ana',
      '2027-10-02 | Hold the yearly external review | ana',
    ])
  })
  test('never held, or held on a day to come', async () => {
    const found = await dates({
      'organization.reviews.internal': { cadence: 'monthly', by: 'cai' },
      'organization.reviews.external.last-on': '2027-03-01',
    })
    expect(untold(found, /review/)).toEqual([
      'Hold the monthly internal review: it has never been held',
      'Hold the yearly external review: its `last-on` is 2027-03-01, which is after 2027-02-01',
    ])
  })
  test('a month from January 31 and on from there', async () => {
    const found = await dates({
      'organization.reviews.internal': { cadence: 'monthly', 'last-on': '2027-01-31', by: 'cai' },
    })
    expect(
      told({ entries: repeated(found.entries, '2027-05-01') }, /internal/).map((each) => each.slice(0, 10)),
    ).toEqual(['2027-02-28', '2027-03-28', '2027-04-28'])
  })
})

describe('scope', () => {
  test('is confirmed again each year', async () => {
    expect(told(await dates(), /Reconfirm/)).toEqual([
      '2028-01-08 | Reconfirm what the organization is under the statute | ana',
    ])
    expect(untold(await dates({ 'organization.ccpa.confirmed-on': undefined }), /Reconfirm/)).toEqual([
      'Reconfirm what the organization is under the statute: it has no day of confirmation',
    ])
  })
  test('once overdue it stands alone: the duty that it proves is not told beside it', async () => {
    const found = await dates({}, '2028-02-01')
    const past = found.entries.filter(({ status, kind }) => status === 'overdue' && kind !== 'law')
    expect(told({ entries: past }, /statute/)).toEqual([
      '2028-01-08 | Reconfirm what the organization is under the statute | overdue | ana',
    ])
  })
  test('a system that the rules do not reach has the reconfirmations that exist, and no more', async () => {
    const found = await dates({
      'systems.0.california-residents': 'no',
      'systems.0.out-of-scope': {
        reason: 'Only merchants in Oregon are served.',
        'confirmed-by': 'ana',
        'confirmed-on': '2026-12-01',
      },
      'organization.cybersecurity-audit': undefined,
    })
    expect(found.entries.filter(({ kind }) => kind !== 'law').map(({ date, what }) => `${date} ${what}`)).toEqual([
      '2027-12-01 Reconfirm that the rules do not reach the system',
      '2028-01-08 Reconfirm what the organization is under the statute',
    ])
    expect(found.undated).toEqual([])
  })
  test('no system at all is confirmed again', async () => {
    const found = await dates({
      systems: [],
      'no-systems': {
        reason: 'Terminals are sold; nothing decides about people.',
        'confirmed-by': 'ana',
        'confirmed-on': '2026-06-30',
      },
    })
    expect(found.entries.filter(({ kind }) => kind !== 'law').map(({ date, what }) => `${date} ${what}`)).toEqual([
      '2027-06-30 Reconfirm that there is no automated decisionmaking here',
    ])
  })
})

describe('deadlines', () => {
  const earlier = (change: Changes = {}) =>
    dates({ [`${assessment}.reviewed-on`]: '2026-11-01', ...change }, '2026-11-23')

  test('Article 11 on January 1, 2027 for a use that runs, by who has the duties', async () => {
    expect(told(await earlier(), /Article 11/)).toEqual([
      '2027-01-01 | 11 duties of Article 11 | ana',
      '2027-01-01 | 6 duties of Article 11 | cai',
    ])
  })
  test('of an assessment of what began before 2026 on December 31, 2027', async () => {
    const found = await dates({ 'systems.0.in-use-since': '2024-05-01' })
    expect(told(found, /before 2026/)).toEqual([
      '2027-12-31 | Finish the risk assessment of processing that began before 2026 | met | bob',
    ])
  })
  test('a planned start, or the question when it is', async () => {
    const planned = { 'systems.0.status': 'planned', 'systems.0.in-use-since': undefined }
    const known = await dates({ ...planned, 'systems.0.planned-for': '2027-09-01' })
    expect(known.entries.filter(({ kind }) => kind === 'deadline').map(({ date }) => date)).toContain('2027-09-01')
    expect(known.undated).toEqual([])
    const open = await dates(planned)
    expect(open.entries.filter(({ kind, subject }) => kind === 'deadline' && subject === 'advance')).toEqual([])
    expect(untold(open, /Article 11/)[0]).toMatch(/due before the first use, and no day for that is planned$/)
  })
  test('that have passed and are not met are overdue; those that are met are gone', async () => {
    const { report } = await gate(lender(), { records: { 'compliance/notice.md': 'missing' } })
    const past = overdue(report)
    expect(past.map(({ date, what, owner }) => `${date} ${what} ${owner}`)).toEqual([
      '2027-01-01 6 duties of Article 11 ana',
    ])
    expect(past[0]?.duties.every(({ status }) => status === 'unmet')).toBe(true)
  })
  test('45 days after each material change that no review has followed', async () => {
    const changes: Json = [
      { on: '2026-12-20', what: 'A new source.' },
      { on: '2027-01-15', what: 'A new purpose.' },
      { on: '2027-01-20', what: 'A new model.' },
      { what: 'Another.' },
    ]
    const found = await dates({ 'systems.0.material-changes': changes })
    expect(told(found, /material change/)).toEqual([
      '2027-03-01 | Update the risk assessment after the material change of 2027-01-15 | bob',
      '2027-03-06 | Update the risk assessment after the material change of 2027-01-20 | bob',
    ])
    expect(untold(found, /material change/)).toEqual([
      'Update the risk assessment after the material change: the change has no date',
    ])
    const late = await dates({ 'systems.0.material-changes': changes }, '2027-03-02')
    expect(told(late, /2027-01-15/)[0]).toMatch(/^2027-03-01 .* overdue/)
  })
})

describe('filings', () => {
  const filed = (found: Dates, until: string, words = /File/) =>
    told({ entries: repeated(found.entries, until) }, words)

  test('on April 1, 2028 and every year that the window holds', async () => {
    expect(filed(await dates(), '2030-04-01').map((each) => each.slice(0, 10))).toEqual([
      '2028-04-01',
      '2029-04-01',
      '2030-04-01',
    ])
    expect(filed(await dates(), '2030-03-31')).toHaveLength(2)
    const [first, second] = repeated((await dates()).entries, '2029-12-31').filter(({ kind }) => kind === 'filing')
    expect(first?.basis).toBeUndefined()
    expect(second?.basis).toBe('where an assessment was made or updated in the year before')
  })
  test('one that was missed is overdue, and the next one stands beside it', async () => {
    expect(filed(await dates({}, '2028-05-01'), '2029-12-31')).toEqual([
      '2028-04-01 | File the yearly risk-assessment information with the Agency | overdue | bob',
      '2029-04-01 | File the yearly risk-assessment information with the Agency | bob',
    ])
  })
  const audit = (revenue: string) => ({
    'organization.cybersecurity-audit': {
      'annual-revenue': revenue,
      consumers: '250k-or-more',
      'sensitive-consumers': 'under-50k',
    },
  })
  test.each([
    ['over-100M', '2028-04-01'],
    ['50M-100M', '2029-04-01'],
    ['under-50M', '2030-04-01'],
  ])('the audit of a business with %s first on %s', async (revenue, day) => {
    const found = filed(await dates(audit(revenue)), '2031-04-01', /audit/)
    expect(found[0]?.slice(0, 10)).toBe(day)
    expect(found.at(-1)?.slice(0, 10)).toBe('2031-04-01')
  })
  test('the audit of a business that does not know its revenue has no day, but the question', async () => {
    const { report } = await gate(lender(audit('unknown')))
    expect(told(report.dates, /audit/)).toEqual([])
    expect(untold(report.dates, /audit/)[0]).toMatch(/annual revenue, which sets the day, is not known/)
    expect(report.findings.some(({ outcome, subject }) => outcome === 'open' && /annual-revenue/.test(subject))).toBe(
      true,
    )
  })
})

describe('waivers', () => {
  const waiver = {
    system: 'advance',
    obligation: 'opt-out-quiet-period',
    reason: 'The queue is being replaced; the desk checks by hand.',
    'approved-by': 'ana',
    'expires-on': '2027-06-30',
  }
  test('end, have ended, or do not count', async () => {
    expect(told(await dates({ waivers: [waiver] }), /waiver/)).toEqual([
      '2027-06-30 | The waiver of `opt-out-quiet-period` ends | ana',
    ])
    expect(told(await dates({ waivers: [waiver] }, '2027-07-01'), /waiver/)).toEqual([
      '2027-06-30 | The waiver of `opt-out-quiet-period` has ended | overdue | ana',
    ])
    const long = await dates({ waivers: [{ ...waiver, 'expires-on': '2027-08-02' }] })
    expect(told(long, /waiver/)).toEqual([])
    expect(untold(long, /waiver/)).toEqual([
      'The waiver of `opt-out-quiet-period`: it runs until 2027-08-02, longer than 6 months',
    ])
  })
  test('keep what they cover from being overdue', async () => {
    const missing = { records: { 'compliance/opt-out.md': { without: ['quiet-period'] } } }
    expect(overdue((await gate(lender(), missing)).report)).toHaveLength(1)
    expect(overdue((await gate(lender({ waivers: [waiver] }), missing)).report)).toEqual([])
  })
})

test('the law has days of its own', async () => {
  const law = (await dates({}, '2026-11-23')).entries.filter(({ kind }) => kind === 'law')
  expect(law.map(({ date, what }) => `${date} ${what}`)).toEqual([
    '2026-12-31 Last day on which 3 figures of the law are known: business-revenue, fine-violation, fine-intentional-or-minor',
    '2027-05-22 Last day on which the law data of 2026-11-23 counts as fresh',
  ])
  const later = (await dates({}, '2027-05-23')).entries.filter(({ kind }) => kind === 'law')
  expect(later.map(({ status }) => status)).toEqual(['overdue', 'overdue'])
})

test('what is overdue is not repeated, for nobody knows when it will be done', async () => {
  const found = await dates({}, '2028-02-01')
  const all = repeated(found.entries, '2030-02-01')
  expect(told({ entries: all }, /privacy policy/)).toEqual(['2028-01-11 | Review the privacy policy | overdue | ana'])
})

test('at the end of the years that can be written nothing hangs', () => {
  const entry = {
    key: ['x'],
    kind: 'review',
    subject: 'organization',
    what: 'Review',
    cites: [],
    duties: [],
    status: 'due',
  } as const
  expect(repeated([{ ...entry, date: '9999-06-30', everyMonths: 12 }], '9999-12-31').map(({ date }) => date)).toEqual([
    '9999-06-30',
    '9999-12-31',
  ])
})

/** What a rule says of the day in its own words. */
const SAYS = /(?:review is due by|one is due by|was due by|ended on|last day for it was|until) (\d{4}-\d{2}-\d{2})/

/** Rules whose findings have a day of their own. */
const TOLD_ELSEWHERE = new Set(['record/current', 'assessment/updated', 'scope/confirmed'])

describe.each(scenarios())('$id', ({ manifest, records, 'as-of': asOf }) => {
  test.each([asOf, '2027-01-01', '2028-02-29', '2029-04-02'])(
    'on %s rule and calendar name the same days',
    async (day) => {
      const { report } = await check({ manifest, asOf: day, ...(records === undefined ? {} : { records }) })
      const { entries, undated } = report.dates
      const keyed = (key: string) => entries.find((entry) => entry.key.slice(1).join('/') === key)
      for (const { rule, subject, outcome, message } of report.findings) {
        if (rule !== 'record/current' && rule !== 'review/on-cadence') continue
        const key = rule === 'record/current' ? subject : subject.replace('organization/reviews.', '')
        const [, said] = SAYS.exec(message) ?? []
        if (said !== undefined) {
          expect(keyed(key), `${subject} ${message}`).toMatchObject({
            date: said,
            status: outcome === 'fail' ? 'overdue' : 'due',
          })
        }
        if (outcome === 'notApplicable') expect(keyed(key), subject).toBeUndefined()
        if (outcome === 'fail' && said === undefined && !/too early|who held it/.test(message)) {
          expect(
            undated.some((entry) => entry.key.slice(1).join('/') === key),
            `${subject} ${message}`,
          ).toBe(true)
        }
      }
      for (const duty of report.duties) {
        if (duty.status !== 'unmet' || !('date' in duty.due) || duty.due.date >= day) continue
        const against = report.findings.filter(
          ({ outcome, duties, waiver }) =>
            outcome === 'fail' && waiver === undefined && duties.includes(`${duty.subject}/${duty.obligation}`),
        )
        const elsewhere = against.every(({ rule }) => TOLD_ELSEWHERE.has(rule))
        const listed = entries.some(
          ({ status, subject, duties }) =>
            status === 'overdue' &&
            subject === duty.subject &&
            duties.some((each) => each.obligation === duty.obligation),
        )
        expect(listed || elsewhere, `${duty.subject}/${duty.obligation}`).toBe(true)
      }
    },
  )
})

import { expect, test } from 'vitest'
import { asItStands, changedDuties, contentsOf, judge, MANIFEST, newlyAsked, THEMES } from './themes.ts'

type Case = {
  readonly theme: string
  readonly is: string
  /** A line of the manifest as it stands, and what stands there instead; nothing takes it out. */
  readonly line: string
  readonly instead?: string
  /** Where the finding stands, when not on that line: the text of another. */
  readonly at?: string
  readonly rule: string
  readonly says: RegExp
  /** What is not met any more; absent where only good practice is missed. */
  readonly unmet?: string
}

const ASSESSMENT = 'risk-assessment:'
const cases: readonly Case[] = [
  {
    theme: 'bank',
    is: 'assessed after it began',
    line: 'completed-on: 2026-02-20',
    instead: 'completed-on: 2026-03-03',
    rule: 'assessment/in-time',
    says: /was assessed on 2026-03-03, after it began on 2026-03-02/,
    unmet: 'risk-assessment-before-start',
  },
  {
    theme: 'bank',
    is: 'without the day on which it was first finished',
    line: 'completed-on: 2026-02-20',
    at: ASSESSMENT,
    rule: 'assessment/in-time',
    says: /was assessed on 2026-12-01, after/,
    unmet: 'risk-assessment-before-start',
  },
  {
    theme: 'bank',
    is: 'reviewed more than three years ago',
    line: 'reviewed-on: 2026-12-01',
    instead: 'reviewed-on: 2024-02-09',
    rule: 'record/current',
    says: /36 months ended on 2027-02-09/,
    unmet: 'ra-review-three-years',
  },
  {
    theme: 'bank',
    is: 'never reviewed',
    line: 'reviewed-on: 2026-12-01',
    at: ASSESSMENT,
    rule: 'record/current',
    says: /has no review date/,
    unmet: 'ra-review-three-years',
  },
  {
    theme: 'bank',
    is: 'reviewed on a day that is none',
    line: 'reviewed-on: 2026-12-01',
    instead: 'reviewed-on: 2026-02-30',
    rule: 'record/current',
    says: /no day of the calendar/,
    unmet: 'ra-review-three-years',
  },
  {
    theme: 'bank',
    is: 'reviewed tomorrow',
    line: 'reviewed-on: 2026-12-01',
    instead: 'reviewed-on: tomorrow',
    rule: 'record/current',
    says: /no day of the calendar/,
    unmet: 'ra-review-three-years',
  },
  {
    theme: 'bank',
    is: 'reviewed on a day to come',
    line: 'reviewed-on: 2026-12-01',
    instead: 'reviewed-on: 2027-02-11',
    rule: 'record/current',
    says: /which is after 2027-02-10/,
    unmet: 'ra-review-three-years',
  },
  {
    theme: 'bank',
    is: 'finished on a day to come',
    line: 'completed-on: 2026-02-20',
    instead: 'completed-on: 2031-01-01',
    rule: 'record/current',
    says: /`completed-on` of 2031-01-01/,
    unmet: 'ra-retention',
  },
  {
    theme: 'bank',
    is: 'approved by nobody',
    line: 'approved-by: dev',
    at: ASSESSMENT,
    rule: 'assessment/approved',
    says: /approved by nobody/,
    unmet: 'ra-contributors-and-approval',
  },
  {
    theme: 'bank',
    is: 'approved by counsel',
    line: 'approved-by: dev',
    instead: 'approved-by: ruth',
    rule: 'assessment/approved',
    says: /advises as counsel/,
    unmet: 'ra-contributors-and-approval',
  },
  {
    theme: 'bank',
    is: 'approved by somebody unknown',
    line: 'approved-by: dev',
    instead: 'approved-by: quinn',
    rule: 'assessment/approved',
    says: /not under `people`/,
    unmet: 'ra-contributors-and-approval',
  },
  {
    theme: 'bank',
    is: 'a procedure that nobody owns',
    line: 'owner: ida',
    at: 'opt-out-procedure:',
    rule: 'record/owned',
    says: /has no owner/,
    unmet: 'opt-out-quiet-period',
  },
  {
    theme: 'bank',
    is: 'a policy that is only a link',
    line: 'file: legal/privacy-policy.md',
    instead: 'url: https://tidewater.example/privacy',
    at: 'privacy-policy:',
    rule: 'record/present',
    says: /only a URL/,
    unmet: 'privacy-policy-admt',
  },
  {
    theme: 'bank',
    is: 'a role that nobody confirmed',
    line: 'confirmed-by: ruth',
    at: 'ccpa:',
    rule: 'scope/confirmed',
    says: /confirmed by nobody/,
    unmet: 'business-threshold-check',
  },
  {
    theme: 'bank',
    is: 'a role confirmed on a day to come',
    line: 'confirmed-on: 2027-01-11',
    instead: 'confirmed-on: 2027-02-11',
    rule: 'scope/confirmed',
    says: /which is after 2027-02-10/,
    unmet: 'business-threshold-check',
  },
  {
    theme: 'bank',
    is: 'a role confirmed more than a year ago',
    line: 'confirmed-on: 2027-01-11',
    instead: 'confirmed-on: 2026-02-09',
    rule: 'scope/confirmed',
    says: /more than 12 months/,
    unmet: 'business-threshold-check',
  },
  {
    theme: 'bank',
    is: 'a training that began nobody knows when',
    line: 'since: 2026-03-02',
    instead: 'since: unknown',
    rule: 'question/answered',
    says: /when the activity began/,
    unmet: 'risk-assessment-before-start',
  },
  {
    theme: 'bank',
    is: 'a training that began on a day that is none',
    line: 'since: 2026-03-02',
    instead: 'since: 2026-02-30',
    rule: 'question/answered',
    says: /when the activity began/,
    unmet: 'risk-assessment-before-start',
  },
  {
    theme: 'hospital',
    is: 'a change that no review followed',
    line: 'reviewed-on: 2027-02-12',
    instead: 'reviewed-on: 2027-01-02',
    at: '- on: 2027-01-20',
    rule: 'assessment/updated',
    says: /not followed by a review yet; 5 days left/,
    unmet: 'ra-update-material-change',
  },
  {
    theme: 'hospital',
    is: 'a change that a review followed too late',
    line: '- on: 2027-01-20',
    instead: '- on: 2026-12-20',
    rule: 'assessment/updated',
    says: /no review declared until 2027-02-12, and the last day for one was 2027-02-03/,
  },
  {
    theme: 'hospital',
    is: 'a change of nobody knows when',
    line: '- on: 2027-01-20',
    instead: '- on: unknown',
    rule: 'assessment/updated',
    says: /nobody can tell/,
    unmet: 'ra-update-material-change',
  },
  {
    theme: 'hospital',
    is: 'a change on a day that is none',
    line: '- on: 2027-01-20',
    instead: '- on: 2027-02-30',
    rule: 'assessment/updated',
    says: /nobody can tell/,
    unmet: 'ra-update-material-change',
  },
  {
    theme: 'hospital',
    is: 'an appeal that is not easy',
    line: 'easy-to-appeal: yes',
    instead: 'easy-to-appeal: no',
    at: 'claim: human-appeal',
    rule: 'exception/holds',
    says: /`easy-to-appeal` is `no`/,
    unmet: 'exception-human-appeal',
  },
  {
    theme: 'hospital',
    is: 'an appeal of which it is not known whether it is easy',
    line: 'easy-to-appeal: yes',
    instead: 'easy-to-appeal: unknown',
    rule: 'question/answered',
    says: /it is not known whether this holds: “/,
  },
  {
    theme: 'recruiter',
    is: 'a sample that nothing shows to work',
    line: 'works-for-its-purpose: yes',
    instead: 'works-for-its-purpose: no',
    at: 'claim: admission-or-hiring',
    rule: 'exception/holds',
    says: /`works-for-its-purpose` is `no`/,
    unmet: 'exception-hiring-admission',
  },
  {
    theme: 'courier',
    is: 'routes that are not all that it is used for',
    line: 'solely-for-permitted-use: yes',
    instead: 'solely-for-permitted-use: no',
    at: 'claim: work-or-compensation',
    rule: 'exception/holds',
    says: /`solely-for-permitted-use` is `no`/,
    unmet: 'exception-work-comp',
  },
  {
    theme: 'retailer',
    is: 'the filing of the year before',
    line: 'reviewed-on: 2028-03-20',
    instead: 'reviewed-on: 2027-03-20',
    rule: 'record/current',
    says: /too early for what is due by 2028-04-01/,
    unmet: 'ra-annual-submission',
  },
  {
    theme: 'retailer',
    is: 'the audit of the year before',
    line: 'reviewed-on: 2028-03-25',
    instead: 'reviewed-on: 2027-03-25',
    rule: 'record/current',
    says: /too early for what is due by 2028-04-01/,
    unmet: 'cyber-audit-and-certification',
  },
  {
    theme: 'retailer',
    is: 'nobody of management to file',
    line: 'joss: { name: Joss Hartigan, title: Chief Privacy Officer, executive: yes }',
    instead: 'joss: { name: Joss Hartigan, title: Chief Privacy Officer }',
    at: 'people:',
    rule: 'duty/owned',
    says: /has no owner/,
    unmet: 'ra-annual-submission',
  },
  {
    theme: 'landlord',
    is: 'an assessment of a legacy use after 2027',
    line: 'completed-on: 2026-06-15',
    instead: 'completed-on: 2028-01-01',
    rule: 'assessment/in-time',
    says: /after 2027-12-31/,
    unmet: 'risk-assessment-legacy-backfill',
  },
]

test.each(cases)('$theme: $is', async ({ theme: id, line, instead, at, rule, says, unmet }) => {
  const theme = THEMES.find((each) => each.id === id)
  if (theme === undefined) throw new Error(id)
  const lines = (contentsOf(id)[MANIFEST] ?? '').split('\n')
  const index = lines.findIndex((each) => each.trim() === line)
  if (index < 0) throw new Error(`no line ${line}`)
  const changed = lines.toSpliced(
    index,
    1,
    ...(instead === undefined ? [] : [(lines[index] ?? '').replace(line, instead)]),
  )
  const before = await asItStands(theme)
  const after = await judge({ ...contentsOf(id), [MANIFEST]: changed.join('\n') }, theme.asOf)
  const place = changed.findIndex((each) => each.trim() === (at ?? instead))
  expect(newlyAsked(before, after)).toContainEqual(
    expect.objectContaining({
      rule,
      message: expect.stringMatching(says),
      next: expect.stringMatching(/\S/),
      location: expect.objectContaining({ file: MANIFEST, region: expect.objectContaining({ startLine: place + 1 }) }),
    }),
  )
  if (unmet !== undefined) expect(changedDuties(before, after)[unmet]).toMatch(/^(?:unmet|open|later)$/)
})

/** Every day that a manifest of ours states, by its line. What `since` or a change says may be to come. */
const dated = ['bank', 'hospital', 'retailer', 'landlord'].flatMap((id) =>
  (contentsOf(id)[MANIFEST] ?? '').split('\n').flatMap((line, index) => {
    const [, key, day] = /^\s*(?:- )?([a-z-]+): (\d{4}-\d{2}-\d{2})$/.exec(line) ?? []
    return key === undefined || day === undefined ? [] : [{ id, key, day, index }]
  }),
)

test.each(
  dated.flatMap((each) =>
    ['2026-02-30', 'tomorrow', '2026-13-01', '26-2-3', '2026-02-03T10:00:00Z', '٢٠٢٦-٠٢-٠٣'].map((instead) => ({
      ...each,
      instead,
    })),
  ),
)('$id: `$key: $instead` is refused at its line', async ({ id, key, day, index, instead }) => {
  const after = await withDay(id, index, day, instead)
  expect(after.findings).toContainEqual(
    expect.objectContaining({
      rule: 'manifest/valid',
      outcome: 'fail',
      level: 'error',
      message: expect.stringContaining(`\`${instead}\``),
      location: expect.objectContaining({ region: expect.objectContaining({ startLine: index + 1 }) }),
    }),
  )
  expect(after.verdict, key).not.toBe('pass')
})

// A start after the end is told at the end.
test.each(dated.filter(({ id, key }) => !/^(?:since|on)$/.test(key) && !(id === 'landlord' && key === 'in-use-since')))(
  '$id: `$key` of a day to come is told at its line',
  async ({ id, day, index }) => {
    const theme = THEMES.find((each) => each.id === id)
    if (theme === undefined) throw new Error(id)
    expect(newlyAsked(await asItStands(theme), await withDay(id, index, day, '2041-06-01'))).toContainEqual(
      expect.objectContaining({
        outcome: 'fail',
        message: expect.stringContaining('2041-06-01'),
        location: expect.objectContaining({ region: expect.objectContaining({ startLine: index + 1 }) }),
      }),
    )
  },
)

async function withDay(id: string, index: number, day: string, instead: string) {
  const lines = (contentsOf(id)[MANIFEST] ?? '').split('\n')
  const changed = lines.toSpliced(index, 1, (lines[index] ?? '').replace(day, instead))
  return judge({ ...contentsOf(id), [MANIFEST]: changed.join('\n') }, THEMES.find((each) => each.id === id)?.asOf ?? '')
}

import { describe, expect, test } from 'vitest'
import { renderCalendarText } from '../../../src/report/calendar-text.ts'
import { type CalendarView, calendarView } from '../../../src/report/calendar-view.ts'
import { cells } from '../../../src/report/terminal.ts'
import { type Changes, gate, lender } from '../../scenarios/lender.ts'

async function viewOf(change: Changes = {}, asOf = '2027-02-01'): Promise<CalendarView> {
  const { report } = await gate(lender(change), { asOf })
  return calendarView(report, { until: '2027-06-01', months: 4, manifestFile: 'ai-compliance.yml' })
}

const plain = { color: false, width: 100 }

describe('the calendar on a terminal', () => {
  test('shows what is overdue, each month, what has no day and what is open, with who has it', async () => {
    const view = await viewOf({
      'organization.reviews.internal.last-on': '2026-10-14',
      'organization.records.privacy-policy.reviewed-on': undefined,
      'systems.0.training.uses-personal-information': 'unknown',
      'systems.0.material-changes': [{ on: '2027-01-20', what: 'A new model.' }],
    })
    expect(renderCalendarText(view, plain)).toMatchInlineSnapshot(`
      "Quarry Lane Credit, Inc.: 4 dates from 2027-02-01 to 2027-06-01, 2 overdue, in ai-compliance.yml.
      Who has how many: Ana Lucero 3 (2 overdue, 1 more without a date), Bob Tremaine 1.
      Incomplete: 1 open question, 1 thing without a date. There may be dates that are not shown.

      Overdue
        2026-12-31  32 days ago  Quarry Lane Credit, Inc.: last day on which 3 figures of the law are
                                 known: business-revenue, fine-violation, fine-intentional-or-minor (Civ.
                                 Code 1798.140(d)(1)(A), 1798.155, 1798.199.90). Ana Lucero. Next: look up
                                 the figures that hold then, and use a version of the gate that has them.
        2027-01-14  18 days ago  Quarry Lane Credit, Inc.: hold the quarterly internal review (good
                                 practice). Ana Lucero. Next: hold the review and set \`last-on\`.

      March 2027
        2027-03-06  in 33 days   Cash advance: update the risk assessment after the material change of
                                 2027-01-20: not met yet (11 CCR 7155(a)(3)). Bob Tremaine.
      May 2027
        2027-05-22  in 110 days  Quarry Lane Credit, Inc.: last day on which the law data of 2026-11-23
                                 counts as fresh. Ana Lucero.

      Without a date
        Quarry Lane Credit, Inc.: review the privacy policy: it has no review date. Ana Lucero. Next:
          write \`reviewed-on: YYYY-MM-DD\`.

      Open questions: an answer may add dates
        \`advance/training.uses-personal-information\` is open: it is not known whether personal information
          is used, or meant to be used, for training, by others too, and a risk assessment turns on it (11
          CCR 7150(b)(6)). Bob Tremaine. Next: write \`uses-personal-information:\` with what is true: \`yes\`
          or \`no\`.

      ai-compliance-gate 0.1.0, law data ccpa-admt 2026.11.1, law last reviewed on 2026-11-23: read from
      independent public reproductions of the approved text and from law-firm summaries, not from the
      official PDF.
      Records are judged, not practices: a file shows that a record exists, not that a practice is lawful.
      "
    `)
  })

  test.each([60, 120])('keeps within %i columns', async (width) => {
    const view = await viewOf({ 'organization.records.privacy-policy.reviewed-on': undefined }, '2028-02-01')
    const lines = renderCalendarText(view, { color: false, width }).split('\n')
    expect(lines.filter((line) => cells(line) > width)).toEqual([])
  })

  test('says the same with colour', async () => {
    const view = await viewOf({}, '2028-02-01')
    const colored = renderCalendarText(view, { color: true, width: 100 })
    expect(colored).toContain('\u001b[31mOverdue\u001b[0m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is looked at
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderCalendarText(view, plain))
  })

  test('puts reviews of one day that one person has into one line', async () => {
    const view = calendarView((await gate(lender())).report, { until: '2028-02-01', months: 12, manifestFile: 'x' })
    expect(renderCalendarText(view, plain).replace(/\s+/g, ' ')).toContain(
      'Cash advance: review the access procedure and the pre-use notice (our usual period of 12 months). Ana Lucero.',
    )
  })
})

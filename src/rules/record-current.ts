import { addMonths } from '../core/dates.ts'
import type { Duty } from '../core/duty.ts'
import { levelOf } from '../core/duty-level.ts'
import type { DeclaredRecord } from '../core/manifest.ts'
import { declaredEntries, neededRecords } from '../core/needed-records.ts'
import { recordReview } from '../core/review-period.ts'
import { type Checked, defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Dated = Subject & { readonly declared: DeclaredRecord }

export default defineRule<Dated>({
  id: 'record/current',
  level: 'error',
  summary: 'Every record has a review date that has come and is within its period.',
  why: 'A record without a date, with one to come, or past its period no longer shows how the system works today.',
  fix: 'Review the record, then set `reviewed-on` to the day of the review.',
  cites: [],

  subjects: (facts) =>
    declaredEntries(facts, neededRecords(facts)).map(({ entry, duties }) => ({
      subject: entry.subject,
      scope: entry.scope,
      route: entry.declared.route,
      duties,
      declared: entry.declared,
      ...(entry.declared.owner.value === undefined ? {} : { owner: entry.declared.owner.value }),
    })),

  check({ declared, duties = [] }, facts) {
    const { asOf } = facts
    if (duties.length === 0) return notApplicable('is needed by no duty here')
    const at = ['reviewed-on']
    const review = recordReview(declared, duties, facts)
    switch (review.kind) {
      case 'undated':
        return fail(
          declared.reviewedOn.stated ? 'has a `reviewed-on` that is no day of the calendar' : 'has no review date',
          'write `reviewed-on: YYYY-MM-DD`',
          { at },
        )
      case 'ahead':
        return fail(
          `has a \`${review.key}\` of ${review.date}, which is after ${asOf}`,
          `write the day ${review.key === 'reviewed-on' ? 'of the last review' : 'on which it was first finished'} in \`${review.key}\``,
          { at: [review.key] },
        )
      case 'cycle':
        return inCycle(review.reviewed, review.duty, review.months)
      case 'lasting':
        return pass(`was reviewed on ${review.reviewed}`)
      case 'until': {
        const { reviewed, until, months, asking, cites } = review
        if (asOf <= until) return pass(`was reviewed on ${reviewed}; the next review is due by ${until}`)
        const { whose, more } = PERIODS[review.basis]
        return fail(
          `was reviewed on ${reviewed}; ${whose} period of ${months} months ended on ${until}`,
          'review it and set `reviewed-on`',
          { at, cites, ...(more ?? { level: levelOf(asking) }) },
        )
      }
    }
  },
})

/** Whose period it is, and how much it weighs where the law does not say it. */
const PERIODS = {
  law: { whose: 'its', more: undefined },
  policy: { whose: 'the policy’s', more: { level: 'error', byPolicy: true } },
  own: { whose: 'our usual', more: { level: 'warning' } },
  usual: { whose: 'our usual', more: { level: 'warning' } },
} as const

/** What is due every year must be of the cycle that is due. */
function inCycle(reviewed: string, duty: Duty, months: number): Checked {
  if (!('date' in duty.due)) return pass(`is of ${reviewed}`)
  const from = addMonths(duty.due.date, -months)
  return reviewed > from
    ? pass(`is of ${reviewed}, for what is due by ${duty.due.date}`)
    : fail(
        `is of ${reviewed}, too early for what is due by ${duty.due.date}`,
        'replace it by that of the current year, and set `reviewed-on`',
        {
          at: ['reviewed-on'],
          cites: duty.cites,
        },
      )
}

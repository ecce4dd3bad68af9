import { addMonths } from '../core/dates.ts'
import { cadenceMonths, type HeldReview, heldReviews } from '../core/review-period.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Cadence = Subject & HeldReview

export default defineRule<Cadence>({
  id: 'review/on-cadence',
  level: 'warning',
  summary: 'Where the rules reach a system, an internal review is held every quarter and an external one every year.',
  why: 'Records age between audits. The cadence is good practice and the organization’s own promise, not a duty of the rules.',
  fix: 'Hold the review, then write its day under `last-on` and who held it under `by`.',
  cites: [],

  subjects: (facts) =>
    heldReviews(facts).map((held) => ({
      subject: `organization/reviews.${held.which}`,
      scope: 'organization',
      route: held.review.route,
      ...held,
    })),

  check({ which, review, usual, reached }, { asOf }) {
    if (!reached) return notApplicable('is not asked for: the rules reach no system')
    const cadence = review.cadence.value ?? usual
    const { lastOn, by } = review
    if (lastOn.value === undefined)
      return fail(
        'has never been held',
        `write \`reviews.${which}: { cadence: ${cadence}, last-on: YYYY-MM-DD, by: … }\``,
        {
          at: ['last-on'],
        },
      )
    if (lastOn.value > asOf)
      return fail(`was held on ${lastOn.value}, which is after ${asOf}`, 'write the day of the last review', {
        at: ['last-on'],
      })
    if (by.value === undefined)
      return fail('does not say who held it', 'write `by:` with the person or the firm', { at: ['by'] })
    const until = addMonths(lastOn.value, cadenceMonths(review, usual))
    return asOf <= until
      ? pass(`was held on ${lastOn.value}; the next one is due by ${until}`)
      : fail(
          `was held on ${lastOn.value} and is ${cadence}; the next one was due by ${until}`,
          'hold the review and set `last-on`',
          { at: ['last-on'] },
        )
  },
})

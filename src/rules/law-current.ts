import { daysBetween, inDays } from '../core/dates.ts'
import type { DatedFact } from '../core/regulation.ts'
import { LAW_REVIEW_DAYS, lawReviewDue } from '../core/review-period.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Law = Subject & { readonly figure?: DatedFact }

export default defineRule<Law>({
  id: 'law/current',
  level: 'warning',
  summary: `The law data was read against the law in the last ${LAW_REVIEW_DAYS} days, and its figures still hold.`,
  why: 'Law changes. Data that nobody has read again may miss a new date or figure.',
  fix: 'Use a newer version of the gate, or ask counsel whether the law has changed since the date shown.',
  cites: [],

  subjects({ regulation }) {
    const dated = regulation.facts.filter((fact) => fact.until !== undefined)
    return [
      { subject: regulation.id, scope: 'organization', route: [] },
      ...dated.map((figure) => ({
        subject: `${regulation.id}/${figure.id}`,
        scope: 'organization',
        route: [],
        figure,
      })),
    ]
  },

  check({ figure }, { asOf, regulation }) {
    if (figure?.until !== undefined) {
      return asOf <= figure.until
        ? pass(`holds until ${figure.until}`)
        : {
            outcome: 'review',
            level: 'note',
            message: `is known only until ${figure.until}: ${figure.title}`,
            next: 'look up the figure that holds now',
            cites: figure.cites,
          }
    }
    const age = daysBetween(regulation.lawReviewedOn, asOf)
    return asOf <= lawReviewDue(regulation)
      ? pass(`was read against the law on ${regulation.lawReviewedOn}`)
      : fail(
          `was last read against the law on ${regulation.lawReviewedOn}, ${inDays(age)} before ${asOf}`,
          'use a newer version of the gate, or ask counsel what has changed',
        )
  },
})

import { answeringFor } from '../answering.ts'
import { addMonths } from '../dates.ts'
import type { Duty } from '../duty.ts'
import type { Facts } from '../facts.ts'
import type { Waiver } from '../manifest.ts'
import { declaredEntries, type Entry, neededRecords } from '../needed-records.ts'
import {
  CONFIRMED_MONTHS,
  cadenceMonths,
  confirmedUntil,
  type HeldReview,
  heldReviews,
  recordReview,
} from '../review-period.ts'
import { type ScopeStatement, scopeStatements } from '../scope-statements.ts'
import { waiverOver } from '../waiver.ts'
import { waiversInForce } from '../waiver-approval.ts'
import { type CalendarEntry, type Dates, NO_DATES, ownedBy, statusOn, type UndatedEntry } from './entry.ts'

/** Every review that something asks for: of records that a duty needs, of the organization, and of what was confirmed about scope. */
export function reviewDates(facts: Facts): Dates {
  const answering = answeringFor(facts)
  const all = [
    ...records(facts, answering),
    ...heldReviews(facts).map((held) => heldReview(held, facts, answering)),
    ...scopeStatements(facts).map((statement) => confirmation(statement, facts, answering)),
  ]
  return { entries: all.flatMap(({ entries }) => entries), undated: all.flatMap(({ undated }) => undated) }
}

type Answering = (scope: string) => string | undefined

function records(facts: Facts, answering: Answering): readonly Dates[] {
  const titles = new Map(facts.regulation.records.map(({ id, title }) => [id, title]))
  const inForce = waiversInForce(facts)
  return declaredEntries(facts, neededRecords(facts)).flatMap(({ entry, duties }) => {
    if (duties.length === 0) return []
    const { declared, scope } = entry
    const common = {
      key: ['record', scope, declared.key],
      kind: 'review' as const,
      subject: scope,
      what: `Review ${nameOf(entry, titles)}`,
      ...ownedBy(declared.owner.value ?? answering(scope)),
      cites: [],
      duties: [],
      route: declared.route,
    }
    return [recordDates(common, entry, duties, facts, inForce)]
  })
}

function recordDates(
  common: Omit<UndatedEntry, 'because'>,
  { declared }: Entry,
  duties: readonly Duty[],
  facts: Facts,
  inForce: readonly Waiver[],
): Dates {
  const { asOf } = facts
  const review = recordReview(declared, duties, facts)
  switch (review.kind) {
    case 'undated': {
      const because = declared.reviewedOn.stated
        ? 'its `reviewed-on` is no day of the calendar'
        : 'it has no review date'
      return { entries: [], undated: [{ ...common, because, next: 'write `reviewed-on: YYYY-MM-DD`' }] }
    }
    case 'ahead': {
      const because = `its \`${review.key}\` is ${review.date}, which is after ${asOf}`
      const next = `write the day of the last review in \`${review.key}\``
      return { entries: [], undated: [{ ...common, because, next }] }
    }
    case 'cycle':
    case 'lasting':
      return NO_DATES
    case 'until': {
      const { until: date, months, cites } = review
      const late = statusOn(date, asOf)
      const status = late === 'overdue' && waiverOver(duties, inForce) !== undefined ? 'waived' : late
      const own = { ...common, ...basis(review.basis, months), next: 'review it and set `reviewed-on`' }
      return { entries: [{ ...own, cites, date, status, everyMonths: months }], undated: [] }
    }
  }
}

/** Said where no citation tells it. */
function basis(basis: 'law' | 'policy' | 'own' | 'usual', months: number): Pick<CalendarEntry, 'basis'> {
  if (basis === 'law') return {}
  return { basis: `${WHOSE[basis]} period of ${months === 1 ? '1 month' : `${months} months`}` }
}

const WHOSE = { policy: 'the policy’s', own: 'your own', usual: 'our usual' } as const

/** `the privacy policy`, with the file where a kind has several. */
function nameOf({ declared }: Entry, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(declared.kind) ?? declared.kind
  const lower = `${title.charAt(0).toLowerCase()}${title.slice(1)}`
  const which = declared.key.slice(declared.kind.length)
  return `the ${lower}${which === '' ? '' : ` \`${which.slice(1, -1)}\``}`
}

function heldReview({ which, review, usual, reached }: HeldReview, { asOf }: Facts, answering: Answering): Dates {
  if (!reached) return NO_DATES
  const { lastOn } = review
  const cadence = review.cadence.value ?? usual
  const common = {
    key: ['held-review', which],
    kind: 'review' as const,
    subject: 'organization',
    what: `Hold the ${cadence} ${which} review`,
    ...ownedBy(answering('organization')),
    cites: [],
    duties: [],
    route: review.route,
  }
  if (lastOn.value === undefined || lastOn.value > asOf) {
    const because =
      lastOn.value === undefined
        ? 'it has never been held'
        : `its \`last-on\` is ${lastOn.value}, which is after ${asOf}`
    return {
      entries: [],
      undated: [{ ...common, because, next: `write \`{ cadence: ${cadence}, last-on: YYYY-MM-DD, by: … }\`` }],
    }
  }
  const months = cadenceMonths(review, usual)
  const date = addMonths(lastOn.value, months)
  return {
    entries: [
      {
        ...common,
        date,
        status: statusOn(date, asOf),
        everyMonths: months,
        basis: 'good practice',
        next: 'hold the review and set `last-on`',
      },
    ],
    undated: [],
  }
}

const CONFIRM = {
  organization: 'Reconfirm what the organization is under the statute',
  none: 'Reconfirm that there is no automated decisionmaking here',
  system: 'Reconfirm that the rules do not reach the system',
}

function confirmation(statement: ScopeStatement, { asOf }: Facts, answering: Answering): Dates {
  const { subject, scope, route, on, needed } = statement
  if (!needed) return NO_DATES
  const common = {
    key: ['confirmation', subject],
    kind: 'review' as const,
    subject: scope,
    what: CONFIRM[subject === 'organization/ccpa' ? 'organization' : subject === 'no-systems' ? 'none' : 'system'],
    ...ownedBy(answering(scope)),
    cites: ['Civ. Code 1798.140(d)'],
    duties: [],
    route,
  }
  if (on.value === undefined || on.value > asOf) {
    const because =
      on.value === undefined
        ? 'it has no day of confirmation'
        : `its \`confirmed-on\` is ${on.value}, which is after ${asOf}`
    return { entries: [], undated: [{ ...common, because, next: 'write `confirmed-on: YYYY-MM-DD`' }] }
  }
  const date = confirmedUntil(on.value)
  return {
    entries: [
      {
        ...common,
        date,
        status: statusOn(date, asOf),
        everyMonths: CONFIRMED_MONTHS,
        next: 'have it confirmed from the figures of the last year, and set `confirmed-on`',
      },
    ],
    undated: [],
  }
}

import type { Manifest, Organization, Person, Review, Waiver } from '../core/manifest.ts'
import {
  answer,
  at,
  type Cursor,
  choice,
  choices,
  date,
  declared,
  entries,
  items,
  number,
  statement,
  text,
  texts,
} from './given.ts'
import { readRecords } from './record.ts'
import { ROLES, readSystems } from './system.ts'

/**
 * The manifest as the code uses it, from the document as written. Total: whatever the JSON is, every answer is there, given
 * or not; what has the wrong type reads as not known, and `schema.ts` reports it.
 */
export function parseManifest(written: unknown): Manifest {
  const root: Cursor = { route: [], value: written }
  const noSystems = at(root, 'no-systems')
  return {
    organization: readOrganization(at(root, 'organization')),
    people: entries(at(root, 'people')).map(readPerson),
    noSystems: statement(noSystems),
    systems: readSystems(items(at(root, 'systems'))),
    waivers: items(at(root, 'waivers')).map(readWaiver),
  }
}

function readOrganization(organization: Cursor): Organization {
  const ccpa = at(organization, 'ccpa')
  const audit = at(organization, 'cybersecurity-audit')
  const reviews = at(organization, 'reviews')
  return {
    route: organization.route,
    name: text(at(organization, 'name')),
    role: choice(at(ccpa, 'role'), ROLES),
    forProfit: answer(at(ccpa, 'for-profit')),
    thresholds: choices(at(ccpa, 'thresholds'), ['revenue', 'consumers', 'revenue-share']),
    revenue: number(at(ccpa, 'revenue')),
    consumers: number(at(ccpa, 'consumers')),
    revenueShare: number(at(ccpa, 'revenue-share')),
    reasoning: text(at(ccpa, 'reasoning')),
    confirmedBy: text(at(ccpa, 'confirmed-by')),
    confirmedOn: date(at(ccpa, 'confirmed-on')),
    cybersecurityAudit: {
      route: audit.route,
      declared: declared(audit),
      annualRevenue: choice(at(audit, 'annual-revenue'), ['under-50M', '50M-100M', 'over-100M']),
      consumers: choice(at(audit, 'consumers'), ['under-250k', '250k-or-more']),
      sensitiveConsumers: choice(at(audit, 'sensitive-consumers'), ['under-50k', '50k-or-more']),
    },
    reviews: {
      route: reviews.route,
      internal: readReview(at(reviews, 'internal')),
      external: readReview(at(reviews, 'external')),
    },
    records: readRecords(at(organization, 'records')),
  }
}

function readReview(review: Cursor): Review {
  return {
    route: review.route,
    declared: declared(review),
    cadence: choice(at(review, 'cadence'), ['monthly', 'quarterly', 'yearly']),
    lastOn: date(at(review, 'last-on')),
    by: text(at(review, 'by')),
  }
}

function readPerson([key, person]: readonly [string, Cursor]): Person {
  return {
    key,
    route: person.route,
    name: text(at(person, 'name')),
    title: text(at(person, 'title')),
    github: text(at(person, 'github')),
    email: text(at(person, 'email')),
    counsel: answer(at(person, 'counsel')),
    executive: answer(at(person, 'executive')),
  }
}

function readWaiver(waiver: Cursor): Waiver {
  const obligation = at(waiver, 'obligation')
  return {
    route: waiver.route,
    system: text(at(waiver, 'system')),
    // One duty may stand without its list.
    obligations: texts(
      typeof obligation.value === 'string' && obligation.value !== 'none'
        ? { ...obligation, value: [obligation.value] }
        : obligation,
    ),
    reason: text(at(waiver, 'reason')),
    approvedBy: text(at(waiver, 'approved-by')),
    expiresOn: date(at(waiver, 'expires-on')),
  }
}

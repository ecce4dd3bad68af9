import type { Change } from '../core/change.ts'
import type { Manifest, Organization, Review, Statement } from '../core/manifest.ts'
import { differences, type Field, gone, left, lost } from './fields.ts'

const ANSWERS: readonly Field<Organization>[] = [
  { key: 'name', of: ({ name }) => name },
  { key: 'role', of: ({ role }) => role, loosens: left('business', 'scope-narrowed') },
  { key: 'for-profit', of: ({ forProfit }) => forProfit, loosens: left('yes', 'scope-narrowed') },
  { key: 'thresholds', of: ({ thresholds }) => thresholds, loosens: lost('scope-narrowed') },
  { key: 'revenue', of: ({ revenue }) => revenue },
  { key: 'consumers', of: ({ consumers }) => consumers },
  { key: 'revenue-share', of: ({ revenueShare }) => revenueShare },
  { key: 'reasoning', of: ({ reasoning }) => reasoning },
  { key: 'confirmed-by', of: ({ confirmedBy }) => confirmedBy },
  { key: 'confirmed-on', of: ({ confirmedOn }) => confirmedOn },
]

const AUDIT: readonly Field<Organization['cybersecurityAudit']>[] = [
  { key: 'annual-revenue', of: ({ annualRevenue }) => annualRevenue },
  { key: 'consumers', of: ({ consumers }) => consumers, loosens: left('250k-or-more', 'scope-narrowed') },
  {
    key: 'sensitive-consumers',
    of: ({ sensitiveConsumers }) => sensitiveConsumers,
    loosens: left('50k-or-more', 'scope-narrowed'),
  },
]

const OFTEN = ['monthly', 'quarterly', 'yearly']
const REVIEW: readonly Field<Review>[] = [
  {
    key: 'cadence',
    of: ({ cadence }) => cadence,
    loosens: (was, is) =>
      was.value !== undefined && OFTEN.indexOf(String(is.value)) > OFTEN.indexOf(String(was.value))
        ? 'record-relaxed'
        : gone('record-relaxed')(was, is),
  },
  { key: 'last-on', of: ({ lastOn }) => lastOn },
  { key: 'by', of: ({ by }) => by },
]

/** Why the rules do not reach something, as it stands for the organization or a system. */
export const STATEMENT: readonly Field<Statement>[] = [
  {
    key: 'reason',
    of: ({ reason }) => reason,
    loosens: (was, is) => (was.value === undefined && is.value !== undefined ? 'scope-narrowed' : undefined),
  },
  { key: 'confirmed-by', of: ({ confirmedBy }) => confirmedBy },
  { key: 'confirmed-on', of: ({ confirmedOn }) => confirmedOn },
]

/** What the organization answers of itself, its audit and its own reviews. */
export function organizationChanges(before: Manifest, after: Manifest): readonly Change[] {
  const [was, is] = [before.organization, after.organization]
  const place = (key: string, of: string) => ({
    topic: 'organization' as const,
    scope: 'organization',
    key: `organization/${key}`,
    of,
  })
  return [
    ...differences(was, is, ANSWERS, place('ccpa', '')),
    ...differences(was.cybersecurityAudit, is.cybersecurityAudit, AUDIT, place('cybersecurity-audit', ' of the audit')),
    ...(['internal', 'external'] as const).flatMap((which) =>
      differences(was.reviews[which], is.reviews[which], REVIEW, place(`reviews/${which}`, ` of the ${which} review`)),
    ),
    ...differences(before.noSystems, after.noSystems, STATEMENT, place('no-systems', ' of `no-systems`')),
  ]
}

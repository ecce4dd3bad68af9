import type { Reasoned } from '../core/determination.ts'
import type { Due } from '../core/duty.ts'
import { all, any, no, unknown, yes } from '../core/logic.ts'
import type { Organization, Threshold } from '../core/manifest.ts'
import { day, type Regulation } from '../core/regulation.ts'

const CITES = ['11 CCR 7120(b)']

/** Does the business owe a yearly cybersecurity audit? Revenue alone is not enough: (b)(2) needs revenue and volume. */
export function cybersecurityAudit(organization: Organization, business: Reasoned): Reasoned {
  const { consumers, sensitiveConsumers } = organization.cybersecurityAudit
  const volume = any(
    [
      consumers.value === undefined
        ? unknown(consumers, 'how many consumers or households it processes personal information of in a year', CITES)
        : consumers.value === '250k-or-more'
          ? yes('it processes personal information of 250,000 or more consumers or households', CITES, [
              consumers.route,
            ])
          : no('it processes personal information of fewer than 250,000 consumers and households', CITES, [
              consumers.route,
            ]),
      sensitiveConsumers.value === undefined
        ? unknown(
            sensitiveConsumers,
            'how many consumers it processes sensitive personal information of in a year',
            CITES,
          )
        : sensitiveConsumers.value === '50k-or-more'
          ? yes('it processes sensitive personal information of 50,000 or more consumers', CITES, [
              sensitiveConsumers.route,
            ])
          : no('it processes sensitive personal information of fewer than 50,000 consumers', CITES, [
              sensitiveConsumers.route,
            ]),
    ],
    'neither volume is reached',
    CITES,
  )
  return all(
    [
      business,
      any(
        [
          over(
            organization,
            'revenue-share',
            'half or more of its revenue is from selling or sharing personal information',
          ),
          all(
            [over(organization, 'revenue', 'its revenue is over the threshold'), volume],
            'its revenue is over the threshold and a volume is reached',
            CITES,
          ),
        ],
        'it reaches neither the revenue share nor revenue with volume',
        CITES,
      ),
    ],
    'it is large enough for the yearly cybersecurity audit',
    CITES,
  )
}

/** Is the revenue known by which 11 CCR 7121(a) sets the day of the first report? */
export function auditTier(organization: Organization): Reasoned {
  const { annualRevenue } = organization.cybersecurityAudit
  return annualRevenue.value === undefined
    ? unknown(annualRevenue, 'how much annual revenue the business has, which sets the day of the first audit report', [
        '11 CCR 7121(a)',
      ])
    : yes('its annual revenue is known', ['11 CCR 7121(a)'], [annualRevenue.route])
}

/** When the first audit report is due: 11 CCR 7121(a), by the revenue of the year that each tier tests. */
export function firstAudit(organization: Organization, regulation: Regulation): Due {
  switch (organization.cybersecurityAudit.annualRevenue.value) {
    case 'over-100M':
      return { kind: 'by', date: day(regulation, 'audit-over-100m') }
    case '50M-100M':
      return { kind: 'by', date: day(regulation, 'audit-50m-to-100m') }
    case 'under-50M':
      return { kind: 'by', date: day(regulation, 'audit-under-50m') }
    default:
      return { kind: 'unknown' }
  }
}

function over(organization: Organization, threshold: Threshold, because: string): Reasoned {
  const { thresholds } = organization
  if (thresholds.value === undefined)
    return unknown(thresholds, 'which thresholds of Civ. Code 1798.140(d) the business is over', CITES)
  return thresholds.value.includes(threshold)
    ? yes(because, CITES, [thresholds.route])
    : no(`not so: ${because}`, CITES, [thresholds.route])
}

import type { Facts } from '../facts.ts'
import type { Decision } from '../manifest.ts'
import type { Contradiction } from './contradiction.ts'

/** The answers about one decision that are compared. */
export const DECISION: readonly (readonly [string, (decision: Decision, facts: Facts) => Contradiction | undefined])[] =
  [
    [
      'domain-and-kind',
      ({ domain, kind }, { regulation }) => {
        const known = regulation.decisionKinds.find((candidate) => candidate.id === kind.value)
        if (known === undefined || domain.value === undefined || known.domain === domain.value) return undefined
        return {
          at: kind.route,
          message: `says \`domain: ${domain.value}\`, but \`${known.id}\` belongs to \`${known.domain}\``,
          next: `write \`domain: ${known.domain}\`, or another kind`,
          cites: known.cites,
        }
      },
    ],
    [
      'advertising-and-kind',
      ({ exclusion, kind, domain }) =>
        exclusion.value === 'advertising' && kind.value !== undefined && domain.value !== 'none'
          ? {
              at: exclusion.route,
              message: `says that it is advertising, but also that it decides on \`${kind.value}\``,
              next: 'write `exclusion: none`, or describe the advertising as a decision of its own with `domain: none`',
              cites: ['11 CCR 7001(ddd)(6)'],
            }
          : undefined,
    ],
    [
      'exclusion',
      ({ exclusion, domain }) =>
        exclusion.value === 'housing-availability-or-payment' && domain.value !== 'housing'
          ? {
              at: exclusion.route,
              level: 'warning',
              message: 'claims the exclusion for vacancy or payment, which the law gives to housing only',
              next: 'write `exclusion: none`',
              cites: ['11 CCR 7001(ddd)(2)'],
            }
          : undefined,
    ],
    [
      'human-involvement-and-reviewer',
      ({ domain, humanInvolvement: each }) => {
        const prongs = [each.knowsHowToInterpret, each.reviewsOtherInformation, each.canChangeTheDecision]
        if (domain.value === 'none' || prongs.some(({ value }) => value !== 'yes') || each.reviewer.value !== undefined)
          return undefined
        return {
          at: each.reviewer.route,
          message: 'claims that a human is involved, but names no reviewer',
          next: 'write `reviewer:` with the role that reviews the decision',
          cites: ['11 CCR 7001(e)(1)'],
          level: 'warning',
        }
      },
    ],
  ]

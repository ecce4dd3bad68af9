import type { Facts } from '../facts.ts'
import { figure } from '../regulation.ts'
import type { Contradiction } from './contradiction.ts'

/** The answers of the organization that are compared, by what they are about. */
export const ORGANIZATION: readonly (readonly [string, (facts: Facts) => Contradiction | undefined])[] = [
  [
    'role-and-thresholds',
    ({ manifest, regulation, asOf }) => {
      if (manifest === undefined) return undefined
      const { role, thresholds, revenue, consumers, revenueShare, forProfit } = manifest.organization
      const cites = ['Civ. Code 1798.140(d)']
      // More than the revenue threshold; as many as, or as much as, the other two.
      const over = [
        { threshold: 'revenue', given: revenue, is: (revenue.value ?? 0) > figure(regulation, 'business-revenue') },
        {
          threshold: 'consumers',
          given: consumers,
          is: (consumers.value ?? 0) >= figure(regulation, 'business-consumers'),
        },
        {
          threshold: 'revenue-share',
          given: revenueShare,
          is: (revenueShare.value ?? 0) >= figure(regulation, 'business-revenue-share'),
        },
      ] as const
      const reached = over.find(({ is }) => is)
      const unlisted = over.find(
        ({ is, threshold }) => is && thresholds.value !== undefined && !thresholds.value.includes(threshold),
      )
      const until = regulation.facts.find(({ id }) => id === 'business-revenue')?.until ?? asOf
      // A dollar figure that may have been adjusted since decides nothing by itself.
      const levelFor = ({ threshold }: { readonly threshold: string }) =>
        threshold === 'revenue' && asOf > until ? ({ level: 'warning' } as const) : {}
      if (role.value === 'business' && unlisted !== undefined) {
        return {
          ...levelFor(unlisted),
          at: thresholds.route,
          message: `leaves out the threshold \`${unlisted.threshold}\`, which the figure given reaches`,
          next: `add \`${unlisted.threshold}\` to \`thresholds\`, or correct the figure`,
          cites,
        }
      }
      if (role.value === 'not-covered' && forProfit.value !== 'no') {
        if (reached !== undefined)
          return {
            ...levelFor(reached),
            at: role.route,
            message: `says \`not-covered\`, but \`${String(reached.given.route.at(-1))}\` reaches a threshold`,
            next: 'write `role: business`, or correct the figure',
            cites,
          }
        if ((thresholds.value ?? []).length > 0)
          return {
            at: role.route,
            message: 'says `not-covered`, but `thresholds` names one that is reached',
            next: 'write `role: business`, or `thresholds: []`',
            cites,
          }
      }
      if (role.value === 'business' && forProfit.value === 'no')
        return {
          at: forProfit.route,
          message: 'says `business`, but also that it is not run for profit',
          next: 'write `role: not-covered`, or `for-profit: yes`',
          cites,
        }
      return undefined
    },
  ],
  [
    'no-systems',
    ({ manifest }) =>
      manifest !== undefined && manifest.systems.length > 0 && manifest.noSystems.reason.stated
        ? {
            at: manifest.noSystems.route,
            message: 'declares systems, and also that there are none',
            next: 'remove `no-systems`',
            cites: [],
          }
        : undefined,
  ],
]

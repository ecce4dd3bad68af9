import type { Facts } from './facts.ts'
import type { DataInput, Decision, System } from './manifest.ts'
import { figure } from './regulation.ts'
import type { Route } from './route.ts'

/** Two answers of which one must be wrong. */
export type Contradiction = {
  readonly at: Route
  readonly message: string
  readonly next: string
  readonly cites: readonly string[]
  readonly level?: 'warning'
}

/** What a system is compared with besides its own answers. */
export type Reach = { readonly assessed: boolean; readonly article11: boolean; readonly admt: boolean }

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

/** The answers of one system that are compared. */
export const SYSTEM: readonly (readonly [
  string,
  (system: System, reach: Reach, facts: Facts) => Contradiction | undefined,
])[] = [
  [
    'dates-of-use',
    (system, { assessed, article11 }, { asOf }) => {
      const { status, inUseSince, plannedFor, retiredOn } = system
      const cites = ['11 CCR 7155(a)(1)', '11 CCR 7155(b)']
      const matters = assessed || article11
      if (status.value === 'in-use' && !inUseSince.stated && matters)
        return {
          at: inUseSince.route,
          message: 'says `in-use` without the day since when',
          next: 'write `in-use-since: YYYY-MM-DD`, or `unknown`',
          cites,
        }
      if (status.value === 'in-use' && inUseSince.value !== undefined && inUseSince.value > asOf) {
        return {
          at: inUseSince.route,
          message: `says \`in-use\` since ${inUseSince.value}, which is after ${asOf}`,
          next: 'write `status: planned` with `planned-for:`, or the true day',
          cites,
        }
      }
      if (
        (status.value === 'planned' || status.value === 'in-development') &&
        inUseSince.value !== undefined &&
        inUseSince.value <= asOf
      ) {
        return {
          at: status.route,
          message: `says \`${status.value}\`, but in use since ${inUseSince.value}`,
          next: 'write `status: in-use`',
          cites,
        }
      }
      if (
        (status.value === 'planned' || status.value === 'in-development') &&
        plannedFor.value !== undefined &&
        plannedFor.value <= asOf
      ) {
        return {
          at: plannedFor.route,
          message: `says \`${status.value}\`, but the day planned for, ${plannedFor.value}, has come`,
          next: 'write `status: in-use` with `in-use-since:`, or the new day',
          cites,
        }
      }
      if (status.value === 'retired' && retiredOn.value !== undefined && retiredOn.value > asOf) {
        return {
          at: retiredOn.route,
          message: `says \`retired\` on ${retiredOn.value}, which is after ${asOf}`,
          next: 'write `status: in-use` until then',
          cites: ['11 CCR 7155(c)'],
        }
      }
      if (retiredOn.value !== undefined && inUseSince.value !== undefined && retiredOn.value < inUseSince.value) {
        return {
          at: retiredOn.route,
          message: `says retired on ${retiredOn.value}, before it was in use`,
          next: 'correct one of the two days',
          cites: ['11 CCR 7155(c)'],
        }
      }
      return undefined
    },
  ],
  [
    'model-and-card',
    (system, { admt }) =>
      admt && system.model.declared && !system.records.some((record) => record.kind === 'model-card')
        ? {
            at: system.model.route,
            level: 'warning',
            message: 'declares a model without a model card',
            next: 'add `records.model-card: { file: …, owner: …, reviewed-on: … }`',
            cites: ['11 CCR 7152(a)(3)(G)'],
          }
        : undefined,
  ],
  [
    'personal-information',
    (system) =>
      system.data.personalInformation.value === 'no' &&
      ((system.data.inputs.value ?? []).some(
        (input) => input.category.stated || (input.sensitive.value ?? []).length > 0,
      ) ||
        decidesAboutPeople(system))
        ? {
            at: system.data.personalInformation.route,
            message: 'says that no personal information is processed, but lists some, or decides about people',
            next: 'write `personal-information: yes`, or correct the inputs and decisions',
            cites: ['Civ. Code 1798.140(v)'],
          }
        : undefined,
  ],
  [
    'exempt-technology',
    (system) => {
      const { kind, replacesHumanDecisionmaking: replaces } = system.exemptTechnology
      const alone = system.decisions.value?.some(({ humanInvolvement: each }) =>
        [each.knowsHowToInterpret, each.reviewsOtherInformation, each.canChangeTheDecision].some(
          ({ value }) => value === 'no',
        ),
      )
      if (!kind.stated || replaces.value !== 'no' || alone !== true) return undefined
      return {
        at: replaces.route,
        message: 'says that it does not replace human decisionmaking, but that no human is involved in a decision',
        next: 'write `replaces-human-decisionmaking: yes`, or correct `human-involvement`',
        cites: ['11 CCR 7001(e)(1)', '11 CCR 7001(e)(3)'],
      }
    },
  ],
  [
    'retired-and-since',
    (system) => {
      const { retiredOn, data, training, inference } = system
      const end = retiredOn.value
      if (system.status.value !== 'retired' || end === undefined) return undefined
      const own = [...(data.inputs.value ?? []), ...(system.decisions.value ?? []), training, inference].map(
        ({ since }) => since,
      )
      const [later] = [data.sellsOrSharesSince, ...own]
        .flatMap(({ value }) => (value !== undefined && value > end ? [value] : []))
        .sort()
      if (later === undefined) return undefined
      return {
        at: retiredOn.route,
        message: `says retired on ${end}, but something begins on ${later}`,
        next: 'write `status: in-use`, or correct the day',
        cites: ['11 CCR 7155(c)'],
      }
    },
  ],
  [
    'training-and-targets',
    ({ training: { usesPersonalInformation: uses, targets } }) => {
      const cites = ['11 CCR 7150(b)(6)']
      if (uses.value === 'no' && targets.value?.some((target) => target !== 'other')) {
        return {
          at: uses.route,
          message: 'says that no personal information trains anything, but lists what it trains',
          next: 'write `uses-personal-information: yes`, or remove `targets`',
          cites,
        }
      }
      if (uses.value === 'yes' && targets.value?.length === 0) {
        return {
          at: targets.route,
          message: 'says that personal information trains something, but lists nothing',
          next: 'write `targets:` with what it trains; `other` when it is none of the listed',
          cites,
        }
      }
      return undefined
    },
  ],
  [
    'inference-and-traits',
    ({ inference: { fromSystematicObservation: observed, fromSensitiveLocation: located, traits } }) =>
      traits.value?.length === 0 && (observed.value === 'yes' || located.value === 'yes')
        ? {
            at: traits.route,
            message: 'says that traits are inferred, but lists none',
            next: 'write `traits:` with what is inferred',
            cites: ['11 CCR 7150(b)(4)', '11 CCR 7150(b)(5)'],
          }
        : undefined,
  ],
  [
    'populations',
    (system) =>
      system.populations.value?.length === 0 && decidesAboutPeople(system)
        ? {
            at: system.populations.route,
            message: 'says that it concerns no people, but decides about some',
            next: 'write `populations:` with whose data it concerns',
            cites: ['Civ. Code 1798.140(i)'],
          }
        : undefined,
  ],
  [
    'supply-and-model',
    (system) =>
      system.supply.toOtherBusinesses.value === 'yes' && !system.model.declared
        ? {
            at: system.supply.toOtherBusinesses.route,
            message: 'says that it is supplied to other businesses, but declares no model',
            next: 'add `model:` with `trained-on-personal-information:`',
            cites: ['11 CCR 7153'],
          }
        : undefined,
  ],
]

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

/** The answers about one input that are compared. */
export const INPUT: readonly (readonly [string, (input: DataInput, system: System) => Contradiction | undefined])[] = [
  [
    'category-and-sensitive',
    ({ category, sensitive }) =>
      category.value === 'sensitive-personal-information' && sensitive.value?.length === 0
        ? {
            at: sensitive.route,
            message: 'says sensitive by its category, but `none` under `sensitive`',
            next: 'write `sensitive:` with what it is',
            cites: ['Civ. Code 1798.140(ae)'],
          }
        : undefined,
  ],
  [
    'human-resources-carve-out',
    ({ solelyForHr, about }, { populations }) => {
      const people = about.stated ? about.value : populations.value
      const covered = people?.some((each) => each === 'employees' || each === 'contractors') ?? true
      if (solelyForHr.value === undefined || covered) return undefined
      return {
        at: solelyForHr.route,
        message: 'claims the human-resources carve-out for people who are neither employees nor contractors',
        next: 'remove `solely-for-hr`, or correct `about`',
        cites: ['11 CCR 7150(b)(2)(A)'],
      }
    },
  ],
]

function decidesAboutPeople(system: System): boolean {
  return system.decisions.value?.some(({ domain }) => domain.value !== undefined && domain.value !== 'none') ?? false
}

import type { Facts } from '../facts.ts'
import { isTest, type System } from '../manifest.ts'
import type { Contradiction, Reach } from './contradiction.ts'

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
      admt && system.model.declared && !system.records.some((record) => record.kind === 'model-card' && !isTest(record))
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

function decidesAboutPeople(system: System): boolean {
  return system.decisions.value?.some(({ domain }) => domain.value !== undefined && domain.value !== 'none') ?? false
}

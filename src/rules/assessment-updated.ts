import { addDays, daysBetween, inDays } from '../core/dates.ts'
import type { DateGiven, DeclaredRecord, Text } from '../core/manifest.ts'
import { neededRecords, ownerOf } from '../core/needed-records.ts'
import { figure } from '../core/regulation.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Change = Subject & { readonly on: DateGiven; readonly what: Text; readonly assessments: readonly DeclaredRecord[] }

export default defineRule<Change>({
  id: 'assessment/updated',
  level: 'error',
  summary: 'After every material change the risk assessment is reviewed within 45 calendar days.',
  why: 'A material change brings new harms, makes known ones likelier or graver, or weakens a safeguard, so the old assessment no longer fits.',
  fix: 'Update the risk assessment and set its `reviewed-on`.',
  cites: ['11 CCR 7155(a)(3)'],

  subjects(facts) {
    const needed = new Map(
      neededRecords(facts)
        .filter((record) => record.kind === 'risk-assessment')
        .map((record) => [record.scope, record]),
    )
    return (facts.manifest?.systems ?? []).flatMap((system) =>
      system.materialChanges.map((change, index) => {
        const record = needed.get(system.id)
        return {
          subject: `${system.id}/material-change/${change.on.value ?? `[${index}]`}`,
          scope: system.id,
          route: change.route,
          duties: record?.duties.filter((duty) => duty.obligation === 'ra-update-material-change') ?? [],
          on: change.on,
          what: change.what,
          ...ownerOf(record),
          assessments:
            record?.entries.filter(({ fact }) => fact.refused === undefined).map(({ declared }) => declared) ?? [],
        }
      }),
    )
  },

  check({ on, assessments, duties = [] }, { asOf, regulation }) {
    if (duties.length === 0) return notApplicable('matters only while a risk assessment is required')
    if (on.value === undefined)
      return open(
        'has no date, so that nobody can tell whether its 45 calendar days have passed',
        'write `on: YYYY-MM-DD` with the day of the change',
        { level: 'error', at: ['on'] },
      )
    if (on.value > asOf) return notApplicable(`is to come, on ${on.value}`)
    if (assessments.length === 0) return notApplicable('cannot be judged: no risk assessment is there')
    const { value: changed } = on
    const reviewed = assessments
      .flatMap(({ reviewedOn }) => reviewedOn.value ?? [])
      .find((day) => day >= changed && day <= asOf)
    const last = addDays(changed, figure(regulation, 'material-change-update'))
    if (reviewed !== undefined && reviewed <= last) return pass(`was followed by a review on ${reviewed}`)
    // What came late cannot be mended: it is told, and holds nothing up.
    if (reviewed !== undefined)
      return fail(
        `was followed by a review only on ${reviewed}; the last day for it was ${last}`,
        'write into the assessment why it came late; if an earlier review was held, declare it',
        { level: 'warning', at: ['on'] },
      )
    const next = 'update the risk assessment and set its `reviewed-on`'
    return asOf > last
      ? fail(`was not followed by a review; the last day for it was ${last}`, next, { level: 'error', at: ['on'] })
      : fail(`is not followed by a review yet; ${inDays(daysBetween(asOf, last))} left, until ${last}`, next, {
          level: 'warning',
          at: ['on'],
        })
  },
})

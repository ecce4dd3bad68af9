import { daysBetween, inDays } from '../core/dates.ts'
import type { DateGiven, DeclaredRecord, Text } from '../core/manifest.ts'
import { lastDayToUpdate, reviewAfter } from '../core/material-change.ts'
import { neededRecords, ownerOf } from '../core/needed-records.ts'
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
    const reviewed = reviewAfter({ on }, assessments, asOf)
    const last = lastDayToUpdate(on.value, regulation)
    if (reviewed !== undefined && reviewed <= last) return pass(`was followed by a review on ${reviewed}`)
    // Only the last review is declared, so an earlier one is not ruled out; and what came late cannot be mended.
    if (reviewed !== undefined)
      return fail(
        `has no review declared until ${reviewed}, and the last day for one was ${last}`,
        'if none was held before, write into the assessment why it came late',
        { level: 'note', at: ['on'] },
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

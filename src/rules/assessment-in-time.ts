import type { Activity } from '../core/facts.ts'
import type { DeclaredRecord } from '../core/manifest.ts'
import { neededRecords, ownerOf } from '../core/needed-records.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type InTime = Subject & { readonly activity: Activity; readonly assessments: readonly DeclaredRecord[] }

const TIMING = new Set(['risk-assessment-before-start', 'risk-assessment-legacy-backfill'])

export default defineRule<InTime>({
  id: 'assessment/in-time',
  level: 'error',
  summary: 'Every activity that calls for a risk assessment is covered by one that was finished in time.',
  why: 'What begins in 2026 or later is assessed before it begins; what began earlier and goes on, by the end of 2027.',
  fix: 'Assess the activity, and say under `covers` which activities an assessment covers and under `completed-on` when it was first finished.',
  cites: ['11 CCR 7150(a)', '11 CCR 7155(a)(1)', '11 CCR 7155(b)'],

  subjects(facts) {
    const needed = new Map(
      neededRecords(facts)
        .filter((record) => record.kind === 'risk-assessment')
        .map((record) => [record.scope, record]),
    )
    return facts.activities
      .filter((activity) => activity.applies === 'yes')
      .map((activity) => {
        const record = needed.get(activity.system)
        return {
          subject: `${activity.system}/activities.${activity.key}`,
          scope: activity.system,
          route: record?.entries[0]?.declared.route ?? record?.route ?? ['systems'],
          duties:
            record?.duties.filter(
              (duty) =>
                TIMING.has(duty.obligation) &&
                (duty.obligation === 'risk-assessment-legacy-backfill') === (activity.due.kind === 'by'),
            ) ?? [],
          activity,
          ...ownerOf(record),
          assessments:
            record?.entries.filter(({ fact }) => fact.refused === undefined).map(({ declared }) => declared) ?? [],
        }
      })
  },

  check({ activity, assessments }) {
    if (assessments.length === 0) return notApplicable('cannot be judged: no risk assessment is there')
    const level = activity.binding ? 'error' : 'warning'
    const covering = assessments.filter(
      ({ covers }) => covers.value === undefined || covers.value.includes(activity.activity),
    )
    if (covering.length === 0)
      return fail('is covered by no risk assessment', `assess it, and add \`${activity.activity}\` to \`covers\``, {
        level,
      })
    const finished = covering.flatMap((each) => each.completedOn.value ?? each.reviewedOn.value ?? []).sort()[0]
    if (finished === undefined) return notApplicable('cannot be judged: the risk assessment has no date')
    const { due } = activity
    if (due.kind === 'unknown') return notApplicable('cannot be judged: the day on which it began is not known')
    if (due.kind === 'before-use') return pass(`was assessed on ${finished}, before it begins`)
    if (finished <= due.date) return pass(`was assessed on ${finished}, in time for ${due.date}`)
    return fail(
      `was assessed on ${finished}, after ${due.kind === 'from' ? `it began on ${due.date}` : due.date}`,
      'write `completed-on` with the day on which the first version was finished; if it was late, record a waiver with the reason, for lateness cannot be mended',
      { level, at: ['completed-on'] },
    )
  },
})

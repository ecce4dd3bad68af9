import { addMonths } from '../core/dates.ts'
import type { Due } from '../core/duty.ts'
import { type DateGiven, type Given, type Manifest, recordsFor, type System } from '../core/manifest.ts'
import { lastDayToUpdate } from '../core/material-change.ts'
import { type DeadlineKind, day, type Regulation } from '../core/regulation.ts'
import { firstAudit } from './cybersecurity-audit.ts'
import { type Start, startOf, type Trigger } from './risk-assessment.ts'
import type { SystemLaw } from './system.ts'

/** When a duty of this kind binds for one system. Calendar days; business days are clocks inside procedures, never due dates here. */
export function systemDue(deadline: DeadlineKind, law: SystemLaw, manifest: Manifest, regulation: Regulation): Due {
  const { system } = law
  const effective = day(regulation, 'effective')
  switch (deadline) {
    case 'now':
      return whenInUse(startOf(system), system, effective)
    case 'article-11':
      return earliest(
        law.article11Starts.map((start) => whenInUse(start, system, day(regulation, 'article-11-existing-uses'))),
      )
    case 'risk-assessment':
      return earliest(inForce(law.triggers).map(({ since }) => assessmentDue(since, system, regulation)))
    case 'new-processing':
      return earliest(
        inForce(law.triggers)
          .map(({ since }) => assessmentDue(since, system, regulation))
          .filter((due) => due.kind !== 'by'),
      )
    case 'legacy-processing':
      return { kind: 'by', date: day(regulation, 'legacy-assessment') }
    case 'material-change':
      return changeDue(law, manifest, regulation)
    case 'risk-assessment-submission':
    case 'cybersecurity-audit':
      return { kind: 'unknown' }
  }
}

/** When a duty of the whole organization binds. */
export function organizationDue(
  deadline: DeadlineKind,
  manifest: Manifest,
  laws: readonly SystemLaw[],
  regulation: Regulation,
  asOf: string,
): Due {
  switch (deadline) {
    case 'cybersecurity-audit':
      return rolled(firstAudit(manifest.organization, regulation), asOf)
    case 'risk-assessment-submission':
      return submissionDue(laws, manifest, regulation, asOf)
    default:
      return { kind: 'from', date: day(regulation, 'effective') }
  }
}

/**
 * When the assessment of one activity is due: before it begins, 11 CCR 7155(a)(1), or by the end of 2027 for what began
 * before the rules took effect and goes on, 7155(b).
 */
export function assessmentDue(since: DateGiven, system: System, regulation: Regulation): Due {
  const start = since.value
  if (start === undefined) return isPlanned(system) ? { kind: 'before-use' } : { kind: 'unknown' }
  return start < day(regulation, 'effective')
    ? { kind: 'by', date: day(regulation, 'legacy-assessment') }
    : { kind: 'from', date: start }
}

/** The last day to update an assessment after a material change: 11 CCR 7155(a)(3), calendar days. */
export function materialChangeDue(on: Given<string>, regulation: Regulation): Due {
  return on.value === undefined ? { kind: 'unknown' } : { kind: 'by', date: lastDayToUpdate(on.value, regulation) }
}

/** True when the duty binds on that day. What is due on an unknown day does not bind: the missing answer is reported instead. */
export function binds(due: Due, asOf: string): boolean {
  if (due.kind === 'from') return asOf >= due.date
  return due.kind === 'by' && asOf > due.date
}

function inForce(triggers: readonly Trigger[]): readonly Start[] {
  return triggers.flatMap(({ starts }) => starts).filter(({ applies }) => applies.answer === 'yes')
}

function isPlanned(system: System): boolean {
  return system.status.value === 'planned' || system.status.value === 'in-development'
}

/** Not before the law's own day, and not before the system runs. A system in use whose start is unknown runs already. */
function whenInUse(start: Given<string>, system: System, lawDay: string): Due {
  if (start.value !== undefined) return { kind: 'from', date: start.value > lawDay ? start.value : lawDay }
  return isPlanned(system) ? { kind: 'before-use' } : { kind: 'from', date: lawDay }
}

/** The earliest of the changes that no review has followed; else the latest. */
function changeDue(law: SystemLaw, manifest: Manifest, regulation: Regulation): Due {
  const { system } = law
  const reviews = recordsFor('risk-assessment', manifest, system).flatMap(({ reviewedOn }) => reviewedOn.value ?? [])
  const pending = system.materialChanges.filter(
    ({ on }) => !reviews.some((review) => on.value !== undefined && review >= on.value),
  )
  const dues = (pending.length > 0 ? pending : system.materialChanges).map(({ on }) =>
    materialChangeDue(on, regulation),
  )
  const due = pending.length > 0 ? earliest(dues) : latest(dues)
  // There is nothing to update before the assessment itself is due.
  return reviews.length > 0
    ? due
    : latest([due, earliest(inForce(law.triggers).map(({ since }) => assessmentDue(since, system, regulation)))])
}

/** 11 CCR 7121(b): an audit report every year; once the first day has passed, the last one that has. */
function rolled(due: Due, asOf: string): Due {
  if (due.kind !== 'by' || asOf <= due.date) return due
  const thisYear = `${asOf.slice(0, 4)}${due.date.slice(4)}`
  return { kind: 'by', date: asOf > thisYear ? thisYear : addMonths(thisYear, -12) }
}

/**
 * 11 CCR 7157(a): assessments of 2026 and 2027 by 1 April 2028, those made or updated in a later year by 1 April of the next. Of
 * several days, the last that has come, or else the first to come.
 */
function submissionDue(laws: readonly SystemLaw[], manifest: Manifest, regulation: Regulation, asOf: string): Due {
  const first = day(regulation, 'first-submission')
  const filing = (made: string) =>
    [first, `${addMonths(made, 12).slice(0, 4)}${first.slice(4)}`].sort().reverse()[0] ?? first
  const made = laws.flatMap(({ system }) =>
    recordsFor('risk-assessment', manifest, system).flatMap(({ completedOn, reviewedOn }) =>
      [completedOn, reviewedOn].flatMap(({ value }) => value ?? []),
    ),
  )
  const owed = laws.flatMap((law) =>
    inForce(law.triggers).map(({ since }) => assessmentDue(since, law.system, regulation)),
  )
  const planned = earliest(owed)
  const days = [...made, ...('date' in planned ? [planned.date] : [])].map(filing).sort()
  return { kind: 'by', date: days.filter((each) => each < asOf).at(-1) ?? days[0] ?? first }
}

/** The first day that binds. */
function earliest(dues: readonly Due[]): Due {
  return dues.reduce<Due>((first, due) => (rank(due) < rank(first) ? due : first), dues[0] ?? { kind: 'unknown' })
}

function latest(dues: readonly Due[]): Due {
  return dues.reduce<Due>((last, due) => (rank(due) > rank(last) ? due : last), dues[0] ?? { kind: 'unknown' })
}

/** A known day outranks an unknown one, which never hides it: the missing answer is asked for anyway. */
function rank(due: Due): string {
  if ('date' in due) return due.date
  return due.kind === 'unknown' ? '9999-12-30' : '9999-12-31'
}

import type { Duty } from '../core/duty.ts'
import type { Activity } from '../core/facts.ts'
import type { Judged } from './judged.ts'

/** What the law asks of each subject, by its id. */
export type Standing = {
  readonly duties: (subject: string) => readonly Duty[]
  readonly activities: (system: string) => readonly Activity[]
  /** Why an obligation does not apply. */
  readonly because: (subject: string, obligation: string) => string | undefined
}

export function standingOf({ duties, activities, notApplicable }: Judged): Standing {
  const ofDuty = bySubject(duties, ({ subject }) => subject)
  const ofActivity = bySubject(activities, ({ system }) => system)
  const reasons = bySubject(notApplicable, ({ subject }) => subject)
  return {
    duties: ofDuty,
    activities: ofActivity,
    because: (subject, obligation) =>
      reasons(subject).find(({ obligations }) => obligations.includes(obligation))?.because,
  }
}

function bySubject<T>(all: readonly T[], subjectOf: (one: T) => string): (subject: string) => readonly T[] {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const known = found.get(subjectOf(one))
    if (known === undefined) found.set(subjectOf(one), [one])
    else known.push(one)
  }
  return (subject) => found.get(subject) ?? []
}

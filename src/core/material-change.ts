import { addDays } from './dates.ts'
import type { DeclaredRecord, System } from './manifest.ts'
import { figure, type Regulation } from './regulation.ts'

type Change = System['materialChanges'][number]

/** The last day to update an assessment after a material change: 11 CCR 7155(a)(3), calendar days. */
export function lastDayToUpdate(changed: string, regulation: Regulation): string {
  return addDays(changed, figure(regulation, 'material-change-update'))
}

/** The day of the first declared review that followed the change and has come; undefined when there is none yet. */
export function reviewAfter(
  { on }: Pick<Change, 'on'>,
  assessments: readonly DeclaredRecord[],
  asOf: string,
): string | undefined {
  return assessments
    .flatMap(({ reviewedOn }) => reviewedOn.value ?? [])
    .find((day) => on.value !== undefined && day >= on.value && day <= asOf)
}

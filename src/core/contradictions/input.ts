import type { DataInput, System } from '../manifest.ts'
import type { Contradiction } from './contradiction.ts'

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

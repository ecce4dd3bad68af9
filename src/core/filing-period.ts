import { day, type Regulation } from './regulation.ts'

/** The months that one filing covers, `YYYY-MM`, and the last day for it. */
export type FilingPeriod = { readonly from: string; readonly to: string; readonly due: string }

/** The filing that tells of assessments made or updated in this year, 11 CCR 7157(a): the first one covers all up to the year before it is due. */
export function filingPeriod(regulation: Regulation, year: number): FilingPeriod {
  const first = day(regulation, 'first-submission')
  const due = Math.max(year + 1, Number(first.slice(0, 4)))
  const isFirst = due === Number(first.slice(0, 4))
  return {
    from: isFirst ? day(regulation, 'effective').slice(0, 7) : `${due - 1}-01`,
    to: `${due - 1}-12`,
    due: `${due}${first.slice(4)}`,
  }
}

/** The filing whose last day comes next on this day. */
export function nextFiling(regulation: Regulation, asOf: string): FilingPeriod {
  const year = Number(asOf.slice(0, 4))
  const before = filingPeriod(regulation, year - 1)
  return asOf <= before.due ? before : filingPeriod(regulation, year)
}

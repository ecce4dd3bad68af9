import type { Report } from './report.ts'
import { type Counts, exitCode, type FailOn, type Verdict } from './verdict.ts'

/** A manifest that could not be judged at all, in whole sentences, each with its full stop. */
export type Missed = { readonly manifest: string; readonly message: string; readonly next: string }

/** The one result over several manifests. */
export type Several = {
  readonly verdict: Verdict
  readonly exit: 0 | 1 | 2
  readonly counts: Counts
  readonly asOf: string
  readonly failOn: FailOn
  /** By the path of their manifest. */
  readonly reports: readonly Report[]
  readonly missed: readonly Missed[]
}

/** The gravest of all: one fail fails them all; else what was not evaluated never passes. Each count is the sum. */
export function several(
  reports: readonly Report[],
  missed: readonly Missed[],
  { asOf, failOn }: Pick<Report, 'asOf' | 'failOn'>,
): Several {
  const verdicts = [...reports.map(({ verdict }) => verdict), ...missed.map((): Verdict => 'not-evaluated')]
  const codes = [...reports.map(exitCode), ...missed.map(() => 2)]
  const sum = (of: (counts: Counts) => number) => reports.reduce((total, { counts }) => total + of(counts), 0)
  return {
    verdict: verdicts.includes('fail')
      ? 'fail'
      : verdicts.length === 0 || verdicts.includes('not-evaluated')
        ? 'not-evaluated'
        : 'pass',
    exit: codes.includes(1) ? 1 : codes.length === 0 || codes.includes(2) ? 2 : 0,
    counts: {
      errors: sum(({ errors }) => errors),
      warnings: sum(({ warnings }) => warnings),
      open: sum(({ open }) => open),
      waived: sum(({ waived }) => waived),
      passed: sum(({ passed }) => passed),
    },
    asOf,
    failOn,
    reports,
    missed,
  }
}

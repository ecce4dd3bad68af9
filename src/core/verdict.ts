import type { Finding } from './finding.ts'

export type Verdict = 'pass' | 'fail' | 'not-evaluated'

/** A stage of the run; one that did not run makes the verdict `not-evaluated`. */
export type Stage = {
  readonly name: 'read' | 'determine' | 'compare' | 'collect' | 'evaluate'
  readonly ran: boolean
  readonly because?: string
}

export type FailOn = 'error' | 'warning' | 'never'

/** Of findings that are not waived. `errors` counts fails; `warnings` fails and reviews; `open` counts open findings of level error or warning. */
export type Counts = {
  readonly errors: number
  readonly warnings: number
  readonly open: number
  readonly waived: number
  readonly passed: number
}

/**
 * The gate's decision. A fail outranks a question: any blocking fail gives `fail`; else any blocking open finding, or any stage
 * that did not run, gives `not-evaluated`; else `pass`. Errors block, and warnings too with `--fail-on warning`.
 */
export function decide(findings: readonly Finding[], stages: readonly Stage[], failOn: FailOn): Verdict {
  const blocking = findings.filter((finding) => blocks(finding, failOn))
  if (blocking.some((finding) => finding.outcome === 'fail')) return 'fail'
  if (blocking.length > 0 || stages.length === 0 || stages.some((stage) => !stage.ran)) return 'not-evaluated'
  return 'pass'
}

/** True when the finding alone keeps the gate from passing. */
export function blocks(finding: Finding, failOn: FailOn): boolean {
  if (finding.waiver !== undefined) return false
  if (finding.outcome === 'pass' || finding.outcome === 'notApplicable') return false
  return finding.level === 'error' || (failOn === 'warning' && finding.level === 'warning')
}

/**
 * 0 the gate passes, 1 it says no, 2 it could not tell. `--fail-on never` lets a fail through only when everything was evaluated: a
 * stage that did not run, a manifest with mistakes in its text, or an open question of level error never exits 0.
 */
export function exitCode({ verdict, failOn, findings, stages }: Judged): 0 | 1 | 2 {
  if (verdict === 'not-evaluated') return 2
  if (verdict === 'pass') return 0
  if (failOn !== 'never') return 1
  const unseen = findings.some(
    ({ rule, outcome, level }) =>
      level === 'error' && (outcome === 'open' || (rule === 'manifest/valid' && outcome === 'fail')),
  )
  return unseen || stages.some(({ ran }) => !ran) ? 2 : 0
}

type Judged = {
  readonly verdict: Verdict
  readonly failOn: FailOn
  readonly findings: readonly Finding[]
  readonly stages: readonly Stage[]
}

/** Counts what the summary line says. */
export function count(findings: readonly Finding[]): Counts {
  const unwaived = findings.filter((finding) => finding.waiver === undefined)
  const of = (test: (finding: Finding) => boolean) => unwaived.filter(test).length
  return {
    errors: of((finding) => finding.outcome === 'fail' && finding.level === 'error'),
    warnings: of(
      (finding) => (finding.outcome === 'fail' || finding.outcome === 'review') && finding.level === 'warning',
    ),
    open: of((finding) => finding.outcome === 'open' && finding.level !== 'note'),
    waived: findings.length - unwaived.length,
    passed: of((finding) => finding.outcome === 'pass'),
  }
}

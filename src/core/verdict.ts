import type { Finding } from './finding.ts'

export type Verdict = 'pass' | 'fail' | 'not-evaluated'

/** A stage of the run; one that did not run makes the verdict `not-evaluated`. */
export type Stage = {
  readonly name: 'read' | 'determine' | 'collect' | 'evaluate'
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

/** 0 the gate passes, 1 it says no, 2 it could not tell. `--fail-on never` reports a fail without stopping; what was not evaluated never exits 0. */
export function exitCode(verdict: Verdict, failOn: FailOn): 0 | 1 | 2 {
  if (verdict === 'not-evaluated') return 2
  return verdict === 'fail' && failOn !== 'never' ? 1 : 0
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

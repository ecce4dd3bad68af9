import type { Dates } from './calendar/entry.ts'
import type { Change } from './change.ts'
import type { Comparison } from './comparison.ts'
import type { Determination } from './determination.ts'
import type { Duty, DutyStatus, NotApplicable } from './duty.ts'
import type { Finding } from './finding.ts'
import type { Person } from './manifest.ts'
import type { PolicyFacts } from './policy.ts'
import type { Region } from './route.ts'
import type { Rule } from './rule.ts'
import type { Counts, FailOn, Stage, Verdict } from './verdict.ts'

/** Everything that a reader is shown; every format is rendered from this and nothing else. `schemas/report.schema.json` is its JSON. */
export type Report = {
  readonly tool: { readonly name: string; readonly version: string }
  readonly regulation: {
    readonly id: string
    readonly title: string
    readonly version: string
    readonly lawReviewedOn: string
    readonly provenance: string
  }
  readonly asOf: string
  readonly manifest: string
  readonly organization?: string
  readonly run?: {
    readonly event: string
    readonly repository: string
    readonly headSha: string
    readonly baseSha?: string
  }
  readonly verdict: Verdict
  readonly failOn: FailOn
  readonly counts: Counts
  readonly stages: readonly Stage[]
  /** The rules that were checked: their prose exists once, and every format shows it from here. */
  readonly rules: readonly RuleShown[]
  /** The people that findings and duties name by key. */
  readonly people: { readonly [key: string]: Pick<PersonShown, 'name' | 'title' | 'github'> }
  readonly systems: readonly SystemShown[]
  /** Why there is no system, and who confirmed it, when none is declared. */
  readonly noSystems?: { readonly reason: string; readonly confirmedBy?: string; readonly confirmedOn?: string }
  readonly determinations: readonly Determination[]
  readonly duties: readonly DutyShown[]
  /** What is overdue, and the next day of everything that comes again or ends. */
  readonly dates: Dates
  readonly notApplicable: readonly NotApplicable[]
  readonly findings: readonly Finding[]
  /** Where the policy was read, and what it relaxes; absent when none is named. */
  readonly policy?: Omit<PolicyFacts, 'policy'> & { readonly relaxes: readonly string[] }
  /** What is different from the base revision; absent when there is none to compare with. */
  readonly comparison?: Omit<Comparison, 'changes' | 'files'> & {
    readonly changes: readonly ChangeShown[]
    /** How many files differ, or why that cannot be told. */
    readonly files:
      | { readonly known: true; readonly count: number }
      | { readonly known: false; readonly because: string }
  }
}

export type ChangeShown = Change & { readonly region?: Region }
export type PersonShown = {
  readonly name: string
  readonly title?: string
  readonly github?: string
  readonly key: Person['key']
}
export type RuleShown = Pick<Rule, 'id' | 'summary' | 'why' | 'fix' | 'cites'>
export type SystemShown = {
  readonly id: string
  readonly name: string
  /** One line: why the rules reach it, why not, or what must be answered first. */
  readonly scope: {
    readonly reached: 'yes' | 'no' | 'unknown'
    readonly because: string
    readonly cites: readonly string[]
  }
  readonly region?: Region
}
export type DutyShown = Duty & { readonly status: DutyStatus; readonly daysLeft?: number }

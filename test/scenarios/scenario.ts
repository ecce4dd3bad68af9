import { readdirSync, readFileSync } from 'node:fs'
import { parse, parseDocument } from 'yaml'
import type { RecordState } from './records.ts'

/** A story as a user's own manifest and records, with everything that the gate must make of it. One file of YAML each. */
export type Scenario = {
  readonly id: string
  readonly story: string
  readonly 'as-of': string
  readonly manifest: string
  readonly records?: { readonly [path: string]: RecordState }
  readonly expected: Expected
  readonly variants?: readonly Variant[]
}

/** One fact changed. What `expected` does not name of a system keeps the value of the story. */
export type Variant = { readonly name: string; readonly change: readonly Change[]; readonly expected: Expected }

export type Change =
  | { readonly set: string; readonly to: unknown }
  | { readonly remove: string }
  | { readonly record: string; readonly is: RecordState }

export type Expected = {
  readonly gate: Verdict
  /** Each the first day with another verdict, the day before it the one before; none means no change until 2028-03-31. */
  readonly 'gate-later'?: readonly {
    readonly at: string
    readonly verdict: Verdict
    readonly fails?: readonly string[]
  }[]
  /** Every finding that fails at level error, as `rule subject`. */
  readonly fails?: readonly string[]
  /** Every question that blocks, by its subject. */
  readonly open?: readonly string[]
  /** Which groups of duties are not due yet and not evidenced. */
  readonly warnings?: readonly string[]
  /** Duties of the organization. */
  readonly apply?: readonly string[]
  readonly 'do-not-apply'?: readonly string[]
  readonly 'may-apply'?: readonly string[]
  /** The due day of a duty that applies, by obligation. */
  readonly due?: { readonly [obligation: string]: string }
  readonly systems?: { readonly [id: string]: SystemExpected }
}

export type SystemExpected = {
  readonly admt?: Truth
  readonly 'significant-decision'?: Truth
  readonly 'article-11'?: Truth
  /** A day, `unknown`, `before-use`, or `none`. */
  readonly 'article-11-due'?: string
  readonly triggers?: readonly string[]
  readonly 'triggers-unknown'?: readonly string[]
  readonly 'risk-assessment'?: Truth
  readonly 'risk-assessment-due'?: string
  readonly 'due-by-activity'?: { readonly [activity: string]: string }
  readonly 'exceptions-valid'?: readonly string[]
  readonly 'exceptions-invalid'?: readonly string[]
  readonly 'right-to-limit'?: Truth
  readonly 'model-as-personal-information'?: Truth
  readonly 'personal-information'?: Truth
  /** Obligations, or groups of them, that apply; that do not; and that an open question decides. */
  readonly apply?: readonly string[]
  readonly 'do-not-apply'?: readonly string[]
  readonly 'may-apply'?: readonly string[]
  readonly due?: { readonly [obligation: string]: string }
}

type Verdict = 'pass' | 'fail' | 'not-evaluated'
type Truth = 'yes' | 'no' | 'unknown'

const GROUPS: { readonly [name: string]: readonly string[] } = {
  baseline: [
    'business-threshold-check',
    'pi-sensitive-inventory',
    'minimize-retain-purpose',
    'admt-human-involvement-determination',
    'significant-decision-classification',
  ],
  assessment: [
    'ra-report-purpose',
    'ra-report-pi-minimum',
    'ra-report-operations',
    'ra-benefits-and-harms',
    'ra-report-safeguards',
    'ra-go-no-go',
    'ra-contributors-and-approval',
    'ra-operator-participation',
    'ra-review-three-years',
    'ra-retention',
    'ra-annual-submission',
    'ra-produce-on-demand',
  ],
  'notice-and-access': [
    'pre-use-notice-published',
    'pre-use-notice-purpose',
    'pre-use-notice-opt-out-clause',
    'pre-use-notice-access-and-retaliation',
    'pre-use-notice-how-it-works',
    'access-response-content',
    'access-verify-and-secure',
    'access-clock',
    'non-retaliation',
    'privacy-policy-admt',
  ],
  'opt-out': [
    'opt-out-methods',
    'opt-out-frictionless',
    'opt-out-block-and-cease',
    'opt-out-confirm-and-all',
    'opt-out-denial-and-agent',
    'opt-out-quiet-period',
  ],
  exceptions: ['exception-human-appeal', 'exception-hiring-admission', 'exception-work-comp'],
}

/** The obligations that a list of obligations and groups names. */
export function obligationsOf(names: readonly string[] = []): readonly string[] {
  return names.flatMap((name) => GROUPS[name] ?? [name])
}

const folder = new URL('./', import.meta.url)

/** Every scenario of this folder, by its file's name. */
export function scenarios(): readonly Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => ({ id: file.slice(0, -'.yml'.length), ...parse(readFileSync(new URL(file, folder), 'utf8')) }))
}

/** The scenario with one fact changed: its manifest edited as a user would edit it, its records added or taken away. */
export function changed(scenario: Scenario, variant: Variant): Scenario {
  const document = parseDocument(scenario.manifest)
  const records: { [path: string]: RecordState } = { ...scenario.records }
  for (const change of variant.change) {
    if ('record' in change) records[change.record] = change.is
    else if ('remove' in change) document.deleteIn(stepsOf(change.remove))
    else document.setIn(stepsOf(change.set), document.createNode(change.to))
  }
  const systems = Object.fromEntries(
    Object.entries(scenario.expected.systems ?? {}).map(([id, base]) => {
      const { apply: _, 'do-not-apply': __, 'may-apply': ___, due: ____, ...statuses } = base
      return [id, { ...statuses, ...variant.expected.systems?.[id] }]
    }),
  )
  return { ...scenario, manifest: document.toString(), records, expected: { ...variant.expected, systems } }
}

function stepsOf(route: string): readonly (string | number)[] {
  return route.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

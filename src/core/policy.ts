import type { Loosening } from './change.ts'
import type { Level } from './finding.ts'

/** How one kind of loosening is taken: listed and no more, listed as a warning, an error until it is approved, or an error. */
export type Treatment = 'allow' | 'warn' | 'approval' | 'fail'

/** What an organization asks of the gate beside the law: it tightens, and where it relaxes, the report says so. */
export type Policy = {
  /** The regulations that must have been judged. */
  readonly regulations: readonly string[]
  /** The level of a rule's failing findings. What cannot be told stays as grave as it was. */
  readonly severities: { readonly [rule: string]: Level }
  /** The longest time between two reviews of a kind of record, in months; where the law's is shorter, the law's holds. */
  readonly cadences: { readonly [kind: string]: number }
  /** Everyone whom it names, for whatever. */
  readonly people: readonly PolicyPerson[]
  /** Who may answer for anything; absent: every named person. */
  readonly owners?: readonly PolicyPerson[]
  /** Who may approve what; absent: whom the gate takes where no policy says it. */
  readonly approvers: { readonly [what in Approved]?: readonly PolicyPerson[] }
  /** True when a risk assessment counts only with an approving review of the person who approved it. */
  readonly signOff: boolean
  readonly waivers: { readonly longestMonths: number; readonly never: readonly string[] }
  /** `others`: how the kinds are taken that are not named. */
  readonly loosening: { readonly others: Treatment; readonly kinds: { readonly [kind in Loosening]?: Treatment } }
}

/** What needs an approval: a waiver, the sign-off of a risk assessment, or a loosening. */
export type Approved = 'waivers' | 'riskAssessments' | 'loosening'

/** A person, not a role: the name, and the account on GitHub that is this person's. */
export type PolicyPerson = { readonly key: string; readonly name: string; readonly github: string }

/**
 * Where the policy was read. `none`: no policy is named. `bootstrap`: the base has none yet, so that of this change is used as far as it
 * tightens, and said.
 */
export type PolicyFacts = {
  readonly policy: Policy
  readonly from: 'none' | 'base' | 'repository' | 'folder' | 'bootstrap'
  /** `compliance/policy.yml` or `owner/repo/path@ref`; absent when there is none. */
  readonly name?: string
  /** The full name of the commit that it was read at, where it was read from one. */
  readonly commit?: string
  /** Hex SHA-256 of its bytes. */
  readonly sha256?: string
}

/** No exception is granted for longer where no policy says it; after that it is renewed by a person or the duty is met. */
export const LONGEST_WAIVER_MONTHS = 6

/** How a policy takes this kind of loosening. */
export function treatmentOf({ loosening }: Policy, kind: Loosening): Treatment {
  return loosening.kinds[kind] ?? loosening.others
}

/** What holds where no policy is named: a loosening is listed as a warning, for nobody is named who could approve it. */
export const NO_POLICY: PolicyFacts = {
  from: 'none',
  policy: {
    regulations: [],
    severities: {},
    cadences: {},
    people: [],
    approvers: {},
    signOff: false,
    waivers: { longestMonths: LONGEST_WAIVER_MONTHS, never: [] },
    loosening: { others: 'warn', kinds: {} },
  },
}

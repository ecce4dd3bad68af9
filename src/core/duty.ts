import type { Confidence, Question, Truth } from './determination.ts'
import type { Obligation } from './regulation.ts'

/**
 * The day a duty binds. `from`: it must be met on that day; `by`: that day is the last one.
 * A date that is absent is not known: because an answer is missing (`unknown`), or because nothing has started yet (`before-use`).
 */
export type Due =
  | { readonly kind: 'from'; readonly date: string }
  | { readonly kind: 'by'; readonly date: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'before-use' }

/** An obligation as it falls, or may fall, on one subject. */
export type Duty = {
  readonly obligation: Obligation['id']
  readonly kind: Obligation['kind']
  readonly title: string
  readonly cites: readonly string[]
  readonly confidence: Confidence
  /** `organization` or the system's id. */
  readonly subject: string
  readonly applies: Exclude<Truth, 'no'>
  readonly because: string
  /** What must be answered before it is known whether it applies. */
  readonly open: readonly Question[]
  readonly due: Due
  /** True when it is due on the `as-of` day. */
  readonly binding: boolean
  /** True from `leadDays` before the due date: its proof is asked for. */
  readonly asked: boolean
  /** The records and parts that prove it here, and the answers, as the chosen alternative names them. */
  readonly records: readonly string[]
  readonly answers: readonly string[]
  /** The key of the person who answers for it, when one is declared. */
  readonly owner?: string
}

export type DutyStatus = 'met' | 'unmet' | 'later' | 'waived' | 'open'

/** The obligations that do not apply to a subject, told once for each reason: most systems are reached by few. */
export type NotApplicable = {
  readonly subject: string
  readonly because: string
  readonly obligations: readonly string[]
}

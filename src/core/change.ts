import type { Route } from './route.ts'

/** What makes the gate ask less than before. A policy treats each kind by this name. */
export const LOOSENINGS = [
  /** A duty that applied, or may have applied, does not any more. */
  'duty-ended',
  /** A duty binds on a later day than before. */
  'duty-postponed',
  /** A prong of human involvement became `yes`. */
  'human-involvement',
  'exception-claimed',
  'scope-narrowed',
  'decision-removed',
  'data-removed',
  'system-removed',
  /** The same, while files that its `code:` named are still there. */
  'system-removed-code-stays',
  'system-renamed',
  'system-retired',
  'manifest-moved',
  'code-narrowed',
  'record-removed',
  'record-relaxed',
  'owner-removed',
  /** The name or the account behind a key of `people` is another, so that another person owns and approves by it. */
  'person-changed',
  /** A waiver that was not there, or covers more, or stands on another approver's word. */
  'waiver-added',
  'waiver-prolonged',
  /** A required date of use moved. */
  'date-moved',
  /** The policy file is changed; it counts from the merge on. */
  'policy-changed',
  /** The workflow that runs the gate is changed. */
  'workflow-changed',
] as const
export type Loosening = (typeof LOOSENINGS)[number]

/** What a change is about. */
export type ChangeTopic =
  | 'determination'
  | 'duty'
  | 'system'
  | 'purpose'
  | 'data'
  | 'sensitive'
  | 'model'
  | 'recipients'
  | 'human-involvement'
  | 'decision'
  | 'code'
  | 'people'
  | 'owner'
  | 'record'
  | 'waiver'
  | 'organization'
  | 'gate'

/** One thing that is different from the base revision. Told by key, never by position. */
export type Change = {
  readonly topic: ChangeTopic
  /** `organization`, or the system's id as it is called now, or was. */
  readonly scope: string
  /** Unique among all changes: `advance/decisions/extend-credit/human-involvement/can-change-the-decision`. */
  readonly key: string
  /** A sentence without its full stop: "`can-change-the-decision` was `no` and is `yes`". */
  readonly says: string
  /** Absent when the gate does not ask less for it. */
  readonly loosens?: Loosening
  /** True where a risk assessment must be reviewed after it: 11 CCR 7155(a)(3). */
  readonly material?: true
  /** The old and the new answer, where one answer differs; absent where there was, or is, none. */
  readonly was?: string
  readonly is?: string
  /** The duties that begin, end or move, as `subject/obligation`, by the subject's id before the change when they end. */
  readonly duties?: readonly string[]
  /** Where it stands in the manifest as it is now, or the nearest that is left. */
  readonly route: Route
}

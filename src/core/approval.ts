import type { Facts } from './facts.ts'

/** Whether what loosens the gate is approved: `because` completes "it is not approved: …" or "it cannot be told: …". */
export type Approval = {
  readonly approved: 'yes' | 'no' | 'unknown'
  readonly because: string
  readonly next: string
  /** Who approved it. */
  readonly by?: string
}

/** Whether a person whom the policy allows approved what this change loosens. */
export function approvalOfLoosening(_facts: Facts): Approval {
  return {
    approved: 'unknown',
    because: 'reviews cannot be seen here',
    next: 'have it approved on the pull request, where the gate sees reviews',
  }
}

import type { Duty } from './duty.ts'
import type { Level } from './finding.ts'

/** Error once a confirmed duty binds; before its date, and for law that is not confirmed, a warning. */
export function levelOf(duties: readonly Duty[]): Level {
  return duties.some((duty) => duty.applies === 'yes' && duty.binding && duty.confidence === 'confirmed')
    ? 'error'
    : 'warning'
}

/** `working-capital-offer/opt-out-methods`: a duty by subject and obligation. */
export function keyOf(duty: Duty): string {
  return `${duty.subject}/${duty.obligation}`
}

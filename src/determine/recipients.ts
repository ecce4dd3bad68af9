import type { Reasoned } from '../core/determination.ts'
import { no, unknown, yes } from '../core/logic.ts'
import type { System } from '../core/manifest.ts'

/** Does anyone outside receive the data whose role counts? A recipient without a role counts: cannot tell is not no. */
export function receives(system: System, counts: (role: string) => boolean, because: string): Reasoned {
  const { recipients } = system.data
  if (recipients.value === undefined)
    return unknown(recipients, 'who receives the data; an empty list means nobody', ['11 CCR 7051'])
  return recipients.value.some((recipient) => recipient.role.value === undefined || counts(recipient.role.value))
    ? yes(because, [], [recipients.route])
    : no(`not so: ${because}`, [], [recipients.route])
}

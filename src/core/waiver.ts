import type { ReviewSeen } from './comparison.ts'
import { addMonths } from './dates.ts'
import type { Duty } from './duty.ts'
import type { Facts } from './facts.ts'
import { unfilled } from './filled.ts'
import type { AppliedWaiver } from './finding.ts'
import type { Manifest, Waiver } from './manifest.ts'
import { notAPerson, personOf } from './people.ts'
import { listed, personIn } from './policy-people.ts'

/** `at` is the key to mend. */
export type WhyNot = { readonly at: string; readonly message: string; readonly next: string }

/** Characters; less than this explains nothing. */
const SHORTEST_REASON = 10

/** Why a waiver does not apply, as a predicate with what to write instead; undefined when it is whole and in force. */
export function whyNotInForce(waiver: Waiver, manifest: Manifest, facts: Facts): WhyNot | undefined {
  const { system, obligations, reason, approvedBy, expiresOn } = waiver
  const scope = system.value
  if (scope === undefined || (scope !== 'organization' && !manifest.systems.some(({ id }) => id === scope))) {
    return {
      at: 'system',
      message: scope === undefined ? 'names no system' : `names \`${scope}\`, which is no system of this manifest`,
      next: 'write `system:` with the id of a system, or `organization`',
    }
  }
  const known = new Set(
    facts.regulation.obligations
      .filter((each) => (each.scope === 'organization') === (scope === 'organization'))
      .map(({ id }) => id),
  )
  const unknown = (obligations.value ?? []).filter((id) => !known.has(id))
  if (obligations.value === undefined || obligations.value.length === 0 || unknown.length > 0) {
    return {
      at: 'obligation',
      message:
        unknown.length === 0
          ? 'names no obligation'
          : `names \`${unknown.join(', ')}\`, which is no obligation of \`${scope}\``,
      next: 'write `obligation:` with an id from the report, such as `opt-out-propagate`',
    }
  }
  const { longestMonths, never } = facts.policy.policy.waivers
  const refused = obligations.value.filter((id) => never.includes(id))
  if (refused.length > 0)
    return {
      at: 'obligation',
      message: `names \`${refused.join(', ')}\`, which cannot be waived by the policy`,
      next: 'meet the duty, and take it out of the waiver',
    }
  if ((reason.value ?? '').trim().length < SHORTEST_REASON || unfilled([reason.value ?? '']) !== undefined)
    return {
      at: 'reason',
      message: 'gives no reason that says anything',
      next: 'write `reason:` with why the duty is not met and what is done until then',
    }
  const approver = personOf(manifest, approvedBy)
  if (approver === undefined)
    return {
      at: 'approved-by',
      message: 'names no approver of `people`',
      next: 'write `approved-by:` with the key of the person who approved it',
    }
  if (notAPerson(approver) !== undefined)
    return {
      at: 'approved-by',
      message: `is approved by \`${approver.key}\`, who is not a named person`,
      next: 'write `approved-by:` with the key of a named person',
    }
  const allowed = facts.policy.policy.approvers.waivers
  if (allowed !== undefined && personIn(allowed, approver) === undefined)
    return {
      at: 'approved-by',
      message: `is not approved: the policy does not let \`${approver.key}\` approve it, but ${listed(allowed)}`,
      next: 'have one of them approve it, and write that person as `approved-by`',
    }
  if (expiresOn.value === undefined)
    return { at: 'expires-on', message: 'has no expiry date', next: 'write `expires-on: YYYY-MM-DD`' }
  if (expiresOn.value < facts.asOf)
    return {
      at: 'expires-on',
      message: `expired on ${expiresOn.value}`,
      next: 'meet the duty, or have the waiver approved again with a new `expires-on`',
    }
  if (expiresOn.value > addMonths(facts.asOf, longestMonths)) {
    return {
      at: 'expires-on',
      message: `runs until ${expiresOn.value}, longer than ${longestMonths === 1 ? '1 month' : `${longestMonths} months`}`,
      next: `write an \`expires-on\` no later than ${addMonths(facts.asOf, longestMonths)}`,
    }
  }
  return undefined
}

/** The waiver over all of these duties, when every one of them is waived by a waiver in force. */
export function waiverOver(
  duties: readonly Duty[],
  inForce: readonly (Waiver & { readonly review?: ReviewSeen })[],
): AppliedWaiver | undefined {
  const covering = duties.map((duty) =>
    inForce.find(
      (waiver) => waiver.system.value === duty.subject && waiver.obligations.value?.includes(duty.obligation),
    ),
  )
  const [first] = covering
  if (first === undefined || covering.includes(undefined)) return undefined
  const reviews = [...new Set(covering)].flatMap((waiver) => waiver?.review ?? [])
  const expiries = covering.flatMap((waiver) => waiver?.expiresOn.value ?? []).sort()
  return {
    obligations: [...new Set(duties.map((duty) => duty.obligation))],
    until: expiries[0] ?? '',
    justification: first.reason.value ?? '',
    approvedBy: first.approvedBy.value ?? '',
    ...(reviews.length === 0 ? {} : { reviews }),
  }
}

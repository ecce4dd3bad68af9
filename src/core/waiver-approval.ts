import { type Approval, approvalBy } from './approval.ts'
import { approverOf } from './approver.ts'
import type { ReviewSeen } from './comparison.ts'
import type { Facts } from './facts.ts'
import type { Manifest, Waiver } from './manifest.ts'
import { personOf } from './people.ts'
import { type WhyNot, whyNotInForce } from './waiver.ts'
import { waiverKey } from './waiver-key.ts'

/** A waiver that counts, with the review by which it does, where this change brings it. */
export type WaiverInForce = Waiver & { readonly review?: ReviewSeen }

/** The waivers that count on the `as-of` day. */
export function waiversInForce(facts: Facts): readonly WaiverInForce[] {
  return waiversOf(facts).inForce
}

/** The waivers of which nobody can tell whether they are approved, and which would count if they were. */
export function waiversUntold(facts: Facts): readonly Waiver[] {
  return waiversOf(facts).untold
}

type Sorted = { readonly inForce: readonly WaiverInForce[]; readonly untold: readonly Waiver[] }

/** Several ask; it is worked out once for the same facts. */
function waiversOf(facts: Facts): Sorted {
  const known = worked.get(facts)
  if (known !== undefined) return known
  const { manifest } = facts
  const inForce: WaiverInForce[] = []
  const untold: Waiver[] = []
  for (const waiver of manifest?.waivers ?? []) {
    const why = manifest === undefined ? undefined : whyNotCounted(waiver, manifest, facts)
    if (why?.untold === true) untold.push(waiver)
    if (why !== undefined) continue
    const { review } = approvalOfWaiver(waiver, facts)
    inForce.push(review === undefined ? waiver : { ...waiver, review })
  }
  const sorted = { inForce, untold }
  worked.set(facts, sorted)
  return sorted
}

const worked = new WeakMap<Facts, Sorted>()

/** Why a waiver does not count, as a predicate with what to write or do instead; undefined when it is whole, in force and approved. */
export function whyNotCounted(
  waiver: Waiver,
  manifest: Manifest,
  facts: Facts,
): (WhyNot & { readonly untold?: true }) | undefined {
  const why = whyNotInForce(waiver, manifest, facts)
  if (why !== undefined) return why
  const { approved, because, next } = approvalOfWaiver(waiver, facts)
  const at = 'approved-by'
  switch (approved) {
    case 'yes':
      return undefined
    case 'no':
      return { at, message: `is not approved: ${because}`, next }
    case 'unknown':
      return { at, message: `is not known to be approved: ${because}`, next, untold: true }
  }
}

/** Whether a waiver is approved. One that counts at the base was approved when it came in; any other needs a review of this change. */
export function approvalOfWaiver(waiver: Waiver, facts: Facts): Approval {
  if (facts.comparison === undefined) return stands('nothing is proposed here')
  if (standsInBase(waiver, facts)) return stands('it counts at the base, and asks for no more here')
  const approver = approverOf(waiver.approvedBy, facts, 'waivers')
  return 'approved' in approver ? approver : approvalBy(approver, facts, waiverKey(waiver))
}

/** Each of its obligations is waived at the base for the same reason, by the same person, for no shorter. */
function standsInBase(waiver: Waiver, { comparison, ...facts }: Facts): boolean {
  const { before } = comparison ?? {}
  const { manifest } = facts
  const obligations = waiver.obligations.value ?? []
  if (before === undefined || manifest === undefined || obligations.length === 0) return false
  return obligations.every((obligation) =>
    before.waivers.some(
      (old) =>
        old.obligations.value?.includes(obligation) &&
        asksNoMore(waiver, old) &&
        samePerson(waiver, manifest, before) &&
        // One that did not count there comes alive by this change.
        whyNotInForce(old, before, facts) === undefined,
    ),
  )
}

function asksNoMore(now: Waiver, old: Waiver): boolean {
  const until = now.expiresOn.value
  return (
    now.system.value === old.system.value &&
    now.reason.value === old.reason.value &&
    now.approvedBy.value === old.approvedBy.value &&
    until !== undefined &&
    old.expiresOn.value !== undefined &&
    until <= old.expiresOn.value
  )
}

/** A key may have come to mean somebody else. A new account of the same person does not matter: the approval is given already. */
function samePerson({ approvedBy }: Waiver, now: Manifest, before: Manifest): boolean {
  const name = personOf(now, approvedBy)?.name.value
  return name !== undefined && name === personOf(before, approvedBy)?.name.value
}

function stands(because: string): Approval {
  return { approved: 'yes', because, next: '' }
}

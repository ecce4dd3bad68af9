import type { Duty } from '../core/duty.ts'
import { keyOf } from '../core/duty-level.ts'
import type { Facts } from '../core/facts.ts'
import type { Person } from '../core/manifest.ts'
import { neededRecords } from '../core/needed-records.ts'
import { whyNotOwner } from '../core/policy-people.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Owned = Subject & {
  readonly duty: Duty
  readonly person: Person | undefined
  /** True where the owner stands at a system or a record, which are held to the policy themselves. */
  readonly heldElsewhere: boolean
  readonly answerable: boolean
  /** True for what a member of executive management has to do. */
  readonly executive: boolean
}

export default defineRule<Owned>({
  id: 'duty/owned',
  level: 'error',
  summary: 'Every duty that applies has a person who answers for it.',
  why: 'The person is asked when the duty falls due, and the submission of risk assessments needs a member of executive management.',
  fix: 'Give the record an owner, or the system an owner in the role that the duty needs.',
  cites: [],

  subjects(facts) {
    const { manifest, duties, regulation } = facts
    if (manifest === undefined) return []
    const people = new Map(manifest.people.map((person) => [person.key, person]))
    const routes = new Map(manifest.systems.map((system) => [system.id, system]))
    const executive = new Set(regulation.obligations.filter(({ owner }) => owner === 'executive').map(({ id }) => id))
    const elsewhere = facts.policy.policy.owners === undefined ? new Set() : ownersElsewhere(facts)
    return duties
      .filter((duty) => duty.asked)
      .map((duty) => {
        const system = routes.get(duty.subject)
        return {
          subject: keyOf(duty),
          scope: duty.subject,
          route:
            system !== undefined
              ? [...system.route, 'owners']
              : executive.has(duty.obligation)
                ? ['people']
                : [...manifest.organization.route, 'ccpa', 'confirmed-by'],
          duties: [duty],
          duty,
          executive: executive.has(duty.obligation),
          answerable: system === undefined || system.owners.accountable.value !== undefined,
          person: duty.owner === undefined ? undefined : people.get(duty.owner),
          heldElsewhere: elsewhere.has(duty.owner),
          ...(duty.owner === undefined ? {} : { owner: duty.owner }),
        }
      })
  },

  check({ duty, person, heldElsewhere, answerable, executive }, { policy }) {
    const name = person?.name.value
    const why = person === undefined || heldElsewhere ? undefined : whyNotOwner(person, policy.policy)
    if (why !== undefined)
      return fail(`is owned by \`${person?.key}\`, ${why.because}`, why.next, { level: 'error', byPolicy: true })
    if (name !== undefined) return pass(`is owned by ${name}`)
    // Where a system or a record names its owner is where a missing or unknown one is reported.
    if (!answerable || duty.owner !== undefined) return notApplicable('waits for an owner of the system or the record')
    return fail(
      'has no owner',
      executive
        ? 'mark the member of management who is responsible for it with `executive: yes`, under `people`'
        : 'write `confirmed-by:` under `organization.ccpa` with the key of a person from `people`',
      { cites: duty.cites },
    )
  },
})

/** The owners whom `system/owned` and `record/owned` judge. */
function ownersElsewhere(facts: Facts): ReadonlySet<string | undefined> {
  const roles = facts.manifest?.systems.flatMap(({ owners }) => [
    owners.accountable,
    owners.engineering,
    owners.privacy,
  ])
  const records = neededRecords(facts).flatMap(({ entries, tests }) => [...entries, ...tests])
  return new Set([...(roles ?? []), ...records.map(({ declared }) => declared.owner)].map(({ value }) => value))
}

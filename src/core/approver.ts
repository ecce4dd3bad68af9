import { type Approval, type Approver, handleOf, no } from './approval.ts'
import type { Facts } from './facts.ts'
import type { Text } from './manifest.ts'
import { notAPerson, personOf } from './people.ts'
import type { Approved } from './policy.ts'
import { listed, personIn } from './policy-people.ts'

/** The account whose review the declared approver's word stands on, or why there is none: a change cannot appoint its own approver. */
export function approverOf(key: Text, facts: Facts, what: Exclude<Approved, 'loosening'>): Approver | Approval {
  const { manifest, comparison } = facts
  const person = manifest === undefined ? undefined : personOf(manifest, key)
  if (person === undefined)
    return no('it names no approver of `people`', 'write `approved-by:` with the key of the person who approves it')
  const who = `\`${person.key}\``
  const handle = handleOf(person.github.value)
  const noAccount = no(`${who} has no account on GitHub here`, `write \`github:\` for \`people.${person.key}\``)
  const allowed = facts.policy.policy.approvers[what]
  if (allowed !== undefined) {
    const match = personIn(allowed, person)
    if (match !== undefined) return { github: match.github }
    return no(
      `the policy does not let ${who} approve it, but ${listed(allowed)}`,
      'have one of them approve it, and write that person as `approved-by`',
    )
  }
  if (comparison?.before === undefined) return handle === undefined ? noAccount : { github: handle }
  const before = comparison.before.people.find((each) => each.key === person.key)
  const first = `merge \`people.${person.key}\` first, or have a person approve it who is in the base`
  if (before === undefined || notAPerson(before) !== undefined)
    return no(`${who} is not a person of the base, and a change cannot appoint its own approver`, first)
  const account = handleOf(before.github.value)
  if (account === undefined)
    return handle === undefined ? noAccount : no(`the account of ${who} comes with this change`, first)
  if (handle !== account) return no(`${who} has another account here than in the base`, first)
  return { github: account }
}

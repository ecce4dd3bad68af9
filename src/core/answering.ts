import type { Facts } from './facts.ts'
import { notAPerson } from './people.ts'

/** Who answers for what has no owner of its own: the accountable owner of the system, or who confirmed the organization's scope. */
export function answeringFor({ manifest }: Pick<Facts, 'manifest'>): (scope: string) => string | undefined {
  const people = new Set(
    manifest?.people.filter((person) => notAPerson(person) === undefined).map((person) => person.key),
  )
  const owners = new Map(manifest?.systems.map((system) => [system.id, system.owners.accountable.value]))
  const organization = manifest?.organization.confirmedBy.value
  return (scope) => {
    const owner = scope === 'organization' ? organization : owners.get(scope)
    return owner !== undefined && people.has(owner) ? owner : undefined
  }
}

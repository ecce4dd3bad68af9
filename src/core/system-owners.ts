import { handleOf } from './approval.ts'
import type { Manifest, OwnerRole, Person, System } from './manifest.ts'
import { personOf } from './people.ts'

/** Engineering first: of the three it is that owner who is asked to review code. */
const ROLES: readonly OwnerRole[] = ['engineering', 'accountable', 'privacy']

/** The declared owners of a system who are persons under `people`, each once. */
export function ownersOf(manifest: Manifest, { owners }: System): readonly Person[] {
  return [...new Set(ROLES.flatMap((role) => personOf(manifest, owners[role]) ?? []))]
}

/** Their accounts on GitHub, in lower case. */
export function handlesOfOwners(manifest: Manifest, system: System): readonly string[] {
  return ownersOf(manifest, system).flatMap(({ github }) => handleOf(github.value) ?? [])
}

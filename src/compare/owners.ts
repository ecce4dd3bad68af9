import type { Change } from '../core/change.ts'
import type { OwnerRole, System } from '../core/manifest.ts'
import { differences, type Field, gone } from './fields.ts'
import type { SystemPair } from './judged.ts'

const OWNERS: readonly Field<System>[] = (['accountable', 'engineering', 'privacy'] satisfies OwnerRole[]).map(
  (role) => ({ key: role, of: ({ owners }) => owners[role], loosens: gone('owner-removed') }),
)

/** Who answers for a system. */
export function ownerChanges({ before, after }: SystemPair): readonly Change[] {
  return differences(before, after, OWNERS, {
    topic: 'owner',
    scope: after.id,
    key: `${after.id}/owners`,
    of: ' among its `owners`',
  })
}

import type { OwnerRole, Person, Text } from '../core/manifest.ts'
import { personOf } from '../core/people.ts'
import { whyNotOwner } from '../core/policy-people.ts'
import { reachedSystems } from '../core/reached.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Owned = Subject & {
  readonly role: OwnerRole
  readonly named: Text
  readonly reached: boolean
  readonly person: Person | undefined
}

const ROLES: readonly OwnerRole[] = ['accountable', 'engineering', 'privacy']

export default defineRule<Owned>({
  id: 'system/owned',
  level: 'error',
  summary: 'Every system has an accountable owner, and one for engineering and for privacy where the rules reach it.',
  why: 'A duty that a team owns is a duty that nobody owns.',
  fix: 'Write under `owners` the key of a person from `people`.',
  cites: [],

  subjects({ manifest, determinations }) {
    const reached = reachedSystems(determinations)
    if (manifest === undefined) return []
    return manifest.systems.flatMap((system) =>
      ROLES.map((role) => {
        const owner = system.owners[role]
        return {
          subject: `${system.id}/owners.${role}`,
          scope: system.id,
          route: owner.route,
          role,
          named: owner,
          reached: reached.has(system.id),
          person: personOf(manifest, owner),
        }
      }),
    )
  },

  check({ role, named, reached, person }, { policy }) {
    if (!named.stated && role !== 'accountable' && !reached)
      return notApplicable('is not needed: the rules do not reach the system')
    if (!named.stated) return fail('is missing', `write \`${role}:\` with the key of a person from \`people\``)
    if (named.value === undefined)
      return open('is not known', `write \`${role}:\` with the key of a person from \`people\``)
    if (person === undefined)
      return fail(
        `is \`${named.value}\`, who is not under \`people\``,
        'write the key of a person from `people`, or add the person there',
      )
    const why = whyNotOwner(person, policy.policy)
    return why === undefined
      ? pass(`is \`${named.value}\``)
      : fail(`is \`${named.value}\`, ${why.because}`, why.next, { level: 'error', byPolicy: true })
  },
})

import type { OwnerRole, Text } from '../core/manifest.ts'
import { reachedSystems } from '../core/reached.ts'
import { defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Owned = Subject & {
  readonly role: OwnerRole
  readonly named: Text
  readonly reached: boolean
  readonly known: boolean
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
    const keys = new Set(manifest?.people.map((person) => person.key))
    return (manifest?.systems ?? []).flatMap((system) =>
      ROLES.map((role) => {
        const owner = system.owners[role]
        return {
          subject: `${system.id}/owners.${role}`,
          scope: system.id,
          route: owner.route,
          role,
          named: owner,
          reached: reached.has(system.id),
          known: owner.value !== undefined && keys.has(owner.value),
        }
      }),
    )
  },

  check({ role, named, reached, known }) {
    if (!named.stated && role !== 'accountable' && !reached)
      return notApplicable('is not needed: the rules do not reach the system')
    if (!named.stated) return fail('is missing', `write \`${role}:\` with the key of a person from \`people\``)
    if (named.value === undefined)
      return open('is not known', `write \`${role}:\` with the key of a person from \`people\``)
    return known
      ? pass(`is \`${named.value}\``)
      : fail(
          `is \`${named.value}\`, who is not under \`people\``,
          'write the key of a person from `people`, or add the person there',
        )
  },
})

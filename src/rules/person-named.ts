import type { Person } from '../core/manifest.ts'
import { notAPerson } from '../core/people.ts'
import { isNamesake, personIn } from '../core/policy-people.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Named = Subject & { readonly person: Person }

export default defineRule<Named>({
  id: 'person/named',
  level: 'error',
  summary: 'Everyone under `people` is a natural person with a name.',
  why: 'A team, a shared mailbox or a bot cannot answer for a duty.',
  fix: 'Name the person who answers for it today; change the entry when the person changes.',
  cites: [],

  subjects: ({ manifest }) =>
    manifest?.people.map((person) => ({
      subject: `people/${person.key}`,
      scope: 'organization',
      route: person.route,
      person,
    })) ?? [],

  check({ person }, { policy }) {
    const why = notAPerson(person)
    if (why !== undefined)
      return fail(why, 'write the first and last name of one person, with that person’s own account', { at: ['name'] })
    const known = personIn(policy.policy.people, person)
    return known === undefined || isNamesake(person, known)
      ? pass('is a named person')
      : fail(
          `has the account \`${known.github}\`, which is ${known.name}’s by the policy`,
          'write that person’s name, or this person’s own account',
          { level: 'warning', byPolicy: true, at: ['github'] },
        )
  },
})

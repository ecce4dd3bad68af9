import type { Person, Text } from '../core/manifest.ts'
import { declaredEntries, declaredTests, neededRecords } from '../core/needed-records.ts'
import { personOf } from '../core/people.ts'
import { whyNotOwner } from '../core/policy-people.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Owned = Subject & { readonly named: Text; readonly person: Person | undefined }

export default defineRule<Owned>({
  id: 'record/owned',
  level: 'error',
  summary: 'Every record that a duty needs has a named owner.',
  why: 'Someone must keep the record true when the product changes.',
  fix: 'Write `owner:` with the key of a person from `people`.',
  cites: [],

  subjects(facts) {
    const { manifest } = facts
    if (manifest === undefined) return []
    const needed = neededRecords(facts)
    return [...declaredEntries(facts, needed), ...declaredTests(facts, needed)].map(({ entry, duties }) => {
      const { owner } = entry.declared
      return {
        subject: entry.subject,
        scope: entry.scope,
        route: entry.declared.route,
        duties,
        named: owner,
        person: personOf(manifest, owner),
      }
    })
  },

  check({ named, person, duties = [] }, { policy }) {
    if (duties.length === 0) return notApplicable('is needed by no duty here')
    if (named.value === undefined)
      return fail('has no owner', 'write `owner:` with the key of a person from `people`', { at: ['owner'] })
    if (person === undefined)
      return fail(
        `is owned by \`${named.value}\`, who is not under \`people\``,
        'write the key of a person from `people`, or add the person there',
        { at: ['owner'] },
      )
    const why = whyNotOwner(person, policy.policy)
    return why === undefined
      ? pass(`is owned by \`${named.value}\``)
      : fail(`is owned by \`${named.value}\`, ${why.because}`, why.next, {
          level: 'error',
          byPolicy: true,
          at: ['owner'],
        })
  },
})

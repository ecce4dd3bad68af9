import type { Text } from '../core/manifest.ts'
import { declaredEntries, declaredTests, neededRecords } from '../core/needed-records.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Owned = Subject & { readonly named: Text; readonly known: boolean }

export default defineRule<Owned>({
  id: 'record/owned',
  level: 'error',
  summary: 'Every record that a duty needs has a named owner.',
  why: 'Someone must keep the record true when the product changes.',
  fix: 'Write `owner:` with the key of a person from `people`.',
  cites: [],

  subjects(facts) {
    const keys = new Set(facts.manifest?.people.map((person) => person.key))
    const needed = neededRecords(facts)
    return [...declaredEntries(facts, needed), ...declaredTests(facts, needed)].map(({ entry, duties }) => {
      const { owner } = entry.declared
      return {
        subject: entry.subject,
        scope: entry.scope,
        route: entry.declared.route,
        duties,
        named: owner,
        known: owner.value !== undefined && keys.has(owner.value),
      }
    })
  },

  check({ named, known, duties = [] }) {
    if (duties.length === 0) return notApplicable('is needed by no duty here')
    if (named.value === undefined)
      return fail('has no owner', 'write `owner:` with the key of a person from `people`', { at: ['owner'] })
    return known
      ? pass(`is owned by \`${named.value}\``)
      : fail(
          `is owned by \`${named.value}\`, who is not under \`people\``,
          'write the key of a person from `people`, or add the person there',
          { at: ['owner'] },
        )
  },
})

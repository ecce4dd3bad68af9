import type { RecordFact } from '../core/facts.ts'
import { declaredEntries, neededRecords } from '../core/needed-records.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Presence = Subject & { readonly kind: string; readonly parts: readonly string[]; readonly fact?: RecordFact }

export default defineRule<Presence>({
  id: 'record/present',
  level: 'error',
  summary: 'Every record that a duty needs is declared, inside the repository, and readable.',
  why: 'A duty without a record cannot be shown to be met.',
  fix: 'Write the record, and declare it under `records` with its file, owner and review date.',
  cites: [],

  subjects(facts) {
    const needed = neededRecords(facts)
    return [
      ...needed
        .filter((record) => record.entries.length === 0)
        .map((record) => ({
          subject: `${record.scope}/${record.kind}`,
          scope: record.scope,
          route: record.route,
          duties: record.duties,
          kind: record.kind,
          parts: record.parts.map(({ part }) => part),
        })),
      ...declaredEntries(facts, needed).map(({ entry, duties }) => ({
        subject: entry.subject,
        scope: entry.scope,
        route: entry.declared.route,
        duties,
        kind: entry.declared.kind,
        parts: [],
        fact: entry.fact,
        ...(entry.declared.owner.value === undefined ? {} : { owner: entry.declared.owner.value }),
      })),
    ]
  },

  check({ fact, kind, parts, duties = [] }) {
    if (fact === undefined) {
      return fail(
        `is missing; ${duties.length === 1 ? 'one duty needs' : `${duties.length} duties need`} it`,
        `add \`records.${kind}: { file: …, owner: …, reviewed-on: … }\`${parts.length > 0 ? ` with the parts ${parts.join(', ')}` : ''}; \`ai-compliance init\` writes a template of it`,
      )
    }
    if (fact.refused === undefined && duties.length > 0 && isBlank(fact)) {
      // Whatever is due when: who declares a record says that there is one.
      return fail(
        `says nothing yet: each of its parts in \`${fact.file ?? ''}\` is still to be written`,
        `write the parts that its other findings name, or take \`${kind}\` out of \`records\` until there is something to declare`,
        { at: ['file'], level: 'error' },
      )
    }
    if (fact.refused === undefined) return pass(`is present in \`${fact.file ?? ''}\``)
    const at = fact.file === undefined ? [] : ['file']
    if (fact.refusedPath === true) {
      return fail(
        `is refused: \`${fact.file ?? ''}\` ${fact.refused}`,
        'move the record into this repository as a plain file, and correct `file:`',
        { at, level: 'error' },
      )
    }
    const message = fact.file === undefined ? fact.refused : `cannot be judged: \`${fact.file}\` ${fact.refused}`
    const next =
      fact.file === undefined
        ? 'add `file:` with the path of the record in this repository'
        : 'write the record there, or correct `file:`'
    return fail(message, next, { at, ...(duties.length === 0 ? { level: 'warning' } : {}) })
  },
})

/** True for a template that nobody has written in. What has no part that is known may say something all the same. */
function isBlank({ parts }: RecordFact): boolean {
  return parts.length > 0 && parts.every(({ unfilled }) => unfilled !== undefined)
}

import { levelOf } from '../core/duty-level.ts'
import type { RecordFact } from '../core/facts.ts'
import { declaredEntries, inWriting, neededRecords } from '../core/needed-records.ts'
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
        .map((record) => ({ record, asked: inWriting(record) }))
        .filter(({ asked }) => asked.duties.length > 0)
        .map(({ record, asked }) => ({
          subject: `${record.scope}/${record.kind}`,
          scope: record.scope,
          route: record.route,
          kind: record.kind,
          ...asked,
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
    if (fact.refused === undefined && duties.length > 0 && levelOf(duties) !== 'error' && isBlank(fact)) {
      // Before its duties bind, its empty parts only warn: but who declares a record says that there is one.
      return fail(
        `says nothing yet: each of its parts in \`${fact.file ?? ''}\` is still to be written`,
        `write the parts that its other findings name, or take \`${kind}\` out of \`records\` until there is something to declare`,
        { at: ['file'], level: 'error' },
      )
    }
    if (fact.refused === undefined) return pass(`is present in \`${fact.file ?? ''}\``)
    const at = fact.file === undefined ? [] : ['file']
    const next = fact.next ?? 'write the record there, or correct `file:`'
    if (fact.refusedPath === true)
      return fail(`is refused: \`${fact.file ?? ''}\` ${fact.refused}`, next, { at, level: 'error' })
    const state = fact.missing === true ? 'is missing' : 'cannot be judged'
    const message = fact.file === undefined ? fact.refused : `${state}: \`${fact.file}\` ${fact.refused}`
    const [problem] = fact.problems ?? []
    return fail(message, next, {
      at,
      ...(duties.length === 0 ? { level: 'warning' } : {}),
      ...(problem === undefined || fact.file === undefined
        ? {}
        : { inFile: { file: fact.file, line: problem.line, column: problem.column ?? 1 } }),
    })
  },
})

/** True for a template that nobody has written in. What has no part that is known may say something all the same. */
function isBlank({ parts }: RecordFact): boolean {
  return parts.length > 0 && parts.every(({ unfilled }) => unfilled !== undefined)
}

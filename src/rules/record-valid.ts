import type { Duty } from '../core/duty.ts'
import type { RecordProblem } from '../core/facts.ts'
import { declaredEntries, neededRecords } from '../core/needed-records.ts'
import { defineRule, fail, pass, type Subject } from '../core/rule.ts'

type Written = Subject & {
  readonly problem?: RecordProblem
  readonly file: string
  readonly partCites: readonly string[]
}

export default defineRule<Written>({
  id: 'record/valid',
  level: 'error',
  summary:
    'Every record in structured form has the elements that the law names in its parts, and no key that nothing reads.',
  why: 'An element that is missing, misspelled or of the wrong kind leaves a part without what it is there to show.',
  fix: 'Correct the line; an editor that has the schema of the record completes and explains every key.',
  cites: [],

  subjects(facts) {
    const needed = neededRecords(facts)
    const parts = dutiesByPart(needed)
    const cites = new Map(
      facts.regulation.records.flatMap((kind) => kind.parts.map((part) => [`${kind.id}#${part.id}`, part.cites])),
    )
    return declaredEntries(facts, needed).flatMap(
      ({ entry: { subject, scope, declared, fact }, duties }): readonly Written[] => {
        const { problems, file, refused } = fact
        if (problems === undefined || file === undefined || refused !== undefined) return []
        const owner = declared.owner.value
        const shared = { scope, route: declared.route, file, ...(owner === undefined ? {} : { owner }) }
        if (problems.length === 0) return [{ ...shared, subject, duties, partCites: [] }]
        return problems.map((problem) => {
          const { part } = problem
          if (part === undefined) return { ...shared, subject, problem, partCites: [] }
          return {
            ...shared,
            subject: `${subject}#${part}`,
            problem,
            duties: parts.get(`${subject}#${part}`) ?? [],
            partCites: cites.get(`${declared.kind}#${part}`) ?? [],
          }
        })
      },
    )
  },

  check({ problem, file, partCites, duties = [] }) {
    if (problem === undefined) return pass('has nothing in it that its schema does not know')
    const {
      line,
      column,
      message,
      next = 'write what is expected here; an editor that has the schema completes it',
    } = problem
    return fail(message, next, {
      inFile: { file, line, ...(column === undefined ? {} : { column }) },
      cites: partCites,
      // What no duty needs proves nothing, and damages nothing.
      ...(duties.length === 0 ? { level: 'warning' } : {}),
    })
  },
})

/** The duties that need a part of an entry, of whichever systems. */
function dutiesByPart(needed: ReturnType<typeof neededRecords>): ReadonlyMap<string, readonly Duty[]> {
  const byPart = new Map<string, Duty[]>()
  for (const { parts, entries } of needed)
    for (const { subject } of entries)
      for (const { part, duties } of parts) {
        const key = `${subject}#${part}`
        byPart.set(key, [...(byPart.get(key) ?? []), ...duties])
      }
  return byPart
}

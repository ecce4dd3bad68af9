import type { PartFact, Problem, RecordProblem } from '../core/facts.ts'
import type { RecordKind } from '../core/regulation.ts'
import { MAX_PLACED } from './limits.ts'
import { mistakesOf, placed } from './mistakes.ts'
import { type Mistake, type SchemaError, subjectsOf } from './problems.ts'
import type { Found } from './record-checks/index.ts'
import { nextOf } from './record-next.ts'
import type { Source } from './source.ts'
import { vocabularyOf, withoutExamples } from './vocabulary.ts'

type Judged = {
  readonly source: Pick<Source, 'written' | 'locate'>
  readonly kind: RecordKind
  /** As the validator of the schema left them. */
  readonly errors: readonly SchemaError[]
  schema(): unknown
  readonly found: readonly Found[]
  readonly parts: readonly PartFact[]
  /** Whether the file is JSON and not YAML. */
  readonly json: boolean
}

/**
 * What is wrong with a structured record, in the order of its text. A part that says nothing is left out: that it is empty is
 * told of the part as a whole, whatever else is wrong in it.
 */
export function recordProblems({ source, kind, errors, schema, found, parts, json }: Judged): readonly RecordProblem[] {
  const { written, locate } = source
  const empty = new Set(parts.filter((part) => part.unfilled !== undefined).map(({ part }) => part))
  const told = <M extends Mistake>(mistakes: readonly M[]) =>
    mistakes.filter(({ route: [part] }) => !empty.has(String(part)))
  const words = vocabularyOf(errors.length === 0 ? undefined : schema())
  const failures = told(mistakesOf(errors, written, withoutExamples(words)))
  // What follows from an answer that cannot be read is no second mistake.
  const beyond = told(found).filter(
    ({ route, restsOn }) => !failures.some((failure) => isSame(failure.route, route) || restsOn?.(failure.route)),
  )
  const subjectAt = subjectsOf(written)
  const nexts = new Map(beyond.map(({ route, next }) => [subjectAt(route), next]))
  const failed = new Map(failures.slice(0, MAX_PLACED).map((failure) => [subjectAt(failure.route), failure]))
  const mild = new Set(beyond.filter(({ warns }) => warns).map(({ route }) => subjectAt(route)))
  const partIds = new Set(kind.parts.map(({ id }) => id))
  return placed([...failures, ...beyond], written, locate).map((problem) => {
    const { region, route, subject } = problem
    const part = partIds.has(String(route[0])) && !mild.has(subject) ? String(route[0]) : undefined
    const failure = failed.get(subject)
    const next = failure === undefined ? nexts.get(subject) : nextOf(failure, words, json)
    return {
      line: region?.startLine ?? 1,
      ...(region === undefined ? {} : { column: region.startColumn }),
      message: worded(problem, partIds),
      ...(next === undefined ? {} : { next }),
      ...(part === undefined ? {} : { part }),
    }
  })
}

/** A finding about a part names the part; what is deeper in it is named here. */
function worded({ route, subject, message }: Problem, parts: ReadonlySet<string>): string {
  const isPart = route.length === 1 && parts.has(String(route[0]))
  return route.length === 0 || isPart ? message : `is wrong at \`${subject}\`, which ${message}`
}

function isSame(one: Mistake['route'], other: Mistake['route']): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index])
}

import type { Problem } from '../core/facts.ts'
import type { Route } from '../core/route.ts'
import { MAX_PLACED } from './limits.ts'
import { below, type Failure, inOrder, type Mistake, type SchemaError, subjectsOf } from './problems.ts'
import type { Source } from './source.ts'
import type { Vocabulary } from './vocabulary.ts'
import { wordBadKey, wordLimit, wordMismatch, wordMissing, wordUnknownKey } from './wording.ts'

/** Mistakes as problems with their places, in the order of the text; `whole` is what the text is called. */
export function placed(
  mistakes: readonly Mistake[],
  written: unknown,
  locate: Source['locate'],
  whole = 'manifest',
): readonly Problem[] {
  if (mistakes.length === 0) return []
  const subjectAt = subjectsOf(written, whole)
  const problems = mistakes.slice(0, MAX_PLACED).map(({ route, at, message }) => {
    const region = locate(route, at)
    return { route, ...(region === undefined ? {} : { region }), message: message(), subject: subjectAt(route) }
  })
  return inOrder(problems, mistakes.length - problems.length, whole)
}

/** What a validator found, in the words of its schema; grouped by place, so that each thing is said once. */
export function mistakesOf(errors: readonly SchemaError[], written: unknown, words: Vocabulary): readonly Mistake[] {
  const byPath = new Map<string, Failure[]>()
  const above = new Set<string>()
  for (const { instancePath: path, keyword, params, ...rest } of errors) {
    // Of a bad key, what the schema for keys found says less than the failure that names the key.
    if ('propertyName' in rest) continue
    const failure = { route: routeOf(path, written), keyword, params }
    const same = byPath.get(path)
    if (same === undefined) byPath.set(path, [failure])
    else same.push(failure)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) above.add(path.slice(0, end))
  }
  return [...byPath].flatMap(([path, failures]) => {
    const inside = failures.flatMap((failure) => wordInside(failure, failures, written, words))
    // Where one alternative fits so far that only something in it is wrong, that the others do not fit says nothing.
    return inside.length > 0 || above.has(path)
      ? inside
      : failures.slice(0, 1).map(({ route }) => mismatch(route, written, words))
  })
}

const MISMATCHES = ['type', 'enum', 'const', 'pattern', 'minLength', 'anyOf']

/** A failure that leaves the value itself standing: a key that is missing or unknown, or a limit. */
function wordInside(
  failure: Failure,
  beside: readonly Failure[],
  written: unknown,
  words: Vocabulary,
): readonly Mistake[] {
  const { route, keyword, params } = failure
  const key = (name: string) => String(params[name])
  switch (keyword) {
    case 'required': {
      const missing = beside.flatMap((each) => (each.keyword === keyword ? [String(each.params.missingProperty)] : []))
      return missing[0] === key('missingProperty')
        ? [{ route, at: 'key', message: () => wordMissing(words, route, missing), lacks: missing }]
        : []
    }
    case 'additionalProperties': {
      const unknown = key('additionalProperty')
      return [
        { route: [...route, unknown], at: 'key', message: () => wordUnknownKey(words, route, unknown), unknown: true },
      ]
    }
    case 'propertyNames':
      return [{ route: [...route, key('propertyName')], at: 'key', message: () => wordBadKey(key('propertyName')) }]
    default:
      if (MISMATCHES.includes(keyword)) return []
      return [
        { route, at: 'value', message: () => wordLimit(words, route, failure, route.reduce<unknown>(below, written)) },
      ]
  }
}

function mismatch(route: Route, written: unknown, words: Vocabulary): Mistake {
  return { route, at: 'value', message: () => wordMismatch(words, route, route.reduce<unknown>(below, written)) }
}

/** A JSON pointer (RFC 6901) as a route: steps into a list become numbers. */
function routeOf(pointer: string, written: unknown): Route {
  let value = written
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(value) ? Number(key) : key
      value = below(value, step)
      return step
    })
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

/** What a request to the API holds, and what GitHub's own description says against it. */
export type Exchange = {
  readonly method: string
  readonly path: string
  readonly query: { readonly [name: string]: string }
  readonly body: unknown
}
export type Operation = { readonly id: string; readonly parameters: { readonly [name: string]: string } }

/** Only these paths are read from the description: it is 13 MB, and the Action asks for no more. */
const PATHS = [
  '/repos/{owner}/{repo}/commits/{ref}/check-runs',
  '/repos/{owner}/{repo}/check-runs',
  '/repos/{owner}/{repo}/check-runs/{check_run_id}',
]

type Json = { readonly [key: string]: unknown }
type Described = {
  readonly id: string
  readonly method: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly path: ValidateFunction
  readonly query: ValidateFunction
  readonly body: ValidateFunction | undefined
  readonly answer: ValidateFunction
}

let described: readonly Described[] | undefined

/** The operation that a request asks for, with its path parameters, or what is wrong with the request. */
export function checkRequest(request: Exchange): {
  readonly operation: Operation | undefined
  readonly faults: readonly string[]
} {
  described ??= describe()
  for (const known of described) {
    const found = known.method === request.method ? known.pattern.exec(request.path) : null
    if (found === null) continue
    const parameters = Object.fromEntries(
      known.names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
    )
    const faults = [
      ...faultsOf(known.path, { ...parameters }, 'path'),
      ...faultsOf(known.query, { ...request.query }, 'query'),
      ...(known.body === undefined
        ? request.body === undefined
          ? []
          : ['a body is sent with GET']
        : faultsOf(known.body, request.body, 'body')),
    ]
    return { operation: { id: known.id, parameters }, faults }
  }
  return {
    operation: undefined,
    faults: [`${request.method} ${request.path} is not an operation that the gate may use`],
  }
}

/** What is wrong with an answer of the stand-in server; it is held to the same description. */
export function checkAnswer(operation: Operation, answer: unknown): readonly string[] {
  const known = (described ?? []).find(({ id }) => id === operation.id)
  return known === undefined ? [`${operation.id} is not described`] : faultsOf(known.answer, answer, 'answer')
}

/** A check run as GitHub's documentation shows it. */
export function exampleCheckRun(): Json {
  return object(at(load(), 'components', 'examples', 'check-run', 'value'))
}

let loaded: Json | undefined

function load(): Json {
  const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
  loaded ??= object(JSON.parse(readFileSync(file, 'utf8')))
  return loaded
}

function describe(): readonly Described[] {
  const api = load()
  // Parameters in a path or a query are text, hence `coerceTypes` on a copy; in bodies nothing is coerced.
  const strict = withFormats(new Ajv({ strict: false, allErrors: true }))
  const lenient = withFormats(new Ajv({ strict: false, allErrors: true, coerceTypes: true }))
  return PATHS.flatMap((path) =>
    Object.entries(object(at(api, 'paths', path))).map(([method, operation]) => {
      const parameters = list(at(operation, 'parameters')).map((parameter) => resolveReferences(api, parameter, false))
      const schemaOf = (place: string) => {
        const these = parameters.filter((parameter) => at(parameter, 'in') === place)
        return {
          type: 'object',
          properties: Object.fromEntries(
            these.map((parameter) => [String(at(parameter, 'name')), at(parameter, 'schema')]),
          ),
          required: these
            .filter((parameter) => at(parameter, 'required') === true)
            .map((parameter) => at(parameter, 'name')),
          additionalProperties: false,
        }
      }
      const body = at(operation, 'requestBody', 'content', 'application/json', 'schema')
      const success = Object.entries(object(at(operation, 'responses'))).find(([status]) => status.startsWith('2'))?.[1]
      const answer = at(success, 'content', 'application/json', 'schema')
      return {
        id: String(at(operation, 'operationId')),
        method: method.toUpperCase(),
        pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
        names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
        path: lenient.compile(schemaOf('path')),
        query: lenient.compile(schemaOf('query')),
        body: body === undefined ? undefined : strict.compile(object(resolveReferences(api, body, true))),
        answer: strict.compile(object(resolveReferences(api, answer, false))),
      }
    }),
  )
}

/** The schema without references. With `closed`, keys that GitHub does not describe are faults, where it would drop them in silence. */
function resolveReferences(api: Json, schema: unknown, closed: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((item) => resolveReferences(api, item, closed))
  if (typeof schema !== 'object' || schema === null) return schema
  const reference = at(schema, '$ref')
  if (typeof reference === 'string')
    return resolveReferences(api, at(api, ...reference.replace('#/', '').split('/')), closed)
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, resolveReferences(api, value, closed)]),
  )
  return closed && copy.type === 'object' && copy.properties !== undefined
    ? { additionalProperties: false, ...copy }
    : copy
}

function faultsOf(validate: ValidateFunction, value: unknown, place: string): readonly string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${place}${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  return ajv
}

export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

export function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Error(`expected an object, got ${typeof value}`)
  return Object.fromEntries(Object.entries(value))
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

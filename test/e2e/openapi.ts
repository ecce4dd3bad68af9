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

/** Only these operations are read from the description: it is 13 MB, and the Action asks for no more. */
const OPERATIONS: readonly (readonly [path: string, ...methods: readonly string[]])[] = [
  ['/repos/{owner}/{repo}/commits/{ref}/check-runs', 'get'],
  ['/repos/{owner}/{repo}/check-runs', 'post'],
  ['/repos/{owner}/{repo}/check-runs/{check_run_id}', 'patch'],
  ['/repos/{owner}/{repo}/git/trees/{tree_sha}', 'get'],
  ['/repos/{owner}/{repo}/git/blobs/{file_sha}', 'get'],
  ['/repos/{owner}/{repo}/git/commits/{commit_sha}', 'get'],
  ['/repos/{owner}/{repo}/git/matching-refs/{ref}', 'get'],
  ['/repos/{owner}/{repo}/commits/{commit_sha}/pulls', 'get'],
  ['/repos/{owner}/{repo}/commits/{ref}', 'get'],
  ['/repos/{owner}/{repo}/compare/{basehead}', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/files', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/reviews', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/commits', 'get'],
  ['/repos/{owner}/{repo}/collaborators/{username}/permission', 'get'],
  ['/repos/{owner}/{repo}/issues/{issue_number}/comments', 'get', 'post'],
  ['/repos/{owner}/{repo}/issues/comments/{comment_id}', 'patch'],
  ['/repos/{owner}/{repo}/actions/runs/{run_id}', 'get'],
  ['/repos/{owner}/{repo}/releases/{release_id}/assets', 'post'],
  ['/orgs/{org}/teams/{team_slug}', 'get'],
  ['/orgs/{org}/teams/{team_slug}/memberships/{username}', 'get'],
]

type Json = { readonly [key: string]: unknown }
type Described = {
  readonly id: string
  readonly method: string
  readonly pattern: RegExp
  readonly names: readonly string[]
  /** Compiled when the first request of the kind comes. */
  readonly held: () => Held
}
type Held = {
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
    const held = known.held()
    const faults = [
      ...faultsOf(held.path, { ...parameters }, 'path'),
      ...faultsOf(held.query, { ...request.query }, 'query'),
      ...(Number(request.query.per_page ?? 0) > 100 ? ['query/per_page is more than 100'] : []),
      ...(held.body === undefined
        ? request.body === undefined
          ? []
          : ['a body is sent with GET']
        : faultsOf(held.body, request.body, 'body')),
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
  return known === undefined ? [`${operation.id} is not described`] : faultsOf(known.held().answer, answer, 'answer')
}

/** What GitHub's documentation shows as an example of this name. */
export function example(name: string): unknown {
  return at(load(), 'components', 'examples', name, 'value')
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
  return OPERATIONS.flatMap(([path, ...methods]) =>
    methods.map((method) => {
      const operation = at(api, 'paths', path, method)
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
      const parameters = list(at(operation, 'parameters')).map((parameter) => resolveReferences(api, parameter, false))
      const several = (name: string) =>
        at(
          parameters.find((parameter) => at(parameter, 'name') === name),
          'x-multi-segment',
        ) === true
      let held: Held | undefined
      return {
        id: String(at(operation, 'operationId')),
        method: method.toUpperCase(),
        names,
        pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, (_, name) => (several(name) ? '(.+)' : '([^/]+)'))}$`),
        held: () => {
          held ??= compile(api, operation, parameters, { strict, lenient })
          return held
        },
      }
    }),
  )
}

function compile(
  api: Json,
  operation: unknown,
  parameters: readonly unknown[],
  { strict, lenient }: { readonly strict: Ajv; readonly lenient: Ajv },
): Held {
  const schemaOf = (place: string) => {
    const these = parameters.filter((parameter) => at(parameter, 'in') === place)
    return {
      type: 'object',
      properties: Object.fromEntries(these.map((one) => [String(at(one, 'name')), at(one, 'schema')])),
      required: these.filter((one) => at(one, 'required') === true).map((one) => at(one, 'name')),
      additionalProperties: false,
    }
  }
  const content = at(operation, 'requestBody', 'content')
  const body = at(content, 'application/json', 'schema')
  // Ajv knows no bytes: those are for the operation to judge.
  const bytes = body === undefined && content !== undefined
  const success = Object.entries(object(at(operation, 'responses'))).find(([status]) => status.startsWith('2'))?.[1]
  const answer = at(success, 'content', 'application/json', 'schema')
  return {
    path: lenient.compile(schemaOf('path')),
    query: lenient.compile(schemaOf('query')),
    body: bytes
      ? strict.compile({})
      : body === undefined
        ? undefined
        : strict.compile(object(resolveReferences(api, body, true))),
    answer: strict.compile(object(resolveReferences(api, answer, false))),
  }
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
  if (closed && copy.type === 'object' && copy.properties !== undefined) return { additionalProperties: false, ...copy }
  // OpenAPI allows `nullable` beside `oneOf` and the like, JSON Schema only beside a type.
  const { nullable, ...others } = copy
  return nullable === true && copy.type === undefined ? { anyOf: [others, { type: 'null' }] } : copy
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

import { readFileSync } from 'node:fs'
import { buildSchema, execute, type GraphQLSchema, parse, validate, visit } from 'graphql'
import { at, object } from '../openapi.ts'
import { type Answer, ok } from './answer.ts'
import { idOf } from './examples.ts'
import { accountOf, type Hub } from './hub.ts'

/** The fields of the query that the gate may ask for. */
const ALLOWED = ['repositoryOwner']

let schema: GraphQLSchema | undefined
function githubSchema(): GraphQLSchema {
  // The package exports no path to it, and its own way there reads 5 MB of JSON beside it.
  const file = 'node_modules/@octokit/graphql-schema/schema.graphql'
  schema ??= buildSchema(readFileSync(file, 'utf8'), { assumeValid: true, noLocation: true })
  return schema
}

/** What GitHub's schema, and the gate's own bounds, say against a query. */
export function checkQuery(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return ['a query has no body']
  const { query, variables, ...others } = object(body)
  if (typeof query !== 'string') return ['the body has no `query`']
  const unknown = Object.keys(others).filter((key) => key !== 'operationName')
  const wrong = variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables))
  try {
    const document = parse(query)
    const roots: string[] = []
    visit(document, {
      OperationDefinition: ({ operation, selectionSet }) => {
        if (operation !== 'query') roots.push(operation)
        for (const selection of selectionSet.selections)
          roots.push(selection.kind === 'Field' ? selection.name.value : selection.kind)
      },
    })
    return [
      ...unknown.map((key) => `GraphQL knows no \`${key}\` in a body`),
      ...(wrong ? ['`variables` is no object'] : []),
      ...roots
        .filter((root) => !ALLOWED.includes(root))
        .map((root) => `\`${root}\` is not a query that the gate may send`),
      ...validate(githubSchema(), document).map(({ message }) => message),
    ]
  } catch (error) {
    return [error instanceof Error ? error.message : 'the query cannot be read']
  }
}

/** Answers a query as GitHub does: what is wrong with it comes with status 200. */
export async function answerQuery(body: unknown, faults: readonly string[], hub: Hub): Promise<Answer> {
  if (faults.length > 0) return ok({ errors: faults.map((message) => ({ message })) })
  const result = await execute({
    schema: githubSchema(),
    document: parse(String(at(body, 'query'))),
    rootValue: { repositoryOwner: ({ login }: { readonly login: string }) => ownerOf(hub, login) },
    variableValues: object(at(body, 'variables') ?? {}),
  })
  return ok(JSON.parse(JSON.stringify(result)))
}

/** Users and organizations own repositories; an App's bot does not, and what is not there is `null` without an error. */
function ownerOf(hub: Hub, login: string): object | null {
  const found = accountOf(hub, login)
  if (found === undefined || found.type === 'Bot') return null
  const page = `https://github.com/${found.login}`
  return {
    __typename: found.type,
    id: `O_${idOf(found.login)}`,
    login: found.login,
    url: page,
    databaseId: idOf(found.login),
  }
}

import type { Account, Accounts } from '../core/comparison.ts'
import { at, textAt } from './answers.ts'
import { because } from './failure-words.ts'
import { type Connection, RequestFailure } from './github.ts'

/** One request, which GitHub counts by what it asks for; no manifest of one repository names more people. */
const MOST = 100

/** What these handles, in lower case, are: asked for in one request. Never throws for what GitHub answers. */
export async function readAccounts(
  { graphql }: Pick<Connection, 'graphql'>,
  handles: readonly string[],
): Promise<Accounts> {
  const asked = handles.slice(0, MOST)
  const rest = handles.slice(MOST).map((handle) => [handle, unknown(`the gate asks for ${MOST} accounts`)] as const)
  const found = await ask(graphql, asked)
  return Object.fromEntries([...asked.map((handle, index) => [handle, found(`a${index}`, handle)] as const), ...rest])
}

/** Without a token nobody asks. */
export function unseenAccounts(handles: readonly string[]): Accounts {
  const why = unknown('`github-token` is empty')
  return Object.fromEntries(handles.map((handle) => [handle, why]))
}

type Found = (alias: string, handle: string) => Account

async function ask(graphql: Connection['graphql'], handles: readonly string[]): Promise<Found> {
  const variables = Object.fromEntries(handles.map((handle, index) => [`l${index}`, handle]))
  const declared = handles.map((_, index) => `$l${index}: String!`).join(', ')
  const fields = handles.map((_, index) => `a${index}: repositoryOwner(login: $l${index}) { __typename login }`)
  try {
    const answer = await graphql(`query(${declared}) { ${fields.join(' ')} }`, variables)
    return (alias, handle) => accountIn(answer, alias, handle)
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    const why = unknown(whyNot(error))
    return () => why
  }
}

/** A login that nobody has is `null`, at most with an error that says so; any other error leaves open what it is. */
function accountIn(answer: object, alias: string, handle: string): Account {
  const data = at(answer, 'data')
  const errors = at(answer, 'errors')
  const all: readonly unknown[] = Array.isArray(errors) ? errors : []
  const told = at(data, alias)
  if (told !== null && told !== undefined) return accountOf(told, handle)
  const own = all.filter((error) => isAbout(error, alias))
  const other = own.find((error) => textAt(error, 'type') !== 'NOT_FOUND')
  if (other !== undefined)
    return unknown(`GitHub answered: ${textAt(other, 'message') ?? 'an error without a message'}`)
  if (told === undefined) return unknown('GitHub’s answer does not tell of it')
  // https://docs.github.com/en/enterprise-cloud@latest/admin/identity-and-access-management: such logins end with `_` and a short code.
  return handle.includes('_')
    ? unknown('it looks like an account that an enterprise manages, and those are seen from inside it alone')
    : { is: 'missing' }
}

/** An error without a path is about the whole request. */
function isAbout(error: unknown, alias: string): boolean {
  const path = at(error, 'path')
  return !Array.isArray(path) || path[0] === alias
}

function accountOf(told: unknown, handle: string): Account {
  if (textAt(told, 'login')?.toLowerCase() !== handle) return unknown('GitHub answered for another account')
  const type = textAt(told, '__typename')
  switch (type) {
    case 'User':
      return { is: 'user' }
    case 'Organization':
      return { is: 'organization' }
    case 'Bot':
      return { is: 'bot' }
    default:
      return unknown('GitHub calls it something that the gate does not know')
  }
}

/** Who an account is needs no permission, so that none is named. */
function whyNot(failure: RequestFailure): string {
  const { kind, status, message } = failure
  return kind === 'refused' && (status === 403 || status === 404)
    ? `GitHub refused it (${status}): ${message}`
    : because(failure, { permission: 'metadata: read' })
}

function unknown(why: string): Account {
  return { is: 'unknown', because: why }
}

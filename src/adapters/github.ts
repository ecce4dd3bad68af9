import { setTimeout } from 'node:timers/promises'

/** The product's own bounds of one way to GitHub; requests that are repeated count too. */
export type Budget = {
  readonly requests: number
  /** How many may be under way at once; GitHub takes 100. */
  readonly parallel: number
  /** From the first request on. */
  readonly seconds: number
}
/** One surface, such as the check run. */
export const POSTING: Budget = { requests: 8, parallel: 1, seconds: 90 }
/** What the verdict needs of a pull request that is checked out. */
export const READING: Budget = { requests: 60, parallel: 10, seconds: 60 }
/** The same where nothing is checked out, so that each record is a request. GitHub grants a repository 1,000 an hour. */
export const READING_ALL: Budget = { requests: 120, parallel: 10, seconds: 60 }

/** A request that takes longer is given up, and not repeated: the job should not wait for a report. */
const timeoutMs = 10_000
/** How often one request is sent at most, and the longest time that GitHub may ask to wait in between. */
const attempts = 3
const longestWaitMs = 5_000

/** Sends a request such as `GET /repos/{owner}/{repo}` and returns the JSON of the answer; throws a `RequestFailure`. */
export type Send = (route: string, parameters: { readonly [name: string]: unknown }) => Promise<object>
export type Connection = {
  readonly send: Send
  /** Asks for what only GraphQL tells. Returns `data` and `errors` as they came, for one may be missing where the rest is there. */
  graphql(query: string, variables: { readonly [name: string]: unknown }): Promise<object>
  requestsLeft(): number
}

export type FailureKind =
  /** GitHub answered and did nothing: the token, the permission, the address or the content. */
  | 'refused'
  /** GitHub did nothing because too much was asked of it. */
  | 'rate-limited'
  /** No readable answer came: what was asked may or may not have been done. */
  | 'lost'
  | 'timed-out'
  | 'none-left'

export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  readonly kind: FailureKind
  readonly status: number | undefined
  readonly waitMs: number | undefined
  constructor(kind: FailureKind, message: string, status?: number, waitMs?: number) {
    super(message)
    this.kind = kind
    this.status = status
    this.waitMs = waitMs
  }
}

/** Opens a way to GitHub's API. Loads the HTTP client, which no other file does. */
export async function connect(token: string, userAgent: string, budget: Budget = POSTING): Promise<Connection> {
  const { getOctokit } = await import('@actions/github')
  // Octokit's own log goes to stderr, where the runner would read commands in GitHub's words.
  const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const octokit = getOctokit(token, { userAgent, log: quiet })
  const take = turns(budget.parallel)
  let left = budget.requests
  let end: number | undefined

  async function once(route: string, parameters: { readonly [name: string]: unknown }): Promise<object> {
    if (left === 0) throw new RequestFailure('none-left', `no request is left of ${budget.requests}`)
    left -= 1
    const request = { signal: AbortSignal.timeout(Math.min(timeoutMs, timeLeft())) }
    const answer: { readonly data: unknown } = await octokit
      .request(route, { ...parameters, request })
      .catch((error: unknown) => {
        throw failureOf(error)
      })
    // A body that breaks off or is no JSON comes as text; a time limit that strikes while it is read, as nothing.
    if (typeof answer.data === 'object' && answer.data !== null) return answer.data
    throw new RequestFailure(request.signal.aborted ? 'timed-out' : 'lost', 'the answer broke off')
  }

  function timeLeft(): number {
    end ??= performance.now() + budget.seconds * 1000
    return Math.max(0, Math.floor(end - performance.now()))
  }

  async function send(route: string, parameters: { readonly [name: string]: unknown }): Promise<object> {
    const done = await take()
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(route, parameters)
        } catch (error) {
          const waitMs =
            error instanceof RequestFailure && attempt < attempts ? waitBefore(error, route, attempt) : undefined
          if (waitMs === undefined || waitMs >= timeLeft()) throw error
          await setTimeout(waitMs)
        }
      }
    } finally {
      done()
    }
  }

  return {
    send,
    graphql: (query, variables) => send(GRAPHQL, { query, variables, baseUrl: graphqlBase(octokit) }),
    requestsLeft: () => left,
  }
}

const GRAPHQL = 'POST /graphql'

/** On GitHub Enterprise Server REST is below `/api/v3`, GraphQL beside it. */
function graphqlBase(octokit: {
  readonly request: { readonly endpoint: { readonly DEFAULTS: { readonly baseUrl: string } } }
}): string {
  return octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/v3\/?$/, '')
}

/** Lets so many go at once; the others wait for their turn. */
function turns(most: number): () => Promise<() => void> {
  let free = most
  const waiting: (() => void)[] = []
  const done = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return async () => {
    if (free > 0) free -= 1
    else await new Promise<void>((go) => waiting.push(go))
    return done
  }
}

/** How long to wait before the request may be sent again; undefined when it may not. What may have been done already is not repeated. */
function waitBefore(failure: RequestFailure, route: string, attempt: number): number | undefined {
  // GraphQL is asked here and never told to change anything.
  if (failure.kind === 'lost' && (route.startsWith('GET ') || route === GRAPHQL)) return attempt * 1000
  if (failure.kind !== 'rate-limited' || failure.waitMs === undefined || failure.waitMs > longestWaitMs)
    return undefined
  return failure.waitMs
}

function failureOf(error: unknown): RequestFailure {
  const { status, headers } = answerOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (status === undefined) return new RequestFailure(isTimeout(error) ? 'timed-out' : 'lost', message)
  if (status >= 500) return new RequestFailure('lost', message, status)
  const retryAfter = headers.get('retry-after')
  const none = headers.get('x-ratelimit-remaining') === '0'
  const limited =
    status === 429 || (status === 403 && (retryAfter !== undefined || none || /secondary rate limit/i.test(message)))
  if (!limited) return new RequestFailure('refused', message, status)
  const seconds = wholeNumber(retryAfter) ?? (none ? untilReset(headers) : undefined)
  return new RequestFailure('rate-limited', message, status, seconds === undefined ? undefined : seconds * 1000)
}

/** By GitHub's own clock, for ours may be wrong. */
function untilReset(headers: ReadonlyMap<string, string>): number | undefined {
  const reset = wholeNumber(headers.get('x-ratelimit-reset'))
  const now = Date.parse(headers.get('date') ?? '')
  return reset === undefined || Number.isNaN(now) ? undefined : Math.max(1, reset - Math.floor(now / 1000))
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

/** The answer that an Octokit error carries; nothing when no answer came, for which Octokit invents a status of 500. */
function answerOf(error: unknown): {
  readonly status: number | undefined
  readonly headers: ReadonlyMap<string, string>
} {
  const none = { status: undefined, headers: new Map<string, string>() }
  if (!(error instanceof Error) || !('response' in error) || !('status' in error)) return none
  const { response, status } = error
  if (typeof status !== 'number' || typeof response !== 'object' || response === null || !('headers' in response))
    return none
  return {
    status,
    headers: new Map(Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)])),
  }
}

function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'TimeoutError' || error.name === 'AbortError' || isTimeout(error.cause)
}

function ignore(): void {}

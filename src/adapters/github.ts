import { setTimeout } from 'node:timers/promises'

/** The product's own bound: one run makes at most this many requests, repeated ones included. */
const maxRequests = 8
/** A request that takes longer is given up, and not repeated: the job should not wait for a report. */
const timeoutMs = 10_000
/** How often one request is sent at most, and the longest time that GitHub may ask to wait in between. */
const attempts = 3
const longestWaitMs = 5_000

/** Sends a request such as `GET /repos/{owner}/{repo}` and returns the JSON of the answer; throws a `RequestFailure`. */
export type Send = (route: string, parameters: { readonly [name: string]: unknown }) => Promise<object>
export type Connection = { readonly send: Send; requestsLeft(): number }

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

/** Opens the way to GitHub's API. Loads the HTTP client, which no other file does. */
export async function connect(token: string, userAgent: string): Promise<Connection> {
  const { getOctokit } = await import('@actions/github')
  // Octokit's own log goes to stderr, where the runner would read commands in GitHub's words.
  const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const octokit = getOctokit(token, { userAgent, log: quiet })
  let left = maxRequests

  async function once(route: string, parameters: { readonly [name: string]: unknown }): Promise<object> {
    if (left === 0) throw new RequestFailure('none-left', `no request is left of ${maxRequests}`)
    left -= 1
    const request = { signal: AbortSignal.timeout(timeoutMs) }
    const answer: { readonly data: unknown } = await octokit
      .request(route, { ...parameters, request })
      .catch((error: unknown) => {
        throw failureOf(error)
      })
    // A body that breaks off or is no JSON comes as text; a time limit that strikes while it is read, as nothing.
    if (typeof answer.data === 'object' && answer.data !== null) return answer.data
    throw new RequestFailure(request.signal.aborted ? 'timed-out' : 'lost', 'the answer broke off')
  }

  async function send(route: string, parameters: { readonly [name: string]: unknown }): Promise<object> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(route, parameters)
      } catch (error) {
        const waitMs =
          error instanceof RequestFailure && attempt < attempts ? waitBefore(error, route, attempt) : undefined
        if (waitMs === undefined) throw error
        await setTimeout(waitMs)
      }
    }
  }

  return { send, requestsLeft: () => left }
}

/** How long to wait before the request may be sent again; undefined when it may not. What may have been done already is not repeated. */
function waitBefore(failure: RequestFailure, route: string, attempt: number): number | undefined {
  if (failure.kind === 'lost' && route.startsWith('GET ')) return attempt * 1000
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
  const limited =
    status === 429 || (status === 403 && (retryAfter !== undefined || headers.get('x-ratelimit-remaining') === '0'))
  if (!limited) return new RequestFailure('refused', message, status)
  const seconds = retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined
  return new RequestFailure('rate-limited', message, status, seconds === undefined ? undefined : seconds * 1000)
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

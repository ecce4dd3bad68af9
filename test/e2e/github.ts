import { createServer, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { accounts } from './github/accounts.ts'
import { type Answer, notFound, type Operations, refused } from './github/answer.ts'
import { type CheckRun, checks } from './github/checks.ts'
import { comments, type StoredComment } from './github/comments.ts'
import { primaryLimit } from './github/faults.ts'
import { gitData } from './github/git-data.ts'
import { answerQuery, checkQuery } from './github/graphql.ts'
import { breakOff, receive, reply } from './github/http.ts'
import { hubOf } from './github/hub.ts'
import { limitFaults } from './github/limits.ts'
import type { Fault, GitHubOptions, Seen } from './github/options.ts'
import { permissions } from './github/permissions.ts'
import { pulls } from './github/pulls.ts'
import { type Asset, releases } from './github/releases.ts'
import { checkAnswer, checkRequest, type Operation } from './openapi.ts'

export type { CheckRun } from './github/checks.ts'
export type { StoredComment } from './github/comments.ts'
export { failing, primaryLimit, queryLimit, secondaryLimit, tooManyRequests } from './github/faults.ts'
export * from './github/options.ts'
export { roundTrips } from './github/round-trips.ts'

/** GitHub, "Rate limits for the REST API": more concurrent requests are refused. */
const MOST_AT_ONCE = 100

export type GitHub = {
  readonly url: string
  readonly requests: readonly Seen[]
  /** What GitHub's description or its limits say against the requests; a test expects none. */
  readonly violations: readonly string[]
  readonly checkRuns: readonly CheckRun[]
  readonly comments: readonly StoredComment[]
  readonly assets: readonly Asset[]
  close(): Promise<void>
}

/** GitHub on the loopback interface: real repositories, its description, its limits, its permissions, and its failures on demand. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const { repository = 'Codertocat/Hello-World', fault, latencyMs = 0, rateLimit = 1000 } = options
  const seen: Seen[] = []
  const violations: string[] = []
  /** Requests that are never answered. */
  const held = new Set<ServerResponse>()
  const hub = hubOf(options, repository)
  const { refusal, writer } = permissions(options, repository)
  const checked = checks(hub, options, repository)
  const commented = comments(hub, writer)
  const released = releases(options, repository)
  const operations: Operations = {
    ...gitData(hub),
    ...pulls(hub),
    ...accounts(hub, options),
    ...commented.operations,
    ...released.operations,
    ...checked.operations,
  }
  let origin = ''
  /** Requests that wait for their answer. */
  let open = 0

  const server = createServer((request, response) => {
    const started = performance.now()
    receive(request)
      .then((received) => handle({ ...blank, ...received, started, ended: started, origin }, response))
      .catch((error: unknown) => {
        violations.push(`the stand-in server: ${error instanceof Error ? error.stack : error}`)
        response.destroy()
      })
  })

  async function handle(received: Seen, response: ServerResponse): Promise<void> {
    const { operation, faults } = examine(received)
    const index = seen.length
    const request = { ...received, number: index + 1, operation: operation?.id ?? '' }
    seen.push(request)
    violations.push(...faults.map((text) => `request ${request.number}: ${text}`))
    open += 1
    if (open > MOST_AT_ONCE) violations.push(`request ${request.number}: ${open} requests at once`)
    const failure = request.number > rateLimit ? primaryLimit(hourFromNow()) : fault?.(request)
    if (latencyMs > 0) await setTimeout(latencyMs)
    if (failure?.kind === 'slow') await setTimeout(failure.ms)
    const status = await answer(request, operation, faults, failure, response)
    open -= 1
    seen[index] = { ...request, ended: performance.now(), status }
  }

  function examine(received: Seen): { readonly operation: Operation | undefined; readonly faults: readonly string[] } {
    if (received.method === 'POST' && received.path === '/graphql')
      return { operation: { id: 'graphql', parameters: {} }, faults: checkQuery(received.body) }
    const { operation, faults } = checkRequest(received)
    // GitHub would answer in another form, and this server does not.
    const form = /^(application\/(vnd\.github(\.v3)?\+)?json|\*\/\*)/.test(received.accept)
      ? []
      : [`asks for ${received.accept}`]
    return { operation, faults: [...faults, ...form, ...limitFaults(operation?.id ?? '', received.body)] }
  }

  /** Answers, or fails as it is told to; returns the status that was sent. */
  async function answer(
    request: Seen,
    operation: Operation | undefined,
    faults: readonly string[],
    failure: Fault | undefined,
    response: ServerResponse,
  ): Promise<number> {
    const usual = () => perform(request, operation, faults)
    const limits = {
      'x-ratelimit-limit': String(rateLimit),
      'x-ratelimit-remaining': String(Math.max(0, rateLimit - request.number)),
    }
    if (failure === undefined || failure.kind === 'slow') return reply(response, await usual(), limits)
    if (failure.kind === 'answer') {
      const { status = 200, data, headers = {} } = failure
      return reply(response, { status, data, headers })
    }
    if (failure.kind === 'changed') {
      const right = await usual()
      return reply(response, { ...right, data: failure.change(right.data) })
    }
    if (failure.kind === 'hang') {
      held.add(response)
      return 0
    }
    const harmless = failure.kind === 'truncated' && request.method === 'GET'
    const done = failure.done === true || harmless ? await usual() : undefined
    if (failure.kind === 'reset') {
      response.socket?.resetAndDestroy()
      return 0
    }
    if (failure.kind === 'truncated') {
      breakOff(response, done ?? { status: 200, data: { total_count: 0, check_runs: [] } })
      return 0
    }
    const { status, message = `Injected ${status}`, headers = {} } = failure
    return reply(response, { ...refused(status, message), headers })
  }

  async function perform(request: Seen, operation: Operation | undefined, faults: readonly string[]): Promise<Answer> {
    const hosted = operation === undefined ? undefined : hub.repository(operation)
    if (operation?.id === 'graphql')
      return refusal(request, undefined, undefined) ?? (await answerQuery(request.body, faults, hub))
    const refusedFor = refusal(request, operation, hosted)
    if (refusedFor?.status === 401) return refusedFor
    if (operation === undefined) return notFound
    if (refusedFor !== undefined) return refusedFor
    if (faults.length > 0) return refused(422, `Invalid request. ${faults.join('; ')}`)
    const result = (await operations[operation.id]?.(operation, request)) ?? notFound
    if (result.status < 400)
      violations.push(...checkAnswer(operation, result.data).map((text) => `the stand-in server: ${text}`))
    return result
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url: origin,
    requests: seen,
    violations,
    get checkRuns() {
      return checked.runs()
    },
    get comments() {
      return commented.stored()
    },
    get assets() {
      return released.assets()
    },
    close: () =>
      new Promise((resolve) => {
        hub.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const blank = { number: 0, operation: '', status: 0 } as const

function hourFromNow(): number {
  return Math.floor(Date.now() / 1000) + 3600
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { at, checkAnswer, checkRequest, type Exchange, exampleCheckRun, list, type Operation } from './openapi.ts'

/** How a request goes wrong. With `done`, GitHub has done what was asked before it fails to say so. */
export type Fault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: { readonly [name: string]: string }
      readonly done?: boolean
    }
  | { readonly kind: 'reset'; readonly done?: boolean }
  | { readonly kind: 'truncated'; readonly done?: boolean }
  | { readonly kind: 'hang' }

export type Seen = Exchange & { readonly number: number; readonly authorization: string }

export type GitHubOptions = {
  /** What `permissions: checks:` of the job says. */
  readonly checks?: 'write' | 'read' | 'none'
  readonly token?: string
  readonly repository?: string
  /** The commits that the repository has; a check run on any other is refused. */
  readonly commits?: readonly string[]
  /** Check runs of a job or of another app that are there already. */
  readonly present?: readonly Present[]
  readonly fault?: (request: Seen) => Fault | undefined
}
export type Present = {
  readonly name: string
  readonly headSha: string
  readonly externalId: string
  readonly madeBy: 'job' | 'app'
}

export type CheckRun = {
  readonly id: number
  readonly name: string
  readonly headSha: string
  readonly externalId: string
  readonly status: string
  readonly conclusion: string
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly annotations: readonly unknown[]
  readonly madeBy: 'token' | 'job' | 'app'
}

export type GitHub = {
  readonly url: string
  readonly requests: readonly Seen[]
  /** What GitHub's description or its limits say against the requests; a test expects none. */
  readonly violations: readonly string[]
  readonly checkRuns: readonly CheckRun[]
  close(): Promise<void>
}

/** GitHub's Checks API on the loopback interface: its description, its limits, its permissions, and its failures on demand. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const {
    checks = 'write',
    token = 'ghs_loopback',
    repository = 'Codertocat/Hello-World',
    commits,
    present = [],
    fault,
  } = options
  const requests: Seen[] = []
  const violations: string[] = []
  /** Requests that are never answered. */
  const held = new Set<ServerResponse>()
  let checkRuns: readonly CheckRun[] = present.map((run, index) => ({ ...blank, ...run, id: index + 1 }))

  const server = createServer((request, response) => {
    receive(request, requests.length + 1).then(
      (seen) => {
        requests.push(seen)
        answer(seen, response)
      },
      () => response.destroy(),
    )
  })

  function answer(seen: Seen, response: ServerResponse): void {
    const failure = fault?.(seen)
    const done = failure === undefined || ('done' in failure && failure.done === true) ? perform(seen) : undefined
    if (failure === undefined) reply(response, done ?? refused(500, 'Server Error'))
    else if (failure.kind === 'hang') held.add(response)
    else if (failure.kind === 'reset') response.socket?.resetAndDestroy()
    else if (failure.kind === 'truncated')
      breakOff(response, done ?? { status: 200, data: { total_count: 0, check_runs: [] } })
    else reply(response, refused(failure.status, `Injected ${failure.status}`), failure.headers)
  }

  function perform(seen: Seen): Answer {
    const { operation, faults } = checkRequest(seen)
    violations.push(...faults.map((text) => `request ${seen.number}: ${text}`))
    if (operation === undefined) return refused(404, 'Not Found')
    if (!/^(token|bearer) /i.test(seen.authorization) || !seen.authorization.endsWith(` ${token}`))
      return refused(401, 'Bad credentials')
    if (`${operation.parameters.owner}/${operation.parameters.repo}` !== repository) return refused(404, 'Not Found')
    const needed = seen.method === 'GET' ? checks === 'none' : checks !== 'write'
    if (needed) return refused(403, 'Resource not accessible by integration')
    const limits = limitFaults(seen.body)
    violations.push(...limits.map((text) => `request ${seen.number}: ${text}`))
    if (faults.length + limits.length > 0) return refused(422, `Invalid request. ${[...faults, ...limits].join('; ')}`)
    const result = operations[operation.id]?.(operation, seen) ?? refused(404, 'Not Found')
    if (result.status < 400)
      violations.push(...checkAnswer(operation, result.data).map((text) => `the stand-in server: ${text}`))
    return result
  }

  const operations: { readonly [id: string]: ((operation: Operation, seen: Seen) => Answer) | undefined } = {
    'checks/list-for-ref': ({ parameters }, { query }) => {
      const named = checkRuns.filter(
        (run) => run.headSha === parameters.ref && (query.check_name ?? run.name) === run.name,
      )
      const latest = named.filter((run) => !named.some((other) => other.name === run.name && other.id > run.id))
      const shown = query.filter === 'all' ? named : latest
      return { status: 200, data: { total_count: shown.length, check_runs: shown.map(toGitHub) } }
    },
    'checks/create': (_, { body }) => {
      const headSha = String(at(body, 'head_sha'))
      if (commits !== undefined && !commits.includes(headSha))
        return refused(422, `No commit found for SHA: ${headSha}`)
      const made = { ...written({ ...blank, headSha, madeBy: 'token' }, body), id: checkRuns.length + 1 }
      checkRuns = [...checkRuns, made]
      return { status: 201, data: toGitHub(made) }
    },
    'checks/update': ({ parameters }, { body }) => {
      const found = checkRuns.find((run) => String(run.id) === parameters.check_run_id)
      if (found === undefined) return refused(404, 'Not Found')
      if (found.madeBy === 'job')
        return refused(403, 'Check runs of a job can only be updated internally by GitHub Actions')
      if (found.madeBy === 'app')
        return refused(
          403,
          'Invalid app_id `15368` - check run can only be modified by the GitHub App that created it.',
        )
      const updated = written(found, body)
      checkRuns = checkRuns.map((run) => (run.id === found.id ? updated : run))
      return { status: 200, data: toGitHub(updated) }
    },
  }

  function toGitHub(run: CheckRun): object {
    const page = `https://github.com/${repository}/runs/${run.id}`
    const { title, summary, text, annotations } = run
    return {
      ...exampleCheckRun(),
      id: run.id,
      name: run.name,
      head_sha: run.headSha,
      external_id: run.externalId,
      html_url: page,
      // GitHub puts its own page in place of what a workflow's token sends.
      details_url: page,
      status: run.status,
      conclusion: run.conclusion,
      output: { title, summary, text, annotations_count: annotations.length, annotations_url: `${page}/annotations` },
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    requests,
    violations,
    get checkRuns() {
      return checkRuns
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Answer = { readonly status: number; readonly data: object }

const blank: CheckRun = {
  id: 0,
  name: '',
  headSha: '',
  externalId: '',
  status: 'completed',
  conclusion: 'success',
  title: '',
  summary: '',
  text: '',
  annotations: [],
  madeBy: 'token',
}

/** The check run after a request: what the request leaves out of the output is gone, and annotations add up. */
function written(before: CheckRun, body: unknown): CheckRun {
  const text = (...keys: readonly string[]): string => String(at(body, ...keys) ?? '')
  return {
    ...before,
    name: text('name') || before.name,
    externalId: text('external_id') || before.externalId,
    status: text('status') || before.status,
    conclusion: text('conclusion') || before.conclusion,
    title: text('output', 'title'),
    summary: text('output', 'summary'),
    text: text('output', 'text'),
    annotations: [...before.annotations, ...list(at(body, 'output', 'annotations'))],
  }
}

/** Limits that GitHub's description leaves to its prose: bytes for characters, titles, columns, and what completes a check run. */
function limitFaults(body: unknown): readonly string[] {
  if (body === undefined) return []
  const bytes = (value: unknown): number => Buffer.byteLength(String(value ?? ''))
  const output = at(body, 'output')
  return [
    ...(bytes(at(output, 'summary')) > 65_535 ? ['the summary is longer than 65,535 bytes'] : []),
    ...(bytes(at(output, 'text')) > 65_535 ? ['the text is longer than 65,535 bytes and would be cut'] : []),
    ...(at(body, 'status') === 'completed' && at(body, 'conclusion') === undefined
      ? ['a completed check run has no conclusion']
      : []),
    ...(at(body, 'status') === 'completed' ? [] : ['the check run would stay in progress if the next request failed']),
    ...(output !== undefined && at(output, 'text') === undefined ? ['the text would be deleted'] : []),
    ...list(at(output, 'annotations')).flatMap((annotation, index) => {
      const [startLine, endLine] = [Number(at(annotation, 'start_line')), Number(at(annotation, 'end_line'))]
      const columns = [at(annotation, 'start_column'), at(annotation, 'end_column')].filter(
        (column) => column !== undefined,
      )
      return [
        ...(String(at(annotation, 'title') ?? '').length > 255 ? ['has a title of more than 255 characters'] : []),
        ...(bytes(at(annotation, 'message')) > 65_536 ? ['has a message of more than 64 KB'] : []),
        ...(at(annotation, 'message') === '' || at(annotation, 'path') === '' ? ['has an empty message or path'] : []),
        ...(startLine < 1 || endLine < startLine ? ['ends before it starts'] : []),
        ...(columns.length > 0 && startLine !== endLine ? ['has columns over several lines'] : []),
        ...(columns.some((column) => Number(column) < 1) ? ['has a column before the first'] : []),
      ].map((text) => `annotation ${index} ${text}`)
    }),
  ]
}

function refused(status: number, message: string): Answer {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } }
}

async function receive(request: IncomingMessage, number: number): Promise<Seen> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString('utf8')
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  return {
    number,
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: text === '' ? undefined : JSON.parse(text),
    authorization: request.headers.authorization ?? '',
  }
}

function reply(
  response: ServerResponse,
  { status, data }: Answer,
  headers: { readonly [name: string]: string } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(data))
}

/** Promises a whole body and closes the connection after half of it. */
function breakOff(response: ServerResponse, { status, data }: Answer): void {
  const text = JSON.stringify(data)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy())
}

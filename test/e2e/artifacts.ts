import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { at, object } from './openapi.ts'

/** An artifact as it was uploaded, in the zip that GitHub hands out. */
export type Artifact = {
  readonly name: string
  readonly zip: Buffer
  /** When it is to be deleted, where the workflow said it. */
  readonly expiresAt: string | undefined
}

/** What goes wrong with a step of an upload. */
export type ArtifactFault = {
  readonly at: 'create' | 'blob' | 'finalize'
  readonly status?: number
  /** Never answers. */
  readonly hang?: true
}

export type Artifacts = {
  readonly url: string
  readonly uploaded: readonly Artifact[]
  /** What a request did that GitHub does not take. */
  readonly violations: readonly string[]
  /** What the runner sets for an Action that may upload here; github.localhost stands for GitHub in GitHub's own client. */
  readonly env: { readonly [name: string]: string }
  close(): Promise<void>
}

const RUN = 'b1c6f1a2-0d52-4d3c-8f0e-5c8a2f1d9e77'
const JOB = '3a0c2d44-9d64-5c8b-a7e2-1f60b9d2c153'
const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/'
/** GitHub, `path-and-artifact-name-validation`. */
const REFUSED = /[":<>|*?\r\n\\/]/

/** The store of workflow artifacts on the loopback interface: names are unique in a run, blobs come in blocks, digests are checked. */
export async function startArtifacts(fault?: ArtifactFault): Promise<Artifacts> {
  const uploaded: Artifact[] = []
  const violations: string[] = []
  const blocks = new Map<string, Buffer>()
  let open: { readonly name: string; readonly expiresAt: string | undefined } | undefined
  let blob: Buffer | undefined
  let origin = ''
  // The runner's token is a JWT that says which job of which run it belongs to.
  const token = ['{}', JSON.stringify({ scp: `Actions.Results:${RUN}:${JOB}` }), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

  const server = createServer((request, response) => {
    void body(request).then((content) => handle(request, response, content))
  })

  function handle(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const step = url.pathname.endsWith('/CreateArtifact')
      ? 'create'
      : url.pathname.endsWith('/FinalizeArtifact')
        ? 'finalize'
        : 'blob'
    if (fault?.at === step && fault.hang) return
    if (fault?.at === step && fault.status !== undefined) refuse(response, fault.status, `Injected ${fault.status}`)
    else if (step === 'blob') store(url, request, response, content)
    else if (request.headers.authorization !== `Bearer ${token}`)
      refuse(response, 401, 'the token is not that of the job')
    else serve(step, url, response, content)
  }

  function serve(step: 'create' | 'finalize', url: URL, response: ServerResponse, content: Buffer): void {
    if (!url.pathname.startsWith(SERVICE)) violations.push(`a request for ${url.pathname}`)
    const asked = object(JSON.parse(content.toString('utf8')))
    const named = [asked.workflow_run_backend_id, asked.workflow_job_run_backend_id]
    if (named.join() !== `${RUN},${JOB}`) violations.push(`${step} for ${named.join()}`)
    const name = String(asked.name)
    if (step === 'create') create(response, name, asked)
    else finish(response, name, asked)
  }

  function create(response: ServerResponse, name: string, asked: object): void {
    if (name === '' || REFUSED.test(name)) violations.push(`an artifact named ${JSON.stringify(name)}`)
    if (uploaded.some((artifact) => artifact.name === name)) {
      refuse(response, 409, 'an artifact with this name already exists on the workflow run')
      return
    }
    const expiresAt = at(asked, 'expires_at')
    open = { name, expiresAt: expiresAt === undefined ? undefined : String(expiresAt) }
    blocks.clear()
    answer(response, 200, { ok: true, signed_upload_url: `${origin}/blob/${encodeURIComponent(name)}?sig=c2VjcmV0` })
  }

  function store(url: URL, request: IncomingMessage, response: ServerResponse, content: Buffer): void {
    if (request.headers.authorization !== undefined) violations.push('the token was sent to the store of blobs')
    if (url.searchParams.get('sig') !== 'c2VjcmV0') violations.push('a blob without its signature')
    const id = url.searchParams.get('blockid')
    switch (url.searchParams.get('comp')) {
      case 'block':
        blocks.set(id ?? '', content)
        break
      case 'blocklist':
        blob = Buffer.concat(
          [...content.toString('utf8').matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(
            ([, block = '']) => blocks.get(block) ?? Buffer.alloc(0),
          ),
        )
        break
      default:
        blob = content
    }
    response.writeHead(201, { etag: '"1"', 'last-modified': new Date(0).toUTCString() }).end()
  }

  function finish(response: ServerResponse, name: string, asked: object): void {
    if (open?.name !== name || blob === undefined) {
      refuse(response, 404, 'no such upload')
      return
    }
    const hash = createHash('sha256').update(blob).digest('hex')
    if (String(at(asked, 'hash')) !== `sha256:${hash}`) violations.push(`the hash ${at(asked, 'hash')} is not ${hash}`)
    if (Number(at(asked, 'size')) !== blob.length) violations.push('the size is not that of the blob')
    uploaded.push({ ...open, zip: blob })
    answer(response, 200, { ok: true, artifact_id: String(4_000_000 + uploaded.length) })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url: origin,
    uploaded,
    violations,
    env: {
      ACTIONS_RUNTIME_TOKEN: token,
      ACTIONS_RESULTS_URL: `${origin}/`,
      GITHUB_SERVER_URL: 'http://github.localhost',
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function refuse(response: ServerResponse, status: number, msg: string): void {
  answer(response, status, { msg })
}

function answer(response: ServerResponse, status: number, data: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data))
}

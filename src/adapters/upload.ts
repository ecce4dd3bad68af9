import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Bundled } from './evidence.ts'
import { annotateNotice } from './runner.ts'
import type { Upload, Uploaded } from './upload-thread.ts'

/** The product's own bound: GitHub's client tries again for half a minute, and a job should not wait for its evidence for ever. */
const SECONDS = 30
/** The slowest way to GitHub that is waited for. */
const BYTES_A_SECOND = 1_000_000

export type Artifact = { readonly name: string; readonly id: number; readonly digest: string | undefined }

type Options = {
  readonly name: string
  readonly days: number | undefined
  readonly env: { readonly [name: string]: string | undefined }
}

/** Uploads a bundle as an artifact of the workflow run; says in a notice why it could not, and where the bundle is. */
export async function upload(
  { directory, names }: Bundled,
  { name, days, env }: Options,
): Promise<Artifact | undefined> {
  const files = names.map((each) => join(directory, each))
  const bytes = files.reduce((total, file) => total + statSync(file).size, 0)
  const seconds = Math.ceil(SECONDS + bytes / BYTES_A_SECOND)
  const send = (called: string) => inThread({ name: called, files, root: directory, retentionDays: days }, seconds)
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].find((variable) => !env[variable])
  let called = name
  let why = missing === undefined ? undefined : `the runner gives this step no \`${missing}\``
  if (why === undefined) {
    let answer = await send(called).catch(failed)
    // Another job of a matrix, or an earlier step, has the name: it is given once in a run.
    if ('failed' in answer && /\(409\)/.test(answer.message)) {
      called = `${name}-${randomUUID().slice(0, 8)}`
      answer = await send(called).catch(failed)
    }
    if ('id' in answer) return { name: called, ...answer }
    why = reason(answer)
  }
  annotateNotice(
    `The evidence was not uploaded: ${why}. It is in \`${directory}\` until the job ends. The verdict stands.`,
  )
  return undefined
}

function failed(error: unknown): Extract<Uploaded, { readonly failed: string }> {
  return error instanceof Error
    ? { failed: error.name, message: error.message }
    : { failed: 'Error', message: String(error) }
}

/** What the thread prints is dropped: the runner would read commands in it. */
async function inThread(upload: Upload, seconds: number): Promise<Uploaded> {
  const path = join(dirname(process.argv[1] ?? '.'), 'upload.js')
  const thread = new Worker(path, { workerData: upload, stdout: true, stderr: true })
  thread.stdout.resume()
  thread.stderr.resume()
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`GitHub did not take it within ${seconds} seconds`)), seconds * 1000)
      thread.on('message', resolve)
      thread.on('error', reject)
      thread.on('exit', () => reject(new Error('it broke off')))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

function reason({ failed, message }: Extract<Uploaded, { readonly failed: string }>): string {
  if (failed === 'GHESNotSupportedError') return 'this GitHub Enterprise Server takes no artifacts of this kind'
  // An address of the store carries its signature.
  return message.replace(/\?[^\s"'`]*/g, '').replace(/[.\s]+$/, '')
}

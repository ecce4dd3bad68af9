import { parentPort, workerData } from 'node:worker_threads'
import { DefaultArtifactClient } from '@actions/artifact'

/** What the thread is told; it reads the platform's own variables beside it. */
export type Upload = {
  readonly name: string
  readonly files: readonly string[]
  readonly root: string
  readonly retentionDays: number | undefined
}
/** What it answers. */
export type Uploaded =
  | { readonly id: number; readonly digest: string | undefined }
  | { readonly failed: string; readonly message: string }

// A thread of its own: what the library prints, throws in an event handler or never ends reaches no verdict.
void upload(workerData)
  .catch(
    (error: unknown): Uploaded =>
      error instanceof Error
        ? { failed: error.name, message: error.message }
        : { failed: 'Error', message: String(error) },
  )
  .then((answer) => parentPort?.postMessage(answer))

async function upload({ name, files, root, retentionDays }: Upload): Promise<Uploaded> {
  const { id, digest } = await new DefaultArtifactClient().uploadArtifact(name, [...files], root, {
    ...(retentionDays === undefined ? {} : { retentionDays }),
  })
  return id === undefined ? { failed: 'Error', message: 'the answer names no artifact' } : { id, digest }
}

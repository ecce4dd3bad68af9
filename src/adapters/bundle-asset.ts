import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ZipFile } from 'yazl'
import { byText } from '../bundle/layout.ts'
import type { Release } from '../read/release.ts'
import type { Bundled } from './evidence.ts'
import { type Connection, RequestFailure } from './github.ts'

/** The same bundle as the same bytes: sorted, not compressed, as compressors differ, and all of one time that no zone moves. */
export async function zipped({ directory, names }: Bundled): Promise<Buffer> {
  const zip = new ZipFile()
  const mtime = new Date(1980, 0, 1)
  for (const name of [...names].sort(byText))
    zip.addBuffer(readFileSync(join(directory, name)), name, {
      mtime,
      mode: 0o100644,
      compress: false,
      forceDosTimestamp: true,
    })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** Attaches a file to a release and returns its address; what is there already stays. Throws a `RequestFailure`. */
export async function attach(
  data: Buffer,
  name: string,
  { repository, id, uploads }: Release & { readonly repository: string },
  { send }: Connection,
): Promise<string> {
  const [owner = '', repo = ''] = repository.split('/')
  const answer = await send('POST /repos/{owner}/{repo}/releases/{release_id}/assets{?name}', {
    baseUrl: uploads,
    owner,
    repo,
    release_id: id,
    name,
    data,
    headers: { 'content-type': 'application/zip', 'content-length': data.length },
  })
  if ('browser_download_url' in answer && typeof answer.browser_download_url === 'string')
    return answer.browser_download_url
  throw new RequestFailure('lost', 'the answer names no asset')
}

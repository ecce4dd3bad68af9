import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { Headers, Seen } from './options.ts'

export type Received = Pick<Seen, 'method' | 'path' | 'query' | 'body' | 'authorization' | 'accept'>

/** The request, its body read and parsed. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  const isJson = !/^application\/(zip|octet-stream)/.test(request.headers['content-type'] ?? '')
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: bytes.length === 0 ? undefined : isJson ? JSON.parse(bytes.toString('utf8')) : bytes,
    authorization: request.headers.authorization ?? '',
    accept: request.headers.accept ?? '*/*',
  }
}

/** Sends an answer; text goes as it is. Returns its status. */
export function reply(response: ServerResponse, { status, data, headers = {} }: Answer, limits: Headers = {}): number {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...limits, ...headers })
  response.end(typeof data === 'string' ? data : JSON.stringify(data))
  return status
}

/** Promises a whole body and closes the connection after half of it. */
export function breakOff(response: ServerResponse, { status, data }: Answer): void {
  const text = JSON.stringify(data)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy())
}

import { at, list } from '../openapi.ts'
import type { Fault } from './options.ts'

/** GitHub, "Rate limits for the REST API": too much at once, with the seconds to wait. */
export function secondaryLimit(seconds: number): Fault {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return { kind: 'status', status: 403, headers: { 'retry-after': String(seconds) }, message }
}

/** The same as some answers say it. */
export function tooManyRequests(seconds: number): Fault {
  return { kind: 'status', status: 429, headers: { 'retry-after': String(seconds) }, message: 'Too Many Requests' }
}

/** All requests of the hour are used; `resetsAt` in seconds since 1970. */
export function primaryLimit(resetsAt: number): Fault {
  const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetsAt) }
  return { kind: 'status', status: 403, headers, message: 'API rate limit exceeded for installation.' }
}

/** Limits that GitHub's description leaves to its prose: bytes for characters, titles, columns, and what completes a check run. */
export function limitFaults(operation: string, body: unknown): readonly string[] {
  if (!/^checks\/(create|update)$/.test(operation)) return []
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

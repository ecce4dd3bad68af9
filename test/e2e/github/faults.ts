import type { Fault, Seen } from './options.ts'

/** Lets requests for one operation, such as `pulls/list-reviews`, go wrong: all of them, or the first so many. */
export function failing(
  operation: string | RegExp,
  fault: Fault,
  times = Number.POSITIVE_INFINITY,
): (request: Seen) => Fault | undefined {
  let left = times
  return (request) => {
    const meant = typeof operation === 'string' ? operation === request.operation : operation.test(request.operation)
    if (!meant || left === 0) return undefined
    left -= 1
    return fault
  }
}

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

/** The points of the hour are used, as the GraphQL API says it: with status 200. */
export function queryLimit(resetsAt: number): Fault {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetsAt) }
  const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation.' }]
  return { kind: 'answer', data: { errors }, headers }
}

import type { Seen } from './options.ts'

/**
 * The most requests that followed one another, each begun after the one before it was answered. Measured with some
 * latency: without it, requests that were sent together are answered one by one.
 */
export function roundTrips(requests: readonly Pick<Seen, 'started' | 'ended'>[]): number {
  let trips = 0
  let answered = Number.NEGATIVE_INFINITY
  for (const { started, ended } of [...requests].sort((one, other) => one.ended - other.ended)) {
    if (started < answered) continue
    trips += 1
    answered = ended
  }
  return trips
}

import { afterAll, expect, test } from 'vitest'
import { ana, established, WAIVED, WITH } from '../test/e2e/lent.ts'
import { openPullRequest } from '../test/e2e/pull-request.ts'

/*
 * What GitHub's distance costs: the whole Action on a pull request with policy, reviews, check run and comment, with and without 100 ms for
 * each request. `npx vitest run --config bench/vitest.config.ts` after a build.
 */

/** The project promises no more than this between the two. */
const BAR_MS = 1_500
const RUNS = 7
const medians: { readonly [latency: string]: number }[] = []

test('latency', { timeout: 300_000 }, async () => {
  const took = { 0: [] as number[], 100: [] as number[] }
  for (let run = 0; run <= RUNS; run++) {
    for (const latencyMs of [0, 100] as const) {
      const opened = await openPullRequest({
        base: established(),
        head: WAIVED,
        reviews: [ana],
        with: { ...WITH, comment: 'always' },
        github: { latencyMs },
      })
      // The first answers of a worker compile their schemas.
      const started = performance.now()
      const { outputs } = await opened.run()
      if (run > 0) took[latencyMs].push(performance.now() - started)
      expect(outputs.verdict).toBe('pass')
      await opened.close()
    }
  }
  medians.push({ 0: median(took[0]), 100: median(took[100]) })
})

afterAll(() => {
  for (const { 0: none = 0, 100: far = 0 } of medians)
    console.log(
      `without latency ${none.toFixed(0)} ms, with 100 ms a request ${far.toFixed(0)} ms: ${(far - none).toFixed(0)} ms more (bar ${BAR_MS})`,
    )
})

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

import { defineConfig } from 'vitest/config'
import { regulations, validators } from '../build/plugins.ts'

/** Benchmarks that need the loopback GitHub of the tests. */
export default defineConfig({
  plugins: [regulations(), validators()],
  test: { include: ['bench/pull-request.ts'], pool: 'forks', maxWorkers: 1 },
})

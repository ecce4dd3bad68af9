import { defineConfig } from 'vitest/config'
import { regulations, validators } from './build/plugins.ts'

/** CI measures coverage in the one run of the suite, and leaves the counts where `.ci/run` reads them. */
const inCI = Boolean(process.env.CI)

export default defineConfig({
  // The same service ships source maps without sources, which would be a warning a file.
  logLevel: 'error',
  plugins: [regulations(), validators()],
  test: {
    include: ['test/**/*.test.ts'],
    // It is keyed by one file, and a regulation is three: tests would run on old law.
    fsModuleCache: false,
    // Processes that keep their modules: the tests share nothing that could leak, and two cores are soon busy.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // A busy machine is no defect: how long something takes is for the benchmarks.
    testTimeout: 30_000,
    // GitHub's language service imports JSON without import attributes, which Node refuses and Vite allows.
    server: { deps: { inline: [/@actions[\\/](languageservice|workflow-parser|expressions)/] } },
    reporters: inCI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
    coverage: {
      enabled: inCI,
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.d.ts'],
      reporter: ['text-summary', ['text', { skipFull: true }], 'json-summary'],
      thresholds: { 'src/determine/**': { branches: 95 }, 'src/rules/**': { branches: 95 } },
    },
  },
})

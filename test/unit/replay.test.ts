import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { workspace } from '../../src/adapters/workspace.ts'
import { judge } from '../../src/judge.ts'
import { run } from '../../src/run.ts'

test.each(readdirSync('examples').filter((name) => existsSync(`examples/${name}/ai-compliance.yml`)))(
  '%s is judged the same from what was collected alone',
  async (example) => {
    const { collected, source, report } = await run({
      files: workspace(`examples/${example}`),
      manifest: 'ai-compliance.yml',
      asOf: '2026-11-23',
      failOn: 'error',
    })
    expect(judge(JSON.parse(JSON.stringify(collected)), source).report).toEqual(report)
  },
)

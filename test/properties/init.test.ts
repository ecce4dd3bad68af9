import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { printRoute } from '../../src/core/route.ts'
import { determine } from '../../src/determine/index.ts'
import { takesUnknown } from '../../src/init/answer.ts'
import { plan } from '../../src/init/plan.ts'
import { isMissing } from '../../src/init/written.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { findProblems } from '../../src/read/schema.ts'
import { parseSource } from '../../src/read/source.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { DAYS, manifest } from '../scenarios/arbitrary.ts'

// A plan goes through the whole law several times.
vi.setConfig({ testTimeout: 120_000 })

const asOf = fc.constantFrom(...DAYS)
const whole = (answers: unknown, day: string) => plan(answers, ccpaAdmt, day, '0.1.0')

describe('whatever the answers are, what init writes', () => {
  test('is a manifest without a mistake, with something written wherever the law turns on an answer', () => {
    fc.assert(
      fc.property(manifest, asOf, (answers, day) => {
        const source = parseSource(whole(answers, day).manifest.text, 'ai-compliance.yml')
        expect([...source.problems, ...findProblems(source)]).toEqual([])
        const { questions } = determine(parseManifest(source.written), ccpaAdmt, day)
        const unwritten = questions
          .filter(({ ask, level }) => ask !== undefined && level !== 'note')
          .filter(({ route }) => takesUnknown(route) && isMissing(source.written, route))
        expect(unwritten.map(({ route }) => printRoute(route))).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test('declares each record that is needed, and writes the same when it is the answers', () => {
    fc.assert(
      fc.property(manifest, asOf, (answers, day) => {
        const made = whole(answers, day)
        const again = whole(parseSource(made.manifest.text, 'ai-compliance.yml').written, day)
        expect(again.added).toBe('')
        expect(again.manifest.text).toBe(made.manifest.text)
      }),
      { numRuns: 25 },
    )
  })

  test('does not pass by itself once a record is needed', async () => {
    await fc.assert(
      fc.asyncProperty(manifest, asOf, async (answers, day) => {
        const made = whole(answers, day)
        const files = [made.manifest, ...made.files]
        const { report } = await run({
          files: memoryFiles(Object.fromEntries(files.map(({ path, text }) => [path, text]))),
          manifest: 'ai-compliance.yml',
          asOf: day,
          failOn: 'error',
        })
        if (files.some(({ path }) => path.endsWith('.md'))) expect(report.verdict).not.toBe('pass')
      }),
      { numRuns: 15 },
    )
  })
})

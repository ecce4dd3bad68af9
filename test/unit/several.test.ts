import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findManifests } from '../../src/collect/manifests.ts'
import type { Base, Files } from '../../src/core/ports.ts'
import { several } from '../../src/core/several.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import { judgeEach, runEach } from '../../src/several.ts'
import { memoryFiles } from '../memory-files.ts'
import { makeFinding, makeReport } from '../report-builder.ts'

const NONE = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
const names = (...paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, NONE]))

describe('what paths and globs find', () => {
  const files = memoryFiles(
    names(
      'a.yml',
      'services/b/adm.yml',
      'services/a/adm.yml',
      'services/a/node_modules/x/adm.yml',
      'apps/[id]/adm.yml',
    ),
  )
  test.each<[string, readonly string[], readonly string[]]>([
    ['a path', ['a.yml'], ['a.yml']],
    ['a glob, sorted', ['services/*/adm.yml'], ['services/a/adm.yml', 'services/b/adm.yml']],
    [
      'both, each once',
      ['services/*/adm.yml', './services/b/adm.yml', 'a.yml'],
      ['a.yml', 'services/a/adm.yml', 'services/b/adm.yml'],
    ],
    ['what packages bring along is not ours', ['services/**/adm.yml'], ['services/a/adm.yml', 'services/b/adm.yml']],
    ['taken out again', ['services/*/adm.yml', '!services/b/**'], ['services/a/adm.yml']],
    ['a folder with a sign of globs in its name', ['apps/[id]/adm.yml'], ['apps/[id]/adm.yml']],
    ['a path that is not there is told when it is read', ['b.yml'], ['b.yml']],
  ])('%s', async (_, lines, paths) => {
    expect(await findManifests(files, lines, undefined)).toEqual({ paths, dropped: [], missed: [] })
  })

  test('a file that is named like the glob does not stand in for what the glob finds', async () => {
    const trap = memoryFiles(names('services/*/adm.yml', 'services/a/adm.yml'))
    expect((await findManifests(trap, ['services/*/adm.yml'], undefined)).paths).toEqual([
      'services/*/adm.yml',
      'services/a/adm.yml',
    ])
  })

  test.each<[string, readonly string[], RegExp]>([
    ['a glob that matches nothing', ['a.yml', 'service/*/adm.yml'], /^`service\/\*\/adm\.yml` matches no file\.$/],
    ['a glob that leads out', ['../*/adm.yml'], /leads out of the repository/],
    ['nothing', [], /^No manifest is named\.$/],
    ['only what is taken out', ['!a.yml'], /^No manifest is named\.$/],
  ])('%s is refused', async (_, lines, message) => {
    await expect(findManifests(files, lines, undefined)).rejects.toThrow(message)
  })

  test('more than can be judged is refused', async () => {
    const many = memoryFiles(names(...Array.from({ length: 201 }, (_, index) => `${index}/adm.yml`)))
    await expect(findManifests(many, ['*/adm.yml'], undefined)).rejects.toThrow(/^201 manifests are named/)
  })
})

describe('a manifest that the base has under these globs', () => {
  const options = { asOf: '2026-11-23', failOn: 'error' } as const
  const judge = (here: readonly string[], before: readonly string[], base: Partial<Files> = {}) =>
    runEach(
      { ...options, files: memoryFiles(names(...here)), base: baseOf({ ...memoryFiles(names(...before)), ...base }) },
      ['services/*/adm.yml'],
    )
  const both = ['services/a/adm.yml', 'services/b/adm.yml']

  test('is missed when it is deleted, or moved out of the globs', async () => {
    for (const here of [['services/a/adm.yml'], ['services/a/adm.yml', 'attic/b/adm.yml']]) {
      const { judged, missed } = await judge(here, both)
      expect(judged).toHaveLength(1)
      expect(missed).toMatchObject([
        { manifest: 'services/b/adm.yml', message: expect.stringContaining('takes `services/b/adm.yml` away') },
      ])
    }
  })
  test('is missed when all of them are', async () => {
    await expect(judge([], ['services/a/adm.yml'])).rejects.toThrow(/This change takes `services\/a\/adm\.yml` away/)
    expect((await judge([], both)).missed).toHaveLength(2)
  })
  test('is missed when it becomes a link, which no glob follows', async () => {
    // `list` tells plain files alone.
    const { missed } = await judge(['services/a/adm.yml'], both)
    expect(missed).toHaveLength(1)
  })
  test('is not asked for where it is new, and where there is no base', async () => {
    expect((await judge(both, ['services/a/adm.yml'])).missed).toEqual([])
    const files = memoryFiles(names('services/a/adm.yml'))
    expect((await runEach({ ...options, files }, ['services/*/adm.yml'])).missed).toEqual([])
  })
  test('that cannot be listed is not guessed about', async () => {
    const unreadable = {
      list: async () => ({ ok: false, message: 'could not be read: GitHub did not answer' }) as const,
    }
    const { missed } = await judge(both, both, unreadable)
    expect(missed).toMatchObject([{ message: expect.stringMatching(/cannot be told: .*GitHub did not answer/) }])
    const shown = await judgeEach(['services/*/adm.yml'], {
      ...options,
      files: memoryFiles(names(...both)),
      base: baseOf({ ...memoryFiles({}), ...unreadable }),
    })
    expect(shown).toMatchObject({ verdict: 'not-evaluated', exit: 2 })
  })
})

test('one manifest that cannot be read hides no other', async () => {
  const files = memoryFiles({ ...names('a/adm.yml'), 'b/adm.yml': Uint8Array.of(0xff, 0xfe, 0x00) })
  const shown = await judgeEach(['*/adm.yml'], { files, asOf: '2026-11-23', failOn: 'error' })
  expect(shown).toMatchObject({ verdict: 'not-evaluated', exit: 2, manifest: 'a/adm.yml\nb/adm.yml' })
  expect(shown.markdown(1_000_000)).toContain('Save the manifest as YAML in UTF-8')
})

test('one manifest that a glob finds has its own result', async () => {
  const files = memoryFiles(names('a/adm.yml'))
  const shown = await judgeEach(['*/adm.yml'], { files, asOf: '2026-11-23', failOn: 'error' })
  expect(shown.json()).toContain('"$schema": "urn:ai-compliance-gate:report:1"')
  expect(shown.line).toBe('Pass: nothing blocks in a/adm.yml as of 2026-11-23.')
})

describe('the verdict over all', () => {
  const pass = makeReport()
  const fail = makeReport({ findings: [makeFinding({ level: 'error' })] })
  const open = makeReport({ findings: [makeFinding({ level: 'error', outcome: 'open' })] })
  const gone = { manifest: 'b.yml', message: 'It is gone.', next: 'Put it back.' }
  const tolerated = { ...fail, failOn: 'never' } as const
  test.each<[string, Parameters<typeof several>[0], Parameters<typeof several>[1], Verdict, number]>([
    ['passes when all pass', [pass, pass], [], 'pass', 0],
    ['fails with one that fails', [pass, fail], [], 'fail', 1],
    ['is open with one that is', [pass, open], [], 'not-evaluated', 2],
    ['fails with one that fails, whatever is open', [open, fail], [gone], 'fail', 1],
    ['is open with one that is not judged', [pass], [gone], 'not-evaluated', 2],
    ['lets a fail through that only is reported', [pass, tolerated], [], 'fail', 0],
    ['never lets through what was not evaluated', [tolerated, open], [], 'fail', 2],
    ['is open with nothing', [], [], 'not-evaluated', 2],
  ])('%s', (_, reports, missed, verdict, exit) => {
    expect(several(reports, missed, pass)).toMatchObject({ verdict, exit })
  })
  test('counts the sum', () => {
    expect(several([fail, open, fail], [], pass).counts).toMatchObject({ errors: 2, open: 1 })
  })
})

function baseOf(files: Files): Base {
  const commit = 'ab54a98ceb1f0ad2'.padEnd(40, '0')
  return { commit, files, tip: { commit, files }, changed: async () => ({ known: true, files: [] }) }
}

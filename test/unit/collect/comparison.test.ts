import { describe, expect, test } from 'vitest'
import { collectComparison } from '../../../src/collect/comparison.ts'
import type { ChangedFiles } from '../../../src/core/comparison.ts'
import type { Base, Files } from '../../../src/core/ports.ts'
import { memoryFiles } from '../../memory-files.ts'
import { MANIFEST } from '../../scenarios/gate.ts'
import { gate, lender } from '../../scenarios/lender.ts'

const { facts } = await gate(lender())
const manifest = JSON.stringify(lender())
const commit = '9c1e5b7d20f4a8863d5e0c7b1f2a4968d3e7b054'

function base(files: Files, changed: ChangedFiles): Base {
  return { commit, files, tip: { commit, files }, changed: async () => changed }
}

const gone = (...paths: readonly string[]): ChangedFiles => ({
  known: true,
  files: paths.map((path) => ({ path, status: 'removed' })),
})
const unknown: ChangedFiles = { known: false, because: 'GitHub lists 3000 files', next: 'split it' }
/** A fault of the platform for this path. */
const faulty = (path: string, contents = {}): Files => {
  const files = memoryFiles(contents)
  const refused = { ok: false, reason: 'unreadable', message: 'cannot be read at commit `9c1e5b7`: 500' } as const
  return { ...files, read: async (asked, most) => (asked === path ? refused : files.read(asked, most)) }
}

describe('a base without the manifest', () => {
  test.each<[string, Base, string | undefined]>([
    ['and no file that it may have been in', base(memoryFiles({ 'a.yml': 'a: 1' }), gone('a.md')), undefined],
    ['and one that is no manifest', base(memoryFiles({ 'a.yml': 'a: 1' }), gone('a.yml')), undefined],
    ['and a list', base(memoryFiles({ 'a.yml': '- organization' }), gone('a.yml')), undefined],
    [
      'and one that it was in',
      base(memoryFiles({ 'a.yml': 'a: 1', 'b.json': manifest }), gone('a.yml', 'b.json')),
      'b.json',
    ],
    [
      'and two, of which one is called as it is now',
      base(memoryFiles({ 'a.yml': manifest, [`x/${MANIFEST}`]: manifest }), gone('a.yml', `x/${MANIFEST}`)),
      `x/${MANIFEST}`,
    ],
    [
      'and two, of which one is renamed to it',
      base(memoryFiles({ 'a.yml': manifest, [`x/${MANIFEST}`]: manifest }), {
        known: true,
        files: [
          { path: MANIFEST, status: 'renamed', from: 'a.yml' },
          { path: `x/${MANIFEST}`, status: 'removed' },
        ],
      }),
      'a.yml',
    ],
  ])('%s', async (_, given, movedFrom) => {
    const found = await collectComparison(given, facts)
    expect(found).toMatchObject({ commit, manifest: movedFrom === undefined ? 'none' : 'read' })
    expect('movedFrom' in found ? found.movedFrom : undefined).toBe(movedFrom)
  })
})

test.each<[string, Parameters<typeof collectComparison>[0], string]>([
  ['the base is not known', { because: 'the base cannot be told' }, 'the base cannot be told'],
  ['its manifest is not given', base(faulty(MANIFEST), gone()), 'cannot be read at commit `9c1e5b7`: 500'],
  [
    'whether it was moved is not known',
    base(memoryFiles({}), unknown),
    'whether it was moved cannot be told: GitHub lists',
  ],
  [
    'what it may have been in is not given',
    base(faulty('a.yml'), gone('a.yml')),
    '`a.yml` of the base commit `9c1e5b7` cannot be read',
  ],
])('%s: nothing is compared, and it passes for no first one', async (_, given, because) => {
  expect(await collectComparison(given, facts)).toEqual(
    expect.objectContaining({ because: expect.stringContaining(because) }),
  )
})

test('that the changed files are not known keeps nothing else from being compared', async () => {
  const found = await collectComparison(base(memoryFiles({ [MANIFEST]: manifest }), unknown), facts)
  expect(found).toMatchObject({ manifest: 'read', files: unknown })
})

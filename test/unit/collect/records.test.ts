import { expect, test } from 'vitest'
import { collectRecords } from '../../../src/collect/records.ts'
import type { Files } from '../../../src/core/ports.ts'
import { parseManifest } from '../../../src/read/manifest.ts'
import { parseSource } from '../../../src/read/source.ts'
import { ccpaAdmt, modelCards } from '../../../src/regulations/index.ts'
import { memoryFiles } from '../../memory-files.ts'

const LAW = { regulation: ccpaAdmt, cards: modelCards }
const HANDBOOK = '# Handbook of the branch\n\n## Reviewer\n\nThe head of the branch.\n\n## Recipients\n\nNobody.\n'

test('a file is read once, however many entries of however many kinds name it', async () => {
  const entries = (kind: string) =>
    `    ${kind}:\n${'      - { file: handbook.md, owner: ines, reviewed-on: 2026-10-02 }\n'.repeat(50)}`
  const text = `version: 1\norganization:\n  name: Harbour Street Bank\n  records:\n${['appeal-procedure', 'risk-assessment', 'supplier-facts'].map(entries).join('')}systems: []\n`
  const read: string[] = []
  const handbook = memoryFiles({ 'handbook.md': HANDBOOK })
  const files: Files = {
    ...handbook,
    read(path, maxBytes) {
      read.push(path)
      return handbook.read(path, maxBytes)
    },
  }
  const facts = await collectRecords(parseManifest(parseSource(text, 'm.yml').written), LAW, files, '2026-11-23')
  expect(read).toEqual(['handbook.md'])
  expect(facts).toHaveLength(150)
  const found = new Set(facts.map(({ kind, parts }) => `${kind}: ${parts.map(({ part }) => part).join(', ')}`))
  expect([...found]).toEqual([
    'appeal-procedure: reviewer',
    'risk-assessment: recipients',
    'supplier-facts: recipients',
  ])
})

test.each([
  ['nowhere.md', 'does not exist', /write the record there/],
  ['../outside.md', 'leads out of the repository', /move the record into this repository/],
  ['long.md', 'has 1000001 bytes; at most 1000000 are read', /shorten it, or split it/],
  ['photo.md', 'is a binary file; a text file in UTF-8 is expected', /save it as plain text/],
  ['empty.md', 'is an empty file', /write the record there/],
  ['broken.yml', 'is not readable: line 1 opens a `"` that nothing closes', /mend what keeps it from being read/],
])('what is refused says what to do: %s', async (path, refused, next) => {
  const text = `version: 1\norganization:\n  name: Harbour Street Bank\n  records: { vendor-facts: { file: ${path} } }\nsystems: []\n`
  const files = memoryFiles({
    'long.md': 'a'.repeat(1_000_001),
    'photo.md': new Uint8Array([137, 80, 78, 71, 0]),
    'empty.md': ' \n',
    'broken.yml': 'logic: "points\n',
  })
  const [fact] = await collectRecords(parseManifest(parseSource(text, 'm.yml').written), LAW, files, '2026-11-23')
  expect(fact).toMatchObject({ refused, next: expect.stringMatching(next), parts: [] })
})

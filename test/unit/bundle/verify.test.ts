import { describe, expect, test } from 'vitest'
import { workspace } from '../../../src/adapters/workspace.ts'
import { FILES } from '../../../src/bundle/layout.ts'
import { canonical } from '../../../src/bundle/make.ts'
import { verify } from '../../../src/bundle/verify.ts'
import { bundleOf, HERE, kept, remade, replaced, type Stored, textOf } from './stored.ts'

const lending = await kept(workspace('examples/lending'))
const hiring = await kept(workspace('examples/hiring'))
const OLDER = { ...HERE, version: '0.0.9', dist: 'b'.repeat(64) }
const older = await kept(workspace('examples/lending'), '2026-11-23', OLDER)

const says = async (stored: Stored) =>
  (await verify(bundleOf(stored), HERE)).faults.map(({ file, says }) => `${file} ${says}`)
const report = (stored: Stored) => JSON.parse(textOf(stored, FILES.report))
const facts = (stored: Stored) => JSON.parse(textOf(stored, FILES.facts))

describe('a bundle', () => {
  test.each([
    ['lending', lending],
    ['hiring', hiring],
  ])('of %s is verified', async (_, { stored }) => {
    expect(await verify(bundleOf(stored), HERE)).toMatchObject({ faults: [], notes: [] })
  })

  test('that was made to look better names the finding that was changed', async () => {
    const forged = report(hiring.stored)
    const finding = forged.findings.find((each: { outcome: string }) => each.outcome === 'fail')
    finding.outcome = 'pass'
    expect(await says(replaced(hiring.stored, { [FILES.report]: JSON.stringify(forged) }))).toContainEqual(
      `report.json tells \`${finding.rule}\` of \`${finding.subject}\` as \`pass\` at level \`${finding.level}\`; the recorded facts give \`fail\` at level \`${finding.level}\``,
    )
  })

  test('from which a finding was taken, or to which a verdict was given, says so', async () => {
    const forged = report(hiring.stored)
    const [gone] = forged.findings.splice(0, 1)
    forged.verdict = 'pass'
    const found = await says(replaced(hiring.stored, { [FILES.report]: JSON.stringify(forged) }))
    expect(found).toContainEqual('report.json says that the verdict is `pass`; the recorded facts give `fail`')
    expect(
      found.some((each) => each.startsWith(`report.json does not tell \`${gone.rule}\` of \`${gone.subject}\``)),
    ).toBe(true)
  })

  test('whose report tells a finding twice, or in a shape that is none, is not verified', async () => {
    const twice = report(hiring.stored)
    twice.findings.push(twice.findings[0])
    expect(await says(replaced(hiring.stored, { [FILES.report]: JSON.stringify(twice) }))).toContainEqual(
      'report.json tells something twice',
    )
    const odd = report(hiring.stored)
    odd.findings[0].rule = { toString: null }
    expect((await says(replaced(hiring.stored, { [FILES.report]: JSON.stringify(odd) }))).join('\n')).toMatch(
      /^report\.json does not tell /m,
    )
  })

  test('with a byte order mark before a file, or bytes that are no text, names the file', async () => {
    const marked = replaced(lending.stored, { [FILES.page]: `\ufeff${textOf(lending.stored, FILES.page)}` })
    expect((await says(marked)).join('\n')).toMatch(/^report\.html /m)
  })
})

describe('recorded facts that do not follow from what was read', () => {
  test.each<[string, (facts: ReturnType<typeof JSON.parse>) => void, RegExp]>([
    [
      'a record that is said to be filled',
      (it) => it.records.find((each: { parts: unknown[] }) => each.parts.length > 2).parts.pop(),
      /records\[\d+\]/,
    ],
    [
      'a document that is said to be a test',
      (it) => Object.assign(it.records[0], { test: { checkout: {}, files: [], notPassed: [] } }),
      /records\[0\]\.test/,
    ],
    ['a record that is left out', (it) => it.records.pop(), /records\[\d+\]/],
    ['a duty that is left out', (it) => it.duties.pop(), /duties\[\d+\]/],
    [
      'an answer that is turned round',
      (it) => Object.assign(it.manifest.systems[0].californiaResidents, { value: 'no' }),
      /manifest\.systems\[0\]/,
    ],
    ['law data under the version of another', (it) => it.regulation.obligations.pop(), /other law data than ccpa-admt/],
  ])('%s are found, though everything else is made to fit', async (_, change, expected) => {
    const changed = facts(hiring.stored)
    change(changed.collected.facts)
    const stored = await remade(hiring.stored, changed)
    if (stored === undefined) throw new Error('the forger could not make it')
    expect((await says(stored)).join('\n')).toMatch(expected)
  })
})

test('facts that point out of the bundle are told, and what lies there is not read', async () => {
  const changed = facts(lending.stored)
  const outside = changed.read.find((each: { folder: string }) => each.folder === 'records')
  outside.path = '../../../etc/hostname'
  const stored = replaced(lending.stored, { [FILES.facts]: canonical(changed) })
  const asked: string[] = []
  const bundle = bundleOf(stored)
  const { faults } = await verify(
    {
      ...bundle,
      bytes: (name, most) => {
        asked.push(name)
        return bundle.bytes(name, most)
      },
    },
    HERE,
  )
  expect(faults).toEqual([{ file: '../../etc/hostname', says: 'is told to have been read, and is not in the bundle' }])
  expect(asked.filter((name) => !stored.has(name))).toEqual([])
})

describe('a bundle of another version of the tool', () => {
  test('is verified with a note', async () => {
    const { faults, notes } = await verify(bundleOf(older.stored), HERE)
    expect(faults).toEqual([])
    expect(notes).toEqual([
      'It was made by version 0.0.9; this is 0.1.0: what was decided is compared, not how it is worded.',
    ])
  })

  test('that words things otherwise is verified, and says which sentences are not', async () => {
    const reworded = report(older.stored)
    for (const finding of reworded.findings) finding.message = `in older words, ${finding.message}`
    const recorded = facts(older.stored)
    for (const determination of recorded.collected.facts.determinations) determination.because = 'so it was told then'
    const stored = await remade(older.stored, recorded)
    if (stored === undefined) throw new Error('it could not be made')
    const { faults, notes } = await verify(
      bundleOf(replaced(stored, { [FILES.report]: JSON.stringify(reworded), [FILES.page]: '<p>older</p>' })),
      HERE,
    )
    expect(faults).toEqual([])
    expect(notes[1]).toBe('The sentences in `report.json`, `report.html` are not verified; `convert` writes them anew.')
  })

  test('that decided otherwise names the finding', async () => {
    const forged = report(older.stored)
    forged.findings[0].outcome = 'fail'
    const { rule, subject } = forged.findings[0]
    expect((await says(replaced(older.stored, { [FILES.report]: JSON.stringify(forged) }))).join('\n')).toContain(
      `report.json tells \`${rule}\` of \`${subject}\` as \`fail\``,
    )
  })

  test('whose record is another than the one that was read names it', async () => {
    const place = [...older.stored.keys()].find((name) => name.endsWith('privacy-policy.md')) ?? ''
    const text = `${textOf(older.stored, place)}\n<!-- later -->\n`
    expect(await says(replaced(older.stored, { [place]: text }))).toEqual([
      `${place} is not the file that the recorded facts tell of`,
    ])
  })

  test.each([FILES.facts, FILES.statement])('whose %s is not what its facts make is not verified', async (name) => {
    const text = textOf(older.stored, name)
      .replace('examples', 'elsewhere')
      .replace('"asOf":"2026-11-23"', '"asOf":"2026-11-22"')
    expect(text).not.toBe(textOf(older.stored, name))
    expect(await says(replaced(older.stored, { [name]: text }))).not.toEqual([])
  })
})

test('a bundle of another version of the law is judged by the one that it recorded, with a note', async () => {
  const recorded = facts(lending.stored)
  recorded.collected.facts.regulation.version = '2025.1.1'
  recorded.collected.facts.regulation.title = 'As it was then'
  const stored = await remade(lending.stored, recorded)
  if (stored === undefined) throw new Error('it could not be made')
  const { faults, notes } = await verify(bundleOf(stored), HERE)
  expect(faults).toEqual([])
  expect(notes).toEqual([
    'It is judged by the law as it was recorded, version 2025.1.1; this tool ships 2026.11.1 and cannot tell whether the other was ever shipped.',
  ])
})

describe('a form that is not the one of the schema', () => {
  test.each<[string, string, (it: ReturnType<typeof JSON.parse>) => unknown, RegExp]>([
    [
      'a day that is none',
      FILES.facts,
      (it) => Object.assign(it.collected.facts, { asOf: 7 }),
      /facts\.json does not have the form .* at `collected\/facts\/asOf`/,
    ],
    [
      'a key too many',
      FILES.facts,
      (it) => Object.assign(it, { approved: true }),
      /at `approved`: it is no key of that form/,
    ],
    [
      'no statement type',
      FILES.statement,
      (it) => Reflect.deleteProperty(it, '_type'),
      /statement\.json does not have the form .* at `_type`: it is missing/,
    ],
    [
      'another format',
      FILES.facts,
      (it) => Object.assign(it, { format: 'urn:ai-compliance-gate:facts:2' }),
      /format that this version of the gate does not know/,
    ],
  ])('%s is told by its place', async (_, name, change, expected) => {
    const changed = JSON.parse(textOf(lending.stored, name))
    change(changed)
    expect((await says(replaced(lending.stored, { [name]: canonical(changed) }))).join('\n')).toMatch(expected)
  })

  test('what is no JSON, or no text, is told', async () => {
    expect(await says(replaced(lending.stored, { [FILES.facts]: '{' }))).toHaveLength(1)
    expect(await says(replaced(lending.stored, { [FILES.facts]: '' }))).toHaveLength(1)
    expect(await says(replaced(lending.stored, { [FILES.statement]: '[]' }))).toHaveLength(1)
  })
})

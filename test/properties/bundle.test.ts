import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { workspace } from '../../src/adapters/workspace.ts'
import { FILES } from '../../src/bundle/layout.ts'
import { type Verified, verify } from '../../src/bundle/verify.ts'
import { judge } from '../../src/judge.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { parseSource } from '../../src/read/source.ts'
import { memoryFiles } from '../memory-files.ts'
import { DAYS, manifest } from '../scenarios/arbitrary.ts'
import { declaredFiles } from '../scenarios/gate.ts'
import type { Json } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import { bundleOf, HERE, kept, remade, replaced, textOf } from '../unit/bundle/stored.ts'

vi.setConfig({ testTimeout: 1_200_000 })

/** `RUNS=1000` looks harder, for minutes. */
const RUNS = Number(process.env.RUNS ?? 40)

/** Milliseconds in which anything of this size is told to be what it is. */
const LONGEST = 10_000

const lending = await kept(workspace('examples/lending'))
const FACTS: Json = JSON.parse(textOf(lending.stored, FILES.facts))

/** What stands nowhere in real facts, or is more than anybody counts. */
const oddity: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    '',
    [],
    {},
    0,
    -1,
    1e308,
    1e21,
    0.1,
    '2026-02-30',
    '9999-12-31',
    '\ud800',
    '../../x',
  ),
  fc.constant<Json>('x'.repeat(100_000)),
  fc.constantFrom<Json>(JSON.parse('{"__proto__":{"length":9},"constructor":1,"toString":null}'), [[[[[]]]]]),
  fc.integer(),
  fc.string(),
)
/** A way down that is taken as far as there is something below: numbers in [0, 1) that choose among the keys. */
const way = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 12 })
const mutation = fc.record({
  way,
  kind: fc.constantFrom('drop', 'replace', 'add', 'repeat'),
  with: oddity,
  key: fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', 'length', 'value', 'applies'),
})
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

function mutated(value: Json, { way, kind, with: odd, key }: Mutation): Json {
  const copy = structuredClone(value)
  let node: Json = copy
  for (const [depth, choice] of way.entries()) {
    if (typeof node !== 'object' || node === null) break
    const keys = Object.keys(node)
    const step = keys[Math.floor(choice * keys.length)]
    const below: Json | undefined = step === undefined ? undefined : Reflect.get(node, step)
    const isLast = depth === way.length - 1 || typeof below !== 'object' || below === null
    if (!isLast && below !== undefined) {
      node = below
      continue
    }
    const own = { value: odd, enumerable: true, configurable: true, writable: true }
    if (Array.isArray(node) && (kind === 'add' || step === undefined)) node.push(odd)
    else if (kind === 'add' || step === undefined) Reflect.defineProperty(node, key, own)
    else if (kind === 'repeat' && Array.isArray(node)) node.push(...structuredClone(node))
    else if (kind === 'drop' && Array.isArray(node)) node.splice(Number(step), 1)
    else if (kind === 'drop') Reflect.deleteProperty(node, step)
    else Reflect.defineProperty(node, step, own)
    break
  }
  return copy
}

/** Facts whose mark a plain `JSON.stringify` may hide are no other facts. */
function isOther(facts: Json): boolean {
  return JSON.stringify(facts) !== JSON.stringify(FACTS)
}

/** Faults are predicates of files, never what a program says when it breaks in the middle. */
function expectTold({ faults }: Verified): void {
  for (const { file, says } of faults) {
    expect(file).not.toBe('')
    expect(says).not.toMatch(/\n\s+at |Maximum call stack/)
  }
}

test('facts that were changed in any way are not verified, and are told so in time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      const facts = mutations.reduce(mutated, FACTS)
      fc.pre(isOther(facts))
      const begun = performance.now()
      const verified = await verify(bundleOf(replaced(lending.stored, { [FILES.facts]: JSON.stringify(facts) })), HERE)
      expect(performance.now() - begun).toBeLessThan(LONGEST)
      expectTold(verified)
      expect(verified.faults).not.toEqual([])
    }),
    { numRuns: RUNS * 3 },
  )
})

test('nor do they break it when all else was made to fit, and what follows from the manifest cannot be changed', async () => {
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const facts = mutated(FACTS, change)
      fc.pre(isOther(facts))
      const stored = await remade(lending.stored, JSON.parse(JSON.stringify(facts)))
      fc.pre(stored !== undefined)
      if (stored === undefined) return
      const begun = performance.now()
      const verified = await verify(bundleOf(stored), HERE)
      expect(performance.now() - begun).toBeLessThan(LONGEST)
      expectTold(verified)
      if (verified.faults.length > 0) return
      const derived = ({ collected: { facts } }: typeof lending.recorded) => ({
        manifest: facts.manifest,
        duties: facts.duties,
        determinations: facts.determinations,
        records: facts.records,
      })
      expect(verified.recorded && derived(verified.recorded)).toEqual(
        JSON.parse(JSON.stringify(derived(lending.recorded))),
      )
    }),
    { numRuns: RUNS * 2 },
  )
})

test.each([
  ['deep', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a number', '7'],
  ['null', 'null'],
  ['empty', ''],
  ['of the right format and nothing else', '{"format":"urn:ai-compliance-gate:facts:1"}'],
  [
    'deep where anything may stand',
    JSON.stringify(FACTS).replace('"written":', `"written":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)},"was":`),
  ],
])('facts that are %s are refused', async (_, text) => {
  const { faults } = await verify(bundleOf(replaced(lending.stored, { [FILES.facts]: text })), HERE)
  expect(faults).toHaveLength(1)
  expect(faults[0]?.file).toBe(FILES.facts)
})

test('the bundle of any manifest is verified, and gives the report of its run again', async () => {
  await fc.assert(
    fc.asyncProperty(manifest, fc.constantFrom(...DAYS), fc.boolean(), async (document, asOf, there) => {
      const text = JSON.stringify(document, null, 2)
      const files = declaredFiles(parseManifest(parseSource(text, 'ai-compliance.yml').written))
      const records = there ? files.map(({ kind, path }) => [path, recordText(kind, path)]) : []
      const { recorded, stored } = await kept(
        memoryFiles({ 'ai-compliance.yml': text, ...Object.fromEntries(records) }),
        asOf,
      )
      const verified = await verify(bundleOf(stored), HERE)
      expect(verified.faults).toEqual([])
      const source = parseSource(text, 'ai-compliance.yml')
      const again = judge(JSON.parse(textOf(stored, FILES.facts)).collected, source).report
      expect(again).toEqual(judge(recorded.collected, source).report)
    }),
    { numRuns: RUNS },
  )
})

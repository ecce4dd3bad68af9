import type { Duty } from './duty.ts'
import type { Facts, RecordFact } from './facts.ts'
import { type DeclaredRecord, isTest, type Manifest, type System, serving } from './manifest.ts'
import type { Route } from './route.ts'

/** A record as declared and as found. */
export type Entry = {
  readonly scope: string
  readonly subject: string
  readonly declared: DeclaredRecord
  readonly fact: RecordFact
}

/** A kind of record that duties of one subject need, with the entries that serve it and the parts that are needed. */
export type NeededRecord = {
  readonly scope: string
  readonly kind: string
  /** Where an entry would be written. */
  readonly route: Route
  readonly duties: readonly Duty[]
  readonly parts: readonly NeededPart[]
  /** Its documents. */
  readonly entries: readonly Entry[]
  /** Its test results. */
  readonly tests: readonly Entry[]
}

/** A needed part with the test results that are declared to prove it. */
export type NeededPart = { readonly part: string; readonly duties: readonly Duty[]; readonly tests: readonly Entry[] }

/** What the duties that apply and whose proof is asked for need, by subject and kind. Several rules ask; it is worked out once for the same facts. */
export function neededRecords(facts: Facts): readonly NeededRecord[] {
  const known = worked.get(facts)
  if (known !== undefined) return known
  const needed = facts.manifest === undefined ? [] : workOut(facts, facts.manifest)
  worked.set(facts, needed)
  return needed
}

const worked = new WeakMap<Facts, readonly NeededRecord[]>()

function workOut(facts: Facts, manifest: Manifest): readonly NeededRecord[] {
  const entries = entriesByScope(facts, manifest)
  const systems = new Map(manifest.systems.map((system) => [system.id, system]))
  const needed = new Map<string, { scope: string; kind: string; duties: Set<Duty>; parts: Map<string, Duty[]> }>()
  for (const duty of facts.duties) {
    if (!duty.asked) continue
    for (const need of duty.records) {
      const [kind = need, part] = need.split('#')
      const key = `${duty.subject}\0${kind}`
      const record = needed.get(key) ?? { scope: duty.subject, kind, duties: new Set(), parts: new Map() }
      needed.set(key, record)
      record.duties.add(duty)
      if (part !== undefined) record.parts.set(part, [...(record.parts.get(part) ?? []), duty])
    }
  }
  return [...needed.values()].map(({ scope, kind, duties, parts }) => {
    const own = entries.get(`${scope}/${kind}`) ?? []
    const all = serving(own, entries.get(`organization/${kind}`) ?? [], ({ declared }) => declared)
    const tests = all.filter(({ declared }) => isTest(declared))
    return {
      scope,
      kind,
      route: placeFor(kind, systems.get(scope), manifest),
      duties: [...duties],
      parts: [...parts].map(([part, partDuties]) => ({
        part,
        duties: partDuties,
        tests: tests.filter(({ declared }) => declared.parts.value?.includes(part)),
      })),
      entries: all.filter(({ declared }) => !isTest(declared)),
      tests,
    }
  })
}

/** The owner of its first entry, as a subject of a rule takes it. */
export function ownerOf(record: NeededRecord | undefined): { readonly owner?: string } {
  const owner = (record?.entries[0] ?? record?.tests[0])?.declared.owner.value
  return owner === undefined ? {} : { owner }
}

/** An entry with the duties that it serves, of whichever systems; no duty when nothing asks for it. */
export type Serving = { readonly entry: Entry; readonly duties: readonly Duty[] }

/** Every declared document. */
export function declaredEntries(facts: Facts, needed: readonly NeededRecord[]): readonly Serving[] {
  return withDuties(facts, false, (add) => {
    for (const { entries, duties } of needed) for (const entry of entries) add(entry, duties)
  })
}

/** Every declared test result, with the duties whose parts it is declared to prove: those to do something, and no others. */
export function declaredTests(facts: Facts, needed: readonly NeededRecord[]): readonly Serving[] {
  return withDuties(facts, true, (add) => {
    for (const { duties, tests } of needed.flatMap(({ parts }) => parts))
      for (const entry of tests) add(entry, duties.filter(provenByTest))
  })
}

/** A test shows that something is done. What must be written down, or watched over time, no test shows. */
export function provenByTest({ kind }: Pick<Duty, 'kind'>): boolean {
  return kind === 'do'
}

/** The duties, and their parts, for which a document is needed: all but those to do something that a test is declared to prove. */
export function inWriting({ duties, parts }: NeededRecord): {
  readonly duties: readonly Duty[]
  readonly parts: readonly string[]
} {
  const asked = parts.map(({ part, duties, tests }) => ({
    part,
    duties: tests.length === 0 ? duties : duties.filter((duty) => !provenByTest(duty)),
  }))
  const inParts = new Set(parts.flatMap((part) => part.duties))
  const needing = new Set(asked.flatMap((part) => part.duties))
  return {
    duties: duties.filter((duty) => needing.has(duty) || !inParts.has(duty)),
    parts: asked.filter((part) => part.duties.length > 0).map(({ part }) => part),
  }
}

function withDuties(
  facts: Facts,
  tests: boolean,
  collect: (add: (entry: Entry, duties: readonly Duty[]) => void) => void,
): readonly Serving[] {
  if (facts.manifest === undefined) return []
  // By the entry itself: several may have one name, and each would take the duties of all.
  const found = new Map<DeclaredRecord, Set<Duty>>()
  collect(({ declared }, duties) => {
    const known = found.get(declared) ?? new Set()
    found.set(declared, known)
    for (const duty of duties) known.add(duty)
  })
  return [...entriesByScope(facts, facts.manifest).values()]
    .flat()
    .filter(({ declared }) => isTest(declared) === tests)
    .map((entry) => ({ entry, duties: [...(found.get(entry.declared) ?? [])] }))
}

function entriesByScope(facts: Facts, manifest: Manifest): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map(facts.records.map((record) => [record.route.join('\0'), record]))
  const byScope = new Map<string, Entry[]>()
  const add = (scope: string, declared: DeclaredRecord) => {
    const fact = found.get(declared.route.join('\0'))
    if (fact === undefined) return
    const key = `${scope}/${declared.kind}`
    byScope.set(key, [...(byScope.get(key) ?? []), { scope, subject: `${scope}/${declared.key}`, declared, fact }])
  }
  for (const record of manifest.organization.records) add('organization', record)
  for (const system of manifest.systems) for (const record of system.records) add(system.id, record)
  return byScope
}

function placeFor(kind: string, system: System | undefined, manifest: Manifest): Route {
  return [...(system?.route ?? manifest.organization.route), 'records', kind]
}

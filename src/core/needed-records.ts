import type { Duty } from './duty.ts'
import type { Facts, RecordFact } from './facts.ts'
import type { DeclaredRecord, Manifest, System } from './manifest.ts'
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
  readonly parts: readonly { readonly part: string; readonly duties: readonly Duty[] }[]
  readonly entries: readonly Entry[]
}

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
    return {
      scope,
      kind,
      route: placeFor(kind, systems.get(scope), manifest),
      duties: [...duties],
      parts: [...parts].map(([part, partDuties]) => ({ part, duties: partDuties })),
      entries: own.length > 0 ? own : (entries.get(`organization/${kind}`) ?? []),
    }
  })
}

/** The owner of its first entry, as a subject of a rule takes it. */
export function ownerOf(record: NeededRecord | undefined): { readonly owner?: string } {
  const owner = record?.entries[0]?.declared.owner.value
  return owner === undefined ? {} : { owner }
}

/** Every declared entry with the duties that it serves, of whichever systems; no duty when nothing asks for it. */
export function declaredEntries(
  facts: Facts,
  needed: readonly NeededRecord[],
): readonly { readonly entry: Entry; readonly duties: readonly Duty[] }[] {
  const { manifest } = facts
  if (manifest === undefined) return []
  // By the entry itself: several may have one name, and each would take the duties of all.
  const duties = new Map<DeclaredRecord, readonly Duty[]>()
  for (const record of needed) {
    for (const { declared } of record.entries) {
      const known = duties.get(declared)
      duties.set(declared, known === undefined ? record.duties : [...known, ...record.duties])
    }
  }
  return [...entriesByScope(facts, manifest).values()]
    .flat()
    .map((entry) => ({ entry, duties: duties.get(entry.declared) ?? [] }))
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

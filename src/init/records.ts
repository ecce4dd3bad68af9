import type { Duty } from '../core/duty.ts'
import type { Facts } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'
import { type NeededRecord, neededRecords } from '../core/needed-records.ts'
import { NO_POLICY } from '../core/policy.ts'
import type { RecordKind, Regulation } from '../core/regulation.ts'
import type { Route } from '../core/route.ts'
import { parseManifest } from '../read/manifest.ts'
import type { Completed } from './complete.ts'
import { recordTemplate } from './template.ts'
import { withDefault } from './written.ts'

/** A file that `init` means to write; the path is relative to the folder. */
export type StarterFile = {
  readonly path: string
  readonly text: string
  /** What it is, where nobody would read it all. */
  readonly summary?: string
}

/**
 * A template for each record that duties need and the answers do not declare, and the manifest with all of them declared. They
 * have no review date: a record that nobody has written is not a record that somebody has reviewed.
 */
export function withRecords(
  { written, determined }: Completed,
  regulation: Regulation,
  asOf: string,
): { readonly written: unknown; readonly files: readonly StarterFile[]; readonly added: unknown } {
  const manifest = parseManifest(written)
  const facts: Facts = {
    policy: NO_POLICY,
    asOf,
    manifestFile: '',
    problems: [],
    regulation,
    manifest,
    ...determined,
    records: declaredIn(manifest),
  }
  const missing = neededRecords(facts).filter(({ entries }) => entries.length === 0)
  const planned = placed(missing, manifest)
  return {
    written: planned.reduce((document, { route, entry }) => withDefault(document, route, entry), written),
    added: addedTo(manifest, planned),
    files: planned.flatMap(({ kind, file, about, parts, duties }) => {
      const known = regulation.records.find(({ id }) => id === kind)
      return known === undefined
        ? []
        : [{ path: file, text: recordTemplate(known, partsOf(known, parts), about, duties) }]
    }),
  }
}

type Planned = {
  readonly kind: string
  readonly route: Route
  readonly file: string
  /** Whose record it is: the name of the system, or of the organization. */
  readonly about: string
  readonly entry: { readonly file: string; readonly owner?: string }
  readonly parts: ReadonlySet<string>
  readonly duties: readonly Duty[]
}

/** A business has one privacy policy, whichever of its systems needs something said there. */
const OF_THE_ORGANIZATION = new Set(['privacy-policy'])

function placed(missing: readonly NeededRecord[], manifest: Manifest): readonly Planned[] {
  const people = new Set(manifest.people.map(({ key }) => key))
  const systems = new Map(manifest.systems.map((system) => [system.id, system]))
  const files = new Map<string, Planned>()
  for (const { scope, kind, route, parts, duties } of missing) {
    const system = OF_THE_ORGANIZATION.has(kind) ? undefined : systems.get(scope)
    const file = `compliance/${system === undefined ? '' : `${system.id}/`}${kind}.md`
    const before = files.get(file)
    const owner =
      before?.entry.owner ?? duties.find((duty) => duty.owner !== undefined && people.has(duty.owner))?.owner
    files.set(file, {
      kind,
      file,
      entry: { file, ...(owner === undefined ? {} : { owner }) },
      route: system === undefined ? ['organization', 'records', kind] : route,
      about: (system ?? manifest.organization).name.value ?? system?.id ?? 'The organization',
      parts: new Set([...(before?.parts ?? []), ...parts.map(({ part }) => part)]),
      duties: [...(before?.duties ?? []), ...duties],
    })
  }
  return [...files.values()]
}

/** The new entries alone, under what they belong to; undefined when there are none. */
function addedTo(manifest: Manifest, planned: readonly Planned[]): unknown {
  const under = (start: Route) => {
    const own = planned.filter(({ route }) => start.every((step, index) => route[index] === step))
    return own.length === 0 ? undefined : Object.fromEntries(own.map(({ kind, entry }) => [kind, entry]))
  }
  const organization = under(['organization'])
  const systems = manifest.systems.flatMap(({ id, route }) => {
    const records = under(route)
    return records === undefined ? [] : [{ id, records }]
  })
  if (planned.length === 0) return undefined
  return {
    ...(organization === undefined ? {} : { organization: { records: organization } }),
    ...(systems.length === 0 ? {} : { systems }),
  }
}

/** The parts that are needed, in the order of the kind; where a duty names none, all that it may hold. */
function partsOf({ parts }: RecordKind, needed: ReadonlySet<string>): RecordKind['parts'] {
  return needed.size === 0 ? parts : parts.filter(({ id }) => needed.has(id))
}

/** What the answers declare counts as declared, whether or not its file is there. */
function declaredIn(manifest: Manifest): Facts['records'] {
  const of = (scope: string, records: Manifest['organization']['records']) =>
    records.map(({ key, kind, route }) => ({ subject: `${scope}/${key}`, kind, route, parts: [] }))
  return [
    ...of('organization', manifest.organization.records),
    ...manifest.systems.flatMap(({ id, records }) => of(id, records)),
  ]
}

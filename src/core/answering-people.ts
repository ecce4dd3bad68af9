import type { DeclaredRecord, Manifest, Person, Text } from './manifest.ts'
import { personOf } from './people.ts'

/** Everyone under `people` who answers for something: as an owner, or as who approved, confirmed or reviewed it. */
export function answeringPeople(manifest: Manifest): readonly Person[] {
  const { organization, noSystems, systems, waivers } = manifest
  const keys: readonly Text[] = [
    organization.confirmedBy,
    organization.reviews.internal.by,
    organization.reviews.external.by,
    noSystems.confirmedBy,
    ...organization.records.flatMap(ofRecord),
    ...systems.flatMap(({ owners, outOfScope, data, records }) => [
      owners.accountable,
      owners.engineering,
      owners.privacy,
      outOfScope.confirmedBy,
      data.exemption.confirmedBy,
      ...records.flatMap(ofRecord),
    ]),
    ...waivers.map(({ approvedBy }) => approvedBy),
  ]
  const answering = new Set(keys.flatMap((key) => personOf(manifest, key) ?? []))
  return manifest.people.filter((person) => answering.has(person))
}

function ofRecord({ owner, approvedBy }: DeclaredRecord): readonly Text[] {
  return [owner, approvedBy]
}

import type { Facts, RecordFact } from '../../core/facts.ts'
import { type DeclaredRecord, isTest } from '../../core/manifest.ts'

/** A file as it was read, and where it lies in the bundle. */
export type Kept = {
  readonly path: string
  readonly place: string
  readonly sha256: string
  /** True where its bytes are left out, as they look like they hold a secret. */
  readonly withheld?: true
}

/** A record as declared, as found, and as archived. */
export type Archived = RecordFact & {
  /** The key of the person who answers for it. */
  readonly owner?: string
  readonly reviewedOn?: string
  /** The parts that a test result is declared to prove. */
  readonly proves?: readonly string[]
  /** The files of it that were read. */
  readonly kept: readonly Kept[]
}

/** What the page shows beside the report: the records, and in a bundle the files that it links. */
export type Evidence = {
  readonly records: readonly Archived[]
  /** Every file that lies in the bundle as it was read; absent where the page stands alone. */
  readonly kept?: readonly Kept[]
}

/** The records of the facts with the files that were kept of them. */
export function evidenceOf({ records, manifest }: Facts, kept?: readonly Kept[]): Evidence {
  const declared = new Map(
    [...(manifest?.organization.records ?? []), ...(manifest?.systems ?? []).flatMap((system) => system.records)].map(
      (record) => [record.route.join('\0'), record],
    ),
  )
  const files = new Map((kept ?? []).map((each) => [each.path, each]))
  const archived = records.map((record): Archived => {
    const paths = record.test === undefined ? [record.file ?? ''] : record.test.files.map(({ file }) => file)
    return {
      ...record,
      ...asDeclared(declared.get(record.route.join('\0'))),
      kept: paths.flatMap((path) => files.get(path) ?? []),
    }
  })
  return { records: archived, ...(kept === undefined ? {} : { kept }) }
}

function asDeclared(record: DeclaredRecord | undefined): Pick<Archived, 'owner' | 'reviewedOn' | 'proves'> {
  if (record === undefined) return {}
  const { owner, reviewedOn, parts } = record
  return {
    ...(owner.value === undefined ? {} : { owner: owner.value }),
    ...(reviewedOn.value === undefined ? {} : { reviewedOn: reviewedOn.value }),
    ...(isTest(record) ? { proves: parts.value ?? [] } : {}),
  }
}

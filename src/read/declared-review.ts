import { at } from './given.ts'
import { property } from './problems.ts'
import { readRecords } from './record.ts'
import { writtenSystem } from './written-system.ts'

/** What a manifest said of the review of a record: whether it knew the scope, the record, and its day. */
export type DeclaredReview = {
  readonly scope: boolean
  readonly declared: boolean
  readonly reviewedOn: string | undefined
}

export function declaredReview(
  written: unknown,
  { scope, key, file }: { readonly scope: string; readonly key: string; readonly file: string | undefined },
): DeclaredReview {
  const value = scope === 'organization' ? property(written, 'organization') : writtenSystem(written, scope)
  if (value === undefined) return { scope: false, declared: false, reviewedOn: undefined }
  const records = readRecords(at({ route: [], value }, 'records'))
  // An entry is called otherwise once there is a second one of its kind.
  const kind = key.split('[')[0]
  const found =
    records.find((record) => record.key === key) ??
    records.find((record) => record.kind === kind && file !== undefined && record.file.value === file)
  return { scope: true, declared: found !== undefined, reviewedOn: found?.reviewedOn.value }
}

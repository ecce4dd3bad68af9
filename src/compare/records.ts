import type { Change, Loosening } from '../core/change.ts'
import { type DeclaredRecord, type Given, isTest, type Manifest } from '../core/manifest.ts'
import { differences, type Field, gone, lost } from './fields.ts'
import type { ChangedWith, SystemPair } from './judged.ts'
import { content, paired } from './pairs.ts'
import { plainPath, quoted, type Value } from './words.ts'

const ANSWERS: readonly Field<DeclaredRecord>[] = [
  { key: 'file', of: ({ file }) => file },
  { key: 'url', of: ({ url }) => url },
  { key: 'test', of: (record) => record.test, loosens: otherCases },
  { key: 'case', of: (record) => record.case, loosens: otherCases },
  { key: 'parts', of: ({ parts }) => parts, loosens: lost('record-relaxed') },
  { key: 'owner', of: ({ owner }) => owner, loosens: gone('owner-removed') },
  { key: 'reviewed-on', of: ({ reviewedOn }) => reviewedOn },
  {
    key: 'completed-on',
    of: ({ completedOn }) => completedOn,
    // An earlier day makes an assessment that came late one that came in time.
    loosens: (was, is) =>
      was.value !== undefined && is.value !== undefined && is.value < was.value ? 'record-relaxed' : undefined,
  },
  { key: 'approved-by', of: ({ approvedBy }) => approvedBy },
  {
    key: 'covers',
    of: ({ covers }) => covers,
    // Without `covers` it covers every activity.
    loosens: (was, is) => (!was.stated && is.value !== undefined ? 'record-relaxed' : lost('record-relaxed')(was, is)),
  },
  {
    key: 'review-every-months',
    of: ({ reviewEveryMonths }) => reviewEveryMonths,
    loosens: (was, is) =>
      typeof was.value === 'number' && (is.value === undefined || Number(is.value) > was.value)
        ? 'record-relaxed'
        : undefined,
  },
]

/** The records of the organization. */
export function organizationRecords(before: Manifest, after: Manifest, given: ChangedWith): readonly Change[] {
  const route = [...after.organization.route, 'records']
  return recordChanges(before.organization.records, after.organization.records, 'organization', route, given)
}

/** The records of a system. */
export function systemRecords({ before, after }: SystemPair, given: ChangedWith): readonly Change[] {
  return recordChanges(before.records, after.records, after.id, [...after.route, 'records'], given)
}

/** Only its day is new. */
function untouched(was: DeclaredRecord, is: DeclaredRecord, { files }: ChangedWith): string {
  const file = is.file.value
  if (file === undefined || file !== was.file.value || !files.known) return ''
  return files.files.some(({ path }) => path === plainPath(file)) ? '' : ', and its file does not differ'
}

function recordChanges(
  before: readonly DeclaredRecord[],
  after: readonly DeclaredRecord[],
  scope: string,
  route: Change['route'],
  given: ChangedWith,
): readonly Change[] {
  const { pairs, removed, added } = paired(before, after, content, named, sort, ({ kind }) => kind)
  const told = (record: DeclaredRecord, verb: string): Change => ({
    topic: 'record',
    scope,
    key: `${scope}/records/${record.key}`,
    says: `the record ${quoted(record.key)} ${verb}`,
    route: record.route,
  })
  return [
    ...pairs.flatMap(([was, is]) =>
      differences(was, is, ANSWERS, {
        topic: 'record',
        scope,
        key: `${scope}/records/${is.key}`,
        of: ` of the record ${quoted(is.key)}`,
      }).map((change) =>
        change.key.endsWith('/reviewed-on')
          ? { ...change, says: `${change.says}${untouched(was, is, given)}` }
          : change,
      ),
    ),
    ...removed.map((record) => ({ ...told(record, 'is removed'), loosens: 'record-removed' as const, route })),
    ...added.map((record) => told(record, 'is added')),
  ]
}

/** A document or a test of one kind. */
function sort(record: DeclaredRecord): string {
  return `${record.kind} ${isTest(record)}`
}

/** Other cases than before may be fewer, and easier to pass. */
function otherCases(was: Given<Value>, is: Given<Value>): Loosening | undefined {
  return is.value !== undefined && is.value !== was.value ? 'record-relaxed' : undefined
}

/** One kind and one thing that it names. */
function named({ kind, file, url, test, case: name }: DeclaredRecord): string | undefined {
  const what = file.value ?? url.value ?? (test.value === undefined ? undefined : `${test.value}: ${name.value ?? ''}`)
  return what === undefined ? undefined : `${kind}[${what}]`
}

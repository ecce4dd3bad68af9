import type { Change } from '../core/change.ts'
import type { DeclaredRecord, Manifest } from '../core/manifest.ts'
import { differences, type Field, gone, lost } from './fields.ts'
import type { SystemPair } from './judged.ts'
import { content, paired } from './pairs.ts'
import { quoted } from './words.ts'

const ANSWERS: readonly Field<DeclaredRecord>[] = [
  { key: 'file', of: ({ file }) => file },
  { key: 'url', of: ({ url }) => url },
  { key: 'test', of: (record) => record.test },
  { key: 'case', of: (record) => record.case },
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
export function organizationRecords(before: Manifest, after: Manifest): readonly Change[] {
  return recordChanges(before.organization.records, after.organization.records, 'organization', [
    ...after.organization.route,
    'records',
  ])
}

/** The records of a system. */
export function systemRecords({ before, after }: SystemPair): readonly Change[] {
  return recordChanges(before.records, after.records, after.id, [...after.route, 'records'])
}

function recordChanges(
  before: readonly DeclaredRecord[],
  after: readonly DeclaredRecord[],
  scope: string,
  route: Change['route'],
): readonly Change[] {
  const { pairs, removed, added } = paired(before, after, alike, named, ({ kind }) => kind)
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
      }),
    ),
    ...removed.map((record) => ({ ...told(record, 'is removed'), loosens: 'record-removed' as const, route })),
    ...added.map((record) => told(record, 'is added')),
  ]
}

function alike(record: DeclaredRecord): string {
  return content(record)
}

/** One kind and one thing that it names. */
function named({ kind, file, url, test, case: name }: DeclaredRecord): string | undefined {
  const what = file.value ?? url.value ?? (test.value === undefined ? undefined : `${test.value}: ${name.value ?? ''}`)
  return what === undefined ? undefined : `${kind}[${what}]`
}

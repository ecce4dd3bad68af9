import type { DeclaredRecord } from '../core/manifest.ts'
import { at, type Cursor, date, entries, items, number, text, texts } from './given.ts'

/** The entries under `records:`; a kind holds one entry or a list of them. */
export function readRecords(records: Cursor): readonly DeclaredRecord[] {
  return entries(records).flatMap(([kind, entry]) =>
    Array.isArray(entry.value)
      ? items(entry).map((item, index, all) =>
          readRecord(kind, all.length === 1 ? kind : several(kind, item, index), item),
        )
      : [readRecord(kind, kind, entry)],
  )
}

/** Several entries of a kind go by what they name, so that their order says nothing. */
function several(kind: string, record: Cursor, index: number): string {
  const [file, url, test, name] = ['file', 'url', 'test', 'case'].map((key) => text(at(record, key)).value)
  return `${kind}[${file ?? url ?? (test === undefined ? index : `${test}: ${name ?? ''}`)}]`
}

function readRecord(kind: string, key: string, record: Cursor): DeclaredRecord {
  return {
    key,
    kind,
    route: record.route,
    file: text(at(record, 'file')),
    url: text(at(record, 'url')),
    test: text(at(record, 'test')),
    case: text(at(record, 'case')),
    parts: texts(at(record, 'parts')),
    owner: text(at(record, 'owner')),
    reviewedOn: date(at(record, 'reviewed-on')),
    completedOn: date(at(record, 'completed-on')),
    approvedBy: text(at(record, 'approved-by')),
    covers: texts(at(record, 'covers')),
    reviewEveryMonths: number(at(record, 'review-every-months')),
  }
}

import type { DeclaredRecord } from '../core/manifest.ts'
import { at, type Cursor, date, entries, items, number, text, texts } from './given.ts'

/** The entries under `records:`; a kind holds one entry or a list of them. */
export function readRecords(records: Cursor): readonly DeclaredRecord[] {
  return entries(records).flatMap(([kind, entry]) =>
    Array.isArray(entry.value)
      ? items(entry).map((item, index) => readRecord(kind, index, item))
      : [readRecord(kind, 0, entry)],
  )
}

function readRecord(kind: string, index: number, record: Cursor): DeclaredRecord {
  return {
    key: index === 0 ? kind : `${kind}[${index}]`,
    kind,
    route: record.route,
    file: text(at(record, 'file')),
    url: text(at(record, 'url')),
    owner: text(at(record, 'owner')),
    reviewedOn: date(at(record, 'reviewed-on')),
    completedOn: date(at(record, 'completed-on')),
    approvedBy: text(at(record, 'approved-by')),
    covers: texts(at(record, 'covers')),
    reviewEveryMonths: number(at(record, 'review-every-months')),
  }
}

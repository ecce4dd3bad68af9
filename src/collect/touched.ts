import { declaredReview } from '../read/declared-review.ts'
import type { Versions } from './versions.ts'
import { type Dated, togetherOf, type WatchedRecord } from './watched.ts'

/** Whether what came together had its hand on a record: it changed the record's file, or moved its `reviewed-on` to a later day. */
export type Touched = (record: WatchedRecord, together: string) => 'yes' | 'no' | 'unknown'

/** `changes`: of every file, those of records included. */
export function touchedBy(changes: readonly Dated[], versions: Versions): Touched {
  const files = new Map<string, Set<string>>()
  for (const change of changes) if (isTouch(change)) add(files, change.path, togetherOf(change))
  const manifests = new Map<string, Dated[]>()
  for (const change of versions.changes) {
    const key = togetherOf(change)
    manifests.set(key, [...(manifests.get(key) ?? []), change])
  }
  return (record, together) => {
    if (record.file !== undefined && files.get(record.file)?.has(together)) return 'yes'
    const moves = (manifests.get(together) ?? []).map((change) => moved(record, change, versions))
    if (moves.includes('yes')) return 'yes'
    return moves.includes('unknown') ? 'unknown' : 'no'
  }
}

/** A file that is deleted, or that only got another mode, says nothing new. */
function isTouch({ by, before, after }: Dated): boolean {
  return by === 'not committed' || (after !== undefined && after !== before)
}

function moved(record: WatchedRecord, change: Dated, versions: Versions): 'yes' | 'no' | 'unknown' {
  const [before, after] = [versions.before(change), versions.after(change)]
  if (before.is === 'lost' || after.is === 'lost') return 'unknown'
  if (before.is !== 'read' || after.is !== 'read') return 'no'
  const [was, now] = [declaredReview(before.written(), record), declaredReview(after.written(), record)]
  // A system that goes by another name is not one that was reviewed.
  if (now.reviewedOn === undefined || !was.scope) return 'no'
  if (!was.declared) return 'yes'
  return was.reviewedOn !== undefined && now.reviewedOn > was.reviewedOn ? 'yes' : 'no'
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key)
  if (known === undefined) sets.set(key, new Set([value]))
  else known.add(value)
}

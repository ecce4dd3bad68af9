import type { FileChange, HistoryRead } from '../../src/core/ports.ts'
import { MANIFEST, type Told } from './gate.ts'

/** The files of the lender that git follows. */
export const TRACKED = ['services/advance/decide.py', 'services/advance/limits.py', 'models/advance.onnx', MANIFEST]

/** A whole history since 2024 in which these files changed, oldest first. */
export function history(changes: readonly FileChange[], more: Partial<HistoryRead> & Pick<Told, 'texts'> = {}): Told {
  const tracked = TRACKED.map((path) => ({ path, submodule: false }))
  return { ok: true, from: '2024-02-01', shallow: false, tracked, changes, ...more }
}

/** A commit's change of a file of the lender. */
export function changed(on: string, path = 'services/advance/decide.py', more: Partial<FileChange> = {}): FileChange {
  return { path, submodule: false, on, by: 'commit `3f2a9c1`', before: 'aaa', after: 'bbb', ...more }
}

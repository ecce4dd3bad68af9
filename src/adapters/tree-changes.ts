import type { ChangedFile } from '../core/comparison.ts'

/** What stands at each path, by a name that changes with it. */
export type Versions = ReadonlyMap<string, string>

/**
 * The files that differ, sorted by path. A file that is gone and one that is new are one that was renamed when they hold the same: an edited
 * one is told as gone and new, for what is similar enough nobody can say.
 */
export function changedFiles(before: Versions, after: Versions): readonly ChangedFile[] {
  const removed = [...before.keys()].filter((path) => !after.has(path)).sort()
  const gone = new Map<string, string[]>()
  for (const path of removed) {
    const version = before.get(path) ?? ''
    const same = gone.get(version)
    if (same === undefined) gone.set(version, [path])
    else same.push(path)
  }
  const changed: ChangedFile[] = []
  const renamed = new Set<string>()
  for (const path of [...after.keys()].sort()) {
    const [was, is = ''] = [before.get(path), after.get(path)]
    if (was === is) continue
    const from = was === undefined ? gone.get(is)?.shift() : undefined
    if (from !== undefined) renamed.add(from)
    changed.push(
      from === undefined
        ? { path, status: was === undefined ? 'added' : 'modified' }
        : { path, status: 'renamed', from },
    )
  }
  const left = removed.filter((path) => !renamed.has(path)).map((path): ChangedFile => ({ path, status: 'removed' }))
  return [...changed, ...left].sort((a, b) => (a.path < b.path ? -1 : 1))
}

import { Minimatch } from 'minimatch'
import type { TrackedPath } from '../core/ports.ts'
import { PATHS } from './glob.ts'
import { plainPath } from './plain-path.ts'

/** Globs as `code:` has them: `*` within a folder, `**` across folders, `?` and `[…]`; one that starts with `!` takes files out. */
export type Globs = {
  matches(path: TrackedPath): boolean
  /** Folders, from the root, below which everything lies that can match; `.` for all of them. */
  readonly folders: readonly string[]
}

export function globs(patterns: readonly string[]): Globs {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(plainPath)
  const within = wanted.filter(isBelow)
  const included = within.map((pattern) => ({ before: literal(pattern), glob: new Minimatch(pattern, PATHS) }))
  const excluded = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => new Minimatch(plainPath(pattern.slice(1)), PATHS))
  return {
    folders: [...new Set(within.map(topFolder))],
    // Git tells of a submodule only that it points to another commit: that may be any file below it.
    matches: ({ path, submodule }) =>
      included.some(({ before, glob }) => (submodule || path.startsWith(before)) && glob.match(path, submodule)) &&
      !excluded.some((glob) => glob.match(path)),
  }
}

/** What every match starts with: most paths are told apart by it, and at once. */
function literal(pattern: string): string {
  const magic = pattern.search(/[*?[\]\\]/)
  return magic < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', magic) + 1)
}

/** The first folder of a path, all of whose rest may lie in a submodule; `.` where it is a glob itself. */
export function topFolder(path: string): string {
  const [top = ''] = path.split('/')
  return top === '' || /[*?[\]\\]/.test(top) ? '.' : top
}

/** True when a path or glob can name something below the root. */
export function isBelow(path: string): boolean {
  return path !== '' && !path.includes('\0') && !path.split('/').includes('..')
}

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Checkout, CheckoutTime } from '../core/ports.ts'

/**
 * The time at which the commit around `root` was checked out, from the files that git leaves behind. No program is run, not
 * even git: hooks, filters and settings of the repository stay asleep. `top` is the last folder above `root` in which a `.git` counts;
 * `gitDir` is git's own `GIT_DIR`, for a repository that keeps it elsewhere.
 */
export function checkout(
  root: string,
  { top, gitDir }: { readonly top?: string; readonly gitDir?: string | undefined } = {},
): Checkout {
  return async () => {
    try {
      return timeOf(gitFolder(resolve(root), top) ?? gitDir)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
      return { known: false, because: `cannot be read from \`.git\` (${code})` }
    }
  }
}

function timeOf(git: string | undefined): CheckoutTime {
  if (git === undefined) return { known: false, because: 'is not known: there is no `.git` here' }
  const times = written(git)
  return times.length === 0
    ? { known: false, because: 'is not known: `.git` holds no `HEAD`' }
    : // Rounded up, as the time of a file is rounded down: within one millisecond nobody can tell which came first.
      { known: true, at: new Date(Math.ceil(Math.max(...times))).toISOString(), now: new Date().toISOString() }
}

/**
 * `git checkout` writes the files first, then `.git/index`, then `.git/HEAD` and its log: what was written after the last of them was
 * written after the checkout. The log says the second even where times were not kept, as by `tar`. The index counts only
 * where there is no log, since `git status` writes it too; `reftable` keeps both in a file of its own.
 */
function written(git: string): readonly number[] {
  const head = modified(join(git, 'HEAD'))
  if (head === undefined) return []
  const log = join(git, 'logs', 'HEAD')
  const entry = lastEntry(log)
  const logged = [modified(log), entry]
  const unlogged = [modified(join(git, 'index')), modified(join(git, 'reftable', 'tables.list'))]
  return [head, ...(entry === undefined ? unlogged : logged)].filter((time) => time !== undefined)
}

/** The `.git` at or above the folder. In a worktree and in a submodule it is a file that names the real one. */
function gitFolder(root: string, top: string | undefined): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const git = join(folder, '.git')
    const stats = statSync(git, { throwIfNoEntry: false })
    if (stats?.isDirectory()) return git
    if (stats?.isFile()) {
      const [, path] = /^gitdir: (.+?)\r?\n?$/.exec(tail(git) ?? '') ?? []
      if (path !== undefined) return resolve(folder, path)
    }
    if (folder === top || dirname(folder) === folder) return undefined
  }
}

/** Bytes at the end of a file that are looked at; a line of a log has about 200, its message at most a commit's subject. */
const TAIL = 16_384

/** `<old> <new> <name> <mail> 1795612693 +0000<tab>checkout: moving from main to feature`, as git writes its logs. */
function lastEntry(log: string): number | undefined {
  const last = tail(log)?.trimEnd().split('\n').at(-1) ?? ''
  const [, seconds] = /> (\d{1,12}) [+-]\d{4}(?:\t|$)/.exec(last) ?? []
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

function tail(path: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const bytes = new Uint8Array(Math.min(size, TAIL))
    const length = readSync(file, bytes, 0, bytes.length, size - bytes.length)
    return new TextDecoder().decode(bytes.subarray(0, length))
  } finally {
    closeSync(file)
  }
}

/** Milliseconds since 1970; absent for a file that is not there. */
function modified(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

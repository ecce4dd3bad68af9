import { createReadStream, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError } from '../core/errors.ts'
import { pathGlob } from '../read/glob.ts'
import { linesOf } from './lines.ts'

/** Where a bundle is said to be; `says` is a predicate where a glob or a folder leads to none. */
export type Named = { readonly path: string; readonly says?: string }

/**
 * The bundles that are named, in that order: paths and globs, then the lines of `from`, each a path as it stands; `-` is standard input.
 * Nothing is collected, so that there may be any number. Throws `ConfigurationError` when `from` cannot be read.
 */
export async function* bundlePaths(named: readonly string[], from: string | undefined): AsyncGenerator<Named> {
  for (const name of named) yield* expanded(name)
  if (from !== undefined) yield* lines(from)
}

/** A path that is there is meant as it stands, whatever signs it has. */
function* expanded(name: string): Generator<Named> {
  const glob = pathGlob(name)
  if (glob.kind === 'path' || lstatSync(name, { throwIfNoEntry: false }) !== undefined) {
    yield { path: name }
    return
  }
  const start = glob.folder === '' ? (name.startsWith('/') ? '/' : '.') : glob.folder
  const hidden = /(^|\/)\./.test(name.slice(glob.folder.length))
  let found = 0
  for (const each of walk(start, glob.folder, glob.depth)) {
    if (each.says === undefined && !each.matches(glob.matches, hidden)) continue
    found += 1
    yield { path: each.path, ...(each.says === undefined ? {} : { says: each.says }) }
    if (each.says === undefined) each.leave()
  }
  if (found === 0) yield { path: name, says: 'matches nothing' }
}

type Seen = Named & {
  matches(glob: (path: string) => boolean, hidden: boolean): boolean
  /** What lies in a bundle is no bundle. */
  leave(): void
}

/** Everything below a folder by code unit, links not followed. */
function* walk(folder: string, shown: string, depth: number): Generator<Seen> {
  let entries: readonly { readonly name: string; readonly isFolder: boolean }[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return
    const says = `cannot be listed: ${error instanceof Error ? error.message : String(error)}`
    yield { path: folder, says, matches: () => false, leave() {} }
    return
  }
  for (const { name, isFolder } of entries) {
    const path = shown === '' ? name : `${shown === '/' ? '' : shown}/${name}`
    let left = false
    yield {
      path,
      matches: (glob, hidden) => (hidden || !name.startsWith('.')) && glob(path),
      leave() {
        left = true
      },
    }
    if (isFolder && !left && depth > 1) yield* walk(join(folder, name), path, depth - 1)
  }
}

async function* lines(from: string): AsyncGenerator<Named> {
  try {
    for await (const line of linesOf(from === '-' ? process.stdin : createReadStream(from))) {
      const path = line.replace(/\r$/, '')
      if (path.trim() !== '') yield { path }
    }
  } catch (error) {
    throw new ConfigurationError(
      `\`--from\` is \`${from}\`, which cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file with one path on each line, or `-` for standard input.',
    )
  }
}

import { lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { enumerated } from '../core/enumeration.ts'
import { ConfigurationError } from '../core/errors.ts'

type NewFile = { readonly path: string; readonly text: string }

/** What became of each file; what is there already is left as it is. */
export type Written = { readonly written: readonly string[]; readonly kept: readonly string[] }

/** Which of the files would be new, and which are there. Throws `ConfigurationError`, naming it, for a file that a symlink would put elsewhere. */
export function checkNew(folder: string, files: readonly NewFile[]): Written {
  const root = realpathSync(folder)
  const paths = files.map(({ path }) => path)
  const astray = paths.filter((path) => !isInside(root, join(root, path)))
  if (astray.length > 0)
    throw new ConfigurationError(
      `${named(astray)} would be written outside of \`${folder}\`, through a symlink, or in a place that is no folder. Nothing was written.`,
      'Replace the symlink or the file by a folder.',
    )
  const kept = paths.filter((path) => isThere(join(root, path)))
  return { written: paths.filter((path) => !kept.includes(path)), kept }
}

/** Writes each file that is not there yet, and never over another. Throws `ConfigurationError` when that fails half-way, and says what was written. */
export function writeNew(folder: string, files: readonly NewFile[]): Written {
  const checked = checkNew(folder, files)
  const root = realpathSync(folder)
  const written: string[] = []
  for (const { path, text } of files.filter((file) => checked.written.includes(file.path))) {
    try {
      mkdirSync(join(root, dirname(path)), { recursive: true })
      // Exclusive: neither a file that came meanwhile nor what a symlink points to is ever overwritten.
      writeFileSync(join(root, path), text, { flag: 'wx' })
      written.push(path)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new ConfigurationError(
        `\`${path}\` cannot be written in \`${folder}\`: ${why}. ${written.length === 0 ? 'No other file was written' : `Written before that: ${named(written)}`}.`,
        written.length === 0
          ? 'Name a folder that can be written.'
          : 'Remove what was written, mend what keeps the rest from being written, and run it again.',
      )
    }
  }
  return { ...checked, written }
}

/** True when the folders on the way that exist already are folders inside the root. */
function isInside(root: string, path: string): boolean {
  let folder = dirname(path)
  while (!isThere(folder)) folder = dirname(folder)
  try {
    const real = realpathSync(folder)
    return lstatSync(real).isDirectory() && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))
  } catch {
    // A symlink that leads nowhere, or to itself.
    return false
  }
}

/** A symlink that leads nowhere is there too. What cannot be looked at fails when it is written, and is told then. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

function named(paths: readonly string[]): string {
  return enumerated(paths.map((path) => `\`${path}\``))
}

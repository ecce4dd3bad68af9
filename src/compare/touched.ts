import type { ChangedFile } from '../core/comparison.ts'
import type { Manifest, System } from '../core/manifest.ts'
import type { ChangedWith, TouchedCode } from './judged.ts'

/** The changed files that some globs name, the manifest and what it declares as a record aside: neither is code. */
export type Touching = (globs: readonly string[]) => readonly TouchedFile[]
export type TouchedFile = ChangedFile & {
  /** True when its path is named as it is now, and not only as it was before it was renamed. */
  readonly named: boolean
}

/** Systems that share their globs share the answer. */
export function touching({ files, matcher, manifestFile }: ChangedWith, manifests: readonly Manifest[]): Touching {
  const notCode = new Set([manifestFile, ...manifests.flatMap(recordFiles)])
  const candidates = (files.known ? files.files : []).filter(({ path }) => !notCode.has(path))
  const known = new Map<string, readonly TouchedFile[]>()
  return (globs) => {
    const key = JSON.stringify(globs)
    const found = known.get(key) ?? touched(candidates, matcher(globs))
    known.set(key, found)
    return found
  }
}

/** The files of a system that this change touches, by the globs of either revision, so that the change itself takes none out of sight. */
export function touchedCode(before: System, after: System, { files }: ChangedWith, touching: Touching): TouchedCode {
  const lists = [before.code.value ?? [], after.code.value ?? []].filter((list) => list.length > 0)
  if (lists.length === 0) return { known: 'undeclared' }
  if (!files.known) return { known: 'no', because: files.because }
  return { known: 'yes', files: [...new Set(lists.flatMap((list) => touching(list).map(({ path }) => path)))].sort() }
}

function touched(files: readonly ChangedFile[], matches: (path: string) => boolean): readonly TouchedFile[] {
  return files.flatMap((file) => {
    const named = matches(file.path)
    return named || (file.from !== undefined && matches(file.from)) ? [{ ...file, named }] : []
  })
}

function recordFiles({ organization, systems }: Manifest): readonly string[] {
  const records = [...organization.records, ...systems.flatMap((system) => system.records)]
  return records.flatMap(({ file }) => file.value?.replace(/^\.\//, '') ?? [])
}

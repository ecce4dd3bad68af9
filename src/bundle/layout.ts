import { posix } from 'node:path'

/** The files of a bundle by name; everything else in it lies in one of the folders. */
export const FILES = {
  facts: 'facts.json',
  report: 'report.json',
  page: 'report.html',
  sarif: 'results.sarif',
  calendar: 'calendar.ics',
  statement: 'statement.json',
  sums: 'SHA256SUMS',
} as const

/** What was read, byte for byte, under the path that it has in the repository; `base`: the manifest as it was before the change. */
export const FOLDERS = { manifest: 'manifest', policy: 'policy', records: 'records', base: 'base' } as const
export type Folder = keyof typeof FOLDERS

/** Where in the bundle a file of the repository lies. */
export function placeOf(folder: Folder, path: string): string {
  return posix.join(FOLDERS[folder], posix.normalize(path))
}

/** A file of the repository as it was read. */
export type Read = {
  readonly folder: Folder
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** True for what looks like it holds a secret: its digest is kept, its bytes are not. */
  readonly withheld?: true
}

/** By code unit, the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import { plainPath } from './plain-path.ts'

/** The paths and globs of a text with one on each line, each once; empty lines say nothing. */
export function manifestLines(text: string): readonly string[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return [...new Map(lines.map((line) => [samePath(line), line] as const).reverse()).values()].reverse()
}

/** The path where one manifest is named, and by its path; else undefined. */
export function onlyPath(lines: readonly string[]): string | undefined {
  const [line] = lines
  return lines.length === 1 && line !== undefined && !mayBeGlob(line) ? line : undefined
}

/** True for what may be a glob, or takes files out of one. A folder may be called `[id]` all the same. */
export function mayBeGlob(line: string): boolean {
  return /[*?[]|^!/.test(line)
}

/** One spelling for each path; what is absolute stays so, and is refused where it is read. */
export function samePath(line: string): string {
  return line.startsWith('/') ? line : plainPath(line)
}

import { byText } from './layout.ts'

/** The lines of `SHA256SUMS`, sorted by name, as `sha256sum --check` of GNU coreutils reads them: a name with a line break or a backslash is escaped. */
export function printSums(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .sort(([a], [b]) => byText(a, b))
    .map(([name, sha256]) => {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
      return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`
    })
    .join('')
}

/** The digests by name, or the number of the first line that is none. Every line is used or refused. */
export function parseSums(text: string): ReadonlyMap<string, string> | { readonly line: number } {
  const digests = new Map<string, string>()
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line === '' && index === lines.length - 1 && index > 0) return digests
    const [, mark, sha256, written] = /^(\\?)([0-9a-f]{64}) {2}(.+)$/su.exec(line) ?? []
    if (sha256 === undefined || written === undefined) return { line: index + 1 }
    const name = mark === '' ? written : written.replace(/\\([\\nr])/g, (_, sign: string) => SIGNS[sign] ?? sign)
    if (digests.has(name)) return { line: index + 1 }
    digests.set(name, sha256)
  }
  return { line: lines.length }
}

const SIGNS: { readonly [sign: string]: string } = { n: '\n', r: '\r', '\\': '\\' }

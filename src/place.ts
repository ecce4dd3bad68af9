import type { Finding } from './core/finding.ts'
import type { Region, Route } from './core/route.ts'
import type { Source } from './read/source.ts'

/** Where things stand, for readers: routes become regions, and paths start where the reader is. */
export type Place = {
  file(path: string): string
  region(route: Route): Region | undefined
  /** The findings with their places, sorted by file, place, rule and subject. */
  findings(findings: readonly Finding[]): readonly Finding[]
}

/** `shownUnder` is the folder of the root as the reader knows it; empty when the reader stands there. */
export function placeIn(source: Source, manifestFile: string, shownUnder: string): Place {
  const file = (path: string) => (shownUnder === '' ? path : `${shownUnder}/${path}`)
  /** A scalar's own text, or the key of what is larger or missing. */
  const region = (route: Route) => {
    const value = source.locate(route, 'value')
    return value !== undefined && value.startLine === value.endLine ? value : source.locate(route, 'key')
  }
  const placed = (finding: Finding): Finding => {
    const { location, outcome } = finding
    const mended = outcome !== 'pass' && outcome !== 'notApplicable'
    const found = location.region ?? (mended && location.file === manifestFile ? region(location.route) : undefined)
    const shown = {
      file: file(location.file),
      route: location.route,
      ...(found === undefined ? {} : { region: found }),
    }
    return { ...finding, location: shown }
  }
  return { file, region, findings: (findings) => findings.map(placed).sort(byPlace) }
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.location.file, b.location.file) ||
    (a.location.region?.startLine ?? 0) - (b.location.region?.startLine ?? 0) ||
    (a.location.region?.startColumn ?? 0) - (b.location.region?.startColumn ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.subject, b.subject)
  )
}

/** By code unit, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import type { Outline } from './outline.ts'
import { groupBy, sortBy } from './outline.ts'

const NOBODY = 'nobody named'

/** The person behind a key: `Priya Raman, Privacy Counsel`; a key that names nobody is shown as it is. */
export function person(report: Report, key: string | undefined, form: 'name' | 'full' = 'full'): string {
  if (key === undefined) return NOBODY
  const found = Object.hasOwn(report.people, key) ? report.people[key] : undefined
  if (found === undefined) return `\`${key}\`, who is not in \`people\``
  return form === 'full' && found.title !== undefined ? `${found.name}, ${found.title}` : found.name
}

/** Who answers for a finding; empty for the text of the manifest itself, which is for whoever changes it. */
export function ownerWords({ report, ownerOf }: Outline, finding: Finding, form: 'name' | 'full' = 'name'): string {
  const owner = ownerOf(finding)
  return owner === undefined && finding.scope === 'manifest' ? '' : person(report, owner, form)
}

/** Who has how many blocking findings, the most first; what nobody answers for stands last. */
export function workload(shown: Outline): readonly { readonly who: string; readonly count: number }[] {
  const byOwner = groupBy(shown.blocking, (finding) => ownerWords(shown, finding))
  const counts = [...byOwner].filter(([who]) => who !== '').map(([who, theirs]) => ({ who, count: theirs.length }))
  if (counts.every(({ who }) => who === NOBODY)) return []
  const byName = sortBy(counts, ({ who }) => who)
  return sortBy(byName, ({ who, count }) => (who === NOBODY ? 1 : -count))
}

/** The owners of several duties, each once. */
export function owners(report: Report, duties: readonly { readonly owner?: string }[]): string {
  return [...new Set(duties.map((duty) => person(report, duty.owner, 'name')))].join(', ')
}

/** Why no system is declared and who confirmed it: "No system is declared: … (confirmed by …)."; empty when there are systems. */
export function noSystemsWords(report: Report): string {
  if (report.noSystems === undefined) return ''
  const { reason, confirmedBy, confirmedOn } = report.noSystems
  const on = confirmedOn === undefined ? '' : ` on ${confirmedOn}`
  return `No system is declared: ${reason.trim().replace(/\.$/, '')} (confirmed by ${person(report, confirmedBy)}${on}).`
}

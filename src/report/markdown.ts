import type { Report } from '../core/report.ts'
import { fitInto } from './fit.ts'
import { changeSections } from './markdown-changes.ts'
import { calendarSection, findingSections, opening } from './markdown-findings.ts'
import { ruleSection } from './markdown-rules.ts'
import { lookedAt, systemSection, waiverSection } from './markdown-systems.ts'
import { outline } from './outline.ts'

/**
 * The report as GitHub shows it in a job summary: the verdict, what the change loosens and what blocks, what falls due next, each system, the waivers, and
 * what was looked at. At most `maxBytes` of UTF-8; a step's summary has 1 MiB, or all of it is dropped (GitHub, workflow commands).
 */
export function renderMarkdown(report: Report, maxBytes: number): string {
  const shown = outline(report)
  const [blocking, lesser] = findingSections(shown)
  const [loosening, changes] = changeSections(shown)
  const sections = [
    loosening,
    blocking,
    calendarSection(shown),
    lesser,
    changes,
    systemSection(shown),
    waiverSection(shown),
    ruleSection(shown),
  ]
  return fitInto(opening(shown), sections, lookedAt(shown), maxBytes)
}

import type { Report } from '../core/report.ts'
import { exitCode } from '../core/verdict.ts'
import { capBytes } from './escape.ts'
import { fitInto } from './fit.ts'
import { headline } from './headline.ts'
import { changeSections } from './markdown-changes.ts'
import { calendarSection, findingSections, opening } from './markdown-findings.ts'
import { lookedAt, systemSection, waiverSection } from './markdown-systems.ts'
import { outline } from './outline.ts'

/** GitHub refuses a summary over 65,535 bytes of UTF-8, and cuts a longer text without a word (measured). */
export const MOST_BYTES = 65_000
export const TITLE_BYTES = 255

/** The output and the conclusion of a check run. */
export type CheckRun = {
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
}

export function checkRun(report: Report): CheckRun {
  const { verdict, counts } = headline(outline(report))
  return {
    title: capBytes(`${verdict}: ${counts}`, TITLE_BYTES),
    summary: checkRunSummary(report, MOST_BYTES),
    text: checkRunText(report, MOST_BYTES),
    conclusion: conclude(report),
  }
}

/** The verdict, what blocks, and what falls due next. */
export function checkRunSummary(report: Report, maxBytes: number): string {
  const shown = outline(report)
  const [blocking] = findingSections(shown)
  const [loosening] = changeSections(shown)
  return fitInto(opening(shown), [loosening, blocking, calendarSection(shown)], { markdown: '' }, maxBytes)
}

/** What else there is to say. */
export function checkRunText(report: Report, maxBytes: number): string {
  const shown = outline(report)
  const [, lesser] = findingSections(shown)
  const [, changes] = changeSections(shown)
  return fitInto(
    { markdown: '' },
    [lesser, changes, systemSection(shown), waiverSection(shown)],
    lookedAt(shown),
    maxBytes,
  )
}

/** What was not evaluated fails; a fail that is only reported is neutral, which stops nothing. */
function conclude(report: Report): CheckRun['conclusion'] {
  if (report.verdict === 'pass') return 'success'
  return exitCode(report) === 0 ? 'neutral' : 'failure'
}

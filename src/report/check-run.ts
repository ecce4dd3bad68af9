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

export function checkRun(report: Report, mostBytes = MOST_BYTES): CheckRun {
  const shown = outline(report)
  const { verdict, counts } = headline(shown)
  const [blocking, lesser] = findingSections(shown)
  const [loosening, changes] = changeSections(shown)
  return {
    title: capBytes(`${verdict}: ${counts}`, TITLE_BYTES),
    summary: fitInto(opening(shown), [loosening, blocking, calendarSection(shown)], { markdown: '' }, mostBytes),
    text: fitInto(
      { markdown: '' },
      [lesser, changes, systemSection(shown), waiverSection(shown)],
      lookedAt(shown),
      mostBytes,
    ),
    conclusion: conclude(report),
  }
}

/** What was not evaluated fails; a fail that is only reported is neutral, which stops nothing. */
function conclude(report: Report): CheckRun['conclusion'] {
  if (report.verdict === 'pass') return 'success'
  return exitCode(report) === 0 ? 'neutral' : 'failure'
}

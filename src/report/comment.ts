import { createHash } from 'node:crypto'
import type { Report } from '../core/report.ts'
import { exitCode } from '../core/verdict.ts'
import type { Markdown } from './escape.ts'
import { join, md } from './escape.ts'
import { fitInto } from './fit.ts'
import { commitLink } from './links.ts'
import { changeSections } from './markdown-changes.ts'
import { calendarSection, findingSections, opening } from './markdown-findings.ts'
import { waiverSection } from './markdown-systems.ts'
import { outline } from './outline.ts'

/** GitHub refuses a comment of more than 65,536 characters. */
export const MOST_BYTES = 65_000

/** A comment that is kept in a pull request. */
export type Comment = {
  /** What it begins with: which gate it is of. */
  readonly marker: string
  readonly body: string
  /** True when nothing is left to do. */
  readonly clean: boolean
}

/**
 * The comment of a gate, for one pull request: what a change loosens, what blocks, what falls due. Once nothing blocks, what it said is
 * gone and one line says so.
 */
export function comment(report: Report): Comment {
  const shown = outline(report)
  const marker = markerOf([report.manifest])
  const clean = exitCode(report) === 0
  const [loosening] = changeSections(shown)
  const [blocking] = findingSections(shown)
  const first = [{ markdown: marker }, opening(shown)]
  const sections = clean ? [loosening] : [loosening, blocking, waiverSection(shown), calendarSection(shown)]
  return { marker, body: fitInto(join(first, '\n\n'), sections, closing(report, clean), MOST_BYTES), clean }
}

/** `<!-- ai-compliance-gate:0f3a… -->`: one for each gate of a repository, told apart by their manifests. */
export function markerOf(manifests: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(manifests)).digest('hex').slice(0, 16)
  return `<!-- ai-compliance-gate:${digest} -->`
}

function closing({ run }: Report, clean: boolean): Markdown {
  if (run === undefined) return md``
  const commit = commitLink(run)
  return clean
    ? md`Nothing blocks at commit ${commit}. What stood here before is resolved.`
    : md`Of commit ${commit}. This comment is edited in place; the job summary and \`report.json\` hold the whole.`
}

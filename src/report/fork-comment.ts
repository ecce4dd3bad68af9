import type { Report } from '../core/report.ts'
import { exitCode } from '../core/verdict.ts'
import { type Comment, MOST_BYTES, markerOf } from './comment.ts'
import { join, md, prose } from './escape.ts'
import { fitInto } from './fit.ts'
import { headline } from './headline.ts'
import { placeLink } from './links.ts'
import { changeSections } from './markdown-changes.ts'
import { findingSections } from './markdown-findings.ts'
import { outline } from './outline.ts'

/**
 * The comment on what a run that may only read reported. The change could have edited what made the report, so its heading is no verdict
 * and no one may take it for an approval. `reporter` names the workflow that shows it: nothing in the report chooses which comment is edited.
 */
export function forkComment(report: Report, reporter: readonly string[]): Comment {
  const shown = outline(report)
  const marker = markerOf(['workflow_run', ...reporter])
  const clean = exitCode(report) === 0
  const { verdict, counts, notes } = headline(shown)
  const where = placeLink(report, { file: report.manifest, route: [] })
  const says = clean
    ? md`It reports nothing that blocks in ${where} as of ${report.asOf}.`
    : join([md`It reports: ${verdict}, ${counts}, in ${where} as of ${report.asOf}.`, ...notes.map(prose)], ' ')
  const opening = [
    { markdown: marker },
    md`## Unverified report`,
    md`Reported by the run on the change's own commit, which this change could have edited. It approves nothing; the job's status decides.`,
    says,
  ]
  const [loosening] = changeSections(shown)
  const [blocking] = findingSections(shown)
  const sections = clean ? [loosening] : [loosening, blocking]
  const closing = md`This comment is edited in place.`
  return { marker, body: fitInto(join(opening, '\n\n'), sections, closing, MOST_BYTES), clean }
}

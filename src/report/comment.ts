import { createHash } from 'node:crypto'
import type { Report } from '../core/report.ts'
import type { Several } from '../core/several.ts'
import { exitCode } from '../core/verdict.ts'
import type { Markdown } from './escape.ts'
import { byteLength, md, prose } from './escape.ts'
import { fitInto } from './fit.ts'
import { inTurn, totalMarkdown } from './in-turn.ts'
import { commitLink } from './links.ts'
import { changeSections } from './markdown-changes.ts'
import { calendarSection, findingSections, opening } from './markdown-findings.ts'
import { waiverSection } from './markdown-systems.ts'
import { outline } from './outline.ts'
import { VERDICTS } from './words.ts'

/** GitHub refuses a comment of more than 65,536 characters. */
export const MOST_BYTES = 65_000

/** What tells one gate of a repository from another, whatever they find: where it looks and for what. */
export type Gate = readonly string[]

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
export function comment(report: Report, gate: Gate): Comment {
  const marker = markerOf(gate)
  const room = MOST_BYTES - byteLength(marker) - 2
  return { marker, body: `${marker}\n\n${commentText(report, room)}`, clean: exitCode(report) === 0 }
}

/** The one comment over several manifests, each with its part of the room. */
export function severalComment(total: Several, gate: Gate): Comment {
  const marker = markerOf(gate)
  const room = MOST_BYTES - byteLength(marker) - 2
  const text = inTurn(total.reports, room, commentText, (maxBytes) => totalMarkdown(total, maxBytes))
  return { marker, body: `${marker}\n\n${text}`, clean: total.exit === 0 }
}

function commentText(report: Report, maxBytes: number): string {
  const shown = outline(report)
  const clean = exitCode(report) === 0
  const [loosening] = changeSections(shown)
  const [blocking] = findingSections(shown)
  const sections = clean ? [loosening] : [loosening, blocking, waiverSection(shown), calendarSection(shown)]
  return fitInto(opening(shown), sections, closing(report, clean), maxBytes)
}

/** The comment of a run that could not judge: what an earlier run said stands no more. */
export function brokenComment(line: string, gate: Gate): Comment {
  const marker = markerOf(gate)
  const text = md`## ${VERDICTS['not-evaluated']}\n\n${prose(line)}\n`
  return { marker, body: `${marker}\n\n${text.markdown}`, clean: false }
}

/** `<!-- ai-compliance-gate:0f3a… -->`: one for each gate of a repository. */
export function markerOf(gate: Gate): string {
  const digest = createHash('sha256').update(JSON.stringify(gate)).digest('hex').slice(0, 16)
  return `<!-- ai-compliance-gate:${digest} -->`
}

function closing({ run }: Report, clean: boolean): Markdown {
  if (run === undefined) return md``
  const commit = commitLink(run)
  return clean
    ? md`Nothing blocks at commit ${commit}. What stood here before is resolved.`
    : md`Of commit ${commit}. This comment is edited in place; the job summary and \`report.json\` hold the whole.`
}

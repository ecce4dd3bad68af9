import type { Report } from '../core/report.ts'
import { type Counts, exitCode, type Verdict } from '../core/verdict.ts'
import { type Annotation, annotations } from './annotations.ts'
import { type CheckRun, checkRun } from './check-run.ts'
import { type Comment, comment, type Gate } from './comment.ts'
import { plain } from './escape.ts'
import { headline } from './headline.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { outline } from './outline.ts'
import { renderSarif } from './sarif.ts'
import { renderText } from './text.ts'

/** One result as every surface shows it, over one manifest or several. */
export type Surfaces = {
  readonly verdict: Verdict
  readonly exit: 0 | 1 | 2
  readonly counts: Counts
  /** `Fail: 12 errors in ai-compliance.yml as of 2026-11-23.` */
  readonly line: string
  /** What tells this result from that of another gate. */
  readonly manifest: string
  text(options: { readonly color: boolean; readonly width: number }): string
  markdown(maxBytes: number): string
  json(): string
  annotations(): readonly Annotation[]
  checkRun(): CheckRun
  /** The one comment of a pull request. */
  comment(gate: Gate): Comment
  sarif(): string
}

/** The result over one manifest; `source` is the manifest's text. */
export function surfacesOf(report: Report, source: string): Surfaces {
  const { verdict, counts, manifest, asOf } = report
  const head = headline(outline(report))
  return {
    verdict,
    exit: exitCode(report),
    counts,
    line: plain(`${head.verdict}: ${head.counts} in ${manifest} as of ${asOf}.`),
    manifest,
    text: (options) => renderText(report, { ...options, source }),
    markdown: (maxBytes) => renderMarkdown(report, maxBytes),
    json: () => renderJson(report),
    annotations: () => annotations(report),
    checkRun: () => checkRun(report),
    comment: (gate) => comment(report, gate),
    sarif: () => renderSarif([report]),
  }
}

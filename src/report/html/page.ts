import type { Report } from '../../core/report.ts'
import { outline } from '../outline.ts'
import { VERDICTS } from '../words.ts'
import { lookedAt, waivers } from './looked.ts'
import { all, h } from './markup.ts'
import { type Archived, proofIn, records as recordsPart } from './proof.ts'
import { STYLE } from './style.ts'
import { subjects } from './subjects.ts'
import { blocking, contents, limits, next, top } from './top.ts'

export type Evidence = {
  readonly records: readonly Archived[]
  /** True where the page lies in a bundle, beside the files that it links. */
  readonly bundled: boolean
}

/**
 * The report as one page for whoever has a browser, in ten years as well: no script, nothing from elsewhere, readable on a phone and on
 * paper. The verdict and what blocks come first; every duty leads to its record and every record to its file.
 */
export function renderHtml(report: Report, { records, bundled }: Evidence): string {
  const shown = outline(report)
  const parts = [
    ['blocks', 'What blocks', blocking(shown)],
    ['due', 'What falls due next', next(shown)],
    ['systems', 'Systems and duties', subjects(shown, proofIn(records))],
    ['records', 'Records', recordsPart(records)],
    ['waivers', 'Waivers', waivers(shown)],
    ['looked-at', 'What was looked at', lookedAt(shown, bundled)],
  ] as const
  const present = parts.filter(([, , part]) => part.html !== '')
  const title = `${VERDICTS[report.verdict]}: ${report.manifest} as of ${report.asOf}`
  return h`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${{ html: STYLE }}</style></head>
<body><a class="skip" href="#main">To the report</a>${top(shown)}${contents(
    shown,
    present.map(([id, name]) => [id, name] as const),
  )}
<main id="main">${all(
    present.map(([, , part]) => part),
    '\n',
  )}</main>
<footer>${limits()}</footer></body></html>
`.html
}

import type { Report } from '../../core/report.ts'
import { VERDICTS } from '../words.ts'
import { changes } from './changes.ts'
import { completion } from './completion.ts'
import { dates } from './dates.ts'
import type { Evidence } from './evidence.ts'
import { findings } from './findings.ts'
import { all, h } from './markup.ts'
import { owners } from './owners.ts'
import { records } from './records.ts'
import { sheetOf } from './sheet.ts'
import { POLICY, STYLE } from './style.ts'
import { subjects } from './subjects.ts'
import { contents, limits, top } from './top.ts'
import { verifying } from './verifying.ts'
import { waivers } from './waivers.ts'

/**
 * The report as one page for whoever has a browser, in ten years as well: no script, nothing from elsewhere, readable on a phone and on
 * paper. The first screen is the decision; every duty leads to its record and every record to its file.
 */
export function renderHtml(report: Report, evidence: Evidence): string {
  const sheet = sheetOf(report, evidence)
  const parts = [
    ['findings', 'Findings', findings(sheet)],
    ['systems', 'Systems and duties', subjects(sheet)],
    ['records', 'Records', records(sheet)],
    ['owners', 'Owners', owners(sheet)],
    ['dates', 'Deadlines', dates(sheet)],
    ['waivers', 'Waivers', waivers(sheet)],
    ['changes', 'What changed', changes(sheet)],
    ['completion', 'Proof of completion', completion(sheet)],
    ['verify', 'How to verify this', verifying(sheet)],
  ] as const
  const present = parts.filter(([, , part]) => part.html !== '')
  const title = `${VERDICTS[report.verdict]}: ${report.manifest} as of ${report.asOf}`
  return h`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${{ html: STYLE }}</style></head>
<body><a class="skip" href="#main">Skip to the verdict</a>
<main id="main">${top(sheet)}
${contents(
  sheet,
  present.map(([id, name]) => [id, name] as const),
)}
${all(
  present.map(([, , part]) => part),
  '\n',
)}</main>
<footer>${limits()}</footer></body></html>
`.html
}

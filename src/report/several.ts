import type { Report } from '../core/report.ts'
import type { Several } from '../core/several.ts'
import { type Annotation, annotations } from './annotations.ts'
import { type CheckRun, checkRunSummary, checkRunText, MOST_BYTES, TITLE_BYTES } from './check-run.ts'
import { severalComment } from './comment.ts'
import { capBytes, code, logLine, md, plain } from './escape.ts'
import { inTurn, totalMarkdown, totalWords } from './in-turn.ts'
import { printJson, reportDocument } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif } from './sarif.ts'
import type { Surfaces } from './surfaces.ts'
import { paint, wrap } from './terminal.ts'
import { renderText, spans } from './text.ts'
import { countWords, VERDICTS } from './words.ts'

/** Names the format; `schemas/reports.schema.json` has it as its `$id`. */
export const REPORTS_SCHEMA = 'urn:ai-compliance-gate:reports:1'

/** The one result over several manifests; `sourceOf` gives the text of a report's manifest. */
export function severalSurfaces(total: Several, sourceOf: (report: Report) => string): Surfaces {
  const { verdict, exit, counts, reports, missed, asOf } = total
  const head = (maxBytes: number) => totalMarkdown(total, maxBytes)
  return {
    verdict,
    exit,
    counts,
    line: plain(
      [`${VERDICTS[verdict]}: ${totalWords(total)} as of ${asOf}.`, ...missed.slice(0, 3).map(missedWords)].join(' '),
    ),
    manifest: [...reports, ...missed]
      .map(({ manifest }) => manifest)
      .sort()
      .join('\n'),
    text: (options) =>
      [
        totalText(total, options),
        ...reports.map((report) => renderText(report, { ...options, source: sourceOf(report) })),
      ].join('\n'),
    markdown: (maxBytes) => inTurn(reports, maxBytes, renderMarkdown, head),
    json: () => printJson(document(total)),
    annotations: () => together(reports.map(annotations)),
    checkRun: () => severalCheckRun(total),
    comment: (gate) => severalComment(total, gate),
    sarif: () => renderSarif(reports),
  }
}

function severalCheckRun(total: Several): CheckRun {
  const { verdict, exit, reports } = total
  return {
    title: capBytes(`${VERDICTS[verdict]}: ${totalWords(total)}`, TITLE_BYTES),
    summary: inTurn(reports, MOST_BYTES, checkRunSummary, (maxBytes) => totalMarkdown(total, maxBytes)),
    text: inTurn(reports, MOST_BYTES, textOf),
    conclusion: verdict === 'pass' ? 'success' : exit === 0 ? 'neutral' : 'failure',
  }
}

/** The text of a check run under the name of its manifest. */
function textOf(report: Report, maxBytes: number): string {
  const { markdown: name } = md`## ${code(report.manifest)}\n\n`
  const text = checkRunText(report, maxBytes - name.length * 3)
  return text === '' ? '' : name + text
}

/** The verdict over all, and a line for each manifest. */
function totalText(total: Several, { color, width }: { readonly color: boolean; readonly width: number }): string {
  const style = { pass: 'green', fail: 'red', 'not-evaluated': 'magenta' } as const
  const lines = [
    [
      { text: VERDICTS[total.verdict], style: style[total.verdict] },
      { text: `: ${totalWords(total)} as of ${total.asOf}.`, style: 'bold' as const },
    ],
    ...total.missed.flatMap((each) =>
      wrap(spans(missedWords(each)), width, { text: `  ${VERDICTS['not-evaluated']}: `, style: 'magenta' }, 4),
    ),
    ...total.reports.map(({ verdict, counts, manifest }) => [
      { text: `  ${VERDICTS[verdict]}: `, style: style[verdict] },
      { text: plain([manifest, countWords(counts)].filter((part) => part !== '').join(', ')) },
    ]),
  ]
  return `${lines.map((line) => logLine(paint(line, color))).join('\n')}\n`
}

function missedWords({ manifest, message, next }: Several['missed'][number]): string {
  return message.includes(`\`${manifest}\``) ? `${message} ${next}` : `\`${manifest}\`: ${message} ${next}`
}

const LEVELS: readonly Annotation['level'][] = ['failure', 'warning', 'notice']

/** Errors first, of each manifest one after the other: of what GitHub shows no more than ten of, every manifest has its part. */
function together(all: readonly (readonly Annotation[])[]): readonly Annotation[] {
  const mixed = LEVELS.flatMap((level) => {
    const own = all.map((each) => each.filter((annotation) => annotation.level === level))
    const longest = Math.max(0, ...own.map(({ length }) => length))
    return Array.from({ length: longest }, (_, index) => own.flatMap((each) => each[index] ?? [])).flat()
  })
  // A record that several manifests share is told once.
  return [...new Map(mixed.map((annotation) => [JSON.stringify(annotation), annotation])).values()]
}

function document({ verdict, counts, asOf, failOn, reports, missed }: Several): unknown {
  return {
    $schema: REPORTS_SCHEMA,
    schemaVersion: '1',
    verdict,
    counts: {
      errors: counts.errors,
      warnings: counts.warnings,
      open: counts.open,
      waived: counts.waived,
      passed: counts.passed,
    },
    asOf,
    failOn,
    notJudged: missed.map(({ manifest, message, next }) => ({ manifest, message, next })),
    reports: reports.map(reportDocument),
  }
}

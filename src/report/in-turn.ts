import type { Report } from '../core/report.ts'
import type { Several } from '../core/several.ts'
import { byteLength, code, join, type Markdown, md, prose, row } from './escape.ts'
import { fitInto, type Item } from './fit.ts'
import { placeLink } from './links.ts'
import { table } from './markdown-findings.ts'
import { counted, countWords, failOnWords, VERDICTS } from './words.ts'

/** Of the room, what the table of all manifests may take. */
const TABLE = 0.4
/** Bytes kept for what is said of those left out. */
const NOTE = 160
const GAP = 2

/** `12 errors, 3 warnings in 4 manifests`, the words after the verdict. */
export function totalWords({ verdict, counts, reports, missed }: Several): string {
  const found = countWords(counts) || (verdict === 'pass' ? 'nothing blocks' : 'no findings')
  const all = counted(reports.length + missed.length, 'manifest')
  return missed.length === 0 ? `${found} in ${all}` : `${found} in ${all}, ${missed.length} of them not judged`
}

/** The verdict over all, and a table of the manifests: what each came to. */
export function totalMarkdown(total: Several, maxBytes: number): string {
  const { asOf, failOn, verdict, reports, missed } = total
  const opening = join(
    [
      md`## ${VERDICTS[verdict]}: ${totalWords(total)}`,
      join([`As of ${asOf}.`, failOnWords(failOn)].filter((part) => part !== '').map(prose), ' '),
    ],
    '\n\n',
  )
  const rows = [
    ...missed.map((each): Item => {
      const cells = (says: Markdown) => row([code(each.manifest), md`${VERDICTS['not-evaluated']}`, says])
      return { short: cells(md``), full: () => cells(prose(`${each.message} ${each.next}`)) }
    }),
    ...reports.map((report): Item => {
      const where = placeLink(report, { file: report.manifest, route: [] })
      const cells = row([where, md`${VERDICTS[report.verdict]}`, md`${countWords(report.counts)}`])
      return { short: cells, full: () => cells }
    }),
  ]
  const head = table(['Manifest', 'Verdict', 'Findings'])
  return fitInto(
    opening,
    [{ open: head, items: rows, close: md``, noun: 'manifest', between: '\n', rank: 1 }],
    md``,
    maxBytes,
  )
}

/**
 * What is said of each report, one after the other, in no more than `maxBytes`. Each has the same right to the room: what one does
 * not need goes to the others, and none takes from another. `head` stands before them.
 */
export function inTurn(
  reports: readonly Report[],
  maxBytes: number,
  render: (report: Report, maxBytes: number) => string,
  head: (maxBytes: number) => string = () => '',
): string {
  const opening = head(Math.floor(maxBytes * TABLE))
  const room = maxBytes - byteLength(opening) - NOTE - GAP * (reports.length + 1)
  const whole = reports.map((report) => render(report, Math.max(0, room)))
  const given = shares(whole.map(byteLength), room)
  const parts = reports.map((report, index) => {
    const [text = '', share = 0] = [whole[index], given[index]]
    return byteLength(text) <= share ? text : render(report, share)
  })
  const shown = parts.filter((part) => part !== '')
  const left = parts.length - shown.length
  const note = left === 0 ? '' : `_${counted(left, 'manifest')} left out for want of room; \`report.json\` holds all._`
  return `${[opening, ...shown, note]
    .map((part) => part.trimEnd())
    .filter((part) => part !== '')
    .join('\n\n')}\n`
}

/** The room of each: all that it needs, or an equal part of what those with smaller needs leave. */
export function shares(needs: readonly number[], room: number): readonly number[] {
  const given = needs.map(() => 0)
  let left = Math.max(0, room)
  const order = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need)
  for (const [place, { need, index }] of order.entries()) {
    const share = Math.min(need, Math.floor(left / (order.length - place)))
    given[index] = share
    left -= share
  }
  return given
}

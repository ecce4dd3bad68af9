import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import { logLine, plain, segments } from './escape.ts'
import { frame } from './frame.ts'
import { headline } from './headline.ts'
import type { Outline } from './outline.ts'
import { groupBy, outline } from './outline.ts'
import { ownerWords } from './people.ts'
import type { Span, Style } from './terminal.ts'
import { paint, wrap } from './terminal.ts'
import { changeLinesOf, looseningLines } from './text-changes.ts'
import { calendarLines, lawLines, moreLines, subjectLines } from './text-outlook.ts'
import { place, why, whyWords } from './why.ts'
import { capital, counted, sentence, severity } from './words.ts'

export type TextOptions = {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** The manifest's text, for code frames. */
  readonly source?: string
}

/** Findings shown with everything, then in one line each; a terminal is no place for two thousand. */
const IN_FULL = 50
const IN_SHORT = 150

export type Lines = readonly (readonly Span[])[]
const BLANK: Lines = [[]]

/** The report for a terminal: verdict, what the change loosens, what blocks with its code frames, warnings, what else the change does, what falls due, the systems, the law data. */
export function renderText(report: Report, { color, width, source }: TextOptions): string {
  const shown = outline(report)
  const lines = source?.split(/\r?\n/) ?? []
  const parts: readonly Lines[] = [
    headlineLines(shown, width),
    section('What this change loosens', looseningLines(shown, width)),
    section('What blocks', fullLines(shown, lines, width)),
    section('What does not block', shortLines(shown, shown.lesser, width)),
    section('What this change does', changeLinesOf(shown, width)),
    section('Falls due next', calendarLines(shown, width)),
    section('Systems', subjectLines(shown, width)),
    [...moreLines(shown, width), ...lawLines(report, width)],
  ]
  const all = parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [...BLANK, ...part]))
  return `${all.map((line) => logLine(paint(line, color))).join('\n')}\n`
}

/** Text with its code spans in colour; the back-ticks stay, for those who see none. */
export function spans(text: string, style?: Style): readonly Span[] {
  return segments(plain(text)).map((part) =>
    part.code
      ? { text: `\`${part.text}\``, style: 'cyan' }
      : style === undefined
        ? { text: part.text }
        : { text: part.text, style },
  )
}

function headlineLines(shown: Outline, width: number): Lines {
  const { manifest, asOf, verdict } = shown.report
  const { verdict: word, counts, notes } = headline(shown)
  const style = { pass: 'green', fail: 'red', 'not-evaluated': 'magenta' } as const
  const rest = `: ${counts} in ${plain(manifest)} as of ${asOf}.`
  return [
    [
      { text: word, style: style[verdict] },
      { text: rest, style: 'bold' },
    ],
    ...notes.flatMap((note) => wrap(spans(note), width)),
  ]
}

function section(title: string, lines: Lines): Lines {
  return lines.length === 0 ? [] : [[{ text: title, style: 'bold' }], ...lines]
}

/** Findings of one place stand under one code frame, the places of one system under its name. */
function fullLines(shown: Outline, source: readonly string[], width: number): Lines {
  const full = shown.blocking.slice(0, IN_FULL)
  const bySystem = groupBy(full, ({ scope }) => scope)
  const counts = groupBy(shown.blocking, ({ scope }) => scope)
  const groups = [...bySystem].map(([scope, findings]): Lines => {
    const title = `${plain(shown.nameOf(scope))}: ${counted(counts.get(scope)?.length ?? 0, 'finding')}`
    const places = [...groupBy(findings, (finding) => place(finding.location)).values()]
    const blocks = places.flatMap((group): Lines => [...BLANK, ...placeLines(shown, group, source, width)])
    return counts.size > 1 ? [...BLANK, [{ text: title, style: 'bold' }], ...blocks] : blocks
  })
  const others = shown.blocking.slice(IN_FULL)
  return [...groups.flat(), ...(others.length > 0 ? [...BLANK, ...shortLines(shown, others, width)] : [])]
}

function placeLines(shown: Outline, group: readonly Finding[], source: readonly string[], width: number): Lines {
  const [first] = group
  if (first === undefined) return []
  const { file, region } = first.location
  const framed =
    file === shown.report.manifest && region !== undefined ? frame(source, region, width, color(first)) : []
  return [
    [{ text: plain(place(first.location)), style: 'cyan' }],
    ...framed,
    ...[
      ...groupBy(group, ({ rule, message, next = '', level, outcome }) =>
        [rule, message, next, level, outcome].join('\n'),
      ).values(),
    ].flatMap((same) => findingLines(shown, same, width)),
  ]
}

/** True for the first blocking finding of its rule, which tells why the rule is there. */
function isFirst({ blocking }: Outline, finding: Finding): boolean {
  return blocking.find(({ rule }) => rule === finding.rule) === finding
}

/** One finding, or several of one rule that say the same at the same place, with everything that is known of it. */
function findingLines(shown: Outline, same: readonly Finding[], width: number): Lines {
  const [finding] = same
  if (finding === undefined) return []
  const reasons = why(shown, finding)
  const facts: readonly (readonly [string, string])[] = [
    ['Why', [isFirst(shown, finding) ? reasons.reason : '', whyWords(reasons)].filter((part) => part !== '').join(' ')],
    ['Owner', ownerWords(shown, finding, 'full')],
    ['Next', sentence(capital(finding.next ?? ''))],
  ]
  return [
    ...wrap(
      [
        ...spans(`${same.map(({ subject }) => `\`${subject}\``).join(', ')} ${sentence(finding.message)}`),
        { text: ` [${finding.rule}]`, style: 'dim' },
      ],
      width,
      label(finding),
      4,
    ),
    ...facts
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) => wrap(spans(text), width, { text: `    ${name.padEnd(6)}`, style: 'dim' })),
  ]
}

/** One finding a paragraph: what, where, why, who. */
function shortLines(shown: Outline, findings: readonly Finding[], width: number): Lines {
  const lines = findings.slice(0, IN_SHORT).flatMap((finding) => {
    const because = whyWords(why(shown, finding))
    const next = finding.next === undefined ? '' : `Next: ${sentence(finding.next)}`
    const parts = [because, ownerWords(shown, finding), next].filter((part) => part !== '')
    const after = parts.map((part) => `· ${part}`).join(' ')
    return [
      ...wrap(spans(`\`${finding.subject}\` ${sentence(finding.message)}`), width, label(finding), 4),
      ...wrap([{ text: place(finding.location), style: 'cyan' }, { text: ' ' }, ...spans(after, 'dim')], width, {
        text: '    ',
      }),
    ]
  })
  const more = findings.length - IN_SHORT
  return more > 0
    ? [...lines, [{ text: `  and ${counted(more, 'more finding')}; the JSON report holds them all.` }]]
    : lines
}

function label(finding: Finding): Span {
  return { text: `  ${severity(finding)}: `, style: color(finding) }
}

function color(finding: Finding): Style {
  if (finding.outcome === 'open') return 'magenta'
  return finding.outcome === 'fail' && finding.level === 'error' ? 'red' : 'yellow'
}

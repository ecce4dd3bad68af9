import type { Facts } from '../../core/facts.ts'
import type { Finding } from '../../core/finding.ts'
import type { DutyShown, Report } from '../../core/report.ts'
import type { Route } from '../../core/route.ts'
import { needsAction } from '../outline.ts'
import { person } from '../people.ts'
import { allCites, CONFIDENCES, counted, dueWords, STATUSES, sentence } from '../words.ts'
import type { Answer } from './answers.ts'
import type { Item } from './explanation.ts'
import { splitNeed } from './proves.ts'

/** What was found, and how the answers behind it are told. */
export type Seen = {
  readonly report: Report
  readonly facts: Facts
  answer(route: Route): Answer
  /** A path of the repository as the reader knows it. */
  file(path: string): string
}

/** Findings told of one duty; the rest are counted. */
const FINDINGS = 3

/** Each duty with its kind, day, person, proof and how it stands; the pressing ones first. */
export function dutyItems(duties: readonly DutyShown[], seen: Seen): readonly Item[] {
  const { report } = seen
  const told = new Set<Finding>()
  return duties.map((duty) => {
    const doubt = CONFIDENCES[duty.confidence]
    const law = `${allCites(duty.cites)}${doubt === '' ? '' : `, ${doubt}`}`
    return {
      mark: STATUSES[duty.status],
      text: `${duty.title} (\`${duty.obligation}\`, ${duty.kind})`,
      notes: [
        sentence(`${dueWords(duty.due, report.asOf)}; ${person(report, duty.owner)}; ${law}`),
        ...(duty.applies === 'unknown' ? [sentence(`Whether it applies is open: ${duty.because}`)] : []),
        proofWords(duty, seen),
        ...lackWords(duty, seen, told),
      ].filter((note) => note !== ''),
    }
  })
}

function proofWords({ subject, records, answers }: DutyShown, seen: Seen): string {
  const found = records.map((need) => recordWords(need, subject, seen))
  // A file, and a kind of record, that was just named is not named again.
  const short = found.map(({ kind, part, file, line }, index) => {
    const before = found[index - 1]
    const again = before !== undefined && before.kind === kind && before.file === file
    const what = `\`${again ? '' : kind}${part === undefined ? '' : `#${part}`}\``
    if (file === undefined) return `${what} (not found)`
    return `${what} (${again ? '' : file}${line === undefined ? '' : `${again ? 'line ' : ':'}${line}`})`
  })
  const proof = [...short, ...answers.map((route) => `the answer \`${route.replaceAll('.*', '[]')}\``)]
  return proof.length === 0 ? '' : sentence(`Proof: ${proof.join(', ')}`)
}

type Found = { readonly kind: string; readonly part?: string; readonly file?: string; readonly line?: number }

/** A record or a part of it with where it was found: of the subject's own records, or else of the organization's. */
function recordWords(need: string, subject: string, { facts, file }: Seen): Found {
  const named = splitNeed(need)
  const of = (scope: string) =>
    facts.records.filter((fact) => fact.kind === named.kind && fact.subject.startsWith(`${scope}/${named.kind}`))
  const own = of(subject)
  for (const { file: path, parts, refused } of own.length > 0 ? own : of('organization')) {
    if (path === undefined || refused !== undefined) continue
    const found = parts.find((each) => each.part === named.part)
    if (named.part === undefined) return { ...named, file: file(path) }
    if (found !== undefined) return { ...named, file: file(path), line: found.line }
  }
  return named
}

/** What keeps it from being met, as the findings say; one that bears on several duties is told once. */
function lackWords({ subject, obligation }: DutyShown, { report }: Seen, told: Set<Finding>): readonly string[] {
  const found = report.findings.filter((each) => needsAction(each) && each.duties.includes(`${subject}/${obligation}`))
  const fresh = found.filter((each) => !told.has(each)).slice(0, FINDINGS)
  for (const each of fresh) told.add(each)
  const above = found.filter((each) => told.has(each)).length - fresh.length
  const more = found.length - fresh.length - above
  return [
    ...fresh.map((each) => `Finding: \`${each.subject}\` ${sentence(each.message)}`),
    ...(above > 0 ? [`${counted(above, 'finding')} told above.`] : []),
    ...(more > 0 ? [`${counted(more, 'more finding')}.`] : []),
  ]
}

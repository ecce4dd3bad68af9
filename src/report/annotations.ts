import type { Finding, Level } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import type { Region } from '../core/route.ts'
import { cap, capBytes, inert } from './escape.ts'
import type { Outline } from './outline.ts'
import { needsAction, outline, sortBy } from './outline.ts'
import { ownerWords } from './people.ts'
import { policyWords } from './policy-words.ts'
import { why, whyWords } from './why.ts'
import { capital, sentence } from './words.ts'

/** One note on a line of a file, as workflow commands and check runs take it; plain text. */
export type Annotation = {
  readonly level: 'failure' | 'warning' | 'notice'
  readonly file: string
  readonly region?: Region
  readonly title: string
  readonly message: string
}

/** GitHub: 255 characters of a title. */
const TITLE = 255
/** The runner cuts a message at 4,096 characters; the parts below keep to 4,000 bytes together, their names and line breaks included. */
const MOST_BYTES = { message: 1_500, why: 900, owner: 300, next: 1_200 } as const

const LEVELS: { readonly [level in Level]: Annotation['level'] } = {
  error: 'failure',
  warning: 'warning',
  note: 'notice',
}
export const GRAVEST_FIRST: readonly Level[] = ['error', 'warning', 'note']

/** Everything that is wrong or open and not waived: errors first, then by file and line. */
export function annotations(report: Report): readonly Annotation[] {
  const shown = outline(report)
  const byLine = sortBy(report.findings.filter(needsAction), ({ location }) => location.region?.startLine ?? 0)
  const byFile = sortBy(byLine, ({ location }) => location.file)
  const found = sortBy(byFile, ({ level }) => GRAVEST_FIRST.indexOf(level)).map((finding) => annotation(shown, finding))
  const notices = found.filter(({ level }) => level === 'notice')
  return [...found.filter(({ level }) => level !== 'notice'), ...bootstrapping(report), ...notices]
}

/** A policy that comes with the change must not go unseen: it stands before every other notice. */
function bootstrapping(report: Report): readonly Annotation[] {
  if (report.policy?.from !== 'bootstrap') return []
  return [
    { level: 'notice', file: report.manifest, title: 'Policy', message: part(policyWords(report), MOST_BYTES.message) },
  ]
}

function annotation(shown: Outline, finding: Finding): Annotation {
  const { file, region } = finding.location
  return {
    level: LEVELS[finding.level],
    file,
    ...(region === undefined ? {} : { region }),
    title: cap(inert(`${finding.subject} (${finding.rule})`), TITLE),
    message: findingText(shown, finding),
  }
}

/** What a finding says, in lines of plain text that GitHub shows where they stand: what, why, who and what to write next. */
export function findingText(shown: Outline, finding: Finding): string {
  const open = finding.outcome === 'open' ? 'Open question: ' : ''
  const owner = ownerWords(shown, finding, 'full')
  const reasons = why(shown, finding)
  const because = [reasons.reason, whyWords(reasons)].filter((each) => each !== '').join(' ')
  const lines = [
    part(`${open}${finding.subject} ${sentence(finding.message)}`, MOST_BYTES.message),
    because === '' ? '' : part(`Why: ${because}`, MOST_BYTES.why),
    owner === '' ? '' : part(`Owner: ${owner}`, MOST_BYTES.owner),
    finding.next === undefined ? '' : part(`Next: ${sentence(capital(finding.next))}`, MOST_BYTES.next),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function part(text: string, most: number): string {
  return capBytes(inert(text), most)
}

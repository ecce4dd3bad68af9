import type { Finding } from '../../core/finding.ts'
import type { DutyShown, Report } from '../../core/report.ts'
import { groupBy, type Outline, outline } from '../outline.ts'
import type { Archived, Evidence } from './evidence.ts'
import { type Html, h } from './markup.ts'
import { type Places, places } from './places.ts'

/** What every part of one page is made from. */
export type Sheet = {
  readonly shown: Outline
  readonly evidence: Evidence
  readonly places: Places
  /** True where there is so much that it is folded. */
  readonly crowded: boolean
  /** The number of a finding that the page tells of; undefined for one that passes, and for one that there is no room for. */
  readonly numberOf: (finding: Finding) => string | undefined
  /** What is wrong or open with a duty, the gravest first. */
  readonly about: (duty: DutyShown) => Finding | undefined
  /** The declared records of a kind, of a system or of the organization. */
  readonly recordsOf: (scope: string, kind: string) => readonly Archived[]
  /** Whether the duties of a subject are listed one by one. */
  readonly listed: (subject: string) => boolean
}

/** Systems that stand unfolded beside one another. */
const UNFOLDED = 3
/** What is listed one by one, so that a page stays a few MB; `report.json` has everything. */
export const MOST_DUTIES = 8_000
export const MOST_FINDINGS = 2_000

export function sheetOf(report: Report, evidence: Evidence): Sheet {
  const shown = outline(report)
  const told = [...shown.blocking, ...shown.lesser]
  const numbers = new Map(told.slice(0, MOST_FINDINGS).map((finding, index) => [finding, String(index + 1)]))
  // The last that is set stays, so that the gravest comes last.
  const about = new Map(
    [...told].reverse().flatMap((finding) => finding.duties.map((duty) => [duty, finding] as const)),
  )
  const records = groupBy(evidence.records, ({ subject, kind }) => `${subject.split('/')[0] ?? ''}/${kind}`)
  const listed = new Set<string>()
  let room = MOST_DUTIES
  for (const { id, duties } of shown.subjects) {
    room -= duties.length
    if (room >= 0) listed.add(id)
  }
  return {
    shown,
    evidence,
    places: places(),
    crowded: shown.subjects.length > UNFOLDED + 1,
    numberOf: (finding) => numbers.get(finding),
    about: ({ subject, obligation }) => about.get(`${subject}/${obligation}`),
    recordsOf: (scope, kind) => records.get(`${scope}/${kind}`) ?? [],
    listed: (subject) => listed.has(subject),
  }
}

/** A system or the organization by name, as a link to what is said of it. */
export function subjectLink({ shown, places }: Sheet, id: string): Html {
  const name = shown.nameOf(id)
  return shown.subjects.some((subject) => subject.id === id)
    ? h`<a href="${places.to('system', id)}">${name}</a>`
    : h`${name}`
}

/** A finding as a link to where all of it is told. */
export function findingLink({ places, numberOf }: Sheet, finding: Finding, label: Html = h`${finding.subject}`): Html {
  const number = numberOf(finding)
  return number === undefined ? label : h`<a href="${places.to('finding', number)}">${label}</a>`
}

/** A duty by its title, as a link to its line. */
export function dutyLink({ places, listed }: Sheet, { subject, obligation, title }: DutyShown): Html {
  return listed(subject) ? h`<a href="${places.to('duty', subject, obligation)}">${title}</a>` : h`${title}`
}

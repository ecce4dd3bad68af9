import type { Finding } from '../../core/finding.ts'
import type { DutyShown, Report } from '../../core/report.ts'
import { type Outline, outline } from '../outline.ts'
import type { Evidence } from './evidence.ts'
import { type Html, h } from './markup.ts'
import { type Places, places } from './places.ts'

/** What every part of one page is made from. */
export type Sheet = {
  readonly shown: Outline
  readonly evidence: Evidence
  readonly places: Places
  /** True where there is so much that it is folded. */
  readonly crowded: boolean
  /** The place of what is wrong or open. */
  readonly placeOf: (finding: Finding) => string
  /** What is wrong or open with a duty, the gravest first. */
  readonly about: (duty: DutyShown) => Finding | undefined
}

/** Systems that stand unfolded beside one another. */
const UNFOLDED = 3

export function sheetOf(report: Report, evidence: Evidence): Sheet {
  const shown = outline(report)
  const told = [...shown.blocking, ...shown.lesser]
  const numbers = new Map(told.map((finding, index) => [finding, String(index + 1)]))
  // The last that is set stays, so that the gravest comes last.
  const about = new Map(
    [...told].reverse().flatMap((finding) => finding.duties.map((duty) => [duty, finding] as const)),
  )
  return {
    shown,
    evidence,
    places: places(),
    crowded: shown.subjects.length > UNFOLDED + 1,
    placeOf: (finding) => numbers.get(finding) ?? '',
    about: ({ subject, obligation }) => about.get(`${subject}/${obligation}`),
  }
}

/** A system or the organization by name, as a link to what is said of it. */
export function subjectLink({ shown, places }: Sheet, id: string): Html {
  const name = shown.nameOf(id)
  return shown.subjects.some((subject) => subject.id === id)
    ? h`<a href="${places.to('system', id)}">${name}</a>`
    : h`${name}`
}

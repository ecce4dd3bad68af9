import type { Finding } from '../../core/finding.ts'
import type { Report } from '../../core/report.ts'
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
}

/** Systems that stand unfolded beside one another. */
const UNFOLDED = 3

export function sheetOf(report: Report, evidence: Evidence): Sheet {
  const shown = outline(report)
  const numbers = new Map([...shown.blocking, ...shown.lesser].map((finding, index) => [finding, String(index + 1)]))
  return {
    shown,
    evidence,
    places: places(),
    crowded: shown.subjects.length > UNFOLDED + 1,
    placeOf: (finding) => numbers.get(finding) ?? '',
  }
}

/** A system or the organization by name, as a link to what is said of it. */
export function subjectLink({ shown, places }: Sheet, id: string): Html {
  const name = shown.nameOf(id)
  return shown.subjects.some((subject) => subject.id === id)
    ? h`<a href="${places.to('system', id)}">${name}</a>`
    : h`${name}`
}

import type { Determination, Truth } from './determination.ts'
import type { Due, Duty, NotApplicable } from './duty.ts'
import type { Level } from './finding.ts'
import type { Manifest } from './manifest.ts'
import type { Regulation } from './regulation.ts'
import type { Region, Route } from './route.ts'

/** What was collected and determined, frozen before judging. Rules see nothing else, so a run can be repeated from this alone. */
export type Facts = {
  /** `YYYY-MM-DD`, the day for which everything is judged. */
  readonly asOf: string
  /** Path of the manifest, relative to the repository. */
  readonly manifestFile: string
  readonly problems: readonly Problem[]
  /** The document as written, as JSON; absent when it could not be parsed. */
  readonly written?: unknown
  /** Absent when the document could not be parsed. */
  readonly manifest?: Manifest
  readonly regulation: Regulation
  readonly determinations: readonly Determination[]
  readonly duties: readonly Duty[]
  readonly notApplicable: readonly NotApplicable[]
  readonly questions: readonly Asked[]
  readonly activities: readonly Activity[]
  readonly records: readonly RecordFact[]
}

/** An answer that the law turns on here: what it was used for is in the determinations. */
export type Asked = {
  /** `organization` or the system's id. */
  readonly scope: string
  readonly route: Route
  /** What must be answered; absent when it is answered. */
  readonly ask?: string
  readonly level: Level
  readonly cites: readonly string[]
  /** What turns on a missing one, in plain words. */
  readonly decides: readonly string[]
}

/** One of the activities that call for a risk assessment, as it stands for one system. */
export type Activity = {
  readonly system: string
  /** As a record's `covers` names it. */
  readonly activity: string
  /** Unique in its system: the activity, with its day where it began on several. */
  readonly key: string
  readonly applies: Truth
  readonly due: Due
  readonly binding: boolean
}

/** Something that is wrong with the text of the manifest itself. */
export type Problem = {
  readonly route: Route
  readonly region?: Region
  /** A predicate: "is not a key of a system; did you mean `owners`?" */
  readonly message: string
  readonly subject: string
}

/** A declared record as it was found. */
export type RecordFact = {
  /** `organization/privacy-policy` or `working-capital-offer/risk-assessment`, with the file where a kind has several. */
  readonly subject: string
  readonly kind: string
  readonly route: Route
  readonly file?: string
  /** Why the content is not there to be judged; absent when it was read. */
  readonly refused?: string
  /** True when the path itself is refused: it leaves the repository, is a directory, is too large, may not be read. */
  readonly refusedPath?: boolean
  readonly parts: readonly PartFact[]
  /** What is wrong with the text of the record itself; absent when nothing is. */
  readonly problems?: readonly RecordProblem[]
}

/** Something in a record that keeps it from being read as it is meant, at its line. */
export type RecordProblem = {
  readonly line: number
  readonly column?: number
  /** A predicate of the record: "has front matter that is not YAML". */
  readonly message: string
  /** What to write instead. */
  readonly next?: string
}

/** A part of a record as it was found; a part that was not found is not listed. */
export type PartFact = {
  readonly part: string
  readonly line: number
  /** Why its content does not count: "is empty", "says only `TODO`". Absent when it is filled. */
  readonly unfilled?: string
}

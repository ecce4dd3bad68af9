import type { CodeOwners } from './code-owners.ts'
import type { Accounts, Approvals, Comparison } from './comparison.ts'
import type { Determination, Truth } from './determination.ts'
import type { Due, Duty, NotApplicable } from './duty.ts'
import type { Level } from './finding.ts'
import type { HistoryFacts } from './history.ts'
import type { Manifest } from './manifest.ts'
import type { PolicyFacts } from './policy.ts'
import type { CheckoutTime } from './ports.ts'
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
  /** Absent when no system declares what is to be followed. */
  readonly history?: HistoryFacts
  /** What looks like a secret in the files that were read, sorted by file; absent when nothing does. */
  readonly secrets?: readonly SecretFact[]
  readonly policy: PolicyFacts
  /** Absent when there is no base to compare with. */
  readonly comparison?: Comparison
  /** Absent where no pull request is judged, so that nobody can have approved it. */
  readonly approvals?: Approvals
  /** Absent where the platform is not reached. */
  readonly accounts?: Accounts
  /** Absent when there is no base, when it has no `CODEOWNERS`, and when no system declares `code:`. */
  readonly codeOwners?: CodeOwners
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

/** Something in a file that looks like a secret. */
export type SecretFact = {
  readonly file: string
  readonly line: number
  /** "a GitHub token" */
  readonly what: string
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
  /** True when no file stands at its path. */
  readonly missing?: true
  /** What to do about that. */
  readonly next?: string
  /** True when the path itself is refused: it leaves the repository, is a directory, is too large, may not be read. */
  readonly refusedPath?: boolean
  readonly parts: readonly PartFact[]
  /** What is wrong in its text, where it was held to a form; empty when nothing is, absent when there is no form for it. */
  readonly problems?: readonly RecordProblem[]
  /** What a test result says; only where the entry names a test instead of a document. */
  readonly test?: TestFact
}

/** What the files of a test entry say about its cases. */
export type TestFact = {
  readonly checkout: CheckoutTime
  /** Why the files could not be looked for: the glob reaches too far, is none. */
  readonly refused?: string
  /** The files that the glob matched, sorted. */
  readonly files: readonly TestFileFact[]
  /** The cases that match and did not pass, the gravest first; no more than a person reads, `notPassed` of a file counts all. */
  readonly notPassed: readonly CaseFact[]
}

export type TestFileFact = {
  readonly file: string
  /** Why it is not read as a test result. */
  readonly refused?: { readonly because: string; readonly line?: number }
  /** All its cases, those of them that the entry names, and those of these that did not pass. */
  readonly cases: number
  readonly matched: number
  readonly notPassed: number
  readonly writtenAt?: string
  /** When the first and the last of the suites that hold a named case ran, where they say so. */
  readonly ran: readonly RanFact[]
}

/** A suite's own time as it wrote it, with the earliest and the latest instant that it can mean: many leave out the zone. */
export type RanFact = {
  readonly line: number
  readonly written: string
  readonly earliest: string
  readonly latest: string
}

export type CaseFact = {
  readonly name: string
  readonly file: string
  readonly line: number
  /** `unclear`: it says something that the gate does not know, so that nobody can tell. */
  readonly outcome: 'failed' | 'skipped' | 'unclear'
  /** A predicate: "failed: expected 200, got 500". */
  readonly because: string
}

/** Something that is wrong with the text of a record. */
export type RecordProblem = {
  readonly line: number
  readonly column?: number
  /** A predicate: "is wrong at `harms[0]`, which needs `cause`". */
  readonly message: string
  /** What to write instead. */
  readonly next?: string
  /** The part that it damages; absent when none is, so that it warns at most. */
  readonly part?: string
}

/** A part of a record as it was found; a part that was not found is not listed. */
export type PartFact = {
  readonly part: string
  readonly line: number
  /** Why its content does not count: "is empty", "says only `TODO`". Absent when it is filled. */
  readonly unfilled?: string
}

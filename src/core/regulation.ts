import type { Confidence } from './determination.ts'
import type { Aspect } from './history.ts'
import type { OwnerRole } from './manifest.ts'

/** A condition over determinations: an id, or all, any or none of several. Unknown parts leave it unknown. */
export type Condition =
  | string
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** A part that must be there, `pre-use-notice#opt-out`, or a whole record, `risk-assessment`; with the condition under which it is needed. */
export type Need = string | { readonly need: string; readonly when: Condition }

/** One way to prove an obligation: records and their parts, answers in the manifest, or both. */
export type Proof = {
  readonly records?: readonly Need[]
  /** Routes below the subject; `*` stands for every position: `data.inputs.*.retention`. */
  readonly answers?: readonly string[]
}

export type ObligationKind = 'do' | 'document' | 'monitor'

/** How the due date of an obligation is found; see `determine/deadlines.ts`. */
export type DeadlineKind =
  | 'now'
  | 'article-11'
  | 'risk-assessment'
  | 'new-processing'
  | 'legacy-processing'
  | 'material-change'
  | 'risk-assessment-submission'
  | 'cybersecurity-audit'

/** One row of the law: what must be done, documented or watched, when, and what proves it. */
export type Obligation = {
  readonly id: string
  readonly kind: ObligationKind
  readonly scope: 'organization' | 'system'
  readonly title: string
  readonly cites: readonly string[]
  readonly confidence: Confidence
  readonly when: Condition
  /** The condition in plain words. */
  readonly applies: string
  readonly deadline: DeadlineKind
  /** How often, or by when, in plain words. */
  readonly cadence: string
  /** A legal clock that a procedure must keep, such as 15 business days. */
  readonly clock?: {
    readonly count: number
    readonly unit: 'business-days' | 'calendar-days' | 'months'
    readonly cites: readonly string[]
  }
  /** Alternatives: one of them must hold whole. */
  readonly proof: readonly Proof[]
  readonly owner: OwnerRole | 'executive'
  /** Days before the due date from which the proof is asked for; absent means at once. */
  readonly leadDays?: number
  /** How to meet it, in a sentence or two. */
  readonly how: string
}

export type RecordPart = {
  readonly id: string
  readonly title: string
  readonly cites: readonly string[]
  /** Headings that people use for it, best first; compared without case and punctuation. */
  readonly headings: readonly string[]
  /** What belongs there. */
  readonly hint: string
  /** Wordings that would fit any product; see `generic.ts`. */
  readonly generic?: readonly string[]
  /** Time limits that a structured record states here, `at` keys below the part, with the fact that each is held against; `least`: so much at least, otherwise so much at most. */
  readonly clocks?: readonly { readonly at: string; readonly fact: string; readonly least?: boolean }[]
}

export type RecordKind = {
  readonly id: string
  readonly title: string
  /** Months after which a review is asked for, and the obligation that asks for it; without one, only good practice does. With `beforeDue` the months count back from that obligation's due date. */
  readonly period?: { readonly months: number; readonly obligation?: string; readonly beforeDue?: boolean }
  /** What of a system it describes; with the obligation that asks for a review after a change, without which only good practice does. */
  readonly describes?: { readonly aspects: readonly Aspect[]; readonly obligation?: string }
  readonly parts: readonly RecordPart[]
}

/** What a text must hold beside words for its part to count; see `model-cards.yml`. */
export type Asks = 'version' | 'name' | 'statement' | 'figure'

/** How people write one part of a model card. Phrases are patterns; see `read/card/pattern.ts`. */
export type CardPart = {
  readonly id: string
  readonly labels: readonly string[]
  readonly shared?: readonly string[]
  readonly stems?: readonly string[]
  readonly words?: readonly string[]
  readonly phrases?: readonly string[]
  readonly unless?: readonly string[]
  readonly asks?: Asks
}

/** How people write model cards, in several languages; each list is explained in `model-cards.yml`. */
export type ModelCards = {
  readonly joiners: readonly string[]
  readonly filler: readonly string[]
  readonly elsewhere: readonly string[]
  readonly titleWords: readonly string[]
  readonly names: readonly string[]
  readonly versions: readonly string[]
  readonly dates: readonly string[]
  readonly dated: readonly string[]
  readonly months: readonly string[]
  readonly templateNames: readonly string[]
  readonly madeBy: readonly string[]
  readonly makes: readonly string[]
  readonly nobody: readonly string[]
  readonly measures: readonly string[]
  readonly aims: readonly string[]
  readonly templateTexts: readonly string[]
  readonly instructions: readonly string[]
  readonly parts: readonly CardPart[]
}

/** A figure, date or clock of the law with the day it was set and the day it is known to change. */
export type DatedFact = {
  readonly id: string
  readonly title: string
  readonly value: number | string
  readonly unit: string
  readonly from: string
  /** The last day on which the value is known to hold. */
  readonly until?: string
  readonly cites: readonly string[]
  readonly confidence: Confidence
}

/** A condition under which an exception to the opt-out holds. */
export type ExceptionCondition = { readonly key: string; readonly ask: string; readonly cites: readonly string[] }
export type Exception = {
  readonly id: string
  readonly title: string
  readonly cites: readonly string[]
  /** Kinds of decision it may be claimed for; absent means every kind. */
  readonly kinds?: readonly string[]
  readonly conditions: readonly ExceptionCondition[]
}

export type Term = {
  readonly id: string
  readonly title: string
  readonly cites: readonly string[]
  readonly confidence: Confidence
}

/** A regulation as data: `regulations/<id>/`, in the format of `schemas/regulation.schema.json`. */
export type Regulation = {
  readonly id: string
  readonly title: string
  readonly version: string
  /** The day on which a person last read the law against this data. */
  readonly lawReviewedOn: string
  /** How the text was read. */
  readonly provenance: string
  readonly sources: readonly { readonly title: string; readonly url: string }[]
  readonly facts: readonly DatedFact[]
  readonly decisionKinds: readonly (Term & { readonly domain: string; readonly populations?: readonly string[] })[]
  readonly categories: readonly Term[]
  readonly sensitiveCategories: readonly Term[]
  readonly permittedPurposes: readonly (Term & { readonly coversTraining?: boolean })[]
  readonly dataExemptions: readonly Term[]
  readonly exceptions: readonly Exception[]
  readonly records: readonly RecordKind[]
  readonly obligations: readonly Obligation[]
}

/** The date of a dated fact, `YYYY-MM-DD`. Throws when the regulation has no such date: a defect of the data, held off by its tests. */
export function day(regulation: Regulation, fact: string): string {
  const value = regulation.facts.find((candidate) => candidate.id === fact)?.value
  if (typeof value !== 'string') throw new Error(`${regulation.id} has no date \`${fact}\``)
  return value
}

/** The number of a dated fact, in the unit that it names. Throws when the regulation has no such figure. */
export function figure(regulation: Regulation, fact: string): number {
  const value = regulation.facts.find((candidate) => candidate.id === fact)?.value
  if (typeof value !== 'number') throw new Error(`${regulation.id} has no figure \`${fact}\``)
  return value
}

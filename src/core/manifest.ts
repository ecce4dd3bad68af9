import type { Route } from './route.ts'

/**
 * One answer as the manifest gives it, with the place where it stands or would stand.
 * `value` is absent when the answer is `unknown`, was not given, or could not be read: cannot tell is not no.
 */
export type Given<T> = {
  readonly route: Route
  /** True when something is written there, `unknown` included. */
  readonly stated: boolean
  readonly value?: T
}

export type Answer = Given<'yes' | 'no'>
export type Text = Given<string>
/** An ISO date, `YYYY-MM-DD`, that exists in the calendar. */
export type DateGiven = Given<string>

export type Role = 'business' | 'service-provider' | 'not-covered'
/** Civ. Code 1798.140(d)(1)(A), (B) and (C). */
export type Threshold = 'revenue' | 'consumers' | 'revenue-share'
export type Population =
  | 'consumers'
  | 'job-applicants'
  | 'employees'
  | 'contractors'
  | 'students'
  | 'education-applicants'
  | 'business-contacts'
export type Status = 'planned' | 'in-development' | 'in-use' | 'retired'
/** The five domains of 11 CCR 7001(ddd), or none of them. */
export type Domain = 'financial-or-lending' | 'housing' | 'education' | 'employment' | 'healthcare' | 'none'
export type ExceptionClaim = 'none' | 'human-appeal' | 'admission-or-hiring' | 'work-or-compensation'
export type OwnerRole = 'accountable' | 'engineering' | 'privacy'

/** The manifest as the code uses it: every answer is there, given or not. `read/manifest.ts` makes it from what was written. */
export type Manifest = {
  readonly organization: Organization
  readonly people: readonly Person[]
  /** `systems: []` needs a reason, a named person and a date. */
  readonly noSystems: Statement
  readonly systems: readonly System[]
  readonly waivers: readonly Waiver[]
}

/** Why the rules do not reach something, who says so, and on which day. */
export type Statement = {
  readonly route: Route
  readonly reason: Text
  readonly confirmedBy: Text
  readonly confirmedOn: DateGiven
}

export type Organization = {
  readonly route: Route
  readonly name: Text
  readonly role: Given<Role>
  readonly forProfit: Answer
  readonly thresholds: Given<readonly Threshold[]>
  /** Gross revenue of the preceding calendar year, US dollars. */
  readonly revenue: Given<number>
  /** Consumers and households whose personal information is bought, sold or shared in a year. */
  readonly consumers: Given<number>
  /** Percent of annual revenue from selling or sharing personal information. */
  readonly revenueShare: Given<number>
  readonly reasoning: Text
  readonly confirmedBy: Text
  readonly confirmedOn: DateGiven
  readonly cybersecurityAudit: {
    readonly route: Route
    readonly declared: boolean
    readonly annualRevenue: Given<'under-50M' | '50M-100M' | 'over-100M'>
    readonly consumers: Given<'under-250k' | '250k-or-more'>
    readonly sensitiveConsumers: Given<'under-50k' | '50k-or-more'>
  }
  readonly reviews: { readonly route: Route; readonly internal: Review; readonly external: Review }
  readonly records: readonly DeclaredRecord[]
}

export type Review = {
  readonly route: Route
  readonly declared: boolean
  readonly cadence: Given<'monthly' | 'quarterly' | 'yearly'>
  readonly lastOn: DateGiven
  readonly by: Text
}

export type Person = {
  readonly key: string
  readonly route: Route
  readonly name: Text
  readonly title: Text
  readonly github: Text
  readonly email: Text
  readonly counsel: Answer
  readonly executive: Answer
}

export type System = {
  readonly id: string
  readonly route: Route
  readonly name: Text
  readonly purpose: Text
  /** Overrides the organization's role where this system is run only on another business's instructions. */
  readonly role: Given<Exclude<Role, 'not-covered'>>
  readonly status: Given<Status>
  readonly inUseSince: DateGiven
  readonly plannedFor: DateGiven
  readonly retiredOn: DateGiven
  readonly owners: { readonly [role in OwnerRole]: Text }
  /** Globs of the files whose change may change how it behaves; an empty list when there are none here. */
  readonly code: Given<readonly string[]>
  readonly californiaResidents: Answer
  readonly outOfScope: Statement
  readonly populations: Given<readonly Population[]>
  readonly exemptTechnology: { readonly kind: Text; readonly replacesHumanDecisionmaking: Answer }
  /** Absent value: not known whether it makes decisions. An empty list: it makes none. */
  readonly decisions: Given<readonly Decision[]>
  readonly inference: {
    readonly route: Route
    readonly fromSystematicObservation: Answer
    readonly fromSensitiveLocation: Answer
    readonly traits: Given<readonly string[]>
    readonly onlyToDeliverOrTransport: Answer
    readonly since: DateGiven
  }
  readonly data: {
    readonly route: Route
    readonly personalInformation: Answer
    readonly inputs: Given<readonly DataInput[]>
    readonly outputs: Given<readonly DataOutput[]>
    readonly sellsOrShares: Answer
    readonly sellsOrSharesSince: DateGiven
    readonly recipients: Given<readonly Recipient[]>
    readonly exemption: { readonly route: Route; readonly confirmedBy: Text; readonly confirmedOn: DateGiven }
  }
  readonly training: {
    readonly route: Route
    readonly usesPersonalInformation: Answer
    readonly targets: Given<readonly string[]>
    readonly since: DateGiven
  }
  readonly model: {
    readonly route: Route
    readonly declared: boolean
    readonly origin: Given<'in-house' | 'vendor'>
    readonly name: Text
    readonly version: Text
    readonly provider: Text
    /** The path of the model file in this repository. */
    readonly artifact: Text
    readonly trainedOnPersonalInformation: Answer
    readonly canOutputPersonalInformation: Answer
  }
  readonly supply: { readonly toOtherBusinesses: Answer; readonly forSignificantDecisions: Answer }
  readonly materialChanges: readonly { readonly route: Route; readonly on: DateGiven; readonly what: Text }[]
  readonly records: readonly DeclaredRecord[]
}

export type Decision = {
  /** Unique in its system: the kind, or the domain when there is no kind. */
  readonly key: string
  readonly route: Route
  readonly domain: Given<Domain>
  readonly kind: Given<string>
  readonly effect: Text
  readonly exclusion: Given<'advertising' | 'housing-availability-or-payment' | 'none'>
  readonly providesOrDenies: Answer
  /** The day it began to be made without human involvement, when later than the system's own start. */
  readonly since: DateGiven
  readonly humanInvolvement: {
    readonly route: Route
    readonly knowsHowToInterpret: Answer
    readonly reviewsOtherInformation: Answer
    readonly canChangeTheDecision: Answer
    readonly reviewer: Text
  }
  readonly exception: {
    readonly route: Route
    readonly claim: Given<ExceptionClaim>
    /** The exception's conditions by key, as the regulation names them. */
    readonly conditions: { readonly [key: string]: Answer }
  }
}

export type DataInput = {
  readonly key: string
  readonly route: Route
  readonly name: Text
  readonly category: Given<string>
  /** Sensitive categories; an empty list is `none`. */
  readonly sensitive: Given<readonly string[]>
  readonly usedFor: Given<readonly string[]>
  readonly source: Text
  readonly retention: Text
  readonly exemptUnder: Given<string>
  readonly permittedPurpose: Given<string>
  /** Whose data it is, when not all of the system's populations. */
  readonly about: Given<readonly Population[]>
  /** 11 CCR 7150(b)(2)(A): used solely and specifically for pay, work authorization, benefits, accommodation or wage reporting. */
  readonly solelyForHr: Given<string>
  readonly since: DateGiven
}

export type DataOutput = {
  readonly route: Route
  readonly name: Text
  readonly type: Text
  readonly usedFor: Text
}

export type Recipient = {
  readonly route: Route
  readonly name: Text
  readonly role: Given<'service-provider' | 'contractor' | 'third-party'>
}

/** One entry under `records:`; a kind may have several. */
export type DeclaredRecord = {
  /** `pre-use-notice`, or `pre-use-notice[legal/notice.md]` where a kind has several entries. */
  readonly key: string
  readonly kind: string
  readonly route: Route
  readonly file: Text
  readonly url: Text
  /** Instead of a document, JUnit XML files made earlier in the job: a path or a glob, the cases by glob, and the parts that they prove. */
  readonly test: Text
  readonly case: Text
  readonly parts: Given<readonly string[]>
  readonly owner: Text
  readonly reviewedOn: DateGiven
  /** The day it was first finished, when `reviewed-on` is a later review. */
  readonly completedOn: DateGiven
  readonly approvedBy: Text
  /** Risk assessments only: which activities of 11 CCR 7150(b) it covers; absent means all of the system's. */
  readonly covers: Given<readonly string[]>
  /** Months; the author's own, tighter period. */
  readonly reviewEveryMonths: Given<number>
}

export type Waiver = {
  readonly route: Route
  readonly system: Text
  readonly obligations: Given<readonly string[]>
  readonly reason: Text
  readonly approvedBy: Text
  readonly expiresOn: DateGiven
}

/** True for an entry that names a test result instead of a document. */
export function isTest({ test }: DeclaredRecord): boolean {
  return test.stated
}

/** The entries of a kind that serve a system: its own, or else the organization's. */
export function recordsFor(kind: string, manifest: Manifest, system: System | undefined): readonly DeclaredRecord[] {
  const own = system?.records.filter((record) => record.kind === kind) ?? []
  const shared = manifest.organization.records.filter((record) => record.kind === kind)
  return serving(own, shared, (record) => record)
}

/** A system's own documents stand in for the organization's and its own tests for the organization's, neither for the other. */
export function serving<T>(
  own: readonly T[],
  shared: readonly T[],
  declared: (entry: T) => DeclaredRecord,
): readonly T[] {
  const test = (entry: T) => isTest(declared(entry))
  const document = (entry: T) => !test(entry)
  return [document, test].flatMap((such) => (own.some(such) ? own : shared).filter(such))
}

/** A system asks for its history to be read by saying where its code or its model is; `code: []` is enough for its data. */
export function isFollowed({ code, model }: System): boolean {
  return code.value !== undefined || model.artifact.value !== undefined
}

import { exemptInput } from './exempt-input.ts'
import type { Activity, Facts, RecordFact } from './facts.ts'
import { type FilingPeriod, filingPeriod, nextFiling } from './filing-period.ts'
import { unique } from './logic.ts'
import { type DeclaredRecord, isTest, type Manifest, recordsFor, type System } from './manifest.ts'
import { printRoute } from './route.ts'

/** The activities of 11 CCR 7150(b), in its order, as a record's `covers` names them. */
export const TRIGGERS = ['selling-or-sharing', 'sensitive', 'admt', 'observation', 'location', 'training'] as const
export type TriggerId = (typeof TRIGGERS)[number]

/**
 * What 11 CCR 7157(b) asks about the assessments themselves: how many were made or updated in the period, in all and by activity of
 * 7150(b), and which categories of personal and of sensitive personal information they involved. Where anything is `open`, a
 * number is the least that it can be, and a category that is not named is not known to be absent.
 */
export type FilingCounts = {
  readonly period: FilingPeriod
  readonly assessments: number
  /** Each of the six, zero included. One assessment may cover several. */
  readonly byTrigger: { readonly [trigger in TriggerId]: number }
  /** Those that were involved, by the regulation's ids. */
  readonly personalInformation: { readonly [category: string]: 'yes' }
  readonly sensitive: { readonly [category: string]: 'yes' }
  /** What could not be told. */
  readonly open: readonly FilingNote[]
  /** Assessments of the period that are of no activity of 7150(b), which the filing does not ask for. */
  readonly leftOut: readonly FilingNote[]
}

/** `because` is a predicate: "has no date". */
export type FilingNote = { readonly subject: string; readonly because: string }

/** The counts for the filing that covers `year`; without one, for the filing that is due next. */
export function filingCounts(facts: Facts, year?: number): FilingCounts {
  const { regulation, asOf, manifest } = facts
  const period = year === undefined ? nextFiling(regulation, asOf) : filingPeriod(regulation, year)
  const of = manifest === undefined ? [] : assessmentsOf(manifest, facts).map((each) => judged(each, facts, period))
  const counted = of.flatMap(({ triggers }) => (triggers.length > 0 ? [triggers] : []))
  const involved = systemsOf(of).map((system) => involves(system, facts))
  const personal = new Set(involved.flatMap((each) => each.personal))
  const sensitive = new Set(involved.flatMap((each) => each.sensitive))
  return {
    period,
    assessments: counted.length,
    byTrigger: {
      'selling-or-sharing': timesIn(counted, 'selling-or-sharing'),
      sensitive: timesIn(counted, 'sensitive'),
      admt: timesIn(counted, 'admt'),
      observation: timesIn(counted, 'observation'),
      location: timesIn(counted, 'location'),
      training: timesIn(counted, 'training'),
    },
    personalInformation: named(regulation.categories, personal),
    sensitive: named(regulation.sensitiveCategories, sensitive),
    open: [
      ...(manifest === undefined ? [{ subject: facts.manifestFile, because: 'could not be parsed' }] : []),
      ...of.flatMap(({ open }) => open),
      ...involved.flatMap(({ open }) => open),
    ],
    leftOut: of.flatMap(({ leftOut }) => leftOut),
  }
}

/** One document with every system that it serves: 11 CCR 7156 lets one assessment cover several. */
type Assessment = {
  readonly subject: string
  readonly entries: readonly { readonly declared: DeclaredRecord; readonly fact: RecordFact | undefined }[]
  readonly systems: readonly { readonly system: System; readonly covers: DeclaredRecord['covers'] }[]
}

type Judged = {
  readonly triggers: readonly TriggerId[]
  readonly systems: readonly System[]
  readonly open: readonly FilingNote[]
  readonly leftOut: readonly FilingNote[]
}

const NOTHING: Judged = { triggers: [], systems: [], open: [], leftOut: [] }

function assessmentsOf(manifest: Manifest, facts: Facts): readonly Assessment[] {
  const found = new Map(facts.records.map((record) => [printRoute(record.route), record]))
  const documents = new Map<string, Assessment>()
  for (const system of manifest.systems) {
    for (const declared of recordsFor('risk-assessment', manifest, system)) {
      if (isTest(declared)) continue
      const fact = found.get(printRoute(declared.route))
      // The file and not the entry: two systems that name one document have one assessment.
      const key = declared.file.value ?? declared.url.value ?? printRoute(declared.route)
      const before = documents.get(key) ?? { subject: fact?.subject ?? declared.key, entries: [], systems: [] }
      documents.set(key, {
        ...before,
        entries: [...before.entries, { declared, fact }],
        systems: [...before.systems, { system, covers: declared.covers }],
      })
    }
  }
  return [...documents.values()]
}

function judged(assessment: Assessment, facts: Facts, period: FilingPeriod): Judged {
  const { subject, entries, systems } = assessment
  const open = (because: string): Judged => ({ ...NOTHING, open: [{ subject, because }] })
  const made = entries.map(({ declared }) => madeIn(declared, period, facts.asOf))
  if (!made.includes('yes')) {
    const because = made.find((each) => each !== 'no')
    return because === undefined ? NOTHING : open(because)
  }
  const unread = entries.map(({ fact }) => notThere(fact)).find((because) => because !== undefined)
  if (unread !== undefined) return open(unread)
  const activities = systems.flatMap(({ system, covers }) => {
    if (covers.stated && covers.value === undefined) return []
    return facts.activities.filter(
      (each) => each.system === system.id && (covers.value === undefined || covers.value.includes(each.activity)),
    )
  })
  const applying = activities.filter(({ applies }) => applies === 'yes')
  const triggers = TRIGGERS.filter((trigger) => applying.some(({ activity }) => activity === trigger))
  const unsure = [
    ...systems
      .filter(({ covers }) => covers.stated && covers.value === undefined)
      .map(({ system }) => `does not say which activities of \`${system.id}\` it covers`),
    ...unique(activities.filter(({ applies }) => applies === 'unknown').map(unknownOf)),
  ].map((because) => ({ subject, because }))
  const leftOut =
    triggers.length === 0 && unsure.length === 0 ? [{ subject, because: 'covers no activity of 11 CCR 7150(b)' }] : []
  const reached = new Set(applying.map(({ system }) => system))
  const involved = systems.map(({ system }) => system).filter(({ id }) => reached.has(id))
  return { triggers, systems: involved, open: unsure, leftOut }
}

function unknownOf({ system, activity }: Activity): string {
  return `counts for \`${activity}\` only if that applies to \`${system}\`, which is not known`
}

/** `yes`, `no`, or why it cannot be told, as a predicate. */
function madeIn({ completedOn, reviewedOn }: DeclaredRecord, { from, to }: FilingPeriod, asOf: string): string {
  const within = (date: string) => date.slice(0, 7) >= from && date.slice(0, 7) <= to
  const dates = [completedOn, reviewedOn].flatMap(({ value }) => value ?? []).sort()
  const [first] = dates
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return 'has no date'
  if (dates.some((date) => date <= asOf && within(date))) return 'yes'
  if (dates.some(within)) return `is dated ahead, ${last}`
  if (last.slice(0, 7) < from) return reviewedOn.value === undefined ? 'has no day of its last review' : 'no'
  if (first.slice(0, 7) > to)
    return completedOn.stated && completedOn.value === undefined ? 'does not say when it was first finished' : 'no'
  // Finished before the period and last reviewed after it.
  return `was last reviewed on ${last}; whether also in the period is not declared`
}

/** Why the document is not there to be counted. */
function notThere(fact: RecordFact | undefined): string | undefined {
  if (fact === undefined) return 'was not looked at'
  if (fact.refused !== undefined) return fact.missing === true ? 'is missing' : 'could not be read'
  return fact.parts.length > 0 && fact.parts.every(({ unfilled }) => unfilled !== undefined)
    ? 'says nothing yet'
    : undefined
}

function systemsOf(all: readonly Judged[]): readonly System[] {
  return [...new Map(all.flatMap(({ systems }) => systems.map((system) => [system.id, system]))).values()]
}

/** What goes into a system, apart from what the statute does not reach. */
function involves(
  system: System,
  facts: Facts,
): {
  readonly personal: readonly string[]
  readonly sensitive: readonly string[]
  readonly open: readonly FilingNote[]
} {
  const { manifest, asOf } = facts
  const inputs = system.data.inputs.value ?? []
  const judged = inputs.map((input) => ({
    input,
    exempt: manifest === undefined ? 'unknown' : exemptInput(input, system, manifest, asOf).answer,
  }))
  const inScope = judged.filter(({ exempt }) => exempt === 'no').map(({ input }) => input)
  const note = (because: string): FilingNote => ({ subject: `${system.id}/data`, because })
  const sensitive = unique(inScope.flatMap((input) => input.sensitive.value ?? []))
  return {
    personal: unique([
      ...inScope.flatMap((input) => input.category.value ?? []),
      // Civ. Code 1798.140(v)(1) names it among the categories of personal information.
      ...(sensitive.length > 0 ? ['sensitive-personal-information'] : []),
    ]),
    sensitive,
    open: [
      ...(inputs.length === 0 ? [note('does not say what goes in')] : []),
      ...judged.flatMap(({ input, exempt }) => [
        ...(exempt === 'unknown' ? [note(`does not settle whether \`${input.key}\` is exempt`)] : []),
        ...(exempt !== 'yes' && input.category.value === undefined
          ? [note(`does not say of which category \`${input.key}\` is`)]
          : []),
        ...(exempt !== 'yes' && input.sensitive.value === undefined
          ? [note(`does not say which sensitive categories \`${input.key}\` holds`)]
          : []),
      ]),
    ],
  }
}

function timesIn(counted: readonly (readonly TriggerId[])[], trigger: TriggerId): number {
  return counted.filter((triggers) => triggers.includes(trigger)).length
}

function named(
  terms: readonly { readonly id: string }[],
  involved: ReadonlySet<string>,
): { [category: string]: 'yes' } {
  return Object.fromEntries(terms.filter(({ id }) => involved.has(id)).map(({ id }) => [id, 'yes' as const]))
}

import type { Dates } from './core/calendar/entry.ts'
import { datesOf } from './core/calendar/index.ts'
import { daysBetween } from './core/dates.ts'
import { keyOf } from './core/duty-level.ts'
import type { Facts } from './core/facts.ts'
import type { Finding } from './core/finding.ts'
import type { Manifest } from './core/manifest.ts'
import type { Report, SystemShown } from './core/report.ts'
import type { Route } from './core/route.ts'
import type { Rule } from './core/rule.ts'
import { relaxations } from './core/strictness.ts'
import { count, decide, type FailOn, type Stage } from './core/verdict.ts'
import { scopeOf } from './determine/scope.ts'
import { statusesOf } from './evaluate.ts'
import type { Place } from './place.ts'
import { tool } from './tool.ts'

/** What a verdict is made from, and nothing else: the same on every machine and in every year. */
export type Collected = {
  readonly facts: Facts
  readonly stages: readonly Stage[]
  readonly failOn: FailOn
  readonly run?: Report['run']
}

type Parts = {
  readonly collected: Collected
  readonly findings: readonly Finding[]
  readonly place: Place
  readonly rules: readonly Rule[]
}

/** The report that every format is rendered from: verdict, findings, and how each duty stands after them. */
export function assemble({ collected: { facts, stages, failOn, run }, findings, place, rules }: Parts): Report {
  const { manifest, regulation, asOf, determinations, notApplicable } = facts
  const { id, title, version, lawReviewedOn, provenance } = regulation
  const name = manifest?.organization.name.value
  const duties = dutiesShown(facts, findings)
  return {
    tool,
    regulation: { id, title, version, lawReviewedOn, provenance },
    asOf,
    manifest: place.file(facts.manifestFile),
    ...(name === undefined ? {} : { organization: name }),
    ...(run === undefined ? {} : { run }),
    verdict: decide(findings, stages, failOn),
    failOn,
    counts: count(findings),
    stages,
    rules: rulesShown(rules),
    people: peopleShown(manifest),
    systems: systemsShown(facts, place),
    ...noSystemsShown(manifest),
    determinations,
    duties,
    dates: placed(datesOf(facts, duties, findings), place),
    notApplicable,
    findings,
    ...policyShown(facts, rules, findings),
    ...comparisonShown(facts, place),
  }
}

/** The same for every report, so that what is rendered of them is rendered once however many are judged. */
function rulesShown(rules: readonly Rule[]): Report['rules'] {
  const known = shownRules.get(rules)
  if (known !== undefined) return known
  const shown = rules.map(({ id, summary, why, fix, cites }) => ({ id, summary, why, fix, cites }))
  shownRules.set(rules, shown)
  return shown
}

const shownRules = new WeakMap<readonly Rule[], Report['rules']>()

function policyShown(
  { policy: { policy, ...read } }: Facts,
  rules: readonly Rule[],
  findings: readonly Finding[],
): Pick<Report, 'policy'> {
  return read.from === 'none' ? {} : { policy: { ...read, relaxes: relaxations(policy, rules, findings) } }
}

function comparisonShown({ comparison }: Facts, place: Place): Pick<Report, 'comparison'> {
  if (comparison === undefined) return {}
  const { files, changes, before, ...read } = comparison
  const shown = changes.map((change) => {
    const region = place.region(change.route)
    return region === undefined ? change : { ...change, region }
  })
  const counted = files.known
    ? { known: true as const, count: files.files.length }
    : { known: false as const, because: files.because }
  return { comparison: { ...read, changes: shown, files: counted } }
}

function dutiesShown({ duties, asOf }: Facts, findings: readonly Finding[]): Report['duties'] {
  const statuses = statusesOf(duties, findings)
  return duties.map((duty) => {
    const shown = { ...duty, status: statuses.get(keyOf(duty)) ?? ('open' as const) }
    return 'date' in duty.due ? { ...shown, daysLeft: daysBetween(asOf, duty.due.date) } : shown
  })
}

/** The dates with where they are written. */
function placed({ entries, undated }: Dates, place: Place): Dates {
  const at = <T extends { readonly route?: Route }>(entry: T): T => {
    const region = entry.route === undefined ? undefined : place.region(entry.route)
    return region === undefined ? entry : { ...entry, region }
  }
  return { entries: entries.map(at), undated: undated.map(at) }
}

function peopleShown(manifest: Manifest | undefined): Report['people'] {
  return Object.fromEntries(
    (manifest?.people ?? []).map(({ key, name, title, github }) => [
      key,
      {
        name: name.value ?? key,
        ...(title.value === undefined ? {} : { title: title.value }),
        ...(github.value === undefined ? {} : { github: github.value }),
      },
    ]),
  )
}

function systemsShown({ manifest, determinations }: Facts, place: Place): readonly SystemShown[] {
  const scopes = scopeOf(determinations)
  return (manifest?.systems ?? []).map((system) => {
    const region = place.region([...system.route, 'id'])
    return {
      id: system.id,
      name: system.name.value ?? system.id,
      scope: scopes(system.id),
      ...(region === undefined ? {} : { region }),
    }
  })
}

function noSystemsShown(manifest: Manifest | undefined): Pick<Report, 'noSystems'> {
  const { reason, confirmedBy, confirmedOn } = manifest?.noSystems ?? {}
  if (manifest === undefined || manifest.systems.length > 0 || reason?.value === undefined) return {}
  return {
    noSystems: {
      reason: reason.value,
      ...(confirmedBy?.value === undefined ? {} : { confirmedBy: confirmedBy.value }),
      ...(confirmedOn?.value === undefined ? {} : { confirmedOn: confirmedOn.value }),
    },
  }
}

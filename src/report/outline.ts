import { daysBetween } from '../core/dates.ts'
import type { Determination } from '../core/determination.ts'
import type { AppliedWaiver, Finding, Level } from '../core/finding.ts'
import type { DutyShown, Report, SystemShown } from '../core/report.ts'
import { blocks } from '../core/verdict.ts'
import { MANIFEST, ORGANIZATION, STATUS_ORDER } from './words.ts'

/** The report in the order in which it is read, whatever the format. */
export type Outline = {
  readonly report: Report
  /** Findings that keep the gate from passing: the manifest's, the organization's, each system's, then as the report sorts them. */
  readonly blocking: readonly Finding[]
  /** What is wrong or open and does not block, warnings before notes. */
  readonly lesser: readonly Finding[]
  readonly waivers: readonly WaiverShown[]
  /** The organization when anything is said of it, then the systems: those that block first, those out of scope last. */
  readonly subjects: readonly SubjectShown[]
  nameOf(subject: string): string
  /** The duties that a finding bears on, one for each obligation. */
  dutiesOf(finding: Finding): readonly DutyShown[]
  /** The key of the person who answers for it: the finding's own, else a duty's. */
  ownerOf(finding: Finding): string | undefined
}

export type SubjectShown = {
  readonly id: string
  readonly name: string
  /** Absent for the organization. */
  readonly system?: SystemShown
  readonly determinations: readonly Determination[]
  /** The pressing ones first. */
  readonly duties: readonly DutyShown[]
  /** How many findings about it block. */
  readonly blocking: number
}

/** A waiver with what it covers; `days` until it ends. */
export type WaiverShown = AppliedWaiver & { readonly days: number; readonly findings: readonly Finding[] }

const LEVELS: readonly Level[] = ['error', 'warning', 'note']

export function outline(report: Report): Outline {
  const duties = groupBy(report.duties, (duty) => duty.subject)
  const byKey = new Map(report.duties.map((duty) => [`${duty.subject}/${duty.obligation}`, duty]))
  const determinations = groupBy(report.determinations, (one) => one.subject.split('/')[0] ?? '')
  const names = new Map([
    ['manifest', MANIFEST],
    ['organization', report.organization ?? ORGANIZATION],
    ...report.systems.map(({ id, name }) => [id, name] as const),
  ])
  const nameOf = (id: string) => names.get(id) ?? id
  const acted = report.findings.filter(needsAction)
  const blocking = groupBy(
    acted.filter((finding) => blocks(finding, report.failOn)),
    (finding) => finding.scope,
  )
  const shown = (id: string): SubjectShown => ({
    id,
    name: nameOf(id),
    determinations: determinations.get(id) ?? [],
    duties: sortBy(duties.get(id) ?? [], (duty) => STATUS_ORDER.indexOf(duty.status)),
    blocking: blocking.get(id)?.length ?? 0,
  })
  const dutiesOf = (finding: Finding) => {
    const found = finding.duties.flatMap((key) => byKey.get(key) ?? [])
    return [...new Map(found.map((duty) => [duty.obligation, duty])).values()]
  }
  const organization = shown('organization')
  const silent = organization.determinations.length + organization.duties.length + organization.blocking === 0
  const systems = report.systems.map((system) => ({ ...shown(system.id), system }))
  return {
    report,
    blocking: sortBy([...blocking], ([scope]) => breadth(scope)).flatMap(([, findings]) => findings),
    lesser: sortBy(
      acted.filter((finding) => !blocks(finding, report.failOn)),
      (finding) => LEVELS.indexOf(finding.level),
    ),
    waivers: waivers(report),
    subjects: [...(silent ? [] : [organization]), ...sortBy(systems, urgency)],
    nameOf,
    dutiesOf,
    ownerOf: (finding) => finding.owner ?? dutiesOf(finding).find((duty) => duty.owner !== undefined)?.owner,
  }
}

export function groupBy<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groups.get(key(value))
    if (group === undefined) groups.set(key(value), [value])
    else group.push(value)
  }
  return groups
}

/** By number or by code unit; equals stay in their order. */
export function sortBy<T>(values: readonly T[], key: (value: T) => number | string): readonly T[] {
  return [...values].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** A finding that tells somebody to do something. */
export function needsAction(finding: Finding): boolean {
  return finding.waiver === undefined && finding.outcome !== 'pass' && finding.outcome !== 'notApplicable'
}

/** What is wrong with the file as a whole comes before what is wrong with one system. */
function breadth(scope: string): number {
  return scope === 'manifest' ? 0 : scope === 'organization' ? 1 : 2
}

function urgency(subject: SubjectShown): number {
  if (subject.blocking > 0) return 0
  return { unknown: 1, yes: 2, no: 3 }[subject.system?.scope.reached ?? 'yes']
}

function waivers(report: Report): readonly WaiverShown[] {
  const waived = report.findings.flatMap((finding) =>
    finding.waiver === undefined ? [] : [{ waiver: finding.waiver, finding }],
  )
  const same = groupBy(waived, ({ waiver }) =>
    JSON.stringify([waiver.until, waiver.approvedBy, waiver.justification, waiver.obligations]),
  )
  const shown = [...same.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const findings = group.map(({ finding }) => finding)
    return [{ ...first.waiver, days: daysBetween(report.asOf, first.waiver.until), findings }]
  })
  return sortBy(shown, ({ until }) => until)
}

import { answeringFor } from './core/answering.ts'
import type { Duty, DutyStatus } from './core/duty.ts'
import { keyOf, levelOf } from './core/duty-level.ts'
import type { Facts } from './core/facts.ts'
import type { Finding } from './core/finding.ts'
import { unique } from './core/logic.ts'
import type { Waiver } from './core/manifest.ts'
import type { Checked, Rule, Subject } from './core/rule.ts'
import { levelUnder } from './core/severity.ts'
import { waiverOver } from './core/waiver.ts'
import { waiversInForce, waiversUntold } from './core/waiver-approval.ts'

/**
 * Every rule over every one of its subjects: exactly one finding for each pair. A rule that throws leaves its subject open, for
 * what was not judged must not pass. Pure: the same facts give the same findings.
 */
export function evaluate(facts: Facts, rules: readonly Rule[]): readonly Finding[] {
  const inForce = waiversInForce(facts)
  const waivable = [...inForce, ...waiversUntold(facts)]
  const answering = answeringFor(facts)
  return rules.flatMap((rule) => {
    const seen = new Map<string, number>()
    return subjectsOf(rule, facts).map((subject) => {
      const times = (seen.get(subject.subject) ?? 0) + 1
      seen.set(subject.subject, times)
      const found = checkedBy(rule, subject, facts)
      const duties = subject.duties ?? []
      const waiver = found.outcome === 'fail' ? waiverOver(duties, inForce) : undefined
      const checked = waiver === undefined ? orWaived(found, duties, waivable) : found
      const own = checked.level ?? (duties.length > 0 ? levelOf(duties) : rule.level)
      const level = levelUnder(facts.policy.policy, rule.id, checked.outcome, own)
      const name = times === 1 ? subject.subject : `${subject.subject}#${times}`
      const finding: Finding = {
        rule: rule.id,
        subject: name,
        scope: subject.scope,
        outcome: checked.outcome,
        level,
        ...(level === own ? {} : { ownLevel: own }),
        ...(checked.byPolicy === undefined ? {} : { byPolicy: checked.byPolicy }),
        message: checked.message,
        ...(checked.next === undefined ? {} : { next: checked.next }),
        cites: citesOf(rule, checked, duties),
        location: locationOf(facts.manifestFile, subject, checked),
        obligations: unique(duties.map((duty) => duty.obligation)),
        duties: duties.map(keyOf),
        ...withOwner(subject.owner ?? answering(subject.scope)),
        ...(waiver === undefined ? {} : { waiver }),
      }
      return finding
    })
  })
}

/** A failure that a waiver may cover is none until it is known whether the waiver is approved, and passes no more than one. */
function orWaived(found: Checked, duties: readonly Duty[], waivable: readonly Waiver[]): Checked {
  if (found.outcome !== 'fail' || waiverOver(duties, waivable) === undefined) return found
  return { ...found, outcome: 'open', message: `${found.message}; a waiver of it is not known to be approved` }
}

function withOwner(owner: string | undefined): { readonly owner?: string } {
  return owner === undefined ? {} : { owner }
}

/** How each duty stands, from the findings that bear on it. */
export function statusesOf(duties: readonly Duty[], findings: readonly Finding[]): ReadonlyMap<string, DutyStatus> {
  const bearing = new Map<string, Finding[]>()
  for (const finding of findings) {
    for (const key of finding.duties) {
      const known = bearing.get(key)
      if (known === undefined) bearing.set(key, [finding])
      else known.push(finding)
    }
  }
  return new Map(duties.map((duty) => [keyOf(duty), statusOf(duty, bearing.get(keyOf(duty)) ?? [])]))
}

function statusOf(duty: Duty, findings: readonly Finding[]): DutyStatus {
  if (duty.applies === 'unknown') return 'open'
  if (findings.some((finding) => finding.outcome === 'open')) return 'open'
  // Good practice that is missed warns, and does not leave a confirmed duty unmet. A policy changes what blocks, not what the law asks.
  const failing = findings.filter(
    ({ outcome, level, ownLevel = level, byPolicy }) =>
      outcome === 'fail' && byPolicy === undefined && (ownLevel === 'error' || levelOf([duty]) !== 'error'),
  )
  if (failing.some((finding) => finding.waiver === undefined)) return duty.binding ? 'unmet' : 'later'
  if (failing.length > 0) return 'waived'
  return duty.asked ? 'met' : 'later'
}

function subjectsOf(rule: Rule, facts: Facts): readonly (Subject & { readonly broken?: string })[] {
  try {
    return rule.subjects(facts)
  } catch (error) {
    return [{ subject: rule.id, scope: 'manifest', route: [], broken: reasonOf(error) }]
  }
}

function checkedBy(rule: Rule, subject: Subject & { readonly broken?: string }, facts: Facts): Checked {
  if (subject.broken !== undefined) return notJudged(subject.broken)
  try {
    return rule.check(subject, facts)
  } catch (error) {
    return notJudged(reasonOf(error))
  }
}

function notJudged(reason: string): Checked {
  return {
    outcome: 'open',
    level: 'error',
    message: `could not be judged: ${reason}`,
    next: 'report this as a defect of the gate, with the manifest',
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The rule's own citations, the place's better ones, or those of the duties that it bears on. */
function citesOf(rule: Rule, checked: Checked, duties: readonly Duty[]): readonly string[] {
  if (checked.cites !== undefined && checked.cites.length > 0) return checked.cites
  if (rule.cites.length > 0) return rule.cites
  return unique(duties.flatMap((duty) => duty.cites))
}

function locationOf(manifestFile: string, subject: Subject, checked: Checked): Finding['location'] {
  if (checked.inFile !== undefined) {
    const { file, line, column = 1 } = checked.inFile
    return { file, route: [], region: { startLine: line, startColumn: column, endLine: line, endColumn: column } }
  }
  const route = [...subject.route, ...(checked.at ?? [])]
  return { file: manifestFile, route, ...(checked.region === undefined ? {} : { region: checked.region }) }
}

import { createHash } from 'node:crypto'
import type { Determination, Question } from '../core/determination.ts'
import type { Finding } from '../core/finding.ts'
import type { ChangeShown, DutyShown, Report, SystemShown } from '../core/report.ts'
import type { Location, Region } from '../core/route.ts'

/** Names the format, not a place on the network; `schemas/report.schema.json` has it as its `$id`. */
export const REPORT_SCHEMA = 'urn:ai-compliance-gate:report:1'
export const REPORT_VERSION = '1'

/** Controls, bidi and other invisible characters: JSON need not escape them and a terminal would obey. The line breaks are JSON's own. */
const UNSEEN = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The whole report, stable in format and in bytes: keys in one order, whatever the order in memory, two spaces, a newline at the end.
 * Holds no workflow command, so that it may be printed in a job's log.
 */
export function renderJson(report: Report): string {
  return printJson(reportDocument(report))
}

/** Two spaces, a newline at the end, and nothing that a terminal or a job's log would obey. */
export function printJson(value: unknown): string {
  return `${seen(JSON.stringify(value, undefined, 2))}\n`
}

/** The same on one line, without a line break at the end. */
export function jsonLine(value: unknown): string {
  return seen(JSON.stringify(value))
}

/** Only what is not ASCII is looked at by its category: that is slow, and little. */
function seen(json: string): string {
  return json.replaceAll('##[', '#\\u0023[').replace(/[^\n -~]+/g, (run) => run.replace(UNSEEN, escaped))
}

/** The report as its schema describes it. */
export function reportDocument(report: Report): unknown {
  const { tool, regulation, counts, run, noSystems, policy } = report
  return {
    $schema: REPORT_SCHEMA,
    schemaVersion: REPORT_VERSION,
    tool: { name: tool.name, version: tool.version },
    verdict: report.verdict,
    counts: {
      errors: counts.errors,
      warnings: counts.warnings,
      open: counts.open,
      waived: counts.waived,
      passed: counts.passed,
    },
    asOf: report.asOf,
    failOn: report.failOn,
    manifest: report.manifest,
    organization: report.organization,
    run: run && { event: run.event, repository: run.repository, headSha: run.headSha, baseSha: run.baseSha },
    regulation: {
      id: regulation.id,
      title: regulation.title,
      version: regulation.version,
      lawReviewedOn: regulation.lawReviewedOn,
      provenance: regulation.provenance,
    },
    policy: policy && {
      from: policy.from,
      name: policy.name,
      commit: policy.commit,
      sha256: policy.sha256,
      relaxes: policy.relaxes,
    },
    stages: report.stages.map(({ name, ran, because }) => ({ name, ran, because })),
    people: people(report.people),
    systems: report.systems.map(system),
    noSystems: noSystems && {
      reason: noSystems.reason,
      confirmedBy: noSystems.confirmedBy,
      confirmedOn: noSystems.confirmedOn,
    },
    determinations: report.determinations.map(determination),
    duties: report.duties.map(duty),
    notApplicable: report.notApplicable.map(({ subject, because, obligations }) => ({ subject, because, obligations })),
    comparison: report.comparison && comparison(report.comparison),
    rules: report.rules.map(({ id, summary, why, fix, cites }) => ({ id, summary, why, fix, cites })),
    findings: report.findings.map(finding),
  }
}

function comparison({ commit, manifest, movedFrom, files, changes }: NonNullable<Report['comparison']>): unknown {
  return {
    commit,
    manifest,
    movedFrom,
    files: files.known ? { known: true, count: files.count } : { known: false, because: files.because },
    changes: changes.map(change),
  }
}

function change(one: ChangeShown): unknown {
  return {
    topic: one.topic,
    scope: one.scope,
    key: one.key,
    says: one.says,
    was: one.was,
    is: one.is,
    loosens: one.loosens,
    material: one.material,
    duties: one.duties,
    route: one.route,
    region: one.region && region(one.region),
  }
}

function people(given: Report['people']): unknown {
  const keys = Object.keys(given).sort()
  return Object.fromEntries(
    keys.map((key) => [key, { name: given[key]?.name, title: given[key]?.title, github: given[key]?.github }]),
  )
}

function system({ id, name, scope, region: where }: SystemShown): unknown {
  return {
    id,
    name,
    scope: { reached: scope.reached, because: scope.because, cites: scope.cites },
    region: where && region(where),
  }
}

function determination(one: Determination): unknown {
  return {
    id: one.id,
    subject: one.subject,
    question: one.question,
    answer: one.answer,
    because: one.because,
    cites: one.cites,
    open: one.open.map(question),
    from: one.from,
  }
}

function duty(one: DutyShown): unknown {
  return {
    obligation: one.obligation,
    subject: one.subject,
    status: one.status,
    kind: one.kind,
    title: one.title,
    cites: one.cites,
    confidence: one.confidence,
    applies: one.applies,
    because: one.because,
    open: one.open.map(question),
    due: 'date' in one.due ? { kind: one.due.kind, date: one.due.date } : { kind: one.due.kind },
    daysLeft: one.daysLeft,
    binding: one.binding,
    asked: one.asked,
    records: one.records,
    answers: one.answers,
    owner: one.owner,
  }
}

function finding(one: Finding): unknown {
  const { waiver } = one
  return {
    rule: one.rule,
    subject: one.subject,
    scope: one.scope,
    outcome: one.outcome,
    level: one.level,
    ownLevel: one.ownLevel,
    byPolicy: one.byPolicy,
    message: one.message,
    next: one.next,
    cites: one.cites,
    location: location(one.location),
    obligations: one.obligations,
    duties: one.duties,
    owner: one.owner,
    waiver: waiver && {
      obligations: waiver.obligations,
      until: waiver.until,
      justification: waiver.justification,
      approvedBy: waiver.approvedBy,
      reviews: waiver.reviews?.map(({ pull, by, commit, url }) => ({ pull, by, commit, url })),
    },
    fingerprint: fingerprint(one),
  }
}

/** Hex SHA-256 of rule and subject: the same when the file is re-ordered or a message re-worded. */
export function fingerprint({ rule, subject }: Pick<Finding, 'rule' | 'subject'>): string {
  return createHash('sha256').update(`${rule}\0${subject}`).digest('hex')
}

function question({ route, ask, cites }: Question): unknown {
  return { route, ask, cites }
}

function location({ file, route, region: where }: Location): unknown {
  return { file, route, region: where && region(where) }
}

function region({ startLine, startColumn, endLine, endColumn }: Region): unknown {
  return { startLine, startColumn, endLine, endColumn }
}

/** As JSON writes a character by its UTF-16 code units. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}

import type { DutyDue } from '../core/calendar/entry.ts'
import type { Finding } from '../core/finding.ts'
import type { Region } from '../core/route.ts'
import { type CalendarView, isComplete } from './calendar-view.ts'
import { printJson } from './json.ts'

/** Names the format; `schemas/calendar.schema.json` has it as its `$id`. */
export const CALENDAR_SCHEMA = 'urn:ai-compliance-gate:calendar:1'

/** The calendar for programs: keys in one order, what is overdue first, then by day. The same input gives the same bytes. */
export function renderCalendarJson(view: CalendarView): string {
  const { report, until, months, owner, entries, undated, questions, problems, owners } = view
  const { tool, regulation, asOf, manifest, organization } = report
  const overdue = entries.filter(({ status }) => status === 'overdue').length
  return printJson({
    $schema: CALENDAR_SCHEMA,
    schemaVersion: '1',
    tool: { name: tool.name, version: tool.version },
    asOf,
    until,
    months,
    manifest,
    organization,
    owner,
    regulation: { id: regulation.id, version: regulation.version, lawReviewedOn: regulation.lawReviewedOn },
    complete: isComplete(view),
    counts: {
      overdue,
      coming: entries.length - overdue,
      undated: undated.length,
      openQuestions: questions.length,
      manifestProblems: problems,
    },
    owners: owners.map(({ key, who, ...counts }) => ({
      key,
      name: who,
      overdue: counts.overdue,
      coming: counts.coming,
      undated: counts.undated,
    })),
    entries: entries.map((entry) => ({
      uid: entry.uid,
      date: entry.date,
      daysLeft: entry.daysLeft,
      kind: entry.kind,
      status: entry.status,
      subject: entry.subject,
      name: entry.name,
      what: entry.what,
      basis: entry.basis,
      next: entry.next,
      owner: entry.owner,
      cites: entry.cites,
      everyMonths: entry.everyMonths,
      duties: entry.duties.map(duty),
      location: entry.route && { file: manifest, route: entry.route, region: entry.region && region(entry.region) },
    })),
    undated: undated.map((entry) => ({
      uid: entry.uid,
      kind: entry.kind,
      subject: entry.subject,
      name: entry.name,
      what: entry.what,
      because: entry.because,
      next: entry.next,
      owner: entry.owner,
      cites: entry.cites,
      duties: entry.duties.map(duty),
      location: entry.route && { file: manifest, route: entry.route, region: entry.region && region(entry.region) },
    })),
    questions: questions.map(question),
  })
}

function duty({ obligation, title, status }: DutyDue): unknown {
  return { obligation, title, status }
}

function question({ subject, level, message, next, owner, cites, location }: Finding): unknown {
  return {
    subject,
    level,
    message,
    next,
    owner,
    cites,
    location: {
      file: location.file,
      route: location.route,
      region: location.region && region(location.region),
    },
  }
}

function region({ startLine, startColumn, endLine, endColumn }: Region): unknown {
  return { startLine, startColumn, endLine, endColumn }
}

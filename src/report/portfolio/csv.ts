import type { Entry } from '../../core/portfolio.ts'
import { plain } from '../escape.ts'

const COLUMNS = [
  'bundle',
  'state',
  'superseded',
  'repository',
  'commit',
  'event',
  'manifest',
  'organization',
  'as_of',
  'verdict',
  'errors',
  'warnings',
  'open_questions',
  'waived_findings',
  'duties_unmet',
  'duties_open',
  'duties_later',
  'duties_waived',
  'duties_met',
  'overdue',
  'next_date',
  'next_what',
  'next_owner',
  'most_open_owner',
  'waivers_in_force',
  'filing_from',
  'filing_to',
  'assessments',
  'personal_information',
  'sensitive',
  'faults',
] as const

type Row = { readonly [column in (typeof COLUMNS)[number]]?: string | number | undefined }

/** The first line of `portfolio.csv`. */
export const CSV_HEAD = `${COLUMNS.join(',')}\r\n`

/** One bundle as a line of RFC 4180. */
export function csvRow(entry: Entry, superseded: boolean): string {
  const row = rowOf(entry, superseded)
  return `${COLUMNS.map((column) => cell(row[column])).join(',')}\r\n`
}

function rowOf(entry: Entry, superseded: boolean): Row {
  const common = { bundle: entry.bundle, state: entry.state, superseded: superseded ? 'yes' : 'no' }
  if (entry.state !== 'verified')
    return { ...common, faults: entry.faults.map(({ file, says }) => `${file ?? ''} ${says}`.trim()).join('; ') }
  const { holds } = entry
  const { counts, duties, filing } = holds
  const [next] = holds.next
  const [owner] = holds.owners
  return {
    ...common,
    repository: holds.repository,
    commit: holds.commit,
    event: holds.event,
    manifest: holds.manifest,
    organization: holds.organization,
    as_of: holds.asOf,
    verdict: holds.verdict,
    errors: counts.errors,
    warnings: counts.warnings,
    open_questions: counts.open,
    waived_findings: counts.waived,
    duties_unmet: duties.unmet,
    duties_open: duties.open,
    duties_later: duties.later,
    duties_waived: duties.waived,
    duties_met: duties.met,
    overdue: holds.overdue.length + holds.moreOverdue,
    next_date: next?.date,
    next_what: next?.what,
    next_owner: next?.owner,
    most_open_owner: owner?.name,
    waivers_in_force: holds.waivers.length + holds.moreWaivers,
    filing_from: filing.period.from,
    filing_to: filing.period.to,
    assessments: filing.assessments,
    personal_information: Object.keys(filing.personalInformation).join(' '),
    sensitive: Object.keys(filing.sensitive).join(' '),
  }
}

/**
 * A cell that no spreadsheet takes for a formula: one begins with a sign, also with a wide one or after spaces, and an apostrophe before
 * it makes it a text (owasp.org/www-community/attacks/CSV_Injection).
 */
export function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = plain(value)
  const safe = /^\s*[=+\-@＝＋－＠|%]/u.test(text) ? `'${text}` : text
  return /[",\r\n';]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

import { FILES } from '../bundle/layout.ts'
import type { Verified } from '../bundle/verify.ts'
import type { Dates } from '../core/calendar/entry.ts'
import type { DutyStatus } from '../core/duty.ts'
import type { Facts } from '../core/facts.ts'
import { filingCounts } from '../core/filing-counts.ts'
import { type Deadline, type Entry, type Holds, LISTED, type OwnerShare, type WaiverHeld } from '../core/portfolio.ts'
import type { DutyShown, Report } from '../core/report.ts'
import { waiversInForce } from '../core/waiver-approval.ts'
import { cap } from '../report/escape.ts'

/** Faults that are told one by one, and characters of one text. */
const MOST_FAULTS = 20
const MOST_TEXT = 500

/** What a bundle adds, after it was verified. */
export function entryOf(bundle: string, { faults, notes, recorded, report, facts }: Verified): Entry {
  if (faults.length === 0 && recorded !== undefined && report !== undefined && facts !== undefined)
    return { bundle, state: 'verified', notes, holds: holdsOf(recorded.collected.facts, report, facts) }
  // Nothing was found wrong, and yet nothing was judged: that is no verified bundle.
  const told = faults.length > 0 ? faults : [{ file: FILES.facts, says: 'was not judged' }]
  return {
    bundle,
    state: 'not-verified',
    faults: told.slice(0, MOST_FAULTS).map(({ file, says }) => ({ file: short(file), says: short(says) })),
    faultCount: told.length,
  }
}

/** A bundle that could not be looked at. */
export function unreadable(bundle: string, says: string): Entry {
  return { bundle, state: 'unreadable', faults: [{ says: short(says) }], faultCount: 1 }
}

function holdsOf(facts: Facts, report: Report, digest: string): Holds {
  const { run, organization, verdict, counts, duties, dates } = report
  const deadlines = deadlinesOf(dates, report)
  const overdue = deadlines.filter(({ status }) => status === 'overdue')
  const next = deadlines.filter(({ status }) => status !== 'overdue')
  const owners = ownersOf(duties, report)
  const waivers = waiversOf(facts)
  return {
    facts: digest,
    ...(run === undefined
      ? {}
      : { repository: short(run.repository), commit: short(run.headSha), event: short(run.event) }),
    manifest: short(report.manifest),
    ...(organization === undefined ? {} : { organization: short(organization) }),
    asOf: report.asOf,
    verdict,
    counts,
    duties: byStatus(duties),
    overdue: overdue.slice(0, LISTED),
    moreOverdue: Math.max(0, overdue.length - LISTED),
    next: next.slice(0, LISTED),
    moreNext: Math.max(0, next.length - LISTED),
    owners: owners.slice(0, LISTED),
    moreOwners: Math.max(0, owners.length - LISTED),
    waivers: waivers.slice(0, LISTED),
    moreWaivers: Math.max(0, waivers.length - LISTED),
    filing: filingCounts(facts),
  }
}

function byStatus(duties: readonly DutyShown[]): { readonly [status in DutyStatus]: number } {
  const of = (status: DutyStatus) => duties.filter((duty) => duty.status === status).length
  return { unmet: of('unmet'), open: of('open'), later: of('later'), waived: of('waived'), met: of('met') }
}

/** What is still to be done, the earliest first. That our own reading of the law grows old is the same for every repository, and left out. */
function deadlinesOf({ entries }: Dates, report: Report): readonly Deadline[] {
  return entries.flatMap(({ kind, status, date, subject, what, owner }) => {
    if (kind === 'law' || status === 'met' || status === 'waived') return []
    const name = owner === undefined ? undefined : (report.people[owner]?.name ?? owner)
    return [
      {
        date,
        status,
        subject: short(subject),
        what: short(what),
        ...(name === undefined ? {} : { owner: short(name) }),
      },
    ]
  })
}

/** Who answers for what is not met or open, who has the most of it first. */
function ownersOf(duties: readonly DutyShown[], { people }: Report): readonly OwnerShare[] {
  const shares = new Map<string | undefined, { unmet: number; open: number }>()
  for (const { owner, status } of duties) {
    if (status !== 'unmet' && status !== 'open') continue
    const share = shares.get(owner) ?? { unmet: 0, open: 0 }
    share[status] += 1
    shares.set(owner, share)
  }
  return [...shares]
    .sort(([, a], [, b]) => b.unmet + b.open - a.unmet - a.open)
    .map(([owner, share]) => {
      if (owner === undefined) return share
      const { name = owner, github } = people[owner] ?? {}
      return { name: short(name), ...(github === undefined ? {} : { github: short(github) }), ...share }
    })
}

/** Those that count, and end first. */
function waiversOf(facts: Facts): readonly WaiverHeld[] {
  const nameOf = (key: string) => facts.manifest?.people.find((person) => person.key === key)?.name.value ?? key
  return waiversInForce(facts)
    .map(({ system, obligations, expiresOn, approvedBy, reason }) => ({
      subject: short(system.value ?? 'organization'),
      obligations: (obligations.value ?? []).slice(0, LISTED).map(short),
      until: expiresOn.value ?? '',
      approvedBy: short(nameOf(approvedBy.value ?? '')),
      reason: short(reason.value ?? ''),
    }))
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0))
}

function short(text: string): string {
  return cap(text, MOST_TEXT)
}

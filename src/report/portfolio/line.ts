import type { Entry } from '../../core/portfolio.ts'
import { jsonLine } from '../json.ts'

/**
 * One bundle as an object whose keys are always all there: a table of a database has the same columns, whatever bundle comes first.
 * `superseded`: a newer bundle of the same repository and manifest counts instead.
 */
export function bundleDocument(entry: Entry, superseded: boolean): object {
  const holds = entry.state === 'verified' ? entry.holds : undefined
  const { period, open = [], leftOut = [] } = holds?.filing ?? {}
  return {
    bundle: entry.bundle,
    state: entry.state,
    verified: entry.state === 'verified',
    superseded,
    faults: entry.state === 'verified' ? [] : entry.faults.map(({ file, says }) => ({ file: file ?? null, says })),
    faultCount: entry.state === 'verified' ? 0 : entry.faultCount,
    notes: entry.state === 'verified' ? entry.notes : [],
    repository: holds?.repository ?? null,
    commit: holds?.commit ?? null,
    event: holds?.event ?? null,
    manifest: holds?.manifest ?? null,
    organization: holds?.organization ?? null,
    asOf: holds?.asOf ?? null,
    verdict: holds?.verdict ?? null,
    facts: holds?.facts ?? null,
    counts: holds?.counts ?? null,
    duties: holds?.duties ?? null,
    overdue: (holds?.overdue ?? []).map((each) => ({ ...each, owner: each.owner ?? null })),
    moreOverdue: holds?.moreOverdue ?? 0,
    next: (holds?.next ?? []).map((each) => ({ ...each, owner: each.owner ?? null })),
    moreNext: holds?.moreNext ?? 0,
    owners: (holds?.owners ?? []).map(({ name, github, unmet, open }) => ({
      name: name ?? null,
      github: github ?? null,
      unmet,
      open,
    })),
    moreOwners: holds?.moreOwners ?? 0,
    waivers: holds?.waivers ?? [],
    moreWaivers: holds?.moreWaivers ?? 0,
    filing:
      holds === undefined
        ? null
        : {
            from: period?.from ?? null,
            to: period?.to ?? null,
            due: period?.due ?? null,
            assessments: holds.filing.assessments,
            byTrigger: holds.filing.byTrigger,
            personalInformation: Object.keys(holds.filing.personalInformation),
            sensitive: Object.keys(holds.filing.sensitive),
            open: open.slice(0, NOTES),
            openCount: open.length,
            leftOut: leftOut.slice(0, NOTES),
            leftOutCount: leftOut.length,
          },
  }
}

/** Notes of one bundle that are told and not only counted. */
const NOTES = 20

/** One line of `portfolio.jsonl`, with its line break. */
export function renderLine(entry: Entry, superseded: boolean): string {
  return `${jsonLine(bundleDocument(entry, superseded))}\n`
}

import type { FilingCounts } from '../core/filing-counts.ts'
import type { Deadline, Entry, FilingSum, From, Holds, OwnerShare, Totals, WaiverHeld } from '../core/portfolio.ts'
import { firsts, sums } from './most.ts'

/** A portfolio that grows bundle by bundle, and keeps no bundle. */
export type Adding = {
  /** `counts` is false for a bundle that a newer one supersedes. */
  add(entry: Entry, counts: boolean): void
  totals(): Totals
}

/** An empty portfolio. */
export function adding(): Adding {
  const bundles = { bundles: 0, verified: 0, notVerified: 0, unreadable: 0, superseded: 0 }
  const verdicts = { pass: 0, fail: 0, 'not-evaluated': 0 }
  const counts = { errors: 0, warnings: 0, open: 0, waived: 0, passed: 0 }
  const duties = { unmet: 0, open: 0, later: 0, waived: 0, met: 0 }
  const overdue = firsts<Deadline & From>(byDate)
  const next = firsts<Deadline & From>(byDate)
  const waivers = firsts<WaiverHeld & From>(byEnd)
  const owners = sums<OwnerShare & { readonly bundles: number }>((a, b) => ({
    ...a,
    unmet: a.unmet + b.unmet,
    open: a.open + b.open,
    bundles: a.bundles + b.bundles,
  }))
  const filings = sums(plusFiling)

  const addHolds = (bundle: string, holds: Holds) => {
    const from: From = { repository: holds.repository ?? '', manifest: holds.manifest, bundle }
    verdicts[holds.verdict] += 1
    addTo(counts, holds.counts)
    addTo(duties, holds.duties)
    for (const deadline of holds.overdue) overdue.add({ ...deadline, ...from })
    for (const deadline of holds.next) next.add({ ...deadline, ...from })
    overdue.count(holds.moreOverdue)
    next.count(holds.moreNext)
    for (const waiver of holds.waivers) waivers.add({ ...waiver, ...from })
    waivers.count(holds.moreWaivers)
    for (const owner of holds.owners) owners.add(ownerKey(owner), { ...owner, bundles: 1 })
    if (holds.moreOwners > 0) owners.missed()
    const { organization = '' } = holds
    const { period } = holds.filing
    filings.add(`${period.from} ${period.to} ${organization}`, filingOf(organization, holds.filing))
  }

  return {
    add(entry, counted) {
      bundles.bundles += 1
      switch (entry.state) {
        case 'verified':
          bundles.verified += 1
          if (counted) addHolds(entry.bundle, entry.holds)
          else bundles.superseded += 1
          return
        case 'not-verified':
          bundles.notVerified += 1
          return
        case 'unreadable':
          bundles.unreadable += 1
      }
    },
    totals: () => ({
      ...bundles,
      verdicts,
      counts,
      duties,
      overdue: overdue.most(),
      next: next.most(),
      owners: owners.most(byDuties),
      waivers: waivers.most(),
      filings: filings.most(byFiling),
    }),
  }
}

function addTo<K extends string>(sum: { [key in K]: number }, more: { readonly [key in K]: number }): void {
  for (const key in sum) sum[key] += more[key]
}

/** One person has one account and, without one, one name; nobody is one too. */
function ownerKey({ name, github }: OwnerShare): string {
  if (github !== undefined) return `@${github.toLowerCase()}`
  return name === undefined ? '' : `=${name}`
}

function filingOf(organization: string, counts: FilingCounts): FilingSum {
  return {
    organization,
    period: counts.period,
    bundles: 1,
    assessments: counts.assessments,
    byTrigger: counts.byTrigger,
    personalInformation: Object.keys(counts.personalInformation),
    sensitive: Object.keys(counts.sensitive),
    open: counts.open.length,
    leftOut: counts.leftOut.length,
  }
}

function plusFiling(a: FilingSum, b: FilingSum): FilingSum {
  const byTrigger = { ...a.byTrigger }
  addTo(byTrigger, b.byTrigger)
  const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort()
  return {
    ...a,
    bundles: a.bundles + b.bundles,
    assessments: a.assessments + b.assessments,
    byTrigger,
    personalInformation: both(a.personalInformation, b.personalInformation),
    sensitive: both(a.sensitive, b.sensitive),
    open: a.open + b.open,
    leftOut: a.leftOut + b.leftOut,
  }
}

function byDate(a: Deadline & From, b: Deadline & From): number {
  return order(
    [a.date, a.repository, a.manifest, a.subject, a.what],
    [b.date, b.repository, b.manifest, b.subject, b.what],
  )
}

function byEnd(a: WaiverHeld & From, b: WaiverHeld & From): number {
  return order([a.until, a.repository, a.manifest, a.subject], [b.until, b.repository, b.manifest, b.subject])
}

function byDuties(a: OwnerShare, b: OwnerShare): number {
  return b.unmet + b.open - a.unmet - a.open || order([a.name ?? '', a.github ?? ''], [b.name ?? '', b.github ?? ''])
}

function byFiling(a: FilingSum, b: FilingSum): number {
  return order([a.organization, a.period.from], [b.organization, b.period.from])
}

/** By code unit, place by place. */
function order(a: readonly string[], b: readonly string[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? ''
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

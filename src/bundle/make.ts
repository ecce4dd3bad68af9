import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { addMonths } from '../core/dates.ts'
import type { Regulation } from '../core/regulation.ts'
import type { Report } from '../core/report.ts'
import { type Collected, judge } from '../judge.ts'
import type { Source } from '../read/source.ts'
import { renderCalendarIcs } from '../report/calendar-ics.ts'
import { calendarView } from '../report/calendar-view.ts'
import { evidenceOf, type Kept } from '../report/html/evidence.ts'
import { renderHtml } from '../report/html/page.ts'
import { renderJson } from '../report/json.ts'
import { renderSarif } from '../report/sarif.ts'
import { byText, FILES, placeOf, type Read } from './layout.ts'
import { type Maker, statementOf } from './statement.ts'
import { printSums } from './sums.ts'

export const FACTS_FORMAT = 'urn:ai-compliance-gate:facts:1'

/** How far the calendar of a bundle looks ahead. */
const MONTHS = 24

/** What `facts.json` holds: what was collected, what was read, and who made it. */
export type Recorded = {
  readonly format: typeof FACTS_FORMAT
  readonly maker: Maker
  readonly collected: Collected
  readonly read: readonly Read[]
}

/** What a bundle is made from. Nothing in it depends on the machine: not the folder, the user, the zone or the hour. */
export function recordedOf(collected: Collected, read: readonly Read[], maker: Maker): Recorded {
  const sorted = [...read].sort((a, b) => byText(placeOf(a.folder, a.path), placeOf(b.folder, b.path)))
  return { format: FACTS_FORMAT, maker, collected, read: sorted }
}

export type Made = {
  readonly texts: ReadonlyMap<string, string>
  readonly report: Report
  /** Hex SHA-256 of `facts.json`. */
  readonly facts: string
}

/** Every file of the bundle that is written and not read, by name, `SHA256SUMS` last. Pure: the same recorded facts give the same bytes. */
export async function bundleTexts(recorded: Recorded, source: Source): Promise<ReadonlyMap<string, string>> {
  return (await bundleMade(recorded, source)).texts
}

/** The same, with what the files were made from. */
export async function bundleMade(recorded: Recorded, source: Source): Promise<Made> {
  const { collected, read, maker } = recorded
  const { report } = judge(collected, source)
  const { asOf, manifestFile, regulation } = collected.facts
  const calendar = calendarView(report, { until: addMonths(asOf, MONTHS), months: MONTHS, manifestFile })
  const facts = canonical(recorded)
  const digests = { facts: sha256(facts), regulation: regulationDigest(regulation) }
  const texts = new Map<string, string>([
    [FILES.facts, facts],
    [FILES.report, renderJson(report)],
    [FILES.page, renderHtml(report, evidenceOf(collected.facts, placed(read)))],
    [FILES.sarif, renderSarif([report])],
    [FILES.calendar, renderCalendarIcs(calendar)],
    [FILES.statement, canonical(statementOf({ collected, report, read, maker, digests }))],
  ])
  const sums = printSums(
    new Map([
      ...[...texts].map(([name, text]) => [name, name === FILES.facts ? digests.facts : sha256(text)] as const),
      ...read
        .filter(({ withheld }) => withheld !== true)
        .map((each) => [placeOf(each.folder, each.path), each.sha256] as const),
    ]),
  )
  return { texts: texts.set(FILES.sums, sums), report, facts: digests.facts }
}

/** What was read, with where it lies in the bundle. */
function placed(read: readonly Read[]): readonly Kept[] {
  return read.map(({ folder, path, sha256, withheld }) => ({
    path,
    place: placeOf(folder, path),
    sha256,
    ...(withheld === true ? { withheld } : {}),
  }))
}

/** JSON by RFC 8785: keys in one order, no space, one way to write a number. */
export function canonical(value: unknown): string {
  // What is undefined is not there, as in every JSON.
  const json = JSON.stringify(value)
  // What was read from a bundle has its keys in order already, and RFC 8785 writes the rest as ECMAScript does; half characters it refuses.
  return isInOrder(value) && !/\\ud[89a-f]/.test(json) ? json : `${canonicalize(JSON.parse(json))}`
}

/** Every key after those before it, by code unit. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || inOrder.has(value)) return true
  if (Array.isArray(value)) return value.every(isInOrder)
  let before = ''
  for (const [key, inner] of Object.entries(value)) {
    if (key < before || !isInOrder(inner)) return false
    before = key
  }
  return true
}

/** Laws that were looked through: the one of bundle after bundle is, once. */
const inOrder = new WeakSet<object>()

/** The digest of a regulation; the one of bundle after bundle is worked out once. */
export function regulationDigest(regulation: Regulation): string {
  const known = lawDigests.get(regulation)
  if (known !== undefined) return known
  const digest = sha256(canonical(regulation))
  lawDigests.set(regulation, digest)
  if (isInOrder(regulation)) inOrder.add(regulation)
  return digest
}

const lawDigests = new WeakMap<Regulation, string>()

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

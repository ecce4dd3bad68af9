import type { Regulation } from '../core/regulation.ts'
import type { Report } from '../core/report.ts'
import type { Source } from '../read/source.ts'
import { ccpaAdmt } from '../regulations/index.ts'
import { difference } from './difference.ts'
import { byText, FILES, placeOf } from './layout.ts'
import { bundleMade, FACTS_FORMAT, type Recorded, regulationDigest } from './make.ts'
import { readAgain } from './read-again.ts'
import type { Maker } from './statement.ts'
import { parseSums } from './sums.ts'

/** A bundle as it is stored, whatever holds it. */
export type Bundle = {
  /** The names of all its files, sorted; throws `ConfigurationError` when it is no bundle that can be listed. */
  list(): Promise<readonly string[]>
  /** Hex SHA-256, read as a stream. */
  digest(name: string): Promise<string>
  /** The bytes, or undefined for what is larger. */
  bytes(name: string, most: number): Promise<Uint8Array | undefined>
}

/** What is wrong with one file of a bundle. */
export type Fault = { readonly file: string; readonly says: string }

export type Verified = {
  readonly faults: readonly Fault[]
  /** What a reader must know beside it: an older tool, another version of the law. */
  readonly notes: readonly string[]
  /** What was recorded; absent when it could not be read. */
  readonly recorded?: Recorded
  /** The report that was made of it again, and the hex SHA-256 of the facts. */
  readonly report?: Report
  readonly facts?: string
}

/** Bytes of one generated file that are read whole: the report on 1,000 systems has 113 MB. */
const MOST = 256_000_000

/**
 * Whether a bundle is whole and says what follows from it: every digest, nothing missing, nothing extra, then the manifest and the
 * records read again, the recorded facts judged again, and every generated file made again and held against the one that is there,
 * byte for byte. Offline; trusts nothing but the code that runs it.
 */
export async function verify(bundle: Bundle, here: Maker): Promise<Verified> {
  const whole = await complete(bundle)
  if (whole.length > 0) return { faults: whole, notes: [] }
  try {
    const text = await textOf(bundle, FILES.facts)
    if (text === undefined)
      return { faults: [{ file: FILES.facts, says: `has more than ${MOST} bytes, and is not read` }], notes: [] }
    const recorded = parseRecorded(text)
    if (recorded === undefined)
      return {
        faults: [{ file: FILES.facts, says: 'is of a format that this version of the gate does not know' }],
        notes: [],
      }
    const again = await readAgain(bundle, recorded)
    const { faults, made, report, facts } = await madeAgain(bundle, recorded, again.source, here)
    return {
      faults: [...again.faults, ...faults],
      notes: notesOf(recorded, here, made),
      recorded,
      report,
      facts,
    }
  } catch (error) {
    // The facts are whatever somebody put there: what cannot be judged is not verified.
    const why = error instanceof Error ? error.message : String(error)
    return { faults: [{ file: FILES.facts, says: `cannot be judged again: ${why}` }], notes: [] }
  }
}

/** Every file is listed in `SHA256SUMS` and is what it says, and every listed file is there. */
async function complete(bundle: Bundle): Promise<readonly Fault[]> {
  const names = await bundle.list()
  const fault = (file: string, says: string): Fault => ({ file, says })
  if (!names.includes(FILES.sums)) return [fault(FILES.sums, 'is missing')]
  const sums = parseSums((await textOf(bundle, FILES.sums)) ?? '')
  if ('line' in sums) return [fault(FILES.sums, `is not readable at line ${sums.line}`)]
  const present = new Set(names)
  const faults = [
    ...Object.values(FILES)
      .filter((name) => name !== FILES.sums && !sums.has(name))
      .map((name) => fault(name, 'is not listed in `SHA256SUMS`')),
    ...[...sums.keys()].filter((name) => !present.has(name)).map((name) => fault(name, 'is missing')),
    ...names
      .filter((name) => name !== FILES.sums && !sums.has(name))
      .map((name) => fault(name, 'does not belong to it: `SHA256SUMS` does not list it')),
  ]
  for (const [name, expected] of sums)
    if (present.has(name) && (await bundle.digest(name)) !== expected)
      faults.push(fault(name, 'was changed: its SHA-256 is not the listed one'))
  return faults.sort((a, b) => byText(a.file, b.file))
}

/** Every generated file is what the recorded facts make, byte for byte. */
async function madeAgain(
  bundle: Bundle,
  recorded: Recorded,
  source: Source,
  here: Maker,
): Promise<{
  readonly faults: readonly Fault[]
  readonly made: boolean
  readonly report: Report
  readonly facts: string
}> {
  const { texts, report, facts } = await bundleMade(recorded, source)
  const same = recorded.maker.version === here.version
  const faults: Fault[] = []
  for (const [name, expected] of texts) {
    const found = (await textOf(bundle, name)) ?? ''
    if (found === expected) continue
    // Another version of the tool words things otherwise; what it decided must be the same.
    if (!same && name !== FILES.report) continue
    const [a, b] = same ? [parsed(found), parsed(expected)] : [decided(parsed(found)), decided(parsed(expected))]
    const where = difference(a, b)
    if (where !== undefined || same)
      faults.push({
        file: name,
        says: `is not what the recorded facts make${where === undefined ? '' : `: \`${where}\``}`,
      })
  }
  return { faults, made: same, report, facts }
}

function notesOf({ maker, collected, read }: Recorded, here: Maker, same: boolean): readonly string[] {
  const { regulation } = collected.facts
  const withheld = read.filter((each) => each.withheld === true)
  return [
    ...withheld.map(
      ({ folder, path }) =>
        `\`${placeOf(folder, path)}\` is withheld, as it looks like it holds a secret: what was found in it is told and was not read again.`,
    ),
    ...(same
      ? []
      : [
          `It was made by version ${maker.version}; this is ${here.version}: what was decided is compared, not how it is worded.`,
        ]),
    ...(same && maker.dist !== here.dist ? ['It was made by another build of this version.'] : []),
    ...(regulationDigest(regulation) === regulationDigest(ccpaAdmt)
      ? []
      : [
          `It is judged by the law as it was recorded, version ${regulation.version}; this tool ships ${ccpaAdmt.version}.`,
        ]),
  ]
}

/** Rule, subject, outcome and level of every finding, and the verdict. */
function decided(report: unknown): unknown {
  if (typeof report !== 'object' || report === null || !('findings' in report) || !Array.isArray(report.findings))
    return report
  const pick = (finding: unknown) =>
    typeof finding === 'object' &&
    finding !== null &&
    'rule' in finding &&
    'subject' in finding &&
    'outcome' in finding &&
    'level' in finding
      ? { rule: finding.rule, subject: finding.subject, outcome: finding.outcome, level: finding.level }
      : finding
  return { verdict: 'verdict' in report ? report.verdict : undefined, findings: report.findings.map(pick) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.split('\n')
  }
}

async function textOf(bundle: Bundle, name: string): Promise<string | undefined> {
  const bytes = await bundle.bytes(name, MOST)
  return bytes === undefined ? undefined : new TextDecoder('utf-8').decode(bytes)
}

/** The recorded facts; undefined when they are of another format. What is wrong inside shows when they are judged. */
function parseRecorded(text: string): Recorded | undefined {
  const value: Recorded | undefined = JSON.parse(text)
  return value?.format === FACTS_FORMAT ? sharingLaw(value) : undefined
}

/** Bundle after bundle holds the same law: it is kept once, so that what is worked out of it is worked out once. */
function sharingLaw(recorded: Recorded): Recorded {
  const { collected } = recorded
  const text = JSON.stringify(collected.facts.regulation)
  if (text !== law?.text) law = { text, regulation: collected.facts.regulation }
  return { ...recorded, collected: { ...collected, facts: { ...collected.facts, regulation: law.regulation } } }
}

let law: { readonly text: string; readonly regulation: Regulation } | undefined

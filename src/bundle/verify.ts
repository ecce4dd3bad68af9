import type { Regulation } from '../core/regulation.ts'
import type { Report } from '../core/report.ts'
import type { Source } from '../read/source.ts'
import { ccpaAdmt } from '../regulations/index.ts'
import { otherDecisions } from './decisions.ts'
import { difference } from './difference.ts'
import { formed, formFault } from './form.ts'
import { byText, FILES, placeOf } from './layout.ts'
import { bundleMade, FACTS_FORMAT, type Recorded, regulationDigest } from './make.ts'
import { readAgain } from './read-again.ts'
import type { Maker } from './statement.ts'
import type { Bundle, Fault } from './stored.ts'
import { parseSums } from './sums.ts'

export type Verified = {
  readonly faults: readonly Fault[]
  /** What a reader must know beside it: an older tool, another version of the law. */
  readonly notes: readonly string[]
  /** What was recorded; absent when it could not be read. */
  readonly recorded?: Recorded
  /** The manifest with its places. */
  readonly source?: Source
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
  if (whole.faults.length > 0) return { faults: whole.faults, notes: [] }
  try {
    const text = await textOf(bundle, FILES.facts)
    if (text === undefined) {
      const says = `has more than ${MOST} bytes, or is no text in UTF-8, and is not read`
      return { faults: [{ file: FILES.facts, says }], notes: [] }
    }
    const facts = jsonOf(text)
    const misshapen = unknownFormat(facts) ?? formFault(jsonOf(await textOf(bundle, FILES.statement)), facts)
    if (misshapen !== undefined) return { faults: [misshapen], notes: [] }
    const recorded = sharingLaw(formed(facts))
    const replaced = otherLaw(recorded)
    const amiss = replaced === undefined ? notThere(recorded, whole.names) : [replaced]
    if (amiss.length > 0) return { faults: amiss, notes: [] }
    const again = await readAgain(bundle, recorded, here)
    // What does not follow from what was read is not judged any further.
    if (again.faults.length > 0) return { faults: again.faults, notes: notesOf(recorded, here, []) }
    const { faults, unmade, report, facts: digest } = await madeAgain(bundle, recorded, again.source, here)
    return {
      faults,
      notes: notesOf(recorded, here, unmade),
      recorded,
      source: again.source,
      report,
      facts: digest,
    }
  } catch (error) {
    // The facts are whatever somebody put there: what cannot be judged is not verified.
    const why = error instanceof Error ? error.message : String(error)
    return { faults: [{ file: FILES.facts, says: `cannot be judged again: ${why}` }], notes: [] }
  }
}

/** Every file is listed in `SHA256SUMS` and is what it says, and every listed file is there. */
async function complete(
  bundle: Bundle,
): Promise<{ readonly faults: readonly Fault[]; readonly names: ReadonlySet<string> }> {
  const names = await bundle.list()
  const present = new Set(names)
  const fault = (file: string, says: string): Fault => ({ file, says })
  if (!present.has(FILES.sums)) return { faults: [fault(FILES.sums, 'is missing')], names: present }
  const sums = parseSums((await textOf(bundle, FILES.sums)) ?? '')
  if ('line' in sums) return { faults: [fault(FILES.sums, `is not readable at line ${sums.line}`)], names: present }
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
  return { faults: faults.sort((a, b) => byText(a.file, b.file)), names: present }
}

/** Nothing is read that is not one of its own files, wherever the facts say that it lies. */
function notThere({ read }: Recorded, names: ReadonlySet<string>): readonly Fault[] {
  return read
    .filter(({ withheld }) => withheld !== true)
    .map(({ folder, path }) => placeOf(folder, path))
    .filter((place) => !names.has(place))
    .map((place) => ({ file: place, says: 'is told to have been read, and is not in the bundle' }))
}

/** Every generated file is what the recorded facts make, byte for byte; of another version's files, what it decided is. */
async function madeAgain(
  bundle: Bundle,
  recorded: Recorded,
  source: Source,
  here: Maker,
): Promise<{
  readonly faults: readonly Fault[]
  /** The files that this version words otherwise, so that nobody can tell whether they say what follows. */
  readonly unmade: readonly string[]
  readonly report: Report
  readonly facts: string
}> {
  const { texts, report, facts } = await bundleMade(recorded, source)
  const same = recorded.maker.version === here.version
  const faults: Fault[] = []
  const unmade: string[] = []
  for (const [name, expected] of texts) {
    const found = (await textOf(bundle, name)) ?? ''
    if (found === expected) continue
    const otherwise = name === FILES.report ? otherDecisions(parsed(found), report) : []
    faults.push(...otherwise.map((says) => ({ file: name, says })))
    if (otherwise.length > 0) continue
    if (!same && name === FILES.sums) {
      faults.push(...otherSums(found, expected))
      continue
    }
    if (!same && WORDED.has(name)) {
      unmade.push(name)
      continue
    }
    const where = difference(parsed(found), parsed(expected))
    faults.push({
      file: name,
      says: `is not what the recorded facts make${where === undefined ? '' : `: \`${where}\``}`,
    })
  }
  return { faults, unmade, report, facts }
}

/** The files that hold sentences of ours. */
const WORDED: ReadonlySet<string> = new Set([FILES.report, FILES.page, FILES.sarif, FILES.calendar])

/** What differs between the sums of two versions beside the files that are worded otherwise: every other file must be the recorded one. */
function otherSums(found: string, expected: string): readonly Fault[] {
  const [there, made] = [parseSums(found), parseSums(expected)]
  if ('line' in there || 'line' in made) return [{ file: FILES.sums, says: 'is not readable' }]
  return [...new Set([...there.keys(), ...made.keys()])]
    .filter((name) => !WORDED.has(name) && there.get(name) !== made.get(name))
    .map((name) => ({ file: name, says: 'is not the file that the recorded facts tell of' }))
}

function notesOf({ maker, collected, read }: Recorded, here: Maker, unmade: readonly string[]): readonly string[] {
  const { regulation } = collected.facts
  const withheld = read.filter((each) => each.withheld === true)
  return [
    ...withheld.map(
      ({ folder, path }) =>
        `\`${placeOf(folder, path)}\` is withheld, as it looks like it holds a secret: what was found in it is told and was not read again.`,
    ),
    ...(maker.version === here.version
      ? []
      : [
          `It was made by version ${maker.version}; this is ${here.version}: what was decided is compared, not how it is worded.`,
        ]),
    ...(unmade.length === 0
      ? []
      : [
          `The sentences in ${unmade.map((name) => `\`${name}\``).join(', ')} are not verified; \`convert\` writes them anew.`,
        ]),
    ...(maker.version === here.version && maker.dist !== here.dist
      ? ['It was made by another build of this version.']
      : []),
    ...(isShipped(regulation)
      ? []
      : [
          `It is judged by the law as it was recorded, version ${regulation.version}; this tool ships ${ccpaAdmt.version} and cannot tell whether the other was ever shipped.`,
        ]),
  ]
}

function isShipped(regulation: Regulation): boolean {
  return regulationDigest(regulation) === regulationDigest(ccpaAdmt)
}

/** Law data under the name and version of those that are shipped must be those. */
function otherLaw({ collected: { facts } }: Recorded): Fault | undefined {
  const { regulation } = facts
  if (regulation.id !== ccpaAdmt.id || regulation.version !== ccpaAdmt.version || isShipped(regulation))
    return undefined
  const where = difference(regulation, ccpaAdmt)
  return {
    file: FILES.facts,
    says: `holds other law data than ${ccpaAdmt.id} ${ccpaAdmt.version}: \`${where ?? 'in the order of its keys'}\``,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.split('\n')
  }
}

/** The text, byte order mark and all; undefined when it is too large or no UTF-8. */
async function textOf(bundle: Bundle, name: string): Promise<string | undefined> {
  const bytes = await bundle.bytes(name, MOST)
  if (bytes === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The JSON value, or undefined where there is none. */
function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A format of its own is told as that, before anything of it is held against a form that it need not have. */
function unknownFormat(facts: unknown): Fault | undefined {
  if (typeof facts !== 'object' || facts === null || !('format' in facts) || facts.format === FACTS_FORMAT)
    return undefined
  return { file: FILES.facts, says: 'is of a format that this version of the gate does not know' }
}

/** Bundle after bundle holds the same law: it is kept once, so that what is worked out of it is worked out once. */
function sharingLaw(recorded: Recorded): Recorded {
  const { collected } = recorded
  const text = JSON.stringify(collected.facts.regulation)
  if (text !== law?.text) law = { text, regulation: collected.facts.regulation }
  return { ...recorded, collected: { ...collected, facts: { ...collected.facts, regulation: law.regulation } } }
}

let law: { readonly text: string; readonly regulation: Regulation } | undefined

import { collectManifest } from '../collect/manifest.ts'
import { collectRecords } from '../collect/records.ts'
import type { Facts, RecordFact } from '../core/facts.ts'
import type { Files } from '../core/ports.ts'
import type { Regulation } from '../core/regulation.ts'
import type { Report } from '../core/report.ts'
import { determine } from '../determine/index.ts'
import { decodeText, parseSource, type Source } from '../read/source.ts'
import { ccpaAdmt, modelCards } from '../regulations/index.ts'
import { otherDecisions, withoutWords } from './decisions.ts'
import { difference } from './difference.ts'
import { formed, formFault } from './form.ts'
import { byText, FILES, placeOf, type Read } from './layout.ts'
import { bundleMade, FACTS_FORMAT, type Recorded, regulationDigest } from './make.ts'
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

/** Bytes of one generated file that are read whole. */
const MOST = 64_000_000

/**
 * Whether a bundle is whole and says what follows from it: every digest, nothing missing, nothing extra, then the manifest and the
 * records read again, the recorded facts judged again, and every generated file made again and held against the one that is there,
 * byte for byte. Offline; trusts nothing but the code that runs it.
 */
export async function verify(bundle: Bundle, here: Maker): Promise<Verified> {
  const whole = await complete(bundle)
  if (whole.length > 0) return { faults: whole, notes: [] }
  try {
    const facts = jsonOf(await textOf(bundle, FILES.facts))
    const misshapen = unknownFormat(facts) ?? formFault(jsonOf(await textOf(bundle, FILES.statement)), facts)
    if (misshapen !== undefined) return { faults: [misshapen], notes: [] }
    const recorded = sharingLaw(formed(facts))
    const replaced = otherLaw(recorded)
    // What does not follow from what was read is not judged any further.
    const unfounded = replaced === undefined ? await readAgain(bundle, recorded, here) : [replaced]
    if (unfounded.length > 0) return { faults: unfounded, notes: notesOf(recorded, here, []), recorded }
    const { faults, unmade, report, facts: digest } = await madeAgain(bundle, recorded, here)
    return { faults, notes: notesOf(recorded, here, unmade), recorded, report, facts: digest }
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

/** The manifest and the records that were read say today what was recorded of them; of another version's facts, what is worded is left aside. */
async function readAgain(
  bundle: Bundle,
  { collected: { facts }, read, maker }: Recorded,
  here: Maker,
): Promise<readonly Fault[]> {
  const fault = (says: string): Fault => ({ file: FILES.facts, says })
  const files = filesOf(bundle, read)
  const compared = maker.version === here.version ? plain : (value: unknown) => withoutWords(plain(value))
  const { source, problems, manifest } = await collectManifest(files, facts.manifestFile)
  const differs = (what: string, recorded: unknown, now: unknown): readonly Fault[] => {
    const where = difference(compared(recorded), compared(now))
    return where === undefined ? [] : [fault(`does not follow from the manifest: ${what}${where}`)]
  }
  const found = [
    ...differs('problems', facts.problems, problems),
    ...differs('written', facts.written, source.written),
    ...differs('manifest', facts.manifest, manifest),
  ]
  const keys = ['determinations', 'duties', 'notApplicable', 'questions', 'activities'] as const
  if (manifest === undefined)
    return [...found, ...keys.flatMap((key) => differs(key, facts[key], [])), ...differs('records', facts.records, [])]
  const law = facts.regulation
  const determined: Partial<Facts> = determine(manifest, law, facts.asOf)
  const records = await collectRecords(manifest, { regulation: law, cards: modelCards }, files, facts.asOf)
  return [
    ...found,
    ...keys.flatMap((key) => differs(key, facts[key], determined[key])),
    ...differs(
      'records',
      facts.records,
      records.map((record, index) => readOrTold(record, facts.records[index])),
    ),
  ]
}

/** What was refused then and is not there now cannot be read again, and a test result is told with the clock of its run. */
function readOrTold(record: RecordFact, told: RecordFact | undefined): RecordFact {
  if (told === undefined) return record
  const { subject, kind, route } = record
  if (record.test !== undefined && told.test !== undefined) return { ...told, subject, kind, route }
  // Refused is refused, whatever the reason was: it proves nothing.
  if (record.refused !== undefined && told.refused !== undefined)
    return { ...told, subject, kind, route, parts: record.parts }
  return record
}

/** Every generated file is what the recorded facts make, byte for byte; of another version's files, what it decided is. */
async function madeAgain(
  bundle: Bundle,
  recorded: Recorded,
  here: Maker,
): Promise<{
  readonly faults: readonly Fault[]
  /** The files that this version words otherwise, so that nobody can tell whether they say what follows. */
  readonly unmade: readonly string[]
  readonly report: Report
  readonly facts: string
}> {
  const { texts, report, facts } = await bundleMade(recorded, await sourceOf(bundle, recorded))
  const same = recorded.maker.version === here.version
  const faults: Fault[] = []
  const unmade: string[] = []
  for (const [name, expected] of texts) {
    const found = (await textOf(bundle, name)) ?? ''
    if (found === expected) continue
    const otherwise = name === FILES.report ? otherDecisions(parsed(found), report) : []
    faults.push(...otherwise.map((says) => ({ file: name, says })))
    if (otherwise.length > 0) continue
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

/** The files that hold sentences of ours, and the sums over them; the sums themselves are checked in any case. */
const WORDED: ReadonlySet<string> = new Set([FILES.report, FILES.page, FILES.sarif, FILES.calendar, FILES.sums])

function notesOf({ maker, collected }: Recorded, here: Maker, unmade: readonly string[]): readonly string[] {
  const { regulation } = collected.facts
  const worded = unmade.filter((name) => name !== FILES.sums)
  return [
    ...(maker.version === here.version
      ? []
      : [
          `It was made by version ${maker.version}; this is ${here.version}: what was decided is compared, not how it is worded.`,
        ]),
    ...(worded.length === 0
      ? []
      : [
          `The sentences in ${worded.map((name) => `\`${name}\``).join(', ')} are not verified; \`convert\` writes them anew.`,
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
  const where = difference(plain(regulation), plain(ccpaAdmt))
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

/** What is read again comes from the bundle and from nowhere else. */
function filesOf(bundle: Bundle, read: readonly Read[]): Files {
  const places = new Map(read.map((each) => [each.path, placeOf(each.folder, each.path)]))
  return {
    async read(path, maxBytes) {
      const place = places.get(path)
      if (place === undefined) return { ok: false, reason: 'missing', message: 'does not exist' }
      const bytes = await bundle.bytes(place, maxBytes)
      return bytes === undefined
        ? { ok: false, reason: 'too-large', message: `has more than ${maxBytes} bytes` }
        : { ok: true, bytes }
    },
    list: async () => ({ ok: true, paths: [] }),
  }
}

/** The manifest with its places, as it lies in the bundle. */
export async function sourceOf(bundle: Bundle, { collected }: Recorded): Promise<Source> {
  const { manifestFile } = collected.facts
  const decoded = decodeText((await bundle.bytes(placeOf('manifest', manifestFile), MOST)) ?? new Uint8Array())
  return parseSource(decoded.ok ? decoded.text : '', manifestFile)
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

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

import type { Report } from '../core/report.ts'
import type { Source } from '../read/source.ts'
import { ccpaAdmt } from '../regulations/index.ts'
import { complete } from './complete.ts'
import { formed, formFault } from './form.ts'
import { FILES, placeOf } from './layout.ts'
import { madeAgain } from './made-again.ts'
import { FACTS_FORMAT, type Recorded } from './make.ts'
import { readAgain } from './read-again.ts'
import { isShipped, otherLaw, sharingLaw } from './recorded-law.ts'
import type { Maker } from './statement.ts'
import { type Bundle, type Fault, MOST, textOf } from './stored.ts'

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

/** Nothing is read that is not one of its own files, wherever the facts say that it lies. */
function notThere({ read }: Recorded, names: ReadonlySet<string>): readonly Fault[] {
  return read
    .filter(({ withheld }) => withheld !== true)
    .map(({ folder, path }) => placeOf(folder, path))
    .filter((place) => !names.has(place))
    .map((place) => ({ file: place, says: 'is told to have been read, and is not in the bundle' }))
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

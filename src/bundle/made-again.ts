import type { Report } from '../core/report.ts'
import type { Source } from '../read/source.ts'
import { otherDecisions } from './decisions.ts'
import { difference } from './difference.ts'
import { FILES } from './layout.ts'
import { bundleMade, type Recorded } from './make.ts'
import type { Maker } from './statement.ts'
import { type Bundle, type Fault, textOf } from './stored.ts'
import { parseSums } from './sums.ts'

/** Every generated file is what the recorded facts make, byte for byte; of another version's files, what it decided is. */
export async function madeAgain(
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.split('\n')
  }
}

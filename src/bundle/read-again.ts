import { collectComparison } from '../collect/comparison.ts'
import { collectManifest } from '../collect/manifest.ts'
import { collectPolicy } from '../collect/policy.ts'
import { collectRecords } from '../collect/records.ts'
import type { Facts, RecordFact } from '../core/facts.ts'
import { NO_POLICY, type PolicyFacts } from '../core/policy.ts'
import type { Base, Files, PolicySource } from '../core/ports.ts'
import { determine } from '../determine/index.ts'
import { parsePolicyAddress } from '../read/policy-address.ts'
import type { Source } from '../read/source.ts'
import { modelCards } from '../regulations/index.ts'
import { rules } from '../rules/index.ts'
import { withoutWords } from './decisions.ts'
import { difference } from './difference.ts'
import { FILES, type Folder, placeOf, type Read } from './layout.ts'
import type { Recorded } from './make.ts'
import type { Maker } from './statement.ts'
import type { Bundle, Fault } from './stored.ts'

/**
 * The manifest, the policy, what was compared with and the records that were read say today what was recorded of them; of another
 * version's facts what is worded is left aside.
 */
export async function readAgain(
  bundle: Bundle,
  { collected: { facts }, read, maker }: Recorded,
  here: Maker,
): Promise<{ readonly faults: readonly Fault[]; readonly source: Source }> {
  const fault = (says: string): Fault => ({ file: FILES.facts, says })
  const compared = maker.version === here.version ? (value: unknown) => value : withoutWords
  const files = filesOf(bundle, read, 'records', 'manifest')
  const withheld = new Set(read.filter((each) => each.withheld === true).map(({ path }) => path))
  const { source, problems, manifest } = await collectManifest(files, facts.manifestFile)
  const differs = (what: string, recorded: unknown, now: unknown): readonly Fault[] => {
    const where = difference(compared(recorded), compared(plain(now)))
    return where === undefined ? [] : [fault(`does not follow from what was read: ${what}${where}`)]
  }
  const secret = (facts.secrets ?? []).map(({ file }) => file)
  const faults = [
    ...[...new Set(secret)]
      .filter((file) => !withheld.has(file))
      .map((file) => fault(`tells of a secret in \`${file}\`, which is not withheld`)),
    ...withheldBelow(read, 'records')
      .filter((file) => !secret.includes(file))
      .map((file) => fault(`withholds \`${file}\`, and tells of no secret in it`)),
    ...differs('problems', facts.problems, problems),
    ...differs('written', facts.written, source.written),
  ]
  const keys = ['determinations', 'duties', 'notApplicable', 'questions', 'activities'] as const
  if (manifest === undefined) {
    const nothing = [...keys, 'records' as const].flatMap((key) => differs(key, facts[key], []))
    return { faults: [...faults, ...differs('manifest', facts.manifest, undefined), ...nothing], source }
  }
  const law = facts.regulation
  const determined: Partial<Facts> = determine(manifest, law, facts.asOf)
  const records = await collectRecords(manifest, { regulation: law, cards: modelCards }, files, facts.asOf)
  const all = [
    ...faults,
    ...differs('manifest', facts.manifest, manifest),
    ...keys.flatMap((key) => differs(key, facts[key], determined[key])),
    ...differs('policy', facts.policy, await policyAgain(bundle, facts, read)),
    ...differs('comparison', facts.comparison, await comparisonAgain(bundle, facts, read)),
    ...differs(
      'records',
      facts.records,
      records.map((record, index) => readOrTold(record, facts.records[index], withheld)),
    ),
  ]
  return { faults: all, source }
}

function withheldBelow(read: readonly Read[], folder: Folder): readonly string[] {
  return read.filter((each) => each.folder === folder && each.withheld === true).map(({ path }) => path)
}

/** The policy as it is read from the bundle; the recorded one where its bytes are withheld. */
async function policyAgain(bundle: Bundle, { policy, regulation }: Facts, read: readonly Read[]): Promise<PolicyFacts> {
  const { from, name, commit = '' } = policy
  if (from === 'none' || name === undefined || withheldBelow(read, 'policy').length > 0)
    return from === 'none' ? NO_POLICY : policy
  const { path } = parsePolicyAddress(name)
  const [here, nothing] = [filesOf(bundle, read, 'policy'), filesOf(bundle, [])]
  const source: PolicySource =
    from === 'folder'
      ? { name, path }
      : from === 'bootstrap'
        ? { name, path, trusted: { from: 'base', commit, files: nothing } }
        : { name, path, trusted: { from, commit, files: here } }
  return collectPolicy(source, here, { rules: rules.map(({ id }) => id), regulation })
}

/** What differs from the manifest that is kept of the base; which files differ beside it, only the recorded facts can tell. */
async function comparisonAgain(bundle: Bundle, facts: Facts, read: readonly Read[]): Promise<Facts['comparison']> {
  const { comparison } = facts
  if (comparison === undefined || withheldBelow(read, 'base').length > 0) return comparison
  const { commit } = comparison
  const files = filesOf(bundle, read, 'base')
  const base: Base = { commit, files, tip: { commit, files }, changed: async () => comparison.files }
  const again = await collectComparison(base, facts)
  if ('because' in again) throw new Error(again.because)
  return again
}

/**
 * What was refused then and is not there now, or holds a secret, cannot be read again, and a test result is told with the clock of its
 * run. Whether it is such a one follows from the manifest and from what is there, not from what was told.
 */
function readOrTold(record: RecordFact, told: RecordFact | undefined, withheld: ReadonlySet<string>): RecordFact {
  if (told === undefined) return record
  const { subject, kind, route, file } = record
  const own = { subject, kind, route, ...(file === undefined ? {} : { file }) }
  if (withheld.has(file ?? '')) return { ...told, ...own }
  if (record.test !== undefined && told.test !== undefined) return { ...told, ...own }
  // Refused is refused, whatever the reason was: it proves nothing.
  return record.refused !== undefined && told.refused !== undefined ? { ...told, ...own, parts: record.parts } : record
}

/** What is read again comes from the bundle and from nowhere else. */
function filesOf(bundle: Bundle, read: readonly Read[], ...folders: readonly Folder[]): Files {
  const places = new Map(
    read
      .filter(({ folder, withheld }) => folders.includes(folder) && withheld !== true)
      .map((each) => [each.path, placeOf(each.folder, each.path)]),
  )
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

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

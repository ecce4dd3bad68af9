import type { OwnersFrom } from './collect/code-owners.ts'
import { collectManifest } from './collect/manifest.ts'
import { collectRecords } from './collect/records.ts'
import { withoutSecrets } from './collect/without-secrets.ts'
import type { Comparison } from './core/comparison.ts'
import type { Facts } from './core/facts.ts'
import { isFollowed } from './core/manifest.ts'
import { NO_POLICY, type PolicyFacts } from './core/policy.ts'
import type { Base, BaseUnknown, Checkout, Files, History, Platform, PolicySource } from './core/ports.ts'
import type { Report } from './core/report.ts'
import type { FailOn, Stage } from './core/verdict.ts'
import { determine } from './determine/index.ts'
import { type Collected, judge } from './judge.ts'
import type { Place } from './place.ts'
import type { Source } from './read/source.ts'
import { ccpaAdmt, modelCards } from './regulations/index.ts'
import { rules } from './rules/index.ts'

export type RunOptions = {
  readonly files: Files
  /** Test results count when they are newer; without it nobody can tell. */
  readonly checkout?: Checkout
  /** The history of the repository; asked for only when a system declares what is to be followed. */
  readonly history?: () => Promise<History>
  /** Path of the manifest, relative to the root of `files`. */
  readonly manifest: string
  /** `YYYY-MM-DD`: the day for which everything is judged. */
  readonly asOf: string
  readonly failOn: FailOn
  /** Folder of the root as the reader knows it, such as `examples/lending`; put before every path that is shown. */
  readonly shownUnder?: string
  readonly run?: Report['run']
  /** The revision to compare with, or why nobody can tell it; absent where nothing is proposed, as on a push. */
  readonly base?: Base | BaseUnknown
  /** Absent when no policy is named. */
  readonly policy?: PolicySource
  /** Absent where the platform is not reached, as on the command line. */
  readonly platform?: Platform
}

/** The report, what it was made from, and the manifest with its places for those who show its lines. */
export type Ran = {
  readonly report: Report
  readonly place: Place
  readonly collected: Collected
  readonly source: Source
  readonly text: string
}

/** The whole gate, in its order: read, determine, collect, evaluate, decide. Throws `ConfigurationError` when there is no manifest that can be read. */
export async function run(options: RunOptions): Promise<Ran> {
  const { sources, found } = withoutSecrets(options)
  const read = await collectManifest(sources.files, options.manifest, sources.base)
  const { facts: collectedFacts, stages } = await collectFacts(sources, read)
  const facts = { ...collectedFacts, ...found() }
  const { failOn, run, shownUnder } = options
  const collected = { facts, stages, failOn, ...(run === undefined ? {} : { run }) }
  return { ...judge(collected, read.source, shownUnder), collected, source: read.source, text: read.text }
}

type Read = Awaited<ReturnType<typeof collectManifest>>

async function collectFacts(
  { files, checkout, history, asOf, manifest: manifestFile, base, policy: source, platform }: RunOptions,
  { source: text, problems, manifest }: Read,
): Promise<{ readonly facts: Facts; readonly stages: readonly Stage[] }> {
  const policy = source === undefined ? NO_POLICY : await policyOf(source, files)
  const seen = { asOf, manifestFile, problems, regulation: ccpaAdmt, policy }
  const compared = base === undefined ? undefined : { because: 'the manifest could not be parsed' }
  if (manifest === undefined)
    return { facts: { ...seen, ...NOTHING }, stages: stagesOf('the manifest could not be parsed', compared) }
  const determined = determine(manifest, ccpaAdmt, asOf)
  const records = await collectRecords(manifest, { regulation: ccpaAdmt, cards: modelCards }, files, asOf, checkout)
  const found = { ...seen, written: text.written, manifest, ...determined, records }
  const [{ changed, ...seenOf }, owners] = await Promise.all([
    collectChange({ base, platform }, found),
    base === undefined && platform === undefined ? {} : collectOwners({ manifest, files, base, platform }),
  ])
  const stages = stagesOf(undefined, changed !== undefined && 'because' in changed ? changed : base && {})
  const facts: Facts = { ...found, ...seenOf, ...owners }
  if (!manifest.systems.some(isFollowed)) return { facts, stages }
  const { collectHistory } = await import('./collect/history.ts')
  return { facts: { ...facts, history: await collectHistory(found, await history?.()) }, stages }
}

type Seen = Pick<Facts, 'comparison' | 'approvals'> & { readonly changed?: Comparison | BaseUnknown }

/** What differs from the base, and who approved it, as far as it needs anybody's approval. */
async function collectChange(
  { base, platform }: { readonly [key in 'base' | 'platform']: RunOptions[key] | undefined },
  found: Facts,
): Promise<Seen> {
  const changed =
    base === undefined ? undefined : await (await import('./collect/comparison.ts')).collectComparison(base, found)
  const compared = changed !== undefined && 'changes' in changed ? { comparison: changed } : {}
  const told =
    platform === undefined
      ? {}
      : await (await import('./collect/platform.ts')).collectFromPlatform(platform, { ...found, ...compared })
  return { ...(changed === undefined ? {} : { changed }), ...compared, ...told }
}

/** Asked beside the change, so that it takes no round trip of its own. */
async function collectOwners(from: OwnersFrom): Promise<Pick<Facts, 'accounts' | 'codeOwners'>> {
  return (await import('./collect/owners.ts')).collectOwners(from)
}

/** Loaded when a policy is named. */
async function policyOf(source: PolicySource, files: Files): Promise<PolicyFacts> {
  const { collectPolicy } = await import('./collect/policy.ts')
  return collectPolicy(source, files, { rules: rules.map(({ id }) => id), regulation: ccpaAdmt })
}

/** What is known of a manifest that could not be parsed, besides its problems. */
const NOTHING = { determinations: [], duties: [], notApplicable: [], questions: [], activities: [], records: [] }

/** `compared`: undefined where there is nothing to compare with; with `because`, why it could not be compared. */
function stagesOf(stopped?: string, compared?: { readonly because?: string }): readonly Stage[] {
  const stage = (name: Stage['name'], because: string | undefined): Stage =>
    because === undefined ? { name, ran: true } : { name, ran: false, because }
  return [
    stage('read', undefined),
    stage('determine', stopped),
    ...(compared === undefined ? [] : [stage('compare', compared.because)]),
    stage('collect', stopped),
    stage('evaluate', undefined),
  ]
}

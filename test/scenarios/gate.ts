import { type Members, membershipKey } from '../../src/core/code-owners.ts'
import type { Accounts, Approvals, ChangedFiles } from '../../src/core/comparison.ts'
import type { Truth } from '../../src/core/determination.ts'
import type { Facts } from '../../src/core/facts.ts'
import type { Manifest } from '../../src/core/manifest.ts'
import type { Base, CheckoutTime, HistoryResult, Platform } from '../../src/core/ports.ts'
import type { Report } from '../../src/core/report.ts'
import { type Determined, determine } from '../../src/determine/index.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { parseSource } from '../../src/read/source.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { type RecordState, recordText } from './records.ts'

export const MANIFEST = 'ai-compliance.yml'
export const POLICY = 'compliance/policy.yml'

export type Given = {
  readonly manifest: string
  readonly asOf: string
  /** Paths with their state; every declared path that is not among them is as `otherwise` says. */
  readonly records?: { readonly [path: string]: RecordState }
  readonly otherwise?: 'complete' | 'missing'
  readonly tests?: TestRun
  /** What git would say; without it, a manifest that asks for its history fails the test. */
  readonly history?: Told
  /** What it is compared with; without it nothing is. */
  readonly base?: BaseGiven
  /** What GitHub would say of reviews; without it nobody asks. */
  readonly approvals?: Approvals
  /** What GitHub would say of accounts and of members of teams; without either nobody asks. */
  readonly accounts?: Accounts
  readonly members?: Members
  /** `CODEOWNERS` at the tip of the base branch, with the files that are judged; only with `base`. */
  readonly codeOwners?: OwnersGiven
  /** The text of a policy in the folder. */
  readonly policy?: string
}

/** The text of the base's manifest, undefined where it has none, and the files that differ; without them, none does. */
export type BaseGiven = { readonly manifest: string | undefined; readonly changed?: ChangedFiles }

/** By paths from the repository's root; `files` from the folder that is judged. */
export type OwnersGiven = {
  readonly base: { readonly [path: string]: string }
  readonly files: readonly string[]
  readonly folder?: string
}

/** Test results that lie in the repository, when all was written, and when the commit was checked out. */
export type TestRun = {
  readonly files: { readonly [path: string]: string }
  readonly writtenAt?: string
  readonly checkout?: CheckoutTime
}

/** A history, with the texts of the versions that its changes name. */
export type Told = HistoryResult & { readonly texts?: { readonly [version: string]: string } }

export type Checked = {
  readonly report: Report
  readonly manifest: Manifest
  readonly determined: Determined
  readonly facts: Facts
}

/** The whole gate over a manifest and generated records, with what was determined on the way. */
export async function check({
  manifest: text,
  asOf,
  records = {},
  otherwise = 'missing',
  tests,
  history,
  base,
  approvals,
  accounts,
  members,
  codeOwners,
  policy,
}: Given): Promise<Checked> {
  const manifest = parseManifest(parseSource(text, MANIFEST).written)
  const contents: { [path: string]: string } = {
    ...tests?.files,
    ...Object.fromEntries((codeOwners?.files ?? []).map((path) => [path, ''])),
    ...(policy === undefined ? {} : { [POLICY]: policy }),
    [MANIFEST]: text,
  }
  for (const { kind, path } of declaredFiles(manifest)) {
    const state = records[path] ?? otherwise
    if (state !== 'missing')
      contents[path] ??=
        state === 'complete' ? recordText(kind, path) : recordText(kind, path, state.without, state.with)
  }
  const time = tests?.checkout
  const { report, collected } = await run({
    files: memoryFiles(contents, tests?.writtenAt),
    ...(base === undefined ? {} : { base: baseOf(base, codeOwners) }),
    ...(approvals === undefined && accounts === undefined && members === undefined
      ? {}
      : { platform: platformOf({ approvals, accounts, members }) }),
    ...(time === undefined ? {} : { checkout: async () => time }),
    manifest: MANIFEST,
    asOf,
    failOn: 'error',
    ...(policy === undefined ? {} : { policy: { name: POLICY, path: POLICY } }),
    history: async () => {
      if (history === undefined) throw new Error('the history is read, and the test tells none')
      return { changes: async () => history, texts: async () => new Map(Object.entries(history.texts ?? {})) }
    },
  })
  return { report, manifest, determined: determine(manifest, ccpaAdmt, asOf), facts: collected.facts }
}

function platformOf({ approvals, accounts = {}, members = {} }: Answers): Platform {
  return {
    approvals: async () => approvals ?? { known: false, because: 'the test tells none', next: 'tell one' },
    accounts: async (handles) => only(accounts, handles),
    members: async (asked) => only(members, asked.map(membershipKey)),
  }
}

type Answers = { readonly [key in 'approvals' | 'accounts' | 'members']: Given[key] | undefined }

/** What was asked, and nothing else. */
function only<T>(all: { readonly [key: string]: T }, keys: readonly string[]): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)))
}

function baseOf({ manifest, changed = { known: true, files: [] } }: BaseGiven, owners?: OwnersGiven): Base {
  const files = memoryFiles(manifest === undefined ? {} : { [MANIFEST]: manifest })
  const commit = '9c1e5b7d20f4a8863d5e0c7b1f2a4968d3e7b054'
  const repository =
    owners === undefined ? {} : { repository: { files: memoryFiles(owners.base), folder: owners.folder ?? '' } }
  return { commit, files, tip: { commit, files, ...repository }, changed: async () => changed }
}

/** Every file that the manifest declares as a record, with its kind. */
export function declaredFiles(manifest: Manifest): readonly { readonly kind: string; readonly path: string }[] {
  return [...manifest.organization.records, ...manifest.systems.flatMap((system) => system.records)].flatMap(
    (record) => (record.file.value === undefined ? [] : [{ kind: record.kind, path: record.file.value }]),
  )
}

/** By obligation, whether it applies to a subject. An obligation that is neither a duty nor told as not applicable is not in it. */
export function applicability(
  { duties, notApplicable }: Pick<Report, 'duties' | 'notApplicable'> | Pick<Determined, 'duties' | 'notApplicable'>,
  subject: string,
): ReadonlyMap<string, Truth> {
  return new Map<string, Truth>([
    ...notApplicable
      .filter((each) => each.subject === subject)
      .flatMap(({ obligations }) => obligations.map((id): [string, Truth] => [id, 'no'])),
    ...duties
      .filter((duty) => duty.subject === subject)
      .map((duty): [string, Truth] => [duty.obligation, duty.applies]),
  ])
}

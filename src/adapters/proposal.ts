import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Base, BaseUnknown, Files, History } from '../core/ports.ts'
import type { RunContext } from '../read/context.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { apiBase, baseOf, type Proposal } from './base.ts'
import { type BaseCommits, gitBase } from './git-base.ts'
import { commitHere, isHere, mergeBaseHere, parentsHere } from './git-commit.ts'
import { type Connection, READING } from './github.ts'
import type { Open } from './policy-source.ts'
import { type RepositoryFiles, repositoryFiles } from './repository-files.ts'
import type { Place } from './runner.ts'

/** What an event proposes to merge: what it is held against, the way to GitHub, and its files where they are not those of the workspace. */
export type Proposed = {
  readonly base: Base | BaseUnknown
  /** Absent where there is no token. */
  readonly connection?: Connection
  readonly instead?: { readonly files: Files; readonly history: History; readonly commit: string }
}

export type Asked = {
  readonly context: RunContext
  readonly token: string | undefined
  readonly open: Open
  /** What is read for certain, below the folder: the manifest. */
  readonly wanted: readonly string[]
}

/** The base of what is checked out: through the API where there is a token, else from git as far as it is on this machine. */
export async function proposed(place: Place, { context, token, open, wanted }: Asked): Promise<Proposed> {
  const { repository, headSha } = context
  // A payload that cannot be read breaks the HTTP client's package too, which reads it when it is loaded.
  if (headSha === undefined) return { base: { because: 'the event does not name the commit that is proposed' } }
  const top = join(place.top, place.repository)
  const withGit = existsSync(join(top, '.git'))
  const commit = place.commit ?? (withGit ? await commitHere(top) : archived(context))
  if (repository === undefined || commit === undefined)
    return { base: { because: 'nobody can tell which commit is checked out' } }
  // Judging anything else, such as the base branch, would pass any change.
  if (commit !== headSha && commit !== context.mergeSha)
    return {
      base: { because: `commit \`${commit.slice(0, 7)}\` is checked out, which is not what the event proposes` },
    }
  const proposal = proposalOf(context, repository, commit)
  const mergeCommit = commit === context.mergeSha
  const parents = mergeCommit ? await parentsHere(place.root, commit) : undefined
  if (token === undefined) return { base: await fromGit(place.root, proposal, { context, parents, mergeCommit }) }
  const connection = await open(token, READING)
  const base = await commitsOf(proposal, connection, { context, parents, mergeCommit })
  if ('because' in base) return { base, connection }
  const { folder } = place
  const judged = repositoryFiles(connection, repository, commit, folder)
  if (!withGit && (await isElsewhere(judged, wanted))) return { base: { because: NOT_AT_TOP }, connection }
  return {
    base: apiBase(proposal, base, connection, { folder, wanted, workflow: context.workflow, judged }),
    connection,
  }
}

const NOT_AT_TOP =
  'there is no git here to tell which folder of the repository this is; check out at the top of the workspace, or with git'

/** True where the folder is not the same one in the commit, whose files would then all seem new. */
async function isElsewhere(files: RepositoryFiles, wanted: readonly string[]): Promise<boolean> {
  const found = await Promise.all(wanted.map((path) => files.read(path, MAX_BYTES)))
  return found.some((read) => !read.ok && read.reason === 'missing')
}

/** Where the container has no git, actions/checkout downloads an archive of GITHUB_SHA. */
function archived({ event, headSha, mergeSha }: RunContext): string | undefined {
  return event === 'merge_group' ? headSha : (mergeSha ?? headSha)
}

export function proposalOf({ baseSha, pull }: RunContext, repository: string, commit: string): Proposal {
  return { repository, commit, baseSha, pull }
}

type Known = {
  readonly context: RunContext
  readonly parents: readonly string[] | undefined
  readonly mergeCommit: boolean
}

/** What a merge queue made stands on one commit, which its event names. */
async function commitsOf(
  proposal: Proposal,
  connection: Connection,
  { context: { event, baseSha }, parents, mergeCommit }: Known,
): Promise<BaseCommits | BaseUnknown> {
  if (event === 'merge_group' && baseSha !== undefined) return { commit: baseSha, tip: baseSha }
  return baseOf(proposal, connection, { mergeCommit, parents })
}

async function fromGit(
  root: string,
  { commit, baseSha }: Proposal,
  { context: { event, workflow }, parents = [], mergeCommit }: Known,
): Promise<Base | BaseUnknown> {
  const [first, second] = parents
  const tip = mergeCommit && second !== undefined ? first : baseSha
  const from =
    tip === undefined || tip === first || event === 'merge_group' ? tip : await mergeBaseHere(root, tip, commit)
  if (tip !== undefined && from !== undefined && (await isHere(root, from)) && (await isHere(root, tip)))
    return gitBase(root, { commit: from, tip }, workflow)
  return {
    because:
      '`github-token` is empty and the base is not on this machine; pass the token, or check out with `fetch-depth: 0`',
  }
}

import type { ChangedFiles } from '../core/comparison.ts'
import type { Base, BaseUnknown } from '../core/ports.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { because } from './failure-words.ts'
import type { BaseCommits } from './git-base.ts'
import { type Connection, RequestFailure } from './github.ts'
import { pullFiles } from './pull-files.ts'
import { type RepositoryFiles, repositoryFiles } from './repository-files.ts'
import { changedFiles, type Versions } from './tree-changes.ts'
import { isFault, type Tree } from './tree-files.ts'

/** A revision that is proposed. */
export type Proposal = {
  /** `owner/name`. */
  readonly repository: string
  /** The commit that is judged. */
  readonly commit: string
  /** The tip of the base branch, as the event tells it. */
  readonly baseSha: string | undefined
  /** Of a pull request, its number and how many files GitHub counts as changed. */
  readonly pull: { readonly number: number; readonly changedFiles: number | undefined } | undefined
}

const READ = { permission: 'contents: read' }

/**
 * Of a test merge commit its first parent, which is what the pull request would be merged into; of any other commit where it left the
 * base branch. `parents`: of the commit that is judged, where it is known already.
 */
export async function baseOf(
  { repository, commit, baseSha }: Proposal,
  connection: Connection,
  { mergeCommit, parents }: { readonly mergeCommit: boolean; readonly parents: readonly string[] | undefined },
): Promise<BaseCommits | BaseUnknown> {
  try {
    if (mergeCommit) {
      const [first, second] = parents ?? (await parentsOf(connection, repository, commit))
      if (first !== undefined && second !== undefined) return { commit: first, tip: first }
    }
    if (baseSha === undefined) return { because: 'the event names no commit of the base branch' }
    return { commit: await mergeBaseOf(connection, repository, baseSha, commit), tip: baseSha }
  } catch (error) {
    if (error instanceof RequestFailure) return { because: `the base cannot be told: ${because(error, READ)}` }
    throw error
  }
}

/** The base through GitHub's API. Its trees and the files that are read for certain are asked for at once. */
export function apiBase(
  { repository, commit: head, pull }: Proposal,
  { commit, tip }: BaseCommits,
  connection: Connection,
  {
    folder,
    wanted,
    workflow,
    judged = repositoryFiles(connection, repository, head, folder),
  }: {
    readonly folder: string
    /** The manifest's path, and others that are read of the base, below the folder. */
    readonly wanted: readonly string[]
    /** The workflow that runs the gate, from the repository's root. */
    readonly workflow: string | undefined
    /** The files of the commit that is judged, where they are read through the API too. */
    readonly judged?: RepositoryFiles
  },
): Base {
  const files = repositoryFiles(connection, repository, commit, folder)
  const tipFiles = tip === commit ? files : repositoryFiles(connection, repository, tip, folder)
  files.prefetch(wanted, MAX_BYTES)
  void judged.tree()
  let changed: Promise<ChangedFiles> | undefined

  async function compareTrees(): Promise<ChangedFiles> {
    const [before, after] = await Promise.all([files.tree(), judged.tree()])
    if (before === 'tooLarge' || after === 'tooLarge')
      return pull === undefined
        ? untold('the repository holds more files than GitHub lists', 'compare with `--base` in a clone')
        : pullFiles(connection, repository, pull, { folder, workflow })
    if (isFault(before)) return untold(`the base ${before.fault}`, NEXT)
    if (isFault(after)) return untold(`what is judged ${after.fault}`, NEXT)
    const isChanged = workflow !== undefined && before.get(workflow)?.sha !== after.get(workflow)?.sha
    return {
      known: true,
      files: changedFiles(versions(before, folder), versions(after, folder)),
      ...(isChanged ? { workflow } : {}),
    }
  }

  return {
    commit,
    files,
    tip: { commit: tip, files: tipFiles, repository: { files: tipFiles.whole, folder } },
    changed() {
      changed ??= compareTrees()
      return changed
    },
  }
}

const NEXT = 'run the job again; if it stays, see that `permissions:` of the job has `contents: read`'

function untold(because: string, next: string): ChangedFiles {
  return { known: false, because, next }
}

/** The paths below the folder, relative to it. */
function versions(tree: Tree, folder: string): Versions {
  const start = folder === '' ? '' : `${folder}/`
  const below = [...tree].filter(([path]) => path.startsWith(start))
  return new Map(below.map(([path, { mode, sha }]) => [path.slice(start.length), `${mode} ${sha}`]))
}

async function parentsOf({ send }: Connection, repository: string, commit: string): Promise<readonly string[]> {
  const [owner = '', repo = ''] = repository.split('/')
  const answer = await send('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { owner, repo, commit_sha: commit })
  const parents: readonly unknown[] = 'parents' in answer && Array.isArray(answer.parents) ? answer.parents : []
  return parents.map(shaOf)
}

async function mergeBaseOf({ send }: Connection, repository: string, base: string, head: string): Promise<string> {
  const [owner = '', repo = ''] = repository.split('/')
  const parameters = { owner, repo, basehead: `${base}...${head}`, per_page: 1 }
  const answer = await send('GET /repos/{owner}/{repo}/compare/{basehead}', parameters)
  return shaOf('merge_base_commit' in answer ? answer.merge_base_commit : undefined)
}

function shaOf(commit: unknown): string {
  const sha = typeof commit === 'object' && commit !== null && 'sha' in commit ? commit.sha : undefined
  if (typeof sha === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) return sha
  throw new RequestFailure('lost', 'the answer names no commit')
}

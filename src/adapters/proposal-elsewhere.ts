import { ConfigurationError } from '../core/errors.ts'
import type { Files, History } from '../core/ports.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { apiBase, baseOf } from './base.ts'
import { READING_ALL } from './github.ts'
import { type Asked, type Proposed, proposalOf } from './proposal.ts'
import { type RepositoryFiles, repositoryFiles } from './repository-files.ts'

/** What is proposed where nothing of it is checked out: its files are data, and none of them is ever run. */
export async function proposedElsewhere(folder: string, { context, token, open, wanted }: Asked): Promise<Proposed> {
  const { repository, headSha: commit } = context
  if (repository === undefined || commit === undefined)
    throw new ConfigurationError('The event names no commit to judge.', 'Run the gate on `pull_request`.')
  if (token === undefined)
    throw new ConfigurationError(
      'On `pull_request_target` the files here are not those of the pull request, and `github-token` is empty.',
      'Pass `github-token`, by which they are read through the API.',
    )
  const connection = await open(token, READING_ALL)
  const judged = repositoryFiles(connection, repository, commit, folder)
  judged.prefetch(wanted, MAX_BYTES)
  const proposal = proposalOf(context, repository, commit)
  const base = await baseOf(proposal, connection, { mergeCommit: false, parents: undefined })
  return {
    base:
      'because' in base
        ? base
        : apiBase(proposal, base, connection, { folder, wanted, workflow: context.workflow, judged }),
    connection,
    instead: { files: whole(judged), history: NONE, commit },
  }
}

/** A file that GitHub does not give is no file that is wrong: nothing can be judged without it. */
function whole(files: RepositoryFiles): Files {
  const stop = (path: string, message: string) =>
    new ConfigurationError(
      `\`${path}\` ${message}.`,
      'Run the job again. If it stays, give the job `contents: read`, or check out the head of the pull request.',
    )
  return {
    ...files,
    async read(path, maxBytes) {
      const read = await files.read(path, maxBytes)
      if (!read.ok && read.reason === 'unreadable' && !path.includes('\0')) throw stop(path, read.message)
      return read
    },
    async list(folder, limits) {
      const tree = await files.tree()
      if (tree !== 'tooLarge' && 'fault' in tree) throw stop(folder, tree.fault)
      return files.list(folder, limits)
    },
  }
}

const NONE: History = {
  changes: async () => ({
    ok: false,
    message: 'is not here: nothing is checked out',
    next: 'run the gate on `pull_request`, with a checkout',
  }),
  texts: async () => new Map(),
}

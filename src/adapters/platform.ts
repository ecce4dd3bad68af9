import type { Platform } from '../core/ports.ts'
import type { RunContext } from '../read/context.ts'
import type { Proposed } from './approvals.ts'
import type { Connection, Send } from './github.ts'
import type { Open } from './policy-source.ts'

type From = {
  readonly connection: Connection | undefined
  /** The root that is judged. */
  readonly folder: string
  /** Sees the members of teams, which the job's own token cannot. */
  readonly org?: { readonly token: string; readonly open: Open } | undefined
}

/** What GitHub tells of a pull request or a merge queue; undefined where nothing is proposed. */
export function platformOf(context: RunContext, { connection, folder, org }: From): Platform | undefined {
  const proposed = proposedBy(context)
  if (proposed === undefined) return undefined
  const sent = connection && { ...connection, send: once(connection.send) }
  return {
    async approvals(asked) {
      if (sent === undefined)
        return {
          known: false,
          because: '`github-token` is empty, and reviews cannot be seen without it',
          next: 'pass `github-token`, with `pull-requests: read` in `permissions:` of the job',
        }
      const [{ readApprovals }, { repositoryFiles }] = await Promise.all([
        import('./approvals.ts'),
        import('./repository-files.ts'),
      ])
      const filesAt = (commit: string) => repositoryFiles(sent, proposed.repository, commit, folder)
      return readApprovals(sent, proposed, asked, filesAt)
    },
    async accounts(handles) {
      const { readAccounts, unseenAccounts } = await import('./accounts.ts')
      return connection === undefined ? unseenAccounts(handles) : readAccounts(connection, handles)
    },
    async members(asked) {
      if (org === undefined) return {}
      const { readMembers, MEMBERS } = await import('./team-members.ts')
      return readMembers(await org.open(org.token, MEMBERS), asked)
    },
  }
}

/** Several manifests of one repository ask the same. */
function once(send: Send): Send {
  const answers = new Map<string, Promise<object>>()
  return (route, parameters) => {
    const key = JSON.stringify([route, parameters])
    const answer = answers.get(key) ?? send(route, parameters)
    answers.set(key, answer)
    return answer
  }
}

function proposedBy({ event, repository, pull, headSha, queueRef, baseSha }: RunContext): Proposed | undefined {
  if (repository === undefined) return undefined
  if (pull !== undefined && headSha !== undefined)
    return { repository, of: { number: pull.number, author: pull.author, headSha } }
  // A branch that is not named as GitHub names them leads to no pull request, which is told when it is asked.
  return event === 'merge_group' ? { repository, of: { ref: queueRef ?? '', baseSha } } : undefined
}

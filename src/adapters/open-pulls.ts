import { at } from '../read/payload.ts'
import type { Connection } from './github.ts'

/**
 * The numbers of the open pull requests into a repository whose head is exactly this commit, asked of the repository that the commit is
 * in: the base repository knows no pull request by a commit of a fork. Throws `RequestFailure`.
 */
export async function openPulls(
  { send }: Connection,
  {
    into,
    headRepository,
    headSha,
  }: { readonly into: string; readonly headRepository: string; readonly headSha: string },
): Promise<readonly number[]> {
  const [owner, repo] = headRepository.split('/')
  const listed = await send('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
    owner,
    repo,
    commit_sha: headSha,
    per_page: 100,
  })
  return (Array.isArray(listed) ? listed : []).flatMap((pull: unknown) => {
    const number = at(pull, 'number')
    const ours =
      at(pull, 'base', 'repo', 'full_name') === into &&
      at(pull, 'head', 'sha') === headSha &&
      at(pull, 'state') === 'open'
    return ours && typeof number === 'number' ? [number] : []
  })
}

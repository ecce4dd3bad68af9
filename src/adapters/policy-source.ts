import { ConfigurationError } from '../core/errors.ts'
import type { Base, BaseUnknown, PolicySource } from '../core/ports.ts'
import { MAX_POLICY_BYTES } from '../read/limits.ts'
import { type PolicyAddress, parsePolicyAddress } from '../read/policy-address.ts'
import { policySource as policyNamed } from '../read/policy-source.ts'
import { because } from './failure-words.ts'
import { type Budget, type Connection, READING, RequestFailure } from './github.ts'
import { repositoryFiles } from './repository-files.ts'

/** Opens a way to GitHub with a token. */
export type Open = (token: string, budget: Budget) => Promise<Connection>

type Tokens = { readonly policyToken: string | undefined; readonly githubToken: string | undefined }

/**
 * Where the policy is read: in another repository, or at the tip of the base branch. Where there is no base, as on a push, nothing is
 * proposed, and the folder's own is the policy. Throws `ConfigurationError` when it cannot be reached: that is never "no policy".
 */
export async function policySource(
  name: string,
  {
    base,
    tokens,
    open,
  }: { readonly base: Base | BaseUnknown | undefined; readonly tokens: Tokens; readonly open: Open },
): Promise<PolicySource> {
  const address = parsePolicyAddress(name)
  if (address.kind === 'repository') return inRepository(name, address, tokens, open)
  if (base !== undefined && 'because' in base)
    throw new ConfigurationError(
      `The policy \`${name}\` is read where the change cannot reach it, and ${base.because}.`,
      'Mend that, or name a policy in another repository: `owner/repo/path@ref`.',
    )
  base?.tip.files.prefetch?.([address.path], MAX_POLICY_BYTES)
  return policyNamed(name, base)
}

async function inRepository(
  name: string,
  { owner, repo, path, ref }: Extract<PolicyAddress, { readonly kind: 'repository' }>,
  { policyToken, githubToken }: Tokens,
  open: Open,
): Promise<PolicySource> {
  const token = policyToken ?? githubToken
  if (token === undefined)
    throw new ConfigurationError(
      `The policy \`${name}\` is in another repository, and \`policy-token\` and \`github-token\` are empty.`,
      `Give \`policy-token\` a token that can read \`${owner}/${repo}\`.`,
    )
  const needs = {
    permission: 'contents: read',
    token: policyToken === undefined ? 'github-token' : 'policy-token',
    grant: `give \`policy-token\` a token that can read \`${owner}/${repo}\`, and name a branch, tag or commit of it`,
  }
  const connection = await open(token, READING)
  try {
    const answer = await connection.send('GET /repos/{owner}/{repo}/commits/{ref}', { owner, repo, ref, per_page: 1 })
    const commit = 'sha' in answer && typeof answer.sha === 'string' ? answer.sha : ''
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) throw new RequestFailure('lost', 'the answer names no commit')
    const files = repositoryFiles(connection, `${owner}/${repo}`, commit, '', needs)
    files.prefetch([path], MAX_POLICY_BYTES)
    return { name, path, trusted: { from: 'repository', commit, files } }
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    throw new ConfigurationError(
      `The policy \`${name}\` cannot be read: ${because(error, needs)}.`,
      'Mend that, and run the job again.',
    )
  }
}

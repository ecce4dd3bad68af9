import { ConfigurationError } from '../core/errors.ts'
import type { Base, PolicySource } from '../core/ports.ts'
import { parsePolicyAddress } from './policy-address.ts'

/**
 * Where a policy that is named by its path is read: at the tip of the base branch, or in the folder where nothing is proposed. Throws
 * `ConfigurationError` for another repository, which is reached through the network.
 */
export function policySource(name: string, base?: Base): PolicySource {
  const address = parsePolicyAddress(name)
  if (address.kind === 'repository')
    throw new ConfigurationError(
      `The policy \`${name}\` is in another repository, which the Action reads and the command line does not.`,
      'Name a file of this folder, such as a copy of it.',
    )
  const { path } = address
  if (base === undefined) return { name, path }
  const { commit, files } = base.tip
  return { name, path, trusted: { from: 'base', commit, files } }
}

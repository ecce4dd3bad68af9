import { ConfigurationError } from '../core/errors.ts'
import type { PolicyFacts } from '../core/policy.ts'
import type { Files, PolicySource } from '../core/ports.ts'

/** The policy, read where the change cannot reach it. Throws `ConfigurationError` when it cannot be had: that is never "no policy". */
export async function collectPolicy(source: PolicySource, _files: Files): Promise<PolicyFacts> {
  throw new ConfigurationError(`The policy \`${source.name}\` cannot be read.`, 'Leave it out.')
}

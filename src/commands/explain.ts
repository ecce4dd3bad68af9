import { ConfigurationError } from '../core/errors.ts'

/** `explain [ID] [DIR]`: what a system, a rule or an obligation is about. */
export async function explain(_args: readonly string[]): Promise<0 | 1 | 2> {
  throw new ConfigurationError('`explain` is not there yet.', 'Use `check`.')
}

import { ConfigurationError } from '../core/errors.ts'

/** `calendar [DIR]`: what falls due when. */
export async function calendar(_args: readonly string[]): Promise<0 | 1 | 2> {
  throw new ConfigurationError('`calendar` is not there yet.', 'Use `check`.')
}

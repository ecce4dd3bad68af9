import type { Facts } from '../core/facts.ts'
import type { Platform } from '../core/ports.ts'

/** What the declared handles are; none is asked yet. */
export async function collectAccounts(_platform: Platform, _facts: Facts): Promise<Pick<Facts, 'accounts'>> {
  return {}
}

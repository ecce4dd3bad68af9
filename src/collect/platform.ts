import type { Facts } from '../core/facts.ts'
import type { Platform } from '../core/ports.ts'

/** What the platform tells, asked only for what this change and its policy need. */
export async function collectFromPlatform(
  _platform: Platform,
  _facts: Facts,
): Promise<Pick<Facts, 'approvals' | 'accounts'>> {
  return {}
}

import type { Facts } from '../core/facts.ts'
import type { Platform } from '../core/ports.ts'
import { collectApprovals } from './approvals.ts'

/** What the platform tells, asked at once, and only for what this change and its policy need. */
export async function collectFromPlatform(platform: Platform, facts: Facts): Promise<Pick<Facts, 'approvals'>> {
  return collectApprovals(platform, facts)
}

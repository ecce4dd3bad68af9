import { approversNeeded } from '../core/approval-needed.ts'
import type { Facts } from '../core/facts.ts'
import type { Platform } from '../core/ports.ts'

/** Who approved this change; not asked for where it needs nobody's approval. */
export async function collectApprovals(platform: Platform, facts: Facts): Promise<Pick<Facts, 'approvals'>> {
  const handles = approversNeeded(facts)
  if (handles === undefined) return {}
  return { approvals: await platform.approvals({ handles, manifestFile: facts.manifestFile }) }
}

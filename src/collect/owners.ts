import type { Facts } from '../core/facts.ts'
import { collectAccounts } from './accounts.ts'
import { collectCodeOwners, type OwnersFrom } from './code-owners.ts'

/** What the accounts of those who answer are, and whom `CODEOWNERS` names: both follow from the manifest alone, and are asked at once. */
export async function collectOwners({
  manifest,
  files,
  base,
  platform,
}: OwnersFrom): Promise<Pick<Facts, 'accounts' | 'codeOwners'>> {
  const [accounts, codeOwners] = await Promise.all([
    platform === undefined ? {} : collectAccounts(platform, manifest),
    base === undefined || 'because' in base ? {} : collectCodeOwners({ manifest, files, base, platform }),
  ])
  return { ...accounts, ...codeOwners }
}

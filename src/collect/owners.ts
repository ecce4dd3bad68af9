import type { Facts } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'
import type { Base, BaseUnknown, Files, Platform } from '../core/ports.ts'
import { collectAccounts } from './accounts.ts'
import { collectCodeOwners } from './code-owners.ts'

export type OwnersFrom = {
  readonly manifest: Manifest
  /** The files that are judged. */
  readonly files: Files
  readonly base: Base | BaseUnknown | undefined
  /** Absent where GitHub is not asked. */
  readonly platform: Platform | undefined
}

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

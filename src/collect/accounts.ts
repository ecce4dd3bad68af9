import { answeringPeople } from '../core/answering-people.ts'
import { handleOf } from '../core/approval.ts'
import type { Facts } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'
import type { Platform } from '../core/ports.ts'

/** What the declared accounts of those are who answer for something; not asked for where none is declared. */
export async function collectAccounts(platform: Platform, manifest: Manifest): Promise<Pick<Facts, 'accounts'>> {
  const handles = handlesOf(manifest)
  return handles.length === 0 ? {} : { accounts: await platform.accounts(handles) }
}

/** In lower case, sorted, each once. A text that can be nobody's login is not asked about. */
export function handlesOf(manifest: Manifest): readonly string[] {
  return [...new Set(answeringPeople(manifest).flatMap(({ github }) => handleOf(github.value) ?? []))].sort()
}

import { sha256 } from '../bundle/make.ts'
import type { Facts } from '../core/facts.ts'
import type { Files } from '../core/ports.ts'
import { recordedFiles } from '../core/recorded-files.ts'
import type { Report } from '../core/report.ts'

/** The formats that other tools read, and that tell the digest of what was read. */
export type Interchange = 'cyclonedx' | 'oscal'

/** Files whose SHA-256 is kept as they are read. */
export function digesting(files: Files): { readonly files: Files; readonly digests: ReadonlyMap<string, string> } {
  const digests = new Map<string, string>()
  return { files: recordedFiles(files, (path, bytes) => digests.set(path, sha256(bytes))), digests }
}

/** Loaded one by one: each brings what it is made with. */
export async function renderInterchange(
  format: Interchange,
  report: Report,
  facts: Facts,
  digests: ReadonlyMap<string, string>,
): Promise<string> {
  switch (format) {
    case 'cyclonedx':
      return (await import('../report/cyclonedx.ts')).renderCycloneDx(report, facts, digests)
    case 'oscal':
      return (await import('../report/oscal/document.ts')).renderOscal(report, facts, digests)
  }
}

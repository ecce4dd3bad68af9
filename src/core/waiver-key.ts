import type { Waiver } from './manifest.ts'

/** What a waiver says, the same whatever its place and the order of its obligations. */
export function waiverKey({ system, obligations, reason, approvedBy, expiresOn }: Waiver): string {
  return JSON.stringify([
    system.value ?? null,
    [...new Set(obligations.value ?? [])].sort(),
    reason.value ?? null,
    approvedBy.value ?? null,
    expiresOn.value ?? null,
  ])
}

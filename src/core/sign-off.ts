import { type Approval, approvalBy } from './approval.ts'
import { approverOf } from './approver.ts'
import type { Facts } from './facts.ts'
import type { DeclaredRecord, Manifest } from './manifest.ts'

/** Whether the review records the sign-off of a risk assessment; undefined when this change does not touch it. */
export function signOffOf(scope: string, declared: DeclaredRecord, facts: Facts): Approval | undefined {
  if (!isTouched(scope, declared, facts)) return undefined
  const approver = approverOf(declared.approvedBy, facts, 'riskAssessments')
  return 'approved' in approver ? approver : approvalBy(approver, facts)
}

/** True when this change adds the entry, changes what it claims, or changes its file; and when nobody can tell. */
export function isTouched(scope: string, declared: DeclaredRecord, { comparison }: Facts): boolean {
  if (comparison === undefined) return false
  const { before, files } = comparison
  if (before === undefined || !recordsOf(scope, before).some((old) => claims(old) === claims(declared))) return true
  const path = declared.file.value
  return path !== undefined && (!files.known || files.files.some((file) => file.path === path || file.from === path))
}

function recordsOf(scope: string, { organization, systems }: Manifest): readonly DeclaredRecord[] {
  const records = scope === 'organization' ? organization.records : systems.find(({ id }) => id === scope)?.records
  return records ?? []
}

function claims({ kind, file, url, approvedBy, reviewedOn, completedOn, covers }: DeclaredRecord): string {
  const told = [file, url, approvedBy, reviewedOn, completedOn].map(({ value }) => value ?? null)
  return JSON.stringify([kind, ...told, covers.stated, [...(covers.value ?? [])].sort()])
}

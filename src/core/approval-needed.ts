import { handleOf, loosenersOf } from './approval.ts'
import { approverOf } from './approver.ts'
import type { Facts } from './facts.ts'
import type { DeclaredRecord, Text } from './manifest.ts'
import { type Approved, treatmentOf } from './policy.ts'
import { isTouched } from './sign-off.ts'
import { waiversUntold } from './waiver-approval.ts'

/** The accounts whose approval of this change may count, in lower case; undefined when it needs none. */
export function approversNeeded(facts: Facts): readonly string[] | undefined {
  const { comparison, manifest, policy } = facts
  if (comparison === undefined || manifest === undefined) return undefined
  const { approvals: _, ...unseen } = facts
  const waivers = waiversUntold(unseen)
  const assessments = policy.policy.signOff ? assessmentsTouched(facts) : []
  const loosened = comparison.changes.some(
    ({ loosens }) => loosens !== undefined && treatmentOf(policy.policy, loosens) === 'approval',
  )
  if (waivers.length === 0 && assessments.length === 0 && !loosened) return undefined
  const accountOf = (what: Exclude<Approved, 'loosening'>) => (key: Text) => {
    const approver = approverOf(key, facts, what)
    return 'approved' in approver ? [] : (handleOf(approver.github) ?? [])
  }
  const handles = [
    ...waivers.map(({ approvedBy }) => approvedBy).flatMap(accountOf('waivers')),
    ...assessments.map(({ approvedBy }) => approvedBy).flatMap(accountOf('riskAssessments')),
    ...(loosened ? loosenersOf(facts) : []),
  ]
  return [...new Set(handles)].sort()
}

function assessmentsTouched(facts: Facts): readonly DeclaredRecord[] {
  const { organization, systems } = facts.manifest ?? { organization: undefined, systems: [] }
  const all = [
    ...(organization?.records ?? []).map((declared) => ({ scope: 'organization', declared })),
    ...systems.flatMap(({ id, records }) => records.map((declared) => ({ scope: id, declared }))),
  ]
  return all
    .filter(({ scope, declared }) => declared.kind === 'risk-assessment' && isTouched(scope, declared, facts))
    .map(({ declared }) => declared)
}

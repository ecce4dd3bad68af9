import type { Facts } from './facts.ts'
import type { DeclaredRecord } from './manifest.ts'
import { declaredEntries, neededRecords } from './needed-records.ts'
import type { Subject } from './rule.ts'

export type Assessment = Subject & { readonly declared: DeclaredRecord }

/** The declared risk assessments, each with the duties for which somebody must have approved it (11 CCR 7152(a)(9)); none where no duty needs it. */
export function assessmentsToApprove(facts: Facts): readonly Assessment[] {
  return declaredEntries(facts, neededRecords(facts))
    .filter(({ entry }) => entry.declared.kind === 'risk-assessment')
    .map(({ entry: { subject, scope, declared }, duties }) => ({
      subject,
      scope,
      route: declared.route,
      duties: duties.filter((duty) => duty.obligation === 'ra-contributors-and-approval'),
      declared,
    }))
}

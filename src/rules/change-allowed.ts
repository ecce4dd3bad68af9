import { approvalOfLoosening } from '../core/approval.ts'
import type { Change, Loosening } from '../core/change.ts'
import { treatmentOf } from '../core/policy.ts'
import { type Checked, defineRule, fail, notApplicable, open, pass, type Subject } from '../core/rule.ts'

type Compared = Subject & {
  /** Absent where nothing loosens. */
  readonly change?: Change & { readonly loosens: Loosening }
  /** True when the base has a manifest. */
  readonly compared: boolean
}

export default defineRule<Compared>({
  id: 'change/allowed',
  level: 'error',
  summary: 'What makes the gate ask less than at the base revision is allowed by the policy, or approved as it says.',
  why: 'The gate judges by what the change itself declares, so whoever would like to pass could declare less; somebody else must have seen it.',
  fix: 'Take it back, or say in the pull request why it is so and have it approved by whom the policy names.',
  cites: [],

  subjects({ comparison }) {
    if (comparison === undefined) return []
    const compared = comparison.manifest === 'read'
    const loosening = comparison.changes.flatMap((change) =>
      change.loosens === undefined ? [] : [{ ...change, loosens: change.loosens }],
    )
    if (loosening.length === 0) return [{ subject: 'manifest/changes', scope: 'manifest', route: [], compared }]
    return loosening.map((change) => ({
      subject: change.key,
      scope: change.scope,
      route: change.route,
      change,
      compared,
    }))
  },

  check({ change, compared }, facts) {
    if (change === undefined)
      return compared
        ? pass('asks for no less than at the base revision')
        : notApplicable('has nothing to be compared with: the base has no manifest')
    const what = `loosens the gate (\`${change.loosens}\`): ${change.says}`
    switch (treatmentOf(facts.policy.policy, change.loosens)) {
      case 'allow':
        return pass(`${what}; the policy allows it`)
      case 'warn':
        return reviewed(what)
      case 'fail':
        return fail(`${what}; the policy does not allow it`, 'take it back, or have the policy changed first', {
          level: 'error',
        })
      case 'approval': {
        const { approved, because, next, by } = approvalOfLoosening(facts, change.loosens)
        switch (approved) {
          case 'yes':
            return pass(`${what}; it is approved${by === undefined ? '' : ` by ${by}`}`)
          case 'no':
            return fail(`${what}; it needs an approval: ${because}`, next, { level: 'error' })
          case 'unknown':
            return open(`${what}; whether it is approved cannot be told: ${because}`, next, { level: 'error' })
        }
      }
    }
  },
})

function reviewed(message: string): Checked {
  return {
    outcome: 'review',
    level: 'warning',
    message,
    next: 'check that it is so, and say in the pull request why; a policy can ask for an approval',
  }
}

import { type Assessment, assessmentsToApprove } from '../core/assessments.ts'
import { defineRule, fail, notApplicable, open, pass } from '../core/rule.ts'
import { signOffOf } from '../core/sign-off.ts'

export default defineRule<Assessment>({
  id: 'assessment/signed-off',
  level: 'error',
  summary:
    'Where the policy asks for it, a risk assessment that a change touches has the approving review of its `approved-by` person on the head commit.',
  why: 'A name in a file can be written by anybody; the review records the sign-off of the person who approved the assessment.',
  fix: 'Have that person approve the pull request as it is now.',
  cites: ['11 CCR 7152(a)(9)'],

  subjects(facts) {
    if (!facts.policy.policy.signOff) return []
    return assessmentsToApprove(facts).map((assessment) => {
      const { value: owner } = assessment.declared.approvedBy
      return { ...assessment, ...(owner === undefined ? {} : { owner }) }
    })
  },

  check({ declared, scope, duties = [] }, facts) {
    if (duties.length === 0) return notApplicable('is needed by no duty here')
    const signed = signOffOf(scope, declared, facts)
    if (signed === undefined)
      return notApplicable('is not touched by a change here; the review that brought it is its sign-off')
    const { approved, because, next } = signed
    // What comes in unsigned before its date would never be asked again.
    const more = { at: ['approved-by'], level: 'error' as const }
    switch (approved) {
      case 'yes':
        return pass(`is signed off: ${because}`)
      case 'no':
        return fail(`is not signed off: ${because}`, next, more)
      case 'unknown':
        return open(`is not known to be signed off: ${because}`, next, more)
    }
  },
})

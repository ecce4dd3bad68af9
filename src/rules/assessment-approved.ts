import { type Assessment, assessmentsToApprove } from '../core/assessments.ts'
import type { Manifest } from '../core/manifest.ts'
import { notAPerson, personOf } from '../core/people.ts'
import { listed, personIn } from '../core/policy-people.ts'
import { defineRule, fail, notApplicable, open, pass } from '../core/rule.ts'

type Approval = Assessment & { readonly manifest: Manifest }

export default defineRule<Approval>({
  id: 'assessment/approved',
  level: 'error',
  summary: 'Every risk assessment is approved by a named person with a position, who is not counsel.',
  why: 'The assessment must name who reviewed and approved it, with position; someone with authority over the start must approve. Counsel’s advice is not that approval, and a machine cannot give it.',
  fix: 'Write `approved-by:` with the key of that person, and give the person a `title`.',
  cites: ['11 CCR 7152(a)(9)'],

  subjects(facts) {
    const { manifest } = facts
    if (manifest === undefined) return []
    return assessmentsToApprove(facts).map((assessment) => {
      const { value: owner } = assessment.declared.owner
      return { ...assessment, manifest, ...(owner === undefined ? {} : { owner }) }
    })
  },

  check({ declared, manifest, duties = [] }, { policy }) {
    if (duties.length === 0) return notApplicable('is needed by no duty here')
    const at = ['approved-by']
    const { approvedBy } = declared
    if (approvedBy.value === undefined)
      return fail('is approved by nobody', 'write `approved-by:` with the key of the person who approved it', { at })
    const person = personOf(manifest, approvedBy)
    if (person === undefined)
      return fail(
        `is approved by \`${approvedBy.value}\`, who is not under \`people\``,
        'write the key of a person from `people`, or add the person there',
        { at },
      )
    if (notAPerson(person) !== undefined)
      return fail(
        `is approved by \`${approvedBy.value}\`, who is not a natural person`,
        'have a person with authority over the start approve it',
        { at },
      )
    if (person.counsel.stated && person.counsel.value === undefined) {
      return open(
        `is approved by \`${approvedBy.value}\`, and it is not known whether that person advises as counsel`,
        `write \`counsel:\` for \`people.${person.key}\``,
        { at },
      )
    }
    if (person.counsel.value === 'yes' && person.executive.value !== 'yes') {
      return fail(
        `is approved by \`${approvedBy.value}\`, who advises as counsel`,
        'have a person with authority over the start approve it',
        { at },
      )
    }
    if (person.title.value === undefined)
      return fail(
        `is approved by \`${approvedBy.value}\`, whose position is not given`,
        `write \`title:\` for \`people.${person.key}\``,
        { at },
      )
    const allowed = policy.policy.approvers.riskAssessments
    if (allowed !== undefined && personIn(allowed, person) === undefined)
      return fail(
        `is approved by \`${approvedBy.value}\`, whom the policy does not let approve it, but ${listed(allowed)}`,
        'have one of them approve it, and write that person as `approved-by`',
        { at, level: 'error', byPolicy: true },
      )
    return pass(`is approved by ${person.name.value ?? person.key}, ${person.title.value}`)
  },
})

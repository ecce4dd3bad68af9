import type { Determination } from '../core/determination.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Claim = Subject & { readonly claim: string; readonly determination: Determination; readonly reached: boolean }

export default defineRule<Claim>({
  id: 'exception/holds',
  level: 'error',
  summary: 'An exception to the opt-out is claimed only where the law gives it, with every condition met.',
  why: 'There are three exceptions and no more. Where one does not hold, the opt-out is owed.',
  fix: 'Offer the opt-out and write `claim: none`, or meet the condition that fails.',
  cites: ['11 CCR 7221(b)'],

  subjects({ manifest, determinations, duties }) {
    const reached = new Set(
      determinations.filter((each) => each.id === 'article-11' && each.answer === 'yes').map((each) => each.subject),
    )
    const holds = new Map(
      determinations.filter((each) => each.id === 'opt-out-exception').map((each) => [each.subject, each]),
    )
    const owed = duties.filter(
      (duty) =>
        duty.applies === 'yes' && (duty.obligation === 'opt-out-methods' || duty.obligation.startsWith('exception-')),
    )
    return (manifest?.systems ?? []).flatMap((system) =>
      (system.decisions.value ?? []).flatMap((decision) => {
        const determination = holds.get(`${system.id}/${decision.key}`)
        return determination === undefined
          ? []
          : [
              {
                subject: `${system.id}/${decision.key}/opt-out-exception`,
                scope: system.id,
                route: decision.exception.route,
                claim: decision.exception.claim.value ?? 'unknown',
                determination,
                reached: reached.has(`${system.id}/${decision.key}`),
                duties: owed.filter((duty) => duty.subject === system.id),
              },
            ]
      }),
    )
  },

  check({ claim, determination, reached }) {
    if (!reached) return notApplicable('matters only where Article 11 applies to the decision')
    if (determination.answer === 'yes') return pass(`holds: ${determination.because}`)
    if (determination.answer === 'unknown') return notApplicable('turns on an open question')
    return fail(
      `does not hold: ${determination.because}`,
      `write \`claim: none\` and offer the opt-out, or mend what keeps \`${claim}\` from holding`,
      {
        at: ['claim'],
        cites: determination.cites,
      },
    )
  },
})

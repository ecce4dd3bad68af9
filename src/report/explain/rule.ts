import type { RuleShown } from '../../core/report.ts'
import { allCites, capital, sentence } from '../words.ts'
import { type Explanation, factsOf, sectionsOf } from './explanation.ts'

/** What the gate said of one of our own examples; `test/contract/reference.test.ts` takes them from its output. */
export type RuleExample = { readonly subject: string; readonly message: string; readonly next?: string }

/** What a rule asks, why, and how to make it hold, with a finding as an example. */
export function explainRule(rule: RuleShown, example: RuleExample | undefined): Explanation {
  const says = example === undefined ? '' : `\`${example.subject}\` ${sentence(example.message)}`
  const next = example?.next === undefined ? '' : sentence(capital(example.next))
  return {
    kind: 'rule',
    id: rule.id,
    title: rule.summary,
    lead: [rule.why],
    sections: sectionsOf({
      title: '',
      facts: factsOf(
        ['To do', rule.fix],
        [
          'Law',
          rule.cites.length === 0
            ? 'None of its own; a finding cites the duties that it bears on.'
            : sentence(allCites(rule.cites)),
        ],
        ['Example', says],
        ['Next', next],
      ),
    }),
  }
}

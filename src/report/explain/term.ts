import type { Exception, Regulation, Term } from '../../core/regulation.ts'
import { allCites, CONFIDENCES, capital, sentence } from '../words.ts'
import { type Explanation, factsOf, type Item, sectionsOf } from './explanation.ts'

/** An exception to the opt-out: the decisions that it is for, and its conditions as the manifest asks them. */
export function explainException(exception: Exception): Explanation {
  const kinds = exception.kinds?.map((kind) => `\`${kind}\``).join(', ') ?? ''
  return {
    kind: 'exception',
    id: exception.id,
    title: exception.title,
    lead: ['An exception to the opt-out; it holds when each of its conditions does.'],
    sections: sectionsOf(
      {
        title: '',
        facts: factsOf(
          ['For', kinds === '' ? 'Every kind of decision.' : `Decisions of the kinds ${kinds}.`],
          ['Write', `\`opt-out-exception: { claim: ${exception.id} }\` with an answer for each condition.`],
          ['Law', sentence(allCites(exception.cites))],
        ),
      },
      {
        title: 'Its conditions',
        items: exception.conditions.map(
          ({ key, ask, cites }): Item => ({ text: `\`${key}\`: ${ask}`, notes: [`Law: ${sentence(allCites(cites))}`] }),
        ),
      },
    ),
  }
}

export type KnownTerm = Term & { readonly list: string; readonly domain?: string }

/** A word that the manifest may use for something that the law lists. */
export function explainTerm(term: KnownTerm): Explanation {
  const doubt = CONFIDENCES[term.confidence]
  return {
    kind: 'term',
    id: term.id,
    title: term.title,
    lead: [`The manifest names ${term.list} so.`],
    sections: sectionsOf({
      title: '',
      facts: factsOf(
        ['Domain', term.domain === undefined ? '' : `\`${term.domain}\`.`],
        ['Law', sentence(allCites(term.cites))],
        ['Reading', doubt === '' ? 'Confirmed.' : sentence(capital(doubt))],
      ),
    }),
  }
}

/** Every word of the regulation's lists. */
export function termsOf(regulation: Regulation): readonly KnownTerm[] {
  const of = (terms: readonly (Term & { readonly domain?: string })[], list: string): readonly KnownTerm[] =>
    terms.map((term) => ({ ...term, list }))
  return [
    ...of(regulation.decisionKinds, 'a kind of significant decision'),
    ...of(regulation.categories, 'a category of personal information'),
    ...of(regulation.sensitiveCategories, 'a category of sensitive personal information'),
    ...of(regulation.permittedPurposes, 'a use of sensitive data that the right to limit does not reach'),
    ...of(regulation.dataExemptions, 'data that is exempt'),
  ]
}

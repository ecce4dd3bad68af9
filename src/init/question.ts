import type { Asked } from '../core/facts.ts'
import { unique } from '../core/logic.ts'
import type { Route } from '../core/route.ts'
import { manifestVocabulary } from '../read/manifest-vocabulary.ts'
import { formAt, spokenForm } from './answer.ts'

/** One thing to ask a person. */
export type Question = {
  readonly route: Route
  /** Whom or what it is about. */
  readonly about: string
  readonly ask: string
  /** Why it is asked, with the citation. */
  readonly why: string
  /** The words of which one, or several in a list, may be answered; none where it is free text. */
  readonly choices: readonly string[]
  /** The same in words. */
  readonly answers: string
}

/** A question that the determinations leave open, with what turns on it. `only` are the choices where the answers so far leave fewer. */
export function wordOpen({ ask = '', decides, cites, route }: Asked, about: string, only: readonly string[]): Question {
  const turns = unique([...decides].sort())
  const shown = turns.length > 2 ? [...turns.slice(0, 2), `${turns.length - 2} more`] : turns
  const asked = worded(route, about, only)
  // What follows from the law's own words needs no citation of its own; the schema has one.
  if (cites.length === 0) return { ...asked, ask }
  const why = `${shown.join(' and ')} ${turns.length === 1 ? 'turns' : 'turn'} on it (${cites.slice(0, 3).join(', ')}).`
  return { ...asked, ask, why: `${why.slice(0, 1).toUpperCase()}${why.slice(1)}` }
}

/** A question in the words of the schema, which say why it is asked and cite the law. */
export function worded(route: Route, about: string, only: readonly string[] = []): Question {
  const choices = only.length > 0 ? only : formAt(route).choices
  const [why = ''] = manifestVocabulary.variantsAt(route).flatMap(({ description }) => description ?? [])
  return {
    route,
    about,
    ask: ASKED[String(route.at(-1))] ?? String(route.at(-1)),
    why,
    choices,
    answers: spokenForm(route, choices),
  }
}

/** What is asked in place of why nothing is declared, where the statute itself does not bind. */
export const NOT_BOUND = 'why the statute does not bind the organization here, with the figures'

/** Where the law leaves nothing open, but a manifest needs it. */
const ASKED: { readonly [key: string]: string } = {
  name: 'its name',
  systems: 'the name of each system that uses personal information to decide, score, rank or recommend',
  reason: 'why nothing here decides about people by itself',
  purpose: 'what it decides about whom, and from what',
  accountable: 'first and last name of the person who decides whether it is used',
  'confirmed-by': 'first and last name of the person who looked and says so',
  title: 'the position of that person',
  claim: 'the exception to the opt-out that is relied on, if any',
}

import schema from '../../schemas/policy.schema.json' with { type: 'json' }
import type { Problem } from '../core/facts.ts'
import { mistakesOf, placed } from './mistakes.ts'
import type { Mistake, SchemaError } from './problems.ts'
import type { Source } from './source.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Problems that a message tells before the rest are counted. */
const MOST_TOLD = 5

/** What is wrong with a policy, in the words of its schema and in the order of its text. */
export function policyProblems(
  { written, locate }: Pick<Source, 'written' | 'locate'>,
  errors: readonly SchemaError[],
  beyond: readonly Mistake[],
): readonly Problem[] {
  return placed([...mistakesOf(errors, written, vocabularyOf(schema)), ...beyond], written, locate, 'policy')
}

/** The problems with their places, as one text: "`compliance/policy.yml:3:5`: `waivers/nevr` is not a key of …". */
export function policyProblemWords(file: string, problems: readonly Problem[]): string {
  const told = problems.slice(0, MOST_TOLD).map(({ region, subject, message }) => {
    const place = region === undefined ? file : `${file}:${region.startLine}:${region.startColumn}`
    // A mistake in the text itself is told by its line alone.
    const what = /^(manifest|policy|line \d+)$/.test(subject) ? 'the text' : `\`${subject}\``
    const said = `\`${place}\`: ${what} ${message}`
    return /[.?!]$/.test(said) ? said : `${said}.`
  })
  const more = problems.length - told.length
  return [...told, ...(more > 0 ? [`There are ${more} more problems.`] : [])].join(' ')
}

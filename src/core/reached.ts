import type { Determination } from './determination.ts'

/** The systems that the rules reach, by id: through Article 11 or through a risk assessment. */
export function reachedSystems(determinations: readonly Determination[]): ReadonlySet<string> {
  return new Set(
    determinations
      .filter(({ id, answer }) => (id === 'article-11' || id === 'risk-assessment') && answer === 'yes')
      .map(({ subject }) => subject),
  )
}

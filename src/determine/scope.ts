import type { Determination } from '../core/determination.ts'
import { unique } from '../core/logic.ts'
import type { SystemShown } from '../core/report.ts'

const APPLIES: { readonly [id: string]: string } = {
  'article-11': 'Article 11 applies',
  'risk-assessment': 'a risk assessment is required',
}

/** Whether the rules reach a system, in one line: through Article 11, through a risk assessment, through neither, or not known yet. */
export function scopeOf(determinations: readonly Determination[]): (system: string) => SystemShown['scope'] {
  const bySystem = new Map(
    determinations
      .filter(({ id }) => id === 'article-11' || id === 'risk-assessment')
      .map((each) => [`${each.subject}\0${each.id}`, each]),
  )
  return (system) => {
    const both = ['article-11', 'risk-assessment'].flatMap((id) => bySystem.get(`${system}\0${id}`) ?? [])
    const cites = (chosen: readonly Determination[]) => unique(chosen.flatMap((each) => each.cites))
    const reaching = both.filter((each) => each.answer === 'yes')
    if (reaching.length > 0)
      return {
        reached: 'yes',
        because: reaching.map((each) => `${APPLIES[each.id]} because ${each.because}`).join('; '),
        cites: cites(reaching),
      }
    const open = both.filter((each) => each.answer === 'unknown')
    if (open.length > 0)
      return {
        reached: 'unknown',
        because: `not known ${unique(open.flatMap((each) => each.open.map(({ ask }) => ask))).join(', nor ')}`,
        cites: cites(open),
      }
    return { reached: 'no', because: unique(both.map((each) => each.because)).join('; '), cites: cites(both) }
  }
}

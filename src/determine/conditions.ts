import type { Reasoned } from '../core/determination.ts'
import { all, any, not, yes } from '../core/logic.ts'
import type { Condition } from '../core/regulation.ts'

const HOLDS = yes('the condition holds')

/**
 * What a condition of the regulation's data comes to, with the reason for a no and the questions of an unknown; the reason for a
 * yes is the obligation's own. Throws on an id that nothing determines: a defect of the data.
 */
export function evaluateCondition(condition: Condition, by: { readonly [id: string]: Reasoned }): Reasoned {
  if (typeof condition === 'string') {
    const reasoned = by[condition]
    if (reasoned === undefined) throw new Error(`nothing determines \`${condition}\``)
    return reasoned
  }
  if ('not' in condition) return not(evaluateCondition(condition.not, by))
  const parts = ('all' in condition ? condition.all : condition.any).map((part) => evaluateCondition(part, by))
  if (parts.every(({ answer }) => answer === 'yes')) return HOLDS
  return 'all' in condition ? all(parts, HOLDS.because) : any(parts, parts.map(({ because }) => because).join('; '))
}

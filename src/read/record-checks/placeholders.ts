import { unfilled } from '../../core/filled.ts'
import type { Route } from '../../core/route.ts'
import { property } from '../problems.ts'
import type { Check, Found } from './check.ts'

/** Texts inside a part that stand in for content: one that is told beside them does not tell what they should. */
export const checkPlaceholders: Check = (written, { kind }) =>
  kind.parts.flatMap(({ id }) => {
    const value = property(written, id)
    // A part that is one text is judged as a whole.
    return typeof value === 'object' && value !== null ? placeholdersBelow(value, [id]) : []
  })

function placeholdersBelow(value: unknown, route: Route): readonly Found[] {
  if (typeof value === 'string') {
    // Where an answer is a choice, these are choices, and the schema refuses them elsewhere.
    const because = /^(?:yes|no|true|false|unknown)$/.test(value) ? undefined : unfilled([value])
    return because === undefined
      ? []
      : [{ route, at: 'value', message: () => because, next: 'write what belongs there, or leave an optional key out' }]
  }
  if (typeof value !== 'object' || value === null) return []
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return steps.flatMap(([step, inner]) => placeholdersBelow(inner, [...route, step]))
}

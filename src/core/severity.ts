import type { Level, Outcome } from './finding.ts'
import type { Policy } from './policy.ts'

const WEIGHTS: { readonly [level in Level]: number } = { note: 0, warning: 1, error: 2 }

export function isGraver(one: Level, other: Level): boolean {
  return WEIGHTS[one] > WEIGHTS[other]
}

export function graver(one: Level, other: Level): Level {
  return isGraver(one, other) ? one : other
}

/**
 * The level that a policy gives what a rule finds. What cannot be told never weighs less for it, and weighs as much as the failure that it
 * may hide: an answer set to `unknown` must not be a way out.
 */
export function levelUnder({ severities }: Policy, rule: string, outcome: Outcome, own: Level): Level {
  const set = Object.hasOwn(severities, rule) ? severities[rule] : undefined
  if (set === undefined) return own
  switch (outcome) {
    case 'fail':
    case 'review':
      return set
    case 'open':
      return graver(own, set)
    case 'pass':
    case 'notApplicable':
      return own
  }
}

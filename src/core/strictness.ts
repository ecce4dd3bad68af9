import { LOOSENINGS } from './change.ts'
import { enumerated } from './enumeration.ts'
import type { Finding, Level } from './finding.ts'
import type { Policy, Treatment } from './policy.ts'
import { graver, isGraver } from './severity.ts'

/** What a policy lets pass that the gate would not, each as a clause: "`record/valid` is a note and not an error". */
export function relaxations(
  { severities, loosening }: Policy,
  rules: readonly { readonly id: string; readonly level: Level }[],
  findings: readonly Pick<Finding, 'rule' | 'level' | 'ownLevel'>[],
): readonly string[] {
  const lighter = Object.entries(severities).flatMap(([rule, level]) => {
    const own = [
      ...rules.filter(({ id }) => id === rule).map((each) => each.level),
      ...findings.flatMap((each) => (each.rule === rule ? (each.ownLevel ?? []) : [])),
    ].reduce<Level>(graver, 'note')
    return isGraver(own, level) ? [`what fails \`${rule}\` is ${LEVELS[level]} and not ${LEVELS[own]}`] : []
  })
  const others = loosening.others === 'allow' ? ['every other loosening is listed and asks for nothing'] : []
  const kinds = LOOSENINGS.filter((kind) => loosening.kinds[kind] === 'allow')
  const named = kinds.map((kind) => `\`${kind}\``)
  const allowed = kinds.length === 0 ? [] : [`loosening by ${enumerated(named)} is listed and asks for nothing`]
  return [...lighter, ...allowed, ...others]
}

const LEVELS: { readonly [level in Level]: string } = { error: 'an error', warning: 'a warning', note: 'a note' }

/**
 * A policy as far as it asks for more. The first policy comes with the change that is judged by it: what it relaxes, and whom it lets
 * approve, counts from the merge on.
 */
export function tightening(policy: Policy): Policy {
  const { severities, loosening, approvers: _, ...asks } = policy
  const kinds = LOOSENINGS.flatMap((kind) => {
    const treatment = loosening.kinds[kind]
    return treatment === undefined ? [] : [[kind, atLeastListed(treatment)]]
  })
  return {
    ...asks,
    approvers: {},
    severities: Object.fromEntries(Object.entries(severities).filter(([, level]) => level === 'error')),
    loosening: { others: atLeastListed(loosening.others), kinds: Object.fromEntries(kinds) },
  }
}

function atLeastListed(treatment: Treatment): Treatment {
  return treatment === 'allow' ? 'warn' : treatment
}

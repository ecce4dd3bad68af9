import { enumerated } from '../core/enumeration.ts'
import type { Finding, Level } from '../core/finding.ts'
import type { Report } from '../core/report.ts'

const LEVELS: { readonly [level in Level]: string } = { error: 'an error', warning: 'a warning', note: 'a note' }

/** "Policy: `compliance/policy.yml` at base `3f2a9c1`; it relaxes: …": which policy holds, where it was read, and what it lets pass. */
export function policyWords({ policy }: Pick<Report, 'policy'>): string {
  if (policy === undefined) return ''
  const { from, name = '', commit = '', relaxes } = policy
  const what = `Policy: \`${name}\``
  const says = relaxes.length === 0 ? 'it relaxes nothing.' : `it relaxes: ${enumerated(relaxes)}.`
  switch (from) {
    case 'none':
      return ''
    case 'folder':
      return `${what} of this folder; ${says}`
    case 'base':
      return `${what} at base \`${commit.slice(0, 7)}\`; ${says}`
    case 'repository':
      return `${what}, read at \`${commit.slice(0, 7)}\`; ${says}`
    case 'bootstrap':
      return `${what} is bootstrapping: the base has none yet. This change’s own is used where it asks for more; what it relaxes, and whom it lets approve, counts from the merge on.`
  }
}

/** "the policy makes it a note; by itself it is an error"; empty where the policy leaves the level as it is. */
export function leveledWords({ level, ownLevel }: Pick<Finding, 'level' | 'ownLevel'>): string {
  return ownLevel === undefined ? '' : `the policy makes it ${LEVELS[level]}; by itself it is ${LEVELS[ownLevel]}`
}

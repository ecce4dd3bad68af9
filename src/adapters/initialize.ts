import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError } from '../core/errors.ts'

const STARTER = `# What automated decisionmaking this repository holds. Every answer takes yes, no or unknown; unknown keeps the gate from passing.
# Nothing automated decides about people here? Keep \`systems: []\` and write instead:
#   no-systems: { reason: …, confirmed-by: …, confirmed-on: YYYY-MM-DD }
version: 1

organization:
  name: Your organization
  ccpa:
    role: unknown             # business | service-provider | not-covered: Civ. Code 1798.140(d)
    thresholds: unknown       # [revenue, consumers, revenue-share], those that are reached
    # reasoning: the figures that this rests on
    # confirmed-by: the key of a person below
    # confirmed-on: YYYY-MM-DD

people: {}
  # ana: { name: First Last, title: General Counsel, github: handle, counsel: yes }

systems:
  - id: first-system
    name: The name people know it by
    purpose: What it decides about whom, and from what.
    status: in-use            # planned | in-development | in-use | retired
    in-use-since: unknown     # YYYY-MM-DD
    owners: { accountable: unknown }
    populations: unknown      # [consumers, job-applicants, employees, contractors, students, education-applicants, business-contacts]
    decisions: unknown        # [] when it makes no decision about a person
    inference: { from-systematic-observation: unknown, from-sensitive-location: unknown }
    data:
      personal-information: unknown
      inputs: unknown         # [{ name: …, category: …, sensitive: none, retention: … }]
      sells-or-shares: unknown
      recipients: unknown     # [{ name: …, role: service-provider | contractor | third-party }]; [] when nobody else receives it
    training: { uses-personal-information: unknown }
`

/** Writes a first manifest, all of its answers `unknown`, and returns its path. Throws `ConfigurationError` rather than overwrite. */
export function initialize(folder: string): string {
  const path = join(folder, 'ai-compliance.yml')
  try {
    writeFileSync(path, STARTER, { flag: 'wx' })
    return path
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const why = exists
      ? 'exists already'
      : `cannot be written: ${error instanceof Error ? error.message : String(error)}`
    throw new ConfigurationError(
      `\`${path}\` ${why}.`,
      exists ? 'Nothing was changed; edit it, or name another folder.' : 'Name a folder that can be written.',
    )
  }
}

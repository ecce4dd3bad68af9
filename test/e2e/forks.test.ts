import { describe, expect, test, vi } from 'vitest'
import { MANIFEST } from '../scenarios/gate.ts'
import type { Tree } from './git-stream.ts'
import { ana, CODE, established, manifest, text, WAIVED, WITH } from './lent.ts'
import type { Tried } from './opened.ts'
import { type Attempt, pullRequest } from './pull-request.ts'

// Each test is several repositories, servers and processes.
vi.setConfig({ testTimeout: 120_000 })

const CHANGES: readonly (readonly [string, Tree, readonly { readonly by: string }[]])[] = [
  ['of something else', { 'README.md': 'Advances.\n' }, []],
  ['with an approved waiver', WAIVED, [ana]],
  ['with a waiver that nobody approved', WAIVED, []],
  ['of the code alone', { [CODE]: 'LIMIT = 60_000\n' }, []],
  ['that takes an owner away', { [MANIFEST]: text(manifest({ 'systems.0.owners.privacy': undefined })) }, []],
  ['that breaks the manifest', { [MANIFEST]: 'systems: [' }, []],
]

describe.concurrent('a change', () => {
  test.each(CHANGES)(
    '%s is judged the same from a fork, by Dependabot and on `pull_request_target` as from a branch',
    async (_, head, reviews) => {
      const judged = async (how: Partial<Attempt>) =>
        said(await pullRequest({ base: established(), head, reviews, with: WITH, author: 'tomas-lind', ...how }))
      const branch = await judged({ from: 'branch' })
      expect(await judged({ from: 'fork' })).toEqual(branch)
      expect(await judged({ from: 'dependabot', env: { GITHUB_ACTOR: 'dependabot[bot]' } })).toEqual(branch)
      // Nothing is checked out there, so that only the history is not seen.
      const target = await judged({ from: 'fork', event: 'pull_request_target' })
      const withoutHistory = ({ findings, ...rest }: ReturnType<typeof said>) => ({
        ...rest,
        findings: findings.filter((finding) => !/^(record\/follows-changes|code\/found) /.test(finding)),
      })
      expect(withoutHistory(target).findings).toEqual(withoutHistory(branch).findings)
    },
  )
})

/** The verdict and every finding. */
function said({ ran, findings }: Tried) {
  return {
    code: ran.code,
    verdict: ran.outputs.verdict,
    findings: findings
      .map(({ rule, subject, outcome, level, message }) => `${rule} ${subject} ${outcome} ${level} ${message}`)
      .sort(),
  }
}

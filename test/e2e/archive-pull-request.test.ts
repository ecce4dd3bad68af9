import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { type Attempt, openPullRequest } from './pull-request.ts'
import { ownNotices } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const MANIFEST = 'ai-compliance.yml'
const POLICY = 'compliance/policy.yml'

const lending = Object.fromEntries(
  readdirSync('examples/lending', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative('examples/lending', path), readFileSync(path, 'utf8')]),
)
const before = lending[MANIFEST] ?? ''
const after = before.replace(/^( +retention:) .*$/m, '$1 36 months')

const attempt: Attempt = { base: lending, head: { [MANIFEST]: after }, with: { policy: POLICY } }

describe.concurrent('the evidence of a pull request', () => {
  test.each<[string, Attempt, string]>([
    ['that is checked out', attempt, POLICY],
    ['from a fork', { ...attempt, from: 'fork' }, POLICY],
    ['of which nothing is checked out', { ...attempt, event: 'pull_request_target' }, POLICY],
    [
      'that is held to a policy of another repository',
      {
        ...attempt,
        with: { policy: 'octo-org/policies/gate/policy.yml@v1' },
        policyRepository: { name: 'octo-org/policies', files: { 'gate/policy.yml': lending[POLICY] ?? '' } },
      },
      'gate/policy.yml',
    ],
  ])('%s holds both manifests and the policy, and is verified', async (_, given, policy) => {
    const opened = await openPullRequest(given)
    const kept = { manifest: '', base: '', policy: '', stdout: '', status: -1 as number | null }
    const ran = await opened.run({
      after: (temp) => {
        const bundle = join(temp, 'ai-compliance-report', 'bundle')
        const read = (name: string) => readFileSync(join(bundle, name), 'utf8')
        kept.manifest = read(`manifest/${MANIFEST}`)
        kept.base = read(`base/${MANIFEST}`)
        kept.policy = read(`policy/${policy}`)
        const { stdout, status } = spawnSync(process.execPath, [CLI, 'verify', bundle], { encoding: 'utf8' })
        Object.assign(kept, { stdout, status })
      },
    })
    await opened.close()
    expect(ownNotices(ran).filter((text) => /evidence/.test(text))).toEqual([])
    expect(kept.stdout).toMatch(/^Verified: /)
    expect(kept.status).toBe(0)
    expect(kept).toMatchObject({ manifest: after, base: before, policy: lending[POLICY] })
  })
})

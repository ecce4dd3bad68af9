import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type ArtifactFault, type Artifacts, startArtifacts } from './artifacts.ts'
import { ownNotices, type Ran, runAction, type Step } from './runner.ts'

// Each test starts processes, and some wait until an upload is given up.
vi.setConfig({ testTimeout: 120_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'archive-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

const example: Step = { files: 'examples/not-admt', with: { 'as-of': '2026-11-23', 'check-run': 'false' } }

/** The gate in a job whose artifacts are stored here. */
async function uploading(
  { fault, ...step }: Step & { readonly fault?: ArtifactFault },
  within?: Artifacts,
): Promise<{ readonly ran: Ran; readonly artifacts: Artifacts }> {
  const artifacts = within ?? (await startArtifacts(fault))
  try {
    const ran = await runAction({
      ...example,
      ...step,
      with: { ...example.with, 'upload-artifact': 'true', ...step.with },
      env: { ...artifacts.env, ...step.env },
    })
    expect(artifacts.violations).toEqual([])
    return { ran, artifacts }
  } finally {
    if (within === undefined) await artifacts.close()
  }
}

function verify(zip: Buffer | undefined) {
  const path = join(mkdtempSync(join(HOME, 'zip-')), 'artifact.zip')
  writeFileSync(path, zip ?? '')
  return spawnSync(process.execPath, [CLI, 'verify', path], { encoding: 'utf8' })
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

describe.concurrent('the evidence of a run', () => {
  test('lands as an artifact whose zip is verified as it is downloaded', async () => {
    const { ran, artifacts } = await uploading({})
    expect(ran.code).toBe(0)
    expect(ownNotices(ran)).toEqual([])
    const [artifact] = artifacts.uploaded
    expect(artifacts.uploaded.map(({ name }) => name)).toEqual(['ai-compliance-gate-1'])
    expect(ran.outputs['artifact-url']).toBe(
      'http://github.localhost/Codertocat/Hello-World/actions/runs/1658821493/artifacts/4000001',
    )
    const { status, stdout, stderr } = verify(artifact?.zip)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^Verified: /)
    expect(status).toBe(0)
    expect(ran.summary).toContain(
      createHash('sha256')
        .update(artifact?.zip ?? '')
        .digest('hex'),
    )
  })

  test('is deleted on the day that the summary says, and the law asks for longer', async () => {
    const { ran, artifacts } = await uploading({
      env: { GITHUB_RETENTION_DAYS: '30' },
      with: { 'retention-days': '5' },
    })
    expect(artifacts.uploaded[0]?.expiresAt?.slice(0, 10)).toBe(inDays(5))
    expect(ran.summary).toContain(`**GitHub deletes it on ${inDays(5)}**`)
    expect(ran.summary).toContain('(11 CCR 7155(c))')
    expect(ran.summary).toContain('docs/evidence.md')
  })

  test('is deleted no later than the repository allows', async () => {
    const { ran, artifacts } = await uploading({
      env: { GITHUB_RETENTION_DAYS: '30' },
      with: { 'retention-days': '400' },
    })
    expect(artifacts.uploaded[0]?.expiresAt?.slice(0, 10)).toBe(inDays(30))
    expect(ran.summary).toContain(`**GitHub deletes it on ${inDays(30)}**`)
  })

  test('lies beside the report, and the outputs say where', async () => {
    let sums = ''
    let names: readonly string[] = []
    let status: number | null = null
    const ran = await runAction({
      ...example,
      after: (temp) => {
        const folder = join(temp, 'ai-compliance-report')
        names = readdirSync(folder).sort()
        sums = readFileSync(join(folder, 'bundle', 'SHA256SUMS'), 'utf8')
        status = spawnSync(process.execPath, [CLI, 'verify', join(folder, 'bundle')]).status
      },
    })
    expect(names).toEqual(['bundle', 'report.html', 'report.json', 'report.md', 'results.sarif'])
    expect(status).toBe(0)
    expect(ran.outputs.bundle).toMatch(/ai-compliance-report\/bundle$/)
    expect(ran.outputs['report-html']).toMatch(/report\.html$/)
    expect(ran.outputs.sarif).toMatch(/results\.sarif$/)
    expect(ran.outputs['bundle-sha256']).toBe(createHash('sha256').update(sums).digest('hex'))
    expect(ran.outputs['artifact-url']).toBe('')
    expect(ran.summary).toContain('`ai-compliance-report/bundle`, which ends with the job')
  })

  test('holds no token and no variable of the job', async () => {
    const artifacts = await startArtifacts()
    const holding: string[] = []
    let files = 0
    const secrets = [
      'ghs_loopback',
      'org-hunter2',
      'policy-hunter2',
      'npm-hunter2',
      artifacts.env.ACTIONS_RUNTIME_TOKEN ?? '',
    ]
    await uploading(
      {
        with: { 'org-token': 'org-hunter2', 'policy-token': 'policy-hunter2' },
        env: { NPM_TOKEN: 'npm-hunter2', AWS_SECRET_ACCESS_KEY: 'npm-hunter2' },
        after: (temp) => {
          const found = readdirSync(temp, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
          files = found.length
          for (const { parentPath, name } of found) {
            const text = readFileSync(join(parentPath, name), 'latin1')
            if (secrets.some((secret) => text.includes(secret))) holding.push(name)
          }
        },
      },
      artifacts,
    )
    await artifacts.close()
    expect(files).toBeGreaterThan(10)
    expect(holding).toEqual([])
  })

  test('that cannot be written is told in one notice, and the rest stands', async () => {
    const ran = await runAction({
      ...example,
      with: { ...example.with, 'output-dir': 'build' },
      prepare: (workspace) => {
        mkdirSync(join(workspace, 'build'))
        mkdirSync(join(workspace, 'victim'))
        symlinkSync(join(workspace, 'victim'), join(workspace, 'build', 'bundle'))
      },
    })
    expect(ownNotices(ran)).toEqual([expect.stringMatching(/evidence bundle could not be written: .*something else/)])
    expect(ran.code).toBe(0)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', bundle: '', 'bundle-sha256': '', 'artifact-url': '' })
    expect(ran.outputs.sarif).not.toBe('')
    expect(ran.summary).not.toContain('## Evidence')
  })

  test('of several manifests that cannot be written is told in one notice too', async () => {
    const none = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
    const ran = await runAction({
      files: { 'a/adm.yml': none, 'b/adm.yml': none, 'c/adm.yml': none, 'build/bundle': 'a file' },
      with: { ...example.with, manifest: '*/adm.yml', 'output-dir': 'build' },
    })
    expect(ownNotices(ran)).toEqual([expect.stringMatching(/evidence bundle could not be written/)])
    expect(ran.code).toBe(0)
  })

  test('leads to the docs of the gate that ran', async () => {
    const env = { GITHUB_ACTION_REPOSITORY: 'octo-tools/ai-compliance-gate', GITHUB_ACTION_REF: 'v0.1.0' }
    const { summary } = await runAction({ ...example, env })
    expect(summary).toContain('(/octo-tools/ai-compliance-gate/blob/v0.1.0/docs/evidence.md)')
    const odd = await runAction({ ...example, env: { ...env, GITHUB_ACTION_REF: '../../x](//evil)' } })
    expect(odd.summary).not.toContain('evil')
  })

  test('of several manifests is a bundle for each', async () => {
    const none = readFileSync('examples/not-admt/ai-compliance.yml', 'utf8')
    const { ran, artifacts } = await uploading({
      files: { 'legal/ai-compliance.yml': none, 'services/loans/ai-compliance.yml': none, 'services-loans.yml': none },
      with: { manifest: '**/ai-compliance.yml\nservices-loans.yml' },
    })
    expect(ran.code).toBe(0)
    const names = artifacts.uploaded.map(({ name }) => name)
    expect(names.slice(0, 2)).toEqual(['ai-compliance-legal-gate-1', 'ai-compliance-services-loans-gate-1'])
    expect(names[2]).toMatch(/^ai-compliance-services-loans-gate-1-[0-9a-f]{8}$/)
    for (const { zip } of artifacts.uploaded) expect(verify(zip).status).toBe(0)
    expect(ran.outputs.bundle?.split('\n').map((path) => path.replace(/^.*ai-compliance-report/, ''))).toEqual([
      '/legal/bundle',
      '/services-loans/bundle',
      '/services-loans-2/bundle',
    ])
    expect(ran.outputs['artifact-url']?.split('\n')).toHaveLength(3)
  })

  test('of two gates in one run has two names', async () => {
    const artifacts = await startArtifacts()
    await uploading({}, artifacts)
    await uploading({}, artifacts)
    await uploading({ env: { GITHUB_JOB: 'lending/us: "west"', GITHUB_RUN_ATTEMPT: '2' } }, artifacts)
    await artifacts.close()
    const [first, second, third] = artifacts.uploaded.map(({ name }) => name)
    expect(first).toBe('ai-compliance-gate-1')
    expect(second).toMatch(/^ai-compliance-gate-1-[0-9a-f]{8}$/)
    expect(third).toBe('ai-compliance-lending-us-west-2')
  })
})

describe.concurrent('an upload that does not succeed changes neither verdict nor exit code', () => {
  test.each<[string, Step & { readonly fault?: ArtifactFault }, RegExp]>([
    ['a store that refuses', { fault: { at: 'create', status: 403 } }, /not uploaded: .*\(403\)/],
    ['a store that fails', { fault: { at: 'create', status: 500 } }, /not uploaded: .*after 5 attempts.*\(500\)/],
    ['a store that takes no bytes', { fault: { at: 'blob', status: 403 } }, /not uploaded: /],
    ['an upload that cannot be finished', { fault: { at: 'finalize', status: 404 } }, /not uploaded: .*\(404\)/],
    ['a store that never answers', { fault: { at: 'create', hang: true } }, /did not take it within 3[12] seconds/],
    ['a step without a token', { env: { ACTIONS_RUNTIME_TOKEN: undefined } }, /no `ACTIONS_RUNTIME_TOKEN`/],
    ['a step without an address', { env: { ACTIONS_RESULTS_URL: undefined } }, /no `ACTIONS_RESULTS_URL`/],
    ['Enterprise Server', { env: { GITHUB_SERVER_URL: 'https://github.bank.example' } }, /Enterprise Server takes no/],
  ])('%s', async (_, step, notice) => {
    const { ran, artifacts } = await uploading(step)
    expect(artifacts.uploaded).toEqual([])
    expect(ownNotices(ran)).toEqual([expect.stringMatching(notice)])
    expect(ownNotices(ran)[0]).toMatch(/It is in `\/.*\/bundle` until the job ends\. The verdict stands\.$/)
    expect(ownNotices(ran)[0]).not.toContain('c2VjcmV0')
    expect(ran.code).toBe(0)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', 'artifact-url': '' })
    expect(ran.outputs.bundle).not.toBe('')
  })
})

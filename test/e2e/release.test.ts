import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { payload } from './events.ts'
import { type Fault, type GitHubOptions, startGitHub } from './github.ts'
import { object } from './openapi.ts'
import { ownNotices, type Ran, runAction, type Step } from './runner.ts'

// Each test starts processes; how fast they are is not what it is about.
vi.setConfig({ testTimeout: 60_000 })

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'release-')))
afterAll(() => rmSync(HOME, { recursive: true, force: true }))

const ID = 17
const may: GitHubOptions = { permissions: { contents: 'write' }, releases: { [ID]: { tag: 'v2.4.0' } } }

/** The event of a release whose assets are taken at this address. */
function event(action: string, address: string): object {
  const published = payload('release', 'published')
  const release = { ...object(published.release), id: ID, tag_name: 'v2.4.0', upload_url: `${address}{?name,label}` }
  return { ...published, action, release }
}

async function released(
  options: GitHubOptions,
  { action = 'published', address, ...step }: Step & { readonly action?: string; readonly address?: string } = {},
): Promise<{ readonly ran: Ran; readonly github: Awaited<ReturnType<typeof startGitHub>> }> {
  const github = await startGitHub(options)
  const uploads = address ?? `${github.url}/repos/Codertocat/Hello-World/releases/${ID}/assets`
  const ran = await runAction({
    files: 'examples/not-admt',
    event: 'release',
    payload: event(action, uploads),
    apiUrl: github.url,
    ...step,
    with: { 'as-of': '2026-11-23', 'check-run': 'false', ...step.with },
  })
  await github.close()
  expect(github.violations).toEqual([])
  return { ran, github }
}

describe.concurrent('on a release', () => {
  test('the bundle is attached in a zip that is verified, the same each time', async () => {
    const [first, second] = [
      await released(may),
      await released(may, { env: { TZ: 'Pacific/Kiritimati' }, action: 'created' }),
    ]
    expect(ownNotices(first.ran)).toEqual([])
    expect(first.ran.code).toBe(0)
    const [asset] = first.github.assets
    expect(asset?.name).toBe('ai-compliance-v2.4.0.zip')
    expect(first.ran.summary).toContain(
      '(https://github.com/Codertocat/Hello-World/releases/download/v2.4.0/ai-compliance-v2.4.0.zip)',
    )
    const path = join(HOME, 'asset.zip')
    writeFileSync(path, asset?.content ?? '')
    const { status, stdout } = spawnSync(process.execPath, [CLI, 'verify', path], { encoding: 'utf8' })
    expect(stdout).toMatch(/^Verified: /)
    expect(status).toBe(0)
    expect(second.github.assets[0]?.content.equals(asset?.content ?? Buffer.alloc(0))).toBe(true)
  })

  test.each(['edited', 'deleted', 'prereleased'])('that is %s nothing is attached', async (action) => {
    const { ran, github } = await released(may, { action })
    expect(github.requests).toEqual([])
    expect(ownNotices(ran)).toEqual([])
  })

  const always = (fault: Fault) => () => fault
  test.each<[string, GitHubOptions, RegExp]>([
    ['a token that may not write', { ...may, permissions: { contents: 'read' } }, /needs `contents: write`/],
    [
      'a file of that name',
      { ...may, releases: { [ID]: { tag: 'v2.4.0', assets: ['ai-compliance-v2.4.0.zip'] } } },
      /has a file of that name, which is never overwritten/,
    ],
    [
      'an immutable release',
      { ...may, releases: { [ID]: { tag: 'v2.4.0', immutable: true } } },
      /the release is immutable; attach the evidence while it is a draft/,
    ],
    ['a server that fails', { ...may, fault: always({ kind: 'status', status: 500 }) }, /did not answer \(500\)/],
    ['a server that never answers', { ...may, fault: always({ kind: 'hang' }) }, /did not answer in time/],
    ['an answer of another form', { ...may, fault: always({ kind: 'answer', data: [] }) }, /the answer names no asset/],
  ])('%s is told in one notice, and the verdict stands', async (_, options, notice) => {
    const { ran, github } = await released(options)
    expect(github.assets).toEqual([])
    expect(ownNotices(ran)).toEqual([expect.stringMatching(notice)])
    expect(ran.code).toBe(0)
    expect(ran.summary).toContain('on the runner alone')
  })

  test.each([
    'https://uploads.github.com/repos/Codertocat/Hello-World/releases/17/assets',
    'http://127.0.0.1.attacker.example/repos/Codertocat/Hello-World/releases/17/assets',
    'http://127.0.0.1:1@attacker.example/repos/Codertocat/Hello-World/releases/17/assets',
    'nonsense',
  ])('the token is not sent to %s, which is not the API’s', async (address) => {
    const { ran, github } = await released(may, { address })
    expect(github.requests).toEqual([])
    expect(ownNotices(ran)).toEqual([expect.stringMatching(/address for assets that is not GitHub’s/)])
    expect(ran.code).toBe(0)
  })

  test('without a token nothing is attached', async () => {
    const { ran } = await released(may, { with: { 'github-token': ' ' } })
    expect(ownNotices(ran)).toEqual([expect.stringMatching(/not attached to the release: `github-token` is empty/)])
  })
})

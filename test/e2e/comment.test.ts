import { describe, expect, test, vi } from 'vitest'
import { failing, type GitHubOptions, user } from './github.ts'
import { openPullRequest, pullRequest } from './pull-request.ts'
import { ownNotices, type Ran } from './runner.ts'

// Each test is a repository, a server and a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const REPOSITORY = 'Codertocat/Hello-World'
const base = { 'README.md': 'Nothing yet.\n' }
const BROKEN = 'version: 1\norganization: { name: Quarry Lane }\n'
/** A manifest of which nothing is asked: an organization that the statute does not cover. */
const CLEAN = `version: 1
organization:
  name: Harbor Shelter
  ccpa: { role: not-covered, reasoning: 'A charity.', confirmed-by: ana, confirmed-on: 2026-10-01 }
people: { ana: { name: Ana Lucero, title: Counsel, counsel: 'yes' } }
no-systems: { reason: 'Nothing here decides about people.', confirmed-by: ana, confirmed-on: 2026-10-01 }
systems: []
`
const failingHead = { 'ai-compliance.yml': BROKEN }
const cleanHead = { 'ai-compliance.yml': CLEAN }
const withComments = (comments: NonNullable<NonNullable<GitHubOptions['repositories']>[string]['comments']>) => ({
  repositories: { [REPOSITORY]: { comments } },
})
const notices = (ran: Ran) => ownNotices(ran).filter((notice) => notice.includes('comment'))

describe.concurrent('the comment', () => {
  test('is not there unless it is asked for', async () => {
    const { github } = await pullRequest({ base, head: failingHead })
    expect(github.comments).toEqual([])
  })

  test('is written once, edited in place on a re-run, and says what blocks', async () => {
    const opened = await openPullRequest({ base, head: failingHead, with: { comment: 'on-failure' } })
    await opened.run()
    await opened.run()
    const { comments, requests } = opened.github
    await opened.close()
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body).toMatch(/^<!-- ai-compliance-gate:[0-9a-f]{16} -->\n\n## (Fail|Not evaluated): /)
    expect(comments[0]?.body).toContain('### What blocks')
    // The second run had nothing else to say.
    expect(requests.filter(({ operation }) => operation === 'issues/update-comment')).toEqual([])
  })

  test('is resolved once nothing blocks', async () => {
    const first = await pullRequest({ base, head: failingHead, with: { comment: 'on-failure' } })
    const body = first.github.comments[0]?.body ?? ''
    const { github, ran } = await pullRequest({
      base,
      head: cleanHead,
      with: { comment: 'on-failure' },
      github: withComments(
        [{ issue: 2, author: null, viaActions: true, body }].map((one) => ({
          ...one,
          author: { login: 'github-actions[bot]', type: 'Bot' as const },
        })),
      ),
    })
    expect(ran.code).toBe(0)
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.body).toMatch(/## Pass: /)
    expect(github.comments[0]?.body).toContain('What stood here before is resolved.')
    expect(github.comments[0]?.body).not.toContain('What blocks')
  })

  test('says that nothing could be judged, where an earlier one would stand', async () => {
    const first = await pullRequest({ base, head: cleanHead, with: { comment: 'always' } })
    const ours = {
      issue: 2,
      author: { login: 'github-actions[bot]', type: 'Bot' as const },
      body: first.github.comments[0]?.body ?? '',
    }
    expect(ours.body).toContain('## Pass: ')
    const { github, ran } = await pullRequest({
      base,
      head: { 'README.md': 'No manifest.\n' },
      with: { comment: 'on-failure' },
      github: withComments([ours]),
    })
    expect(ran.code).toBe(2)
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.body).toMatch(/^<!-- ai-compliance-gate:[0-9a-f]{16} -->\n\n## Not evaluated\n/)
    expect(github.comments[0]?.body).toContain('does not exist')
  })

  test.each([
    ['on-failure', 0],
    ['always', 1],
  ])('with `%s` a clean change gets %d', async (when, count) => {
    const { github } = await pullRequest({ base, head: cleanHead, with: { comment: when } })
    expect(github.comments).toHaveLength(count)
  })

  test.each([
    ['of a person with the marker at its beginning', (body: string) => ({ author: user('mallory'), body })],
    [
      'of a bot with the marker further down',
      (body: string) => ({
        author: { login: 'github-actions[bot]', type: 'Bot' as const },
        body: `See below.\n${body}`,
      }),
    ],
    [
      'of a bot with the marker of another gate',
      (body: string) => ({
        author: { login: 'github-actions[bot]', type: 'Bot' as const },
        body: body.replace(/:[0-9a-f]{16}/, ':0000000000000000'),
      }),
    ],
  ])('leaves a comment %s alone', async (_, made) => {
    const first = await pullRequest({ base, head: failingHead, with: { comment: 'always' } })
    const other = made(first.github.comments[0]?.body ?? '')
    const { github } = await pullRequest({
      base,
      head: failingHead,
      with: { comment: 'always' },
      github: withComments([{ issue: 2, ...other }]),
    })
    expect(github.comments).toHaveLength(2)
    expect(github.comments[0]?.body).toBe(other.body)
  })

  test('is found behind a hundred others', async () => {
    const first = await pullRequest({ base, head: failingHead, with: { comment: 'always' } })
    const body = first.github.comments[0]?.body ?? ''
    const others = Array.from({ length: 120 }, (_, index) => ({ issue: 2, author: user('mallory'), body: `${index}` }))
    const ours = { issue: 2, author: { login: 'github-actions[bot]', type: 'Bot' as const }, body }
    const { github } = await pullRequest({
      base,
      head: cleanHead,
      with: { comment: 'on-failure' },
      github: withComments([...others, ours]),
    })
    expect(github.comments).toHaveLength(121)
    expect(github.comments.at(-1)?.body).toMatch(/## Pass: /)
  })

  test('is not written twice when the answer to the first is lost', async () => {
    const fault = failing('issues/create-comment', { kind: 'reset', done: true })
    const { github, ran } = await pullRequest({
      base,
      head: failingHead,
      with: { comment: 'always' },
      github: { fault },
    })
    expect(github.comments).toHaveLength(1)
    expect(notices(ran)).toEqual([])
  })

  test.each([
    ['403', /pull-requests: write/],
    ['404', /pull-requests: write/],
    ['422', /refused it \(422\)/],
    ['429', /rate limit/],
  ])('that GitHub refuses with %s is one notice, and the verdict stands', async (status, says) => {
    const fault = failing('issues/create-comment', { kind: 'status', status: Number(status) }, 9)
    const { ran } = await pullRequest({ base, head: cleanHead, with: { comment: 'always' }, github: { fault } })
    expect(notices(ran)).toEqual([expect.stringMatching(says)])
    expect(ran.code).toBe(0)
  })

  test('on a fork is a notice that says why', async () => {
    const { ran, github } = await pullRequest({ base, head: cleanHead, from: 'fork', with: { comment: 'always' } })
    expect(github.comments).toEqual([])
    expect(notices(ran)).toEqual([expect.stringContaining('from a fork')])
    expect(ran.code).toBe(0)
  })
})

import { describe, expect, test, vi } from 'vitest'
import { roundTrips } from './github.ts'
import { ana, established, policy, WAIVED, WITH } from './lent.ts'
import { openPullRequest, pullRequest } from './pull-request.ts'

// Each test is a repository, a server and a process of its own.
vi.setConfig({ testTimeout: 60_000 })

describe('a pull request with a policy, reviews, a check run and a comment', () => {
  const everything = {
    base: established(),
    head: WAIVED,
    reviews: [ana, { by: 'bob-tremaine', state: 'COMMENTED' as const }],
    with: { ...WITH, comment: 'always' },
  }

  test('takes at most 15 requests, of which at most five follow one another', async () => {
    // The requests that are sent together are told from those that wait for another by the time that each takes.
    const { github, ran } = await pullRequest({ ...everything, github: { latencyMs: 400 } })
    expect(ran.outputs.verdict).toBe('pass')
    expect(github.comments).toHaveLength(1)
    expect(github.checkRuns).toHaveLength(1)
    expect(github.requests.length).toBeLessThanOrEqual(15)
    expect(roundTrips(github.requests)).toBeLessThanOrEqual(5)
  })

  test('with the policy in another repository takes one more after the other, for it is found there by its ref', async () => {
    const { github, ran } = await pullRequest({
      ...everything,
      with: { ...everything.with, policy: 'quarry-lane/policies/policy.yml@main' },
      policyRepository: { name: 'quarry-lane/policies', files: { 'policy.yml': policy() } },
      github: { latencyMs: 400 },
    })
    expect(ran.outputs.verdict).toBe('pass')
    expect(github.requests.length).toBeLessThanOrEqual(15)
    expect(roundTrips(github.requests)).toBeLessThanOrEqual(6)
  })

  test('asks the same again on a re-run, and changes what is there', async () => {
    const opened = await openPullRequest(everything)
    await opened.run()
    const first = opened.github.requests.length
    await opened.run()
    const second = opened.github.requests.slice(first)
    await opened.close()
    expect(second.length).toBeLessThanOrEqual(15)
    expect(opened.github.comments).toHaveLength(1)
    expect(second.filter(({ method, operation }) => method === 'POST' && operation !== 'graphql')).toEqual([])
  })
})

test('a pull request without policy, waiver or loosening asks GitHub for nothing but the base and what it posts', async () => {
  const { github } = await pullRequest({
    base: established(),
    head: { 'README.md': 'Advances.\n' },
    with: { 'as-of': WITH['as-of'] },
  })
  const asked = github.requests
    .map(({ operation }) => operation)
    .filter((operation) => !/^(git\/|checks\/|graphql)/.test(operation))
  expect(asked).toEqual([])
})

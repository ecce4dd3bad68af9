import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readContext } from '../../src/read/context.ts'

const head = 'a'.repeat(40)
const base = 'b'.repeat(40)
const current = 'c'.repeat(40)
const env = {
  GITHUB_REPOSITORY: 'harbour-street/lending',
  GITHUB_SHA: current,
  GITHUB_RUN_ID: '42',
  GITHUB_SERVER_URL: 'https://git.example',
}
const on = (event: string, payload: unknown, more: { readonly [name: string]: string } = {}) =>
  readContext({ ...env, GITHUB_EVENT_NAME: event, ...more }, payload)

const pull = (headRepository: string | null) => ({
  pull_request: {
    head: { sha: head, repo: headRepository === null ? null : { full_name: headRepository } },
    base: { sha: base, repo: { full_name: 'harbour-street/lending' } },
    merge_commit_sha: current,
  },
})

describe('the commit that is judged', () => {
  test.each(['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'])(
    'on %s is the head of the pull request',
    (event) => {
      expect(on(event, pull('harbour-street/lending'))).toMatchObject({
        headSha: head,
        baseSha: base,
        mergeSha: current,
      })
    },
  )

  test.each(['pull_request', 'pull_request_target'])(
    'on %s is not known without its payload, and never the test merge commit',
    (event) => {
      expect(on(event, {})).toMatchObject({ headSha: undefined })
    },
  )

  test('on merge_group is the head of the group', () => {
    expect(on('merge_group', { merge_group: { head_sha: head, base_sha: base } })).toMatchObject({
      headSha: head,
      baseSha: base,
    })
    expect(on('merge_group', {})).toMatchObject({ headSha: current, baseSha: undefined })
  })

  test('on push is the commit, also of an annotated tag', () => {
    expect(on('push', { before: base, after: head })).toMatchObject({ headSha: current, baseSha: base })
    expect(on('push', { before: '0'.repeat(40), after: head })).toMatchObject({ headSha: current, baseSha: undefined })
  })

  test.each(['schedule', 'workflow_dispatch', 'release', 'workflow_run', 'an_event_of_2031'])(
    'on %s is GITHUB_SHA',
    (event) => {
      expect(on(event, { pull_request: { head: { sha: head } } })).toMatchObject({
        event,
        headSha: current,
        baseSha: undefined,
      })
    },
  )

  test.each(['', 'main', head.toUpperCase(), `${head}0`, `${head}\n`, '0'.repeat(40)])(
    'is not known from %j',
    (sha) => {
      expect(on('push', {}, { GITHUB_SHA: sha }).headSha).toBeUndefined()
    },
  )

  test('may have a name in SHA-256', () => {
    expect(on('push', {}, { GITHUB_SHA: 'd'.repeat(64) }).headSha).toBe('d'.repeat(64))
  })
})

describe('a read-only token', () => {
  test('is what a fork gets, also one that was deleted', () => {
    expect(on('pull_request', pull('stranger/lending')).readOnly).toBe('fork')
    expect(on('pull_request', pull(null)).readOnly).toBe('fork')
  })

  test('is what Dependabot gets', () => {
    expect(on('pull_request', pull('harbour-street/lending'), { GITHUB_ACTOR: 'dependabot[bot]' }).readOnly).toBe(
      'dependabot',
    )
  })

  test('is not what a branch, a push or pull_request_target gets', () => {
    expect(on('pull_request', pull('harbour-street/lending')).readOnly).toBeUndefined()
    expect(on('push', {}).readOnly).toBeUndefined()
    expect(on('pull_request_target', pull('stranger/lending')).readOnly).toBeUndefined()
  })
})

describe('the run', () => {
  test('has a page on the server it runs on', () => {
    expect(on('push', {}).runUrl).toBe('https://git.example/harbour-street/lending/actions/runs/42')
    expect(on('push', {}, { GITHUB_SERVER_URL: 'javascript:alert(1)' }).runUrl).toBe(
      'https://github.com/harbour-street/lending/actions/runs/42',
    )
    expect(on('push', {}, { GITHUB_RUN_ID: '' }).runUrl).toBeUndefined()
  })

  test.each(['', 'lending', 'a/b/c', 'a/b?c', '../lending', 'harbour-street/..'])(
    'has no repository called %j',
    (repository) => {
      const run = on('push', {}, { GITHUB_REPOSITORY: repository })
      expect([run.repository, run.runUrl]).toEqual([undefined, undefined])
    },
  )

  test('is read from any payload without a throw', () => {
    const events = fc.constantFrom(
      'pull_request',
      'pull_request_target',
      'push',
      'merge_group',
      'schedule',
      'release',
      '',
    )
    fc.assert(
      fc.property(events, fc.anything(), (event, payload) => {
        const { headSha = head, baseSha = base } = on(event, payload)
        expect(headSha).toMatch(/^[0-9a-f]{40}$/)
        expect(baseSha).toMatch(/^[0-9a-f]{40}$/)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

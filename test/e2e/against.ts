import { expect } from 'vitest'
import { type CheckRun, type GitHubOptions, type Seen, startGitHub } from './github.ts'
import { type Ran, runAction, type Step } from './runner.ts'

export type Outcome = { readonly ran: Ran; readonly requests: readonly Seen[]; readonly checkRuns: readonly CheckRun[] }

/** Runs the steps one after the other against one GitHub, and holds every request to its description and its limits. */
export async function against(options: GitHubOptions, ...steps: readonly Step[]): Promise<Outcome> {
  const github = await startGitHub(options)
  let ran: Ran | undefined
  for (const step of steps) {
    const before = github.requests.length
    ran = await runAction({ ...step, apiUrl: github.url })
    expect(github.requests.length - before).toBeLessThanOrEqual(8)
  }
  await github.close()
  expect(github.violations).toEqual([])
  if (ran === undefined) throw new Error('no step was given')
  return { ran, requests: github.requests, checkRuns: github.checkRuns }
}

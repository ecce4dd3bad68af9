import { commitAt, textAt } from './answers.ts'
import { RequestFailure, type Send } from './github.ts'

/** Pull requests of one queue that are looked at. */
const MAX_ENTRIES = 100
const ENTRY = /^refs\/heads\/(gh-readonly-queue\/.+\/)pr-(\d{1,15})-([0-9a-f]{40}|[0-9a-f]{64})$/

export type Queued = {
  /** The last of the queue first. */
  readonly numbers: readonly number[]
  /** False when the way down to the base was lost, so that there may be more. */
  readonly whole: boolean
}

/**
 * The pull requests that a merge queue joins. Each branch of the queue, `gh-readonly-queue/main/pr-104-<sha>`, names its own pull request
 * and the commit that it is built on: the base, or the tip of the branch before it.
 */
export async function queued(
  send: Send,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  { ref, baseSha }: { readonly ref: string; readonly baseSha: string | undefined },
): Promise<Queued> {
  const [, folder, last, builtOn] = ENTRY.exec(ref) ?? []
  if (folder === undefined || builtOn === undefined)
    throw new RequestFailure('lost', 'the branch of the merge queue names no pull request')
  const numbers = [Number(last)]
  if (builtOn === baseSha) return { numbers, whole: true }
  const route = 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}'
  const answer: unknown = await send(route, { owner, repo, ref: `heads/${folder}` })
  if (!Array.isArray(answer)) throw new RequestFailure('lost', 'the answer is no list')
  const entries = new Map<string, { readonly number: number; readonly builtOn: string }>()
  for (const one of answer) {
    const tip = commitAt(one, 'object', 'sha')
    const [, within, number, on] = ENTRY.exec(textAt(one, 'ref') ?? '') ?? []
    if (tip !== undefined && on !== undefined && within === folder)
      entries.set(tip, { number: Number(number), builtOn: on })
  }
  let sha = builtOn
  while (sha !== baseSha && numbers.length < MAX_ENTRIES) {
    const entry = entries.get(sha)
    if (entry === undefined || numbers.includes(entry.number)) return { numbers, whole: false }
    numbers.push(entry.number)
    sha = entry.builtOn
  }
  return { numbers, whole: sha === baseSha }
}

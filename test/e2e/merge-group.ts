import { payload } from './events.ts'
import { checkOut, plantRefs, plantRepository } from './git-stream.ts'
import type { Pull } from './github.ts'
import { object } from './openapi.ts'
import { inputsOf, type Opened, open, optionsOf, REQUESTS, type Tried, tried, type Whole } from './opened.ts'
import { AUTHOR, accountOf, allOf, baseOf, MAINTAINER, madeOf, planned, reviewOf } from './planned.ts'
import type { Attempt } from './pull-request.ts'
import type { Step } from './runner.ts'

export type Queue = Whole & {
  /** In the order of the queue, numbered from 2 on. */
  readonly pulls: readonly Pick<Attempt, 'head' | 'author' | 'reviews' | 'pull'>[]
  /** What the last group stands on, as the event says: the base branch, so that it holds every pull request, or the one before. */
  readonly groupOf?: 'all' | 'last'
  readonly checkout?: 'group' | 'group with history' | 'nothing'
}

/** Runs the gate once on the last group of a merge queue. */
export async function mergeGroup(queue: Queue): Promise<Tried> {
  return tried(await openMergeGroup(queue))
}

/** The last group of a merge queue: each pull request merged onto the one before. Commits: `pull-2`, `group-2` and so on. */
export async function openMergeGroup(queue: Queue): Promise<Opened> {
  const before = baseOf(queue.base)
  const tip = before.at(-1)?.name ?? ''
  const entries = queue.pulls.map((entry, index) => {
    const number = index + 2
    const author = entry.author ?? AUTHOR
    const made = madeOf(entry.head)
    const last = made.length - 1
    const commits = made.map((one, at) =>
      planned(
        at === last ? `pull-${number}` : `pull-${number}-${at}`,
        [at === 0 ? tip : `pull-${number}-${at - 1}`],
        one,
        author,
        '2026-11-20',
      ),
    )
    const onto = index === 0 ? tip : `group-${number - 1}`
    const group = planned(
      `group-${number}`,
      [onto, `pull-${number}`],
      { changes: allOf(made) },
      MAINTAINER,
      '2026-11-21',
    )
    return { ...entry, number, author, made, commits, onto, group }
  })
  const commits = [...before, ...entries.flatMap(({ commits, group }) => [...commits, group])]
  const { folder, shas } = plantRepository(commits, {
    'refs/heads/main': tip,
    ...Object.fromEntries(
      entries.flatMap(({ number }) => [
        [`refs/heads/change-${number}`, `pull-${number}`],
        [`refs/pull/${number}/head`, `pull-${number}`],
      ]),
    ),
  })
  const refOf = ({ number, onto }: (typeof entries)[number]) =>
    `refs/heads/gh-readonly-queue/main/pr-${number}-${shas[onto]}`
  plantRefs(folder, Object.fromEntries(entries.map((entry) => [refOf(entry), shas[entry.group.name] ?? ''])))
  const pulls = entries.map((entry): Pull => {
    const head = shas[`pull-${entry.number}`] ?? ''
    const reviews = (entry.reviews ?? []).map((review) =>
      reviewOf(
        review,
        entry.commits.map(({ name }) => shas[name] ?? ''),
      ),
    )
    return {
      number: entry.number,
      author: accountOf(entry.author),
      head: { sha: head, ref: `change-${entry.number}` },
      base: { sha: shas[tip] ?? '', ref: 'main' },
      reviews,
      ...entry.pull,
    }
  })
  const last = entries.at(-1)
  if (last === undefined) throw new Error('a queue has a pull request')
  const sha = shas[last.group.name] ?? ''
  const shown = payload('merge_group')
  const group = {
    ...object(shown.merge_group),
    head_sha: sha,
    head_ref: refOf(last),
    base_sha: shas[queue.groupOf === 'last' ? last.onto : tip],
    base_ref: 'refs/heads/main',
  }
  const named = object(payload('pull_request', 'synchronize').repository)
  const step: Step = {
    with: inputsOf(queue, true),
    event: 'merge_group',
    payload: { ...shown, repository: named, merge_group: group },
    prepare: (workspace) => {
      const [what, history] = (queue.checkout ?? 'group').split(' with ')
      if (what !== 'nothing') checkOut(workspace, folder, sha, history === undefined ? 'one' : 'all')
      queue.prepare?.(workspace)
    },
    env: { GITHUB_SHA: sha, GITHUB_REF: refOf(last), GITHUB_ACTOR: MAINTAINER, ...queue.env },
  }
  const most = REQUESTS.pull + REQUESTS.queued * (pulls.length - 1)
  return open(optionsOf(queue, folder, pulls, false), step, { ...shas, tip: shas[tip] ?? '', head: sha }, folder, most)
}

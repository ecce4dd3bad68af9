import { at, example, list, type Operation, object } from '../openapi.ts'
import { type Operations, refused } from './answer.ts'
import { hasCommit } from './git-data.ts'
import type { Hub } from './hub.ts'
import type { GitHubOptions } from './options.ts'

export type CheckRun = {
  readonly id: number
  readonly name: string
  readonly headSha: string
  readonly externalId: string
  readonly status: string
  readonly conclusion: string
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly annotations: readonly unknown[]
  readonly madeBy: 'token' | 'job' | 'app'
}

/** The check runs of the job's repository, those of its jobs and of other apps among them. */
export function checks(hub: Hub, { commits, present = [] }: GitHubOptions, repository: string) {
  let checkRuns: readonly CheckRun[] = present.map((run, index) => ({ ...blank, ...run, id: index + 1 }))

  async function stands(operation: Operation, sha: string): Promise<boolean> {
    if (commits !== undefined) return commits.includes(sha)
    const hosted = hub.repository(operation)
    return hosted !== undefined && (await hasCommit(hosted, sha))
  }

  const operations: Operations = {
    'checks/list-for-ref': ({ parameters }, { query }) => {
      const named = checkRuns.filter(
        (run) => run.headSha === parameters.ref && (query.check_name ?? run.name) === run.name,
      )
      const latest = named.filter((run) => !named.some((other) => other.name === run.name && other.id > run.id))
      const shown = query.filter === 'all' ? named : latest
      return { status: 200, data: { total_count: shown.length, check_runs: shown.map(toGitHub) } }
    },
    'checks/create': async (operation, { body }) => {
      const headSha = String(at(body, 'head_sha'))
      if (!(await stands(operation, headSha))) return refused(422, `No commit found for SHA: ${headSha}`)
      const made = { ...written({ ...blank, headSha, madeBy: 'token' }, body), id: checkRuns.length + 1 }
      checkRuns = [...checkRuns, made]
      return { status: 201, data: toGitHub(made) }
    },
    'checks/update': ({ parameters }, { body }) => {
      const found = checkRuns.find((run) => String(run.id) === parameters.check_run_id)
      if (found === undefined) return refused(404, 'Not Found')
      if (found.madeBy === 'job')
        return refused(403, 'Check runs of a job can only be updated internally by GitHub Actions')
      if (found.madeBy === 'app')
        return refused(
          403,
          'Invalid app_id `15368` - check run can only be modified by the GitHub App that created it.',
        )
      const updated = written(found, body)
      checkRuns = checkRuns.map((run) => (run.id === found.id ? updated : run))
      return { status: 200, data: toGitHub(updated) }
    },
  }

  function toGitHub(run: CheckRun): object {
    const page = `https://github.com/${repository}/runs/${run.id}`
    const { title, summary, text, annotations } = run
    return {
      ...object(example('check-run')),
      id: run.id,
      name: run.name,
      head_sha: run.headSha,
      external_id: run.externalId,
      html_url: page,
      // GitHub puts its own page in place of what a workflow's token sends.
      details_url: page,
      status: run.status,
      conclusion: run.conclusion,
      output: { title, summary, text, annotations_count: annotations.length, annotations_url: `${page}/annotations` },
    }
  }
  return { operations, runs: () => checkRuns }
}

const blank: CheckRun = {
  id: 0,
  name: '',
  headSha: '',
  externalId: '',
  status: 'completed',
  conclusion: 'success',
  title: '',
  summary: '',
  text: '',
  annotations: [],
  madeBy: 'token',
}

/** The check run after a request: what the request leaves out of the output is gone, and annotations add up. */
function written(before: CheckRun, body: unknown): CheckRun {
  const text = (...keys: readonly string[]): string => String(at(body, ...keys) ?? '')
  return {
    ...before,
    name: text('name') || before.name,
    externalId: text('external_id') || before.externalId,
    status: text('status') || before.status,
    conclusion: text('conclusion') || before.conclusion,
    title: text('output', 'title'),
    summary: text('output', 'summary'),
    text: text('output', 'text'),
    annotations: [...before.annotations, ...list(at(body, 'output', 'annotations'))],
  }
}

import { payload, repository } from './events.ts'
import type { GitHubOptions, Run } from './github.ts'
import { object } from './openapi.ts'
import { type Opened, open } from './opened.ts'
import { type Attempt, stagePullRequest } from './pull-request.ts'
import type { Step } from './runner.ts'

/** A workflow that runs in the base repository after the gate ran on a pull request, with a token that may write. */
export type Reported = Attempt & {
  /** The folder of the step's `action.yml`. */
  readonly action?: string
  /** The run of the gate, where it is not the usual one. */
  readonly gateRun?: Partial<Run>
}

/** The run that the event is about. */
export const GATE_RUN = 7_421_553_210

/** `prepare` puts what the gate's run left into the workspace, such as its artifact; nothing is checked out. */
export async function openWorkflowRun(reported: Reported): Promise<Opened> {
  const { options, step, shas, folder, pull } = await stagePullRequest({ ...reported, checkout: 'nothing' })
  const { repository: fork = repository } = pull.head
  const run: Run = {
    id: GATE_RUN,
    event: 'pull_request',
    headSha: shas.head ?? '',
    headBranch: pull.head.ref,
    headRepository: fork ?? repository,
    conclusion: 'failure',
    ...(pull.author === null ? {} : { actor: pull.author }),
    // GitHub names none of a fork.
    pulls: fork === repository ? [pull.number] : [],
    ...reported.gateRun,
  }
  const own = options.repositories?.[repository]
  const { checks: _readOnly, permissions: _permissions, ...others } = options
  const all: GitHubOptions = {
    ...others,
    ...reported.github,
    repositories: { ...options.repositories, [repository]: { ...own, runs: [run, ...(own?.runs ?? [])] } },
    tokens: { ...options.tokens },
  }
  const told: Step = {
    ...step,
    with: reported.with ?? {},
    ...(reported.action === undefined ? {} : { action: reported.action }),
    event: 'workflow_run',
    payload: runPayload(run),
    env: {
      ...step.env,
      GITHUB_SHA: shas.tip,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_BASE_REF: undefined,
      GITHUB_HEAD_REF: undefined,
      ...reported.env,
    },
  }
  return open(all, told, shas, folder)
}

function runPayload(run: Run): object {
  const shown = payload('workflow_run', 'completed')
  const example = object(shown.workflow_run)
  const repo = object(payload('pull_request', 'opened').repository)
  const head = run.headRepository ?? repository
  const owner = { ...object(repo.owner), login: head.split('/')[0] }
  return {
    ...shown,
    repository: repo,
    workflow_run: {
      ...example,
      id: run.id,
      event: run.event,
      status: 'completed',
      conclusion: run.conclusion ?? null,
      run_attempt: run.attempt ?? 1,
      ...(run.actor === undefined ? {} : { actor: run.actor }),
      head_sha: run.headSha,
      head_branch: run.headBranch,
      head_commit: { ...object(example.head_commit), id: run.headSha },
      path: run.path ?? '.github/workflows/gate.yml',
      pull_requests: (run.pulls ?? []).map((number) => ({ number, head: { sha: run.headSha, ref: run.headBranch } })),
      repository: repo,
      head_repository: { ...repo, full_name: head, owner, fork: head !== repository },
    },
  }
}

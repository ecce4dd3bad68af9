import { ConfigurationError } from '../core/errors.ts'
import { at, matching, sha } from './payload.ts'

/** The run that has ended, as GitHub's event tells it: nothing of it comes from what that run left behind. */
export type WorkflowRun = {
  /** What started it, such as `pull_request`. */
  readonly event: string
  readonly headSha: string
  /** `owner/name`, where the commit is; undefined once a fork is deleted. */
  readonly headRepository: string | undefined
  /** Whose change it ran on. */
  readonly actor: string | undefined
}

/** Reads the event `workflow_run`. Throws a `ConfigurationError` on any other. */
export function readWorkflowRun(event: string | undefined, payload: unknown): WorkflowRun {
  if (event !== 'workflow_run')
    throw new ConfigurationError(
      `The reporter runs on \`workflow_run\`, not on \`${event ?? ''}\`.`,
      'Start it by `workflow_run`, after the workflow of the gate.',
    )
  const run = at(payload, 'workflow_run')
  const headSha = sha(at(run, 'head_sha'))
  const startedBy = matching(/^\w+$/, at(run, 'event'))
  if (headSha === undefined || startedBy === undefined)
    throw new ConfigurationError('The event does not say which commit was judged.', 'Run the workflow again.')
  return {
    event: startedBy,
    headSha,
    headRepository: matching(/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/, at(run, 'head_repository', 'full_name')),
    actor: matching(/^[\w-]+(\[bot\])?$/, at(run, 'actor', 'login')),
  }
}

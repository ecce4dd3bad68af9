import { basename, dirname } from 'node:path'
import { publishComment } from './adapters/comment.ts'
import { because } from './adapters/failure-words.ts'
import { connect, RequestFailure } from './adapters/github.ts'
import { openPulls } from './adapters/open-pulls.ts'
import { existingFolder, readReporterInputs } from './adapters/reporter-inputs.ts'
import * as runner from './adapters/runner.ts'
import { workspace } from './adapters/workspace.ts'
import { ConfigurationError } from './core/errors.ts'
import { parseReported, refused } from './read/reported.ts'
import { decodeText } from './read/text.ts'
import { readWorkflowRun, type WorkflowRun } from './read/workflow-run.ts'
import type { Comment } from './report/comment.ts'
import { forkComment } from './report/fork-comment.ts'
import { sentence } from './report/words.ts'
import { tool } from './tool.ts'

/** Bytes of a report that are read: one of a thousand systems has some twenty million. */
const mostBytes = 30_000_000

// Stands unless the report was written, or there was none to write.
process.exitCode = 2
// Not awaited here: parts that are loaded later import from this file, and would wait for it for ever.
void report()
  .then((why) => {
    if (why !== undefined) runner.annotateNotice(`No comment is written: ${sentence(why)}`)
    process.exitCode = 0
  })
  .catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : `it threw ${typeof error}`
    runner.annotateEnd(
      error instanceof ConfigurationError ? `${reason} ${error.next}` : `The reporter broke off: ${sentence(reason)}`,
    )
  })

/** Writes the comment, or returns why there is none to write. */
async function report(): Promise<string | undefined> {
  const run = readWorkflowRun(process.env.GITHUB_EVENT_NAME, await runner.readEvent(process.env.GITHUB_EVENT_PATH))
  const repository = process.env.GITHUB_REPOSITORY ?? ''
  const { token, path, when } = readReporterInputs()
  if (when === 'never') return undefined
  if (run.event !== 'pull_request') return `the run was of \`${run.event}\`, not of \`pull_request\``
  const { headSha, headRepository } = run
  if (headRepository === undefined) return 'the repository of the commit is gone'
  if (headRepository === repository && run.actor !== 'dependabot[bot]')
    return 'the run had a token that can write its own'
  const draft = await drafted(path, run, repository)
  if (draft === undefined) return 'the run left no report'
  const connection = await connect(token, `${tool.name}/${tool.version}`)
  try {
    const [pull, ...more] = await openPulls(connection, { into: repository, headRepository, headSha })
    if (pull === undefined) return 'no open pull request has its head at this commit'
    if (more.length > 0) return 'more than one open pull request has its head at this commit'
    const create = when === 'always' || !draft.clean
    const { failure } = await publishComment({ ...draft, repository, pull, create }, connection)
    return failure === undefined ? undefined : because(failure, { permission: 'pull-requests: write' })
  } catch (error) {
    if (error instanceof RequestFailure) return because(error, { permission: 'contents: read' })
    throw error
  }
}

/** The comment on the report, which must be of the commit that GitHub says was judged; undefined when there is none. */
async function drafted(path: string, { headSha }: WorkflowRun, repository: string): Promise<Comment | undefined> {
  const folder = existingFolder(dirname(path))
  if (folder === undefined) return undefined
  // Links are not followed out of its folder.
  const read = await workspace(folder).read(basename(path), mostBytes)
  if (!read.ok && read.reason === 'missing') return undefined
  if (!read.ok) throw refused(read.message)
  const text = decodeText(read.bytes)
  if (!text.ok) throw refused(text.message)
  const found = parseReported(text.text)
  if (found.run?.headSha !== headSha || found.run.repository !== repository)
    throw refused('is of another commit or repository than the run that left it')
  try {
    return forkComment(found, [process.env.GITHUB_WORKFLOW ?? '', process.env.GITHUB_JOB ?? ''])
  } catch {
    // It has the shape of a report and says what none of ours says, such as a month 13.
    throw refused('holds what cannot be shown')
  }
}

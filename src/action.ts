import { join, resolve } from 'node:path'
import { debug, isDebug } from '@actions/core'
import { publishCheckRun } from './adapters/check-run.ts'
import { because } from './adapters/failure-words.ts'
import { connect } from './adapters/github.ts'
import { judged } from './adapters/judged.ts'
import { platformOf } from './adapters/platform.ts'
import type { Open } from './adapters/policy-source.ts'
import * as runner from './adapters/runner.ts'
import { ConfigurationError } from './core/errors.ts'
import type { Report } from './core/report.ts'
import type { Verdict } from './core/verdict.ts'
import { type RunContext, readContext } from './read/context.ts'
import { type Inputs, readInputs } from './read/inputs.ts'
import { onlyPath } from './read/manifest-lines.ts'
import type { Annotation } from './report/annotations.ts'
import { brokenComment, type Comment, type Gate } from './report/comment.ts'
import { md, prose } from './report/escape.ts'
import { type Surfaces, surfacesOf } from './report/surfaces.ts'
import { sentence, VERDICTS } from './report/words.ts'
import { type RunOptions, run } from './run.ts'
import { tool } from './tool.ts'

/** GitHub: 1 MiB of job summary a step, or none of it is kept; the rest is left for what the runner adds. */
const summaryBytes = 1_000_000
const logWidth = 120

type End = { readonly code: 0 | 1 | 2; readonly line: string }

// Stands unless a verdict replaces it: what was not evaluated never exits 0, however this process ends.
process.exitCode = 2
// Not awaited here: parts that are loaded later import from this file, and would wait for it for ever.
void gate()
  .catch(giveUp)
  .then((end) => {
    if (end.code !== 0) runner.annotateEnd(end.line)
    process.exitCode = end.code
  })

async function gate(): Promise<End> {
  const inputs = readInputs(runner.readInput)
  const event = await runner.readEvent(process.env.GITHUB_EVENT_PATH)
  const context = readContext(process.env, event)
  const { archiving } = await import('./adapters/archive.ts')
  const open: Open = (token, budget) => connect(token, `${tool.name}/${tool.version}`, budget)
  const { place, sources, connection, throughApi } = await judged(inputs, context, process.env.GITHUB_WORKSPACE, open)
  if (throughApi !== undefined)
    runner.log(`The files of commit ${throughApi} came through GitHub's API; none is checked out.`)
  const org = inputs.orgToken === undefined ? undefined : { token: inputs.orgToken, open }
  const platform = platformOf(context, { connection, folder: place.folder, org })
  const directory = resolve(inputs.outputDir ?? join(process.env.RUNNER_TEMP || '.', 'ai-compliance-report'))
  const archive = archiving({ directory, inputs, context, env: process.env })
  const options = {
    ...sources,
    ...(platform === undefined ? {} : { platform }),
    asOf: inputs.asOf ?? new Date().toISOString().slice(0, 10),
    failOn: inputs.failOn,
    shownUnder: place.folder,
    ...runOf(context),
  }
  const shown = await judge(inputs.manifest, options, (one) => archive.over(one.manifest, one, run))
  await publish(shown, inputs, context, place, directory)
  await runner.attempt('The evidence', () => archive.keep(event, shown.sarif))
  return { code: shown.exit, line: shown.line }
}

/** One manifest, or several with one result. */
async function judge(
  lines: readonly string[],
  options: Omit<RunOptions, 'manifest'>,
  running: typeof run,
): Promise<Surfaces> {
  const manifest = onlyPath(lines)
  if (manifest === undefined) return (await import('./several.ts')).judgeEach(lines, options, running)
  const { report, text } = await running({ ...options, manifest })
  return surfacesOf(report, text)
}

/** Every surface, in order of trust. Each fails alone, and none of them changes the verdict. */
async function publish(
  shown: Surfaces,
  inputs: Inputs,
  context: RunContext,
  place: runner.Place,
  directory: string,
): Promise<void> {
  const { attempt, writeOutput, writeReport } = runner
  await attempt('The log', () => runner.log(shown.text({ color: false, width: logWidth })))
  await attempt('The job summary', () =>
    runner.writeSummary(process.env.GITHUB_STEP_SUMMARY, shown.markdown(summaryBytes)),
  )
  await attempt('The annotations', () => runner.annotateRun(within(place.repository, shown.annotations())))
  const [url] = await Promise.all([
    attempt('The check run', () => postCheckRun(shown, inputs, context)),
    attempt('The comment', () => postComment((gate) => shown.comment(gate), inputs, context)),
  ])
  const json = await attempt('`report.json`', () => writeReport(directory, 'report.json', shown.json()))
  await attempt('`report.md`', () => writeReport(directory, 'report.md', shown.markdown(Number.MAX_SAFE_INTEGER)))
  await attempt('The outputs', () => {
    writeOutput('verdict', shown.verdict)
    writeOutput('errors', shown.counts.errors)
    writeOutput('warnings', shown.counts.warnings)
    writeOutput('open-questions', shown.counts.open)
    writeOutput('report-json', json ?? '')
    writeOutput('check-run-url', url ?? '')
  })
}

/** Posts the check run and returns its URL; says in one notice what could not be posted. */
async function postCheckRun(shown: Surfaces, inputs: Inputs, context: RunContext): Promise<string | undefined> {
  const { githubToken } = inputs
  const { repository, headSha, runUrl } = context
  if (!inputs.checkRun) return undefined
  const missing = githubToken === undefined ? '`github-token` is empty' : 'the event names no commit to post it on'
  if (githubToken === undefined || repository === undefined || headSha === undefined) {
    runner.annotateNotice(`The check run was not posted: ${missing}. The verdict stands.`)
    return undefined
  }
  const connection = await connect(githubToken, `${tool.name}/${tool.version}`)
  const draft = {
    ...shown.checkRun(),
    repository,
    headSha,
    runUrl,
    manifest: shown.manifest,
    annotations: shown.annotations(),
  }
  const { url, failure } = await publishCheckRun(draft, connection)
  const what = url === undefined ? 'The check run was not posted' : 'The check run was posted only in part'
  if (failure !== undefined)
    runner.annotateNotice(
      `${what}: ${because(failure, { permission: 'checks: write', readOnly: context.readOnly })}. The verdict stands.`,
    )
  return url
}

/** Keeps the one comment of the pull request; says in one notice what could not be posted. */
async function postComment(draft: (gate: Gate) => Comment, inputs: Inputs, context: RunContext): Promise<void> {
  const { githubToken } = inputs
  const { repository, pull, readOnly } = context
  if (inputs.comment === 'never' || pull === undefined || repository === undefined) return
  if (githubToken === undefined) {
    runner.annotateNotice('The comment was not posted: `github-token` is empty. The verdict stands.')
    return
  }
  const { publishComment } = await import('./adapters/comment.ts')
  const drafted = draft([inputs.workingDirectory, ...inputs.manifest])
  const create = inputs.comment === 'always' || !drafted.clean
  const connection = await connect(githubToken, `${tool.name}/${tool.version}`)
  const { failure } = await publishComment({ ...drafted, repository, pull: pull.number, create }, connection)
  if (failure !== undefined)
    runner.annotateNotice(
      `The comment was not posted: ${because(failure, { permission: 'pull-requests: write', readOnly })}. The verdict stands.`,
    )
}

async function giveUp(error: unknown): Promise<End> {
  const reason = error instanceof Error ? error.message : `it threw ${typeof error}`
  const line =
    error instanceof ConfigurationError
      ? `${sentence(reason)} ${sentence(error.next)}`
      : `The gate broke off: ${sentence(reason)} This is a fault of the gate; run the job again with debug logging to see where.`
  if (error instanceof Error && isDebug()) debug(error.stack ?? '')
  const summary = md`## ${VERDICTS['not-evaluated']}\n\n${prose(line)}\n`
  await runner.attempt('The job summary', () => runner.writeSummary(process.env.GITHUB_STEP_SUMMARY, summary.markdown))
  await runner.attempt('The outputs', () => runner.writeOutput('verdict', 'not-evaluated' satisfies Verdict))
  await runner.attempt('The comment', () => commentOn(line))
  return { code: 2, line }
}

/** What a comment said of an earlier commit does not stand for this one. */
async function commentOn(line: string): Promise<void> {
  const context = readContext(process.env, await runner.readEvent(process.env.GITHUB_EVENT_PATH))
  let inputs: Inputs
  try {
    inputs = readInputs(runner.readInput)
  } catch {
    // What is wrong with them is said already.
    return
  }
  await postComment((gate) => brokenComment(line, gate), inputs, context)
}

function within(folder: string, all: readonly Annotation[]): readonly Annotation[] {
  return all.map((annotation) => ({ ...annotation, file: folder + annotation.file }))
}

function runOf({ event, repository, headSha, baseSha }: RunContext): { readonly run?: NonNullable<Report['run']> } {
  if (repository === undefined || headSha === undefined) return {}
  return { run: { event, repository, headSha, ...(baseSha === undefined ? {} : { baseSha }) } }
}

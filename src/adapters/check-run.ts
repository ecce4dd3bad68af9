import { createHash } from 'node:crypto'
import type { Annotation } from '../report/annotations.ts'
import { type Connection, RequestFailure } from './github.ts'

/** The name under which the check run stands in the pull request. A job of this name would stand in its way. */
export const checkName = 'AI compliance'
/** GitHub REST, "Create a check run": 50 annotations a request; later requests add to them. */
const batchSize = 50
/** How often the run looks for what became of a request whose answer was lost. */
const maxLooks = 2

export type CheckRunDraft = {
  /** `owner/name`. */
  readonly repository: string
  readonly headSha: string
  readonly runUrl: string | undefined
  /** Path of the manifest from the repository's root: what tells this check run from another gate's. */
  readonly manifest: string
  /** Their paths start at the repository's root. */
  readonly annotations: readonly Annotation[]
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
}

/** Where the check run is, undefined when none was written; and what kept it from being written whole. */
export type CheckRunResult = { readonly url: string | undefined; readonly failure: RequestFailure | undefined }

type Written = {
  readonly id: number
  readonly url: string | undefined
  readonly annotated: number
  readonly externalId: string
}

/**
 * Creates the check run, or updates the one that an earlier attempt on this commit left, completed from the first request on.
 * A request whose answer was lost is not sent again: the run looks at what is there and goes on from that.
 */
export async function publishCheckRun(
  draft: CheckRunDraft,
  { send, requestsLeft }: Connection,
): Promise<CheckRunResult> {
  const [owner = '', repo = ''] = draft.repository.split('/')
  const id = externalId(draft)
  const total = draft.annotations.length
  /** What this run has written so far, or found again after an answer was lost. */
  let written: Written | undefined
  try {
    const earlier = await find()
    for (let looks = 0; ; ) {
      try {
        written = await write(written ?? earlier)
        if (written.annotated >= total || requestsLeft() === 0) return { url: written.url, failure: undefined }
      } catch (error) {
        if (!(error instanceof RequestFailure) || error.kind !== 'lost' || looks === maxLooks) throw error
        looks += 1
        const found: Written | undefined = await find()
        if (found === undefined) throw error
        written = found
      }
    }
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    return { url: written?.url, failure: error }
  }

  /** The check run to go on with: ours by its external id, with these annotations or none. GitHub cannot take an annotation back. */
  async function find(): Promise<Written | undefined> {
    const parameters = { owner, repo, ref: draft.headSha, check_name: checkName, filter: 'latest', per_page: 100 }
    const answer = await send('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', parameters)
    const listed: readonly unknown[] =
      'check_runs' in answer && Array.isArray(answer.check_runs) ? answer.check_runs : []
    return listed
      .flatMap((run) => parseCheckRun(run) ?? [])
      .find((run) => run.externalId === id.whole || (run.externalId.startsWith(id.prefix) && run.annotated === 0))
  }

  async function write(earlier: Written | undefined): Promise<Written> {
    const before = earlier?.annotated ?? 0
    const batch = draft.annotations.slice(before, before + batchSize)
    const annotated = Math.max(before, before + batch.length)
    const parameters = {
      owner,
      repo,
      name: checkName,
      external_id: id.whole,
      status: 'completed',
      conclusion: draft.conclusion,
      ...(draft.runUrl === undefined ? {} : { details_url: draft.runUrl }),
      // An update replaces the whole output, so each request carries all of it; only annotations add up.
      output: {
        title: draft.title,
        summary: draft.summary + remainder(annotated, total),
        text: draft.text,
        annotations: batch.map(toGitHub),
      },
    }
    const answer = await (earlier === undefined
      ? send('POST /repos/{owner}/{repo}/check-runs', { ...parameters, head_sha: draft.headSha })
      : send('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...parameters, check_run_id: earlier.id }))
    const run = parseCheckRun(answer)
    if (run === undefined || run.externalId !== id.whole)
      throw new RequestFailure('lost', 'the answer holds no check run')
    return { ...run, annotated }
  }
}

/** `ai-compliance-gate:<manifest>:<annotations>`: whose check run it is, and which annotations it was given. */
function externalId(draft: CheckRunDraft): { readonly prefix: string; readonly whole: string } {
  const prefix = `ai-compliance-gate:${digest(draft.manifest)}:`
  return { prefix, whole: prefix + digest(JSON.stringify(draft.annotations)) }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function remainder(annotated: number, total: number): string {
  if (annotated >= total) return ''
  return `\n\nThis check run annotates ${annotated} of ${total} findings, errors first; \`report.json\` holds all of them.\n`
}

function parseCheckRun(value: unknown): Written | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'number') return undefined
  const output = 'output' in value && typeof value.output === 'object' ? value.output : null
  const annotated = output !== null && 'annotations_count' in output ? output.annotations_count : undefined
  return {
    id: value.id,
    url: 'html_url' in value && typeof value.html_url === 'string' ? value.html_url : undefined,
    annotated: typeof annotated === 'number' && annotated > 0 ? annotated : 0,
    externalId: 'external_id' in value && typeof value.external_id === 'string' ? value.external_id : '',
  }
}

function toGitHub(annotation: Annotation): object {
  const { region } = annotation
  const startLine = region?.startLine ?? 1
  const endLine = region?.endLine ?? startLine
  return {
    path: annotation.file,
    start_line: startLine,
    end_line: endLine,
    // GitHub REST: columns only where the annotation stays on one line.
    ...(region === undefined || startLine !== endLine
      ? {}
      : { start_column: region.startColumn, end_column: region.endColumn }),
    annotation_level: annotation.level,
    title: annotation.title,
    message: annotation.message,
  }
}

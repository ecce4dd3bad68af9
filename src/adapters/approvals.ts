import type { Approvals, PullRequest, Review } from '../core/comparison.ts'
import type { ApprovalsAsked, Files } from '../core/ports.ts'
import { waiverKey } from '../core/waiver-key.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { parseManifest } from '../read/manifest.ts'
import { decodeText, parseSource } from '../read/source.ts'
import { commitAt, loginAt, textAt } from './answers.ts'
import { because } from './failure-words.ts'
import { type Connection, RequestFailure, type Send } from './github.ts'
import { authorsOf } from './pull-authors.ts'
import { lastReviews } from './pull-reviews.ts'
import { queued } from './queue.ts'

/** What is judged: one pull request at its head commit, or the branch of a merge queue. */
export type Proposed = {
  /** `owner/name`. */
  readonly repository: string
  readonly of: OnePull | { readonly ref: string; readonly baseSha: string | undefined }
}
export type OnePull = { readonly number: number; readonly author: string | undefined; readonly headSha: string }

/** The files of a commit of the repository, below the root that is judged. */
export type FilesAt = (commit: string) => Pick<Files, 'read'>

const NEXT = 'see that `permissions:` of the job has `pull-requests: read`, and run the job again'

/** Who approved what is judged, and who wrote it. What GitHub does not tell is told as not known, never as no review. */
export async function readApprovals(
  { send }: Pick<Connection, 'send'>,
  { repository, of }: Proposed,
  asked: ApprovalsAsked,
  filesAt: FilesAt,
): Promise<Approvals> {
  const [owner = '', repo = ''] = repository.split('/')
  const place = { owner, repo }
  const permission = permissions(send, place)
  try {
    if ('number' in of) return { known: true, pulls: [await pullAt(send, place, of, asked.handles, permission)] }
    const [{ numbers, whole }, base] = await Promise.all([
      queued(send, place, of),
      of.baseSha === undefined ? undefined : manifestIn(filesAt(of.baseSha), asked.manifestFile),
    ])
    const pulls = await Promise.all(
      numbers.map(async (number): Promise<PullRequest> => {
        const one = await onePull(send, { ...place, pull_number: number })
        const [pull, text] = await Promise.all([
          pullAt(send, place, one, asked.handles, permission),
          manifestIn(filesAt(one.headSha), asked.manifestFile),
        ])
        const same = text !== undefined && text === base
        return { ...pull, waivers: waiversOf(text, asked.manifestFile), ...(same ? { sameManifest: true } : {}) }
      }),
    )
    return { known: true, pulls, ...(whole ? {} : { partly: PARTLY }) }
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    return { known: false, because: because(error, { permission: 'pull-requests: read' }), next: NEXT }
  }
}

const PARTLY = {
  because: 'the merge queue has changed, and which pull requests it joins cannot be told',
  next: 'queue the pull request again',
}

/** More people than these are asked about only once they have approved. */
const ASKED_AHEAD = 2

type Place = { readonly owner: string; readonly repo: string }
type MayWrite = (login: string) => Promise<Review['mayWrite']>

async function onePull(send: Send, place: Place & { readonly pull_number: number }): Promise<OnePull> {
  const pull = await send('GET /repos/{owner}/{repo}/pulls/{pull_number}', place)
  const headSha = commitAt(pull, 'head', 'sha')
  if (headSha === undefined) throw new RequestFailure('lost', 'the answer names no commit')
  return { number: place.pull_number, author: loginAt(pull, 'user', 'login'), headSha }
}

async function pullAt(
  send: Send,
  place: Place,
  { number, author, headSha }: OnePull,
  handles: readonly string[],
  permission: MayWrite,
): Promise<PullRequest> {
  // Whose approval may count is known beforehand: asking with the reviews saves a round trip, where they are few.
  if (handles.length <= ASKED_AHEAD) for (const handle of handles) void permission(handle).catch(() => {})
  const [reviews, { logins, more }] = await Promise.all([
    lastReviews(send, { ...place, pull_number: number }),
    authorsOf(send, { ...place, pull_number: number }),
  ])
  const authors = [...new Set([...(author === undefined ? [] : [author]), ...logins])].sort()
  const counts = ({ by, account, state, commit }: Omit<Review, 'mayWrite'>) =>
    account === 'user' && state === 'approved' && commit === headSha && !authors.includes(by) && handles.includes(by)
  return {
    number,
    ...(author === undefined ? {} : { openedBy: author }),
    authors,
    ...(more === undefined ? {} : { moreAuthors: more }),
    headSha,
    reviews: await Promise.all(
      reviews.map(async (review): Promise<Review> => {
        return { ...review, mayWrite: counts(review) ? await permission(review.by) : 'unknown' }
      }),
    ),
  }
}

/** Whether an account may write, asked once for each. */
function permissions(send: Send, place: Place): MayWrite {
  const asked = new Map<string, Promise<Review['mayWrite']>>()
  const ask = async (username: string): Promise<Review['mayWrite']> => {
    try {
      const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
      const answer = await send(route, { ...place, username })
      switch (textAt(answer, 'permission')) {
        case 'admin':
        case 'write':
          return 'yes'
        case 'read':
        case 'none':
          return 'no'
        default:
          return 'unknown'
      }
    } catch (error) {
      // A token that may not ask gets the answer of one that asks for nobody.
      if (error instanceof RequestFailure && (error.status === 403 || error.status === 404)) return 'unknown'
      throw error
    }
  }
  return (login) => {
    const known = asked.get(login) ?? ask(login)
    asked.set(login, known)
    return known
  }
}

/** The text of a manifest; undefined where there is none that can be read as text. */
async function manifestIn(files: Pick<Files, 'read'>, path: string): Promise<string | undefined> {
  const read = await files.read(path, MAX_BYTES)
  if (!read.ok && read.reason === 'unreadable') throw new RequestFailure('lost', `\`${path}\` ${read.message}`)
  if (!read.ok) return undefined
  const decoded = decodeText(read.bytes)
  return decoded.ok ? decoded.text : undefined
}

/** The waivers of a pull request's own manifest; none when it has no manifest that can be read as one. */
function waiversOf(text: string | undefined, path: string): readonly string[] {
  const { written } = parseSource(text ?? '', path)
  const isManifest = typeof written === 'object' && written !== null && !Array.isArray(written)
  return isManifest ? parseManifest(written).waivers.map(waiverKey) : []
}

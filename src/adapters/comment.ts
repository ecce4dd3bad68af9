import type { Comment } from '../report/comment.ts'
import { type Connection, RequestFailure } from './github.ts'

/** GitHub REST, "List issue comments": at most 100 a page. */
const pageSize = 100
/** Pages that are looked through for the comment; one beyond them would be written a second time. */
const maxPages = 10

export type CommentDraft = Comment & {
  /** `owner/name`. */
  readonly repository: string
  readonly pull: number
  /** Whether one is written where there is none. */
  readonly create: boolean
}

/** Where the comment is, undefined where there is none; and what kept it from being written. */
export type CommentResult = { readonly url: string | undefined; readonly failure: RequestFailure | undefined }

type Found = { readonly id: number; readonly url: string | undefined; readonly body: string }

/**
 * Writes the one comment of this gate, or edits the one that is there. It is known by the marker at its very beginning and by its author,
 * a bot: what a person writes is never touched, and nothing is ever read from a comment but whether it is ours.
 */
export async function publishComment(draft: CommentDraft, { send }: Connection): Promise<CommentResult> {
  const [owner = '', repo = ''] = draft.repository.split('/')
  try {
    const earlier = await find()
    if (earlier !== undefined) return { url: await edit(earlier), failure: undefined }
    if (!draft.create) return { url: undefined, failure: undefined }
    try {
      const made = await send('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        owner,
        repo,
        issue_number: draft.pull,
        body: draft.body,
      })
      return { url: parseComment(made)?.url, failure: undefined }
    } catch (error) {
      // The answer may be lost or late and the comment there: it is looked for, and never sent again.
      const unsure = error instanceof RequestFailure && (error.kind === 'lost' || error.kind === 'timed-out')
      const found = unsure ? await find() : undefined
      if (found === undefined) throw error
      return { url: found.url, failure: undefined }
    }
  } catch (error) {
    if (error instanceof RequestFailure) return { url: undefined, failure: error }
    throw error
  }

  async function edit({ id, url, body }: Found): Promise<string | undefined> {
    if (body !== draft.body)
      await send('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        owner,
        repo,
        comment_id: id,
        body: draft.body,
      })
    return url
  }

  /** The oldest one, as GitHub lists them. */
  async function find(): Promise<Found | undefined> {
    for (let page = 1; page <= maxPages; page += 1) {
      const listed = await send('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        owner,
        repo,
        issue_number: draft.pull,
        per_page: pageSize,
        page,
      })
      const comments: readonly unknown[] = Array.isArray(listed) ? listed : []
      const ours = comments.flatMap((one) => parseComment(one) ?? []).find(({ bot, body }) => bot && isOurs(body))
      if (ours !== undefined || comments.length < pageSize) return ours
    }
    return undefined
  }

  /** GitHub keeps the line breaks that a browser sends. */
  function isOurs(body: string): boolean {
    return body.startsWith(`${draft.marker}\n`) || body.startsWith(`${draft.marker}\r\n`)
  }
}

function parseComment(value: unknown): (Found & { readonly bot: boolean }) | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'number') return undefined
  const user = 'user' in value && typeof value.user === 'object' && value.user !== null ? value.user : {}
  return {
    id: value.id,
    url: 'html_url' in value && typeof value.html_url === 'string' ? value.html_url : undefined,
    body: 'body' in value && typeof value.body === 'string' ? value.body : '',
    bot: 'type' in user && user.type === 'Bot',
  }
}

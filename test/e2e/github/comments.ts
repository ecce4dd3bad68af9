import { at, example, type Operation, object } from '../openapi.ts'
import { type Answer, notFound, type Operations, ok, page, refused } from './answer.ts'
import { ACTIONS, account } from './examples.ts'
import type { Hosted, Hub } from './hub.ts'
import type { Account, Comment, Seen } from './options.ts'

export type StoredComment = Comment & { readonly id: number; readonly repository: string; readonly edits: number }

/** GitHub: "Body is too long (maximum is 65536 characters)". */
const LONGEST = 65_536

/** Comments in conversations. `writer` is whom a token comments as, undefined where the token is of a job. */
export function comments(hub: Hub, writer: (seen: Seen) => Account | undefined) {
  let stored: readonly StoredComment[] = hub.repositories.flatMap(({ name, options }) =>
    (options.comments ?? []).map((comment) => ({ ...comment, id: 0, repository: name, edits: 0 })),
  )
  stored = stored.map((comment, index) => ({ ...comment, id: index + 1 }))

  const conversation = (operation: Operation): { readonly hosted: Hosted; readonly issue: number } | undefined => {
    const hosted = hub.repository(operation)
    const issue = Number(operation.parameters.issue_number)
    const known = hosted?.options.pulls?.some(({ number }) => number === issue) ?? false
    return hosted !== undefined && known ? { hosted, issue } : undefined
  }

  const operations: Operations = {
    'issues/list-comments': (operation, seen) => {
      const place = conversation(operation)
      if (place === undefined) return notFound
      const here = stored.filter(({ repository, issue }) => repository === place.hosted.name && issue === place.issue)
      const listed = page(here.map(toGitHub), seen)
      return ok(listed.items, listed.headers)
    },

    'issues/create-comment': (operation, seen) => {
      const place = conversation(operation)
      if (place === undefined) return notFound
      const body = String(at(seen.body, 'body'))
      const refusal = refusalOf(body, place.hosted, place.issue, 'create comment')
      if (refusal !== undefined) return refusal
      const as = writer(seen)
      const made: StoredComment = {
        id: stored.length + 1,
        repository: place.hosted.name,
        issue: place.issue,
        body,
        edits: 0,
        author: as ?? { login: 'github-actions[bot]', type: 'Bot' },
        viaActions: as === undefined,
      }
      stored = [...stored, made]
      return { status: 201, data: toGitHub(made) }
    },

    'issues/update-comment': (operation, seen) => {
      const hosted = hub.repository(operation)
      const found = stored.find(
        ({ id, repository }) => String(id) === operation.parameters.comment_id && repository === hosted?.name,
      )
      if (hosted === undefined || found === undefined) return notFound
      const body = String(at(seen.body, 'body'))
      const refusal = refusalOf(body, hosted, found.issue, 'update comment')
      if (refusal !== undefined) return refusal
      // Whoever may write may edit what others said, so that taking another's comment for one's own is not stopped here.
      const updated = { ...found, body, edits: found.edits + 1 }
      stored = stored.map((comment) => (comment.id === found.id ? updated : comment))
      return ok(toGitHub(updated))
    },
  }
  return { operations, stored: () => stored }
}

function refusalOf(body: string, { options }: Hosted, issue: number, doing: string): Answer | undefined {
  if (options.pulls?.find(({ number }) => number === issue)?.locked === true)
    return refused(403, `Unable to ${doing} because issue is locked.`)
  if (body.trim() === '') return refused(422, "Validation Failed: Body can't be blank")
  if ([...body].length > LONGEST)
    return refused(422, `Validation Failed: Body is too long (maximum is ${LONGEST} characters)`)
  return undefined
}

function toGitHub({ id, repository, issue, body, author, viaActions }: StoredComment): object {
  return {
    ...object(example('issue-comment')),
    id,
    body,
    user: author === null ? null : account(author),
    url: `https://api.github.com/repos/${repository}/issues/comments/${id}`,
    html_url: `https://github.com/${repository}/pull/${issue}#issuecomment-${id}`,
    issue_url: `https://api.github.com/repos/${repository}/issues/${issue}`,
    author_association: author?.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR',
    performed_via_github_app: viaActions === true ? { ...object(example('integration')), ...ACTIONS } : null,
  }
}

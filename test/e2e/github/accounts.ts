import { example, object } from '../openapi.ts'
import { notFound, type Operations, ok } from './answer.ts'
import { account, idOf, named } from './examples.ts'
import { accountOf, type Hub } from './hub.ts'
import type { GitHubOptions, Role } from './options.ts'

type Level = 'admin' | 'write' | 'read' | 'none'

/** Who people are: their role in a repository, their teams, and the runs of workflows that they started. */
export function accounts(hub: Hub, { organizations = {} }: GitHubOptions): Operations {
  const teamOf = (org = '', slug = '') => {
    const found = Object.entries(organizations).find(([login]) => login.toLowerCase() === org.toLowerCase())
    const team = found?.[1].teams[slug]
    return found === undefined || team === undefined ? undefined : { login: found[0], team }
  }
  return {
    'repos/get-collaborator-permission-level': (operation) => {
      const hosted = hub.repository(operation)
      const found = accountOf(hub, operation.parameters.username)
      if (hosted === undefined || found === undefined || found.type === 'Organization') return notFound
      const { collaborators = {}, private: isPrivate = false } = hosted.options
      const owner = hosted.name.split('/')[0]?.toLowerCase() === found.login.toLowerCase()
      const given = Object.entries(collaborators).find(([login]) => login.toLowerCase() === found.login.toLowerCase())
      const role = given?.[1] ?? (owner ? 'admin' : isPrivate || found.type === 'Bot' ? 'none' : 'read')
      const { permission, name } = mapped(role)
      const may = { pull: permission !== 'none', push: /write|admin/.test(permission), admin: permission === 'admin' }
      return ok({
        permission,
        role_name: name,
        user: {
          ...account(found),
          permissions: { ...may, triage: may.push || name === 'triage', maintain: may.admin || name === 'maintain' },
          role_name: name,
        },
      })
    },

    'teams/get-by-name': ({ parameters: { org, team_slug: slug = '' } }) => {
      const found = teamOf(org, slug)
      if (found === undefined) return notFound
      const shape = object(example('team-full'))
      const organization = {
        ...object(shape.organization),
        login: found.login,
        id: idOf(found.login),
        archived_at: null,
      }
      const count = Object.keys(found.team.members).length
      // The description asks for what its own example leaves out.
      return ok({
        ...shape,
        id: idOf(slug),
        name: slug,
        slug,
        type: 'organization',
        members_count: count,
        organization,
      })
    },

    'teams/get-membership-for-user-in-org': ({ parameters: { org, team_slug: slug, username = '' } }) => {
      const members = Object.entries(teamOf(org, slug)?.team.members ?? {})
      const state = members.find(([login]) => login.toLowerCase() === username.toLowerCase())?.[1]
      const url = `https://api.github.com/teams/1/memberships/${username}`
      return state === undefined ? notFound : ok({ url, role: 'member', state })
    },

    'actions/get-workflow-run': (operation) => {
      const hosted = hub.repository(operation)
      const run = hosted?.options.runs?.find(({ id }) => String(id) === operation.parameters.run_id)
      if (hosted === undefined || run === undefined) return notFound
      const shape = object(example('workflow-run'))
      const { id, event, headSha, headBranch, headRepository = hosted.name, conclusion = 'success' } = run
      const actor = account(run.actor ?? { login: hosted.name.split('/')[0] ?? '', type: 'User' })
      const numbered = (hosted.options.pulls ?? []).filter(({ number }) => run.pulls?.includes(number))
      const place = { id: idOf(hosted.name), url: `https://api.github.com/repos/${hosted.name}`, name: hosted.name }
      return ok({
        ...shape,
        id,
        event,
        head_sha: headSha,
        head_branch: headBranch,
        status: conclusion === null ? 'in_progress' : 'completed',
        conclusion,
        run_attempt: run.attempt ?? 1,
        path: run.path ?? '.github/workflows/gate.yml',
        actor,
        triggering_actor: actor,
        html_url: `https://github.com/${hosted.name}/actions/runs/${id}`,
        head_commit: { ...object(shape.head_commit), id: headSha },
        repository: named(shape.repository, hosted.name, hosted.options.private),
        head_repository: named(shape.head_repository, headRepository, hosted.options.private),
        pull_requests: numbered.map(({ number, head, base }) => ({
          id: number,
          number,
          url: `${place.url}/pulls/${number}`,
          head: { ...head, repo: place },
          base: { ...base, repo: place },
        })),
      })
    },
  }
}

/** GitHub, "Get repository permissions for a user": `maintain` is shown as `write`, `triage` as `read`, a role of one's own as what it builds on. */
function mapped(role: Role): { readonly permission: Level; readonly name: string } {
  if (typeof role !== 'string') return role
  switch (role) {
    case 'maintain':
      return { permission: 'write', name: role }
    case 'triage':
      return { permission: 'read', name: role }
    default:
      return { permission: role, name: role }
  }
}

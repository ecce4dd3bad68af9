import type { Operation } from '../openapi.ts'
import { type Git, openGit } from './git.ts'
import type { Account, GitHubOptions, Repository } from './options.ts'

/** A repository while the server runs. */
export type Hosted = { readonly name: string; readonly options: Repository; readonly git: Git | undefined }

/** All that the server serves. */
export type Hub = {
  readonly repositories: readonly Hosted[]
  /** Everybody who is named anywhere. */
  readonly accounts: readonly Account[]
  /** The repository that a request is about; GitHub takes names in any case. */
  repository(operation: Operation): Hosted | undefined
  close(): void
}

export function hubOf(options: GitHubOptions, own: string): Hub {
  const described = { [own]: {}, ...options.repositories }
  const repositories = Object.entries(described).map(([name, repository]: [string, Repository]) => ({
    name,
    options: repository,
    git: repository.folder === undefined ? undefined : openGit(repository.folder),
  }))
  return {
    repositories,
    accounts: accountsOf(options, repositories),
    repository: ({ parameters: { owner, repo } }) =>
      repositories.find(({ name }) => name.toLowerCase() === `${owner}/${repo}`.toLowerCase()),
    close: () => {
      for (const { git } of repositories) git?.close()
    },
  }
}

/** Whoever is given an account, an act or a role; the same login is the same account. */
function accountsOf(options: GitHubOptions, repositories: readonly Hosted[]): readonly Account[] {
  const acting = repositories.flatMap(({ name, options: { pulls = [], comments = [], collaborators = {} } }) => [
    ...pulls.flatMap(({ author, reviews = [] }) => [author, ...reviews.map(({ user }) => user)]),
    ...comments.map(({ author }) => author),
    ...Object.keys(collaborators).map((login): Account => ({ login, type: 'User' })),
    { login: name.split('/')[0] ?? '', type: 'User' } satisfies Account,
  ])
  const organized = Object.entries(options.organizations ?? {}).flatMap(([login, { teams }]): readonly Account[] => [
    { login, type: 'Organization' },
    ...Object.values(teams).flatMap(({ members }) =>
      Object.keys(members).map((member): Account => ({ login: member, type: 'User' })),
    ),
  ])
  const all = [...(options.accounts ?? []), ...organized, ...acting.filter((one) => one !== null)]
  return [...new Map(all.reverse().map((one) => [one.login.toLowerCase(), one])).values()]
}

/** The account of this login, in any case. */
export function accountOf({ accounts }: Hub, login: string | undefined): Account | undefined {
  return accounts.find((one) => one.login.toLowerCase() === login?.toLowerCase())
}

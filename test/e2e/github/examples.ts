import { example, object } from '../openapi.ts'
import type { Commit, Difference } from './git.ts'
import type { Account } from './options.ts'

type Json = { readonly [key: string]: unknown }

/** The app that a job's token belongs to. */
export const ACTIONS = { id: 15_368, slug: 'github-actions', name: 'GitHub Actions' } as const

/** An account as GitHub shows it. */
export function account({ login, type }: Account): Json {
  const api = `https://api.github.com/users/${encodeURIComponent(login)}`
  return {
    ...object(example('simple-user')),
    login,
    id: idOf(login),
    type,
    url: api,
    html_url: type === 'Bot' ? `https://github.com/apps/${login.replace('[bot]', '')}` : `https://github.com/${login}`,
  }
}

/** The commit as the git database shows it. */
export function gitCommit(commit: Commit): Json {
  const api = 'https://api.github.com/repos/octocat/Hello-World/git'
  return {
    ...object(example('git-commit-2')),
    sha: commit.sha,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `https://github.com/octocat/Hello-World/commit/${sha}`,
    })),
  }
}

/** The commit with the accounts of those who wrote it; GitHub knows them by their address, or not. */
export function commit(commit: Commit, accounts: readonly Account[]): Json {
  const { sha, tree, parents, author, committer, message } = commit
  const shown = object(example('commit'))
  const known = (email: string): Json | null => {
    const [, login] = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email) ?? []
    const found = accounts.find((one) => one.login.toLowerCase() === login?.toLowerCase())
    return found === undefined ? null : account(found)
  }
  const { files: _files, stats: _stats, ...rest } = shown
  return {
    ...rest,
    sha,
    commit: {
      ...object(shown.commit),
      author,
      committer,
      message,
      tree: { sha: tree, url: `https://api.github.com/repos/octocat/Hello-World/git/trees/${tree}` },
    },
    author: known(author.email),
    committer: known(committer.email),
    parents: parents.map((parent) => ({
      sha: parent,
      url: `https://api.github.com/repos/octocat/Hello-World/commits/${parent}`,
      html_url: `https://github.com/octocat/Hello-World/commit/${parent}`,
    })),
  }
}

/** A changed file; without its patch, which GitHub leaves out of large ones. */
export function file({ path, from, status, sha, additions, deletions }: Difference): Json {
  const place = path.split('/').map(encodeURIComponent).join('/')
  return {
    sha,
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `https://github.com/octocat/Hello-World/blob/${sha}/${place}`,
    raw_url: `https://github.com/octocat/Hello-World/raw/${sha}/${place}`,
    contents_url: `https://api.github.com/repos/octocat/Hello-World/contents/${place}?ref=${sha}`,
    ...(from === undefined ? {} : { previous_filename: from }),
  }
}

/** A repository of this name, in the shape of another. */
export function named(repository: unknown, fullName: string, isPrivate = false): Json {
  const [owner = '', name = ''] = fullName.split('/')
  const shown = object(repository)
  return {
    ...shown,
    id: idOf(fullName),
    name,
    full_name: fullName,
    private: isPrivate,
    owner: { ...object(shown.owner), login: owner, id: idOf(owner) },
    html_url: `https://github.com/${fullName}`,
    url: `https://api.github.com/repos/${fullName}`,
  }
}

/** The same number for the same name, which is all that a number means here. */
export function idOf(name: string): number {
  if (name === 'github-actions[bot]') return 41_898_282
  return [...name.toLowerCase()].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7) + 1
}

import type { Operation } from '../openapi.ts'
import { type Answer, notFound, type Operations, ok, page, refused } from './answer.ts'
import * as shown from './examples.ts'
import { type Commit, differences, type Git, type GitObject, parseCommit, resolve } from './git.ts'
import type { Hosted, Hub } from './hub.ts'
import type { Seen } from './options.ts'

/** GitHub, "Get a tree": more entries are left out, and `truncated` says so. */
const TREE_ENTRIES = 100_000
/** GitHub, "Get a blob": larger ones are refused. */
const BLOB_BYTES = 100 * 1024 * 1024
/** GitHub, "Compare two commits": on the first page only, whatever the page's size. */
const COMPARED_FILES = 300

const empty = refused(409, 'Git Repository is empty.')
const badSha = refused(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].')
const noCommit = (ref: string): Answer => refused(422, `No commit found for SHA: ${ref}`)

/** Files and commits, out of the repository's own git. */
export function gitData(hub: Hub): Operations {
  const read =
    (perform: (git: Git, operation: Operation, seen: Seen, hosted: Hosted) => Promise<Answer>) =>
    async (operation: Operation, seen: Seen): Promise<Answer> => {
      const hosted = hub.repository(operation)
      return hosted?.git === undefined ? empty : perform(hosted.git, operation, seen, hosted)
    }
  const asCommit = (found: Commit) => shown.commit(found, hub.accounts)

  return {
    'git/get-tree': read(async (git, { parameters: { tree_sha: name = '' } }, { query }, { options }) => {
      const found = /^[0-9a-f]{40}$/.test(name)
        ? await git.object(name)
        : await resolve(git, name, options.defaultBranch)
      if (found === undefined || !/^(commit|tree)$/.test(found.type)) return notFound
      // Any value asks for it, `0` and `false` too.
      const recursive = query.recursive !== undefined ? ['-r', '-t'] : []
      const lines = (await git.print('ls-tree', '-z', '-l', '--full-tree', ...recursive, found.sha)) ?? ''
      const entries = lines.split('\0').filter((line) => line !== '')
      const limit = options.treeLimit ?? TREE_ENTRIES
      return ok({
        sha: found.sha,
        url: `https://api.github.com/repos/octocat/Hello-World/git/trees/${found.sha}`,
        tree: entries.slice(0, limit).map(treeEntry),
        truncated: entries.length > limit,
      })
    }),

    'git/get-blob': read(async (git, { parameters: { file_sha: sha = '' } }) => {
      if (!/^[0-9a-f]{40}$/.test(sha)) return badSha
      const found = await git.object(sha)
      if (found?.type !== 'blob') return notFound
      const size = found.content.length
      if (size > BLOB_BYTES) return refused(403, 'This API returns blobs up to 100 MB in size.')
      const content = found.content.toString('base64').replace(/.{60}/g, '$&\n')
      return ok({
        content: size === 0 ? '' : `${content.trimEnd()}\n`,
        encoding: 'base64',
        url: `https://api.github.com/repos/octocat/Hello-World/git/blobs/${sha}`,
        sha,
        size,
        node_id: `B_${sha}`,
      })
    }),

    'git/get-commit': read(async (git, { parameters: { commit_sha: sha = '' } }) => {
      if (!/^[0-9a-f]{40}$/.test(sha)) return badSha
      const found = await git.object(sha)
      return found?.type === 'commit' ? ok(shown.gitCommit(parseCommit(found))) : notFound
    }),

    'repos/get-commit': read(async (git, { parameters: { ref = '' } }, seen, { options }) => {
      const found = await resolve(git, ref, options.defaultBranch)
      if (found === undefined) return noCommit(ref)
      const parsed = parseCommit(found)
      const files = await differences(git, parsed.parents[0], parsed.sha)
      const listed = page(files.slice(0, 3000).map(shown.file), seen, 300, 300)
      const additions = files.reduce((sum, file) => sum + file.additions, 0)
      const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
      const stats = { additions, deletions, total: additions + deletions }
      return ok({ ...asCommit(parsed), stats, files: listed.items }, listed.headers)
    }),

    'repos/compare-commits-with-basehead': read(async (git, { parameters: { basehead = '' } }, seen, { options }) => {
      const [, base = '', head = ''] = /^(.+?)\.\.\.(.+)$/.exec(basehead) ?? []
      const [from, to] = await Promise.all(
        [base, head].map((name) => resolve(git, name.replace(/^[\w-]+:(?:[\w.-]+:)?/, ''), options.defaultBranch)),
      )
      if (from === undefined || to === undefined) return notFound
      const merged = await mergeBase(git, from.sha, to.sha)
      if (merged === undefined) return refused(404, `No common ancestor between ${base} and ${head}.`)
      const counted = (await git.print('rev-list', '--left-right', '--count', `${from.sha}...${to.sha}`)) ?? ''
      const [behind = 0, ahead = 0] = counted.trim().split('\t').map(Number)
      const commits = await commitsBetween(git, from.sha, to.sha)
      const listed = page(commits, seen, 250, 250)
      const files = listed.number > 1 ? [] : (await differences(git, merged.sha, to.sha)).slice(0, COMPARED_FILES)
      const url = `https://github.com/octocat/Hello-World/compare/${from.sha}...${to.sha}`
      return ok(
        {
          url: `https://api.github.com/repos/octocat/Hello-World/compare/${from.sha}...${to.sha}`,
          html_url: url,
          permalink_url: url,
          diff_url: `${url}.diff`,
          patch_url: `${url}.patch`,
          base_commit: asCommit(parseCommit(from)),
          merge_base_commit: asCommit(parseCommit(merged)),
          status: statusOf(ahead, behind),
          ahead_by: ahead,
          behind_by: behind,
          total_commits: commits.length,
          commits: await commitsOf(git, listed.items.map(String), asCommit),
          files: files.map(shown.file),
        },
        listed.headers,
      )
    }),

    'git/list-matching-refs': read(async (git, { parameters: { ref = '' } }) => {
      const lines = (await git.print('for-each-ref', '--format=%(refname) %(objecttype) %(objectname)')) ?? ''
      const refs = lines.split('\n').flatMap((line) => {
        const [name = '', type = '', sha = ''] = line.split(' ')
        return name.startsWith(`refs/${ref}`) ? [{ name, type, sha }] : []
      })
      return ok(
        refs.map(({ name, type, sha }) => ({
          ref: name,
          node_id: `REF_${sha}`,
          url: `https://api.github.com/repos/octocat/Hello-World/git/${name}`,
          object: { type, sha, url: `https://api.github.com/repos/octocat/Hello-World/git/${type}s/${sha}` },
        })),
      )
    }),
  }
}

/** Whether a check run may stand on the commit. */
export async function hasCommit({ git }: Hosted, sha: string): Promise<boolean> {
  return git === undefined || (await git.object(sha))?.type === 'commit'
}

export async function mergeBase(git: Git, base: string, head: string): Promise<GitObject | undefined> {
  const sha = (await git.print('merge-base', base, head))?.trim()
  return sha === undefined || sha === '' ? undefined : git.object(sha)
}

/** The commits that lead from the first to the second, oldest first, by name. */
export async function commitsBetween(git: Git, base: string, head: string): Promise<readonly string[]> {
  const printed = (await git.print('rev-list', '--topo-order', '--reverse', `${base}..${head}`)) ?? ''
  return printed.split('\n').filter((line) => line !== '')
}

export async function commitsOf<T>(
  git: Git,
  shas: readonly string[],
  show: (commit: Commit) => T,
): Promise<readonly T[]> {
  const found = await Promise.all(shas.map((sha) => git.object(sha)))
  return found.flatMap((object) => (object === undefined ? [] : [show(parseCommit(object))]))
}

/** `<mode> <type> <sha> <size or ->` before a tab, the path after it. */
function treeEntry(line: string): object {
  const tab = line.indexOf('\t')
  const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/)
  const url = type === 'commit' ? {} : { url: `https://api.github.com/repos/octocat/Hello-World/git/${type}s/${sha}` }
  return { path: line.slice(tab + 1), mode, type, sha, ...(type === 'blob' ? { size: Number(size) } : {}), ...url }
}

function statusOf(ahead: number, behind: number): 'identical' | 'ahead' | 'behind' | 'diverged' {
  if (ahead > 0 && behind > 0) return 'diverged'
  return ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical'
}

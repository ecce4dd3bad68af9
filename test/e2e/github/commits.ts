import type { GitObject } from './git.ts'

export type Commit = {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}
export type Signature = { readonly name: string; readonly email: string; readonly date: string }

/** A commit out of git's own text of it. */
export function parseCommit({ sha, content }: GitObject): Commit {
  const text = content.toString('utf8')
  const end = text.indexOf('\n\n')
  const fields = text
    .slice(0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const)
  const all = (name: string): readonly string[] => fields.filter(([field]) => field === name).map(([, value]) => value)
  return {
    sha,
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: signature(all('author')[0] ?? ''),
    committer: signature(all('committer')[0] ?? ''),
    message: text.slice(end + 2).trimEnd(),
  }
}

function signature(line: string): Signature {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? []
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000', '') }
}

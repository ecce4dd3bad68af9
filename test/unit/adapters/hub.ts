import { createHash } from 'node:crypto'
import { RequestFailure, type Send } from '../../../src/adapters/github.ts'

export type Node =
  | string
  | { readonly [name: string]: Node }
  | { readonly link: string }
  | { readonly submodule: string }

/** A repository as GitHub's git database answers for it: commits with their folders, by names of our choice. */
export function hub(
  commits: { readonly [commit: string]: { readonly [name: string]: Node } },
  {
    wholeUpTo = Number.POSITIVE_INFINITY,
    fault = () => undefined,
  }: {
    /** How many entries of a tree are listed at most; what is more is cut off. */
    readonly wholeUpTo?: number
    /** An answer in place of the true one; what it throws is the failure. */
    readonly fault?: (route: string, parameters: { readonly [name: string]: unknown }) => object | undefined
  } = {},
) {
  const trees = new Map<string, readonly Entry[]>()
  const blobs = new Map<string, Buffer>()
  const asked: string[] = []

  function keep(folder: { readonly [name: string]: Node }): string {
    const entries = Object.entries(folder).map(([name, node]): Entry => {
      if (typeof node === 'string') return blob(name, '100644', node)
      if ('link' in node && typeof node.link === 'string') return blob(name, '120000', node.link)
      if ('submodule' in node && typeof node.submodule === 'string')
        return { path: name, mode: '160000', type: 'commit', sha: node.submodule }
      return { path: name, mode: '040000', type: 'tree', sha: keep(Object.fromEntries(folders(node))) }
    })
    const sha = createHash('sha1').update(JSON.stringify(entries)).digest('hex')
    trees.set(sha, entries)
    return sha
  }

  function blob(path: string, mode: string, text: string): Entry {
    const bytes = Buffer.from(text)
    const sha = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
    blobs.set(sha, bytes)
    return { path, mode, type: 'blob', sha, size: bytes.length }
  }

  function whole(sha: string, prefix = ''): readonly Entry[] {
    return (trees.get(sha) ?? []).flatMap((entry) => [
      { ...entry, path: prefix + entry.path },
      ...(entry.type === 'tree' ? whole(entry.sha, `${prefix}${entry.path}/`) : []),
    ])
  }

  const roots = new Map(Object.entries(commits).map(([commit, folder]) => [commit, keep(folder)]))

  const send: Send = async (route, parameters) => {
    const { tree_sha: tree, file_sha: file, recursive } = parameters
    asked.push(`${route.split('/').at(-2)} ${String(tree ?? file)}${recursive === undefined ? '' : ' recursive'}`)
    const instead = fault(route, parameters)
    if (instead !== undefined) return instead
    if (typeof tree === 'string') {
      const sha = roots.get(tree) ?? tree
      const entries = trees.get(sha)
      if (entries === undefined) throw new RequestFailure('refused', 'Not Found', 404)
      const all = recursive === undefined ? entries : whole(sha)
      return { sha, tree: all.slice(0, wholeUpTo), truncated: all.length > wholeUpTo }
    }
    const bytes = blobs.get(String(file))
    if (bytes === undefined) throw new RequestFailure('refused', 'Not Found', 404)
    // GitHub breaks base64 into lines.
    const content = bytes.toString('base64').replace(/(.{60})/g, '$1\n')
    return { sha: file, size: bytes.length, encoding: 'base64', content }
  }
  return { send, asked }
}

type Entry = {
  readonly path: string
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly sha: string
  readonly size?: number
}

function folders(node: object): readonly (readonly [string, Node])[] {
  return Object.entries(node)
}

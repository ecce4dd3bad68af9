import type { Files } from '../core/ports.ts'
import { because, type Needs } from './failure-words.ts'
import { type Listing, parseBlob, parseListing } from './git-objects.ts'
import { type Connection, RequestFailure } from './github.ts'
import { type Fault, isFault, type Objects, type Tree, type TreeEntry, treeFiles } from './tree-files.ts'

/** The files of a commit on GitHub, below a folder. */
export type RepositoryFiles = Files & {
  /** Starts to read these, without waiting. */
  prefetch(paths: readonly string[], maxBytes: number): void
  /** Everything that is in the commit, by path from the repository's root; `tooLarge` when GitHub does not list it whole. Never throws. */
  tree(): Promise<WholeTree>
  /** The files of the same commit from the repository's own root, without asking for its tree again. */
  readonly whole: Files
}
export type WholeTree = Tree | Fault | 'tooLarge'

/**
 * Files as data, through GitHub's API: one request for the tree and one for each file that is read. A fault of GitHub or of the way there
 * reads as `unreadable`, and never as `missing`.
 */
export function repositoryFiles(
  connection: Pick<Connection, 'send'>,
  repository: string,
  commit: string,
  root = '',
  needs: Needs = { permission: 'contents: read' },
): RepositoryFiles {
  const objects = objectsOf(connection, repository, commit, needs)
  const files = treeFiles(objects, root)
  return {
    ...files,
    prefetch(paths, maxBytes) {
      for (const path of paths) void files.read(path, maxBytes)
    },
    tree: objects.tree,
    whole: root === '' ? files : treeFiles(objects, ''),
  }
}

function objectsOf(
  { send }: Pick<Connection, 'send'>,
  repository: string,
  commit: string,
  needs: Needs,
): Objects & { tree(): Promise<WholeTree> } {
  const [owner = '', repo = ''] = repository.split('/')
  const at = `at commit \`${commit.slice(0, 7)}\``
  const listings = shared<Listing>(at, needs)
  const blobs = shared<Uint8Array>(at, needs)

  /** A folder by the name of its object, or the whole commit by its own. */
  function list(sha: string, recursive: boolean): Promise<Listing | Fault> {
    return listings(`${sha} ${recursive}`, async () => {
      const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}'
      return parseListing(await send(route, { owner, repo, tree_sha: sha, ...(recursive ? { recursive: '1' } : {}) }))
    })
  }

  /** Folder by folder, where GitHub does not list the whole. */
  async function walk(path: string): Promise<TreeEntry | Fault | undefined> {
    let found: TreeEntry = { mode: FOLDER, sha: commit }
    for (const name of path.split('/')) {
      if (found.mode !== FOLDER) return undefined
      const listing = await list(found.sha, false)
      if (isFault(listing)) return listing
      const next = listing.entries.get(name)
      if (next === undefined) return listing.truncated ? { fault: `${TOO_MANY} ${at}` } : undefined
      found = next
    }
    return found
  }

  async function entry(path: string): Promise<TreeEntry | Fault | undefined> {
    const whole = await list(commit, true)
    if (isFault(whole)) return whole
    return whole.entries.get(path) ?? (whole.truncated ? walk(path) : undefined)
  }

  return {
    entry,
    async below(folder) {
      const whole = await list(commit, true)
      if (isFault(whole)) return whole
      const start = folder === '' ? '' : `${folder}/`
      if (!whole.truncated) return plain([...whole.entries].filter(([path]) => path.startsWith(start)))
      const top = folder === '' ? undefined : await walk(folder)
      if (top !== undefined && isFault(top)) return top
      const part = top === undefined ? whole : await list(top.sha, true)
      if (isFault(part)) return part
      if (part.truncated) return { fault: `${TOO_MANY} ${at}` }
      return plain([...part.entries].map(([path, each]) => [start + path, each]))
    },
    async blob({ sha, size = 0 }, maxBytes) {
      if (size > maxBytes) return size
      const bytes = await blobs(sha, async () => {
        const answer = await send('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { owner, repo, file_sha: sha })
        return parseBlob(answer, sha)
      })
      return isFault(bytes) || bytes.length <= maxBytes ? bytes : bytes.length
    },
    async tree() {
      const whole = await list(commit, true)
      return isFault(whole) ? whole : whole.truncated ? 'tooLarge' : plain([...whole.entries])
    },
  }
}

const FOLDER = '040000'
const TOO_MANY = 'holds more files than GitHub lists'

/** Each question is asked once, whoever asks; an answer that did not come is a fault. */
function shared<T extends object>(
  at: string,
  needs: Needs,
): (key: string, ask: () => Promise<T>) => Promise<T | Fault> {
  const asked = new Map<string, Promise<T | Fault>>()
  const fault = (error: unknown): Fault => {
    const why = error instanceof RequestFailure ? because(error, needs) : String(error)
    return { fault: `cannot be read ${at}: ${why}` }
  }
  return (key, ask) => {
    const answer = asked.get(key) ?? ask().catch(fault)
    asked.set(key, answer)
    return answer
  }
}

function plain(entries: readonly (readonly [string, TreeEntry])[]): Tree {
  return new Map(entries.filter(([, { mode }]) => mode !== FOLDER))
}

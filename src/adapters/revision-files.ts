import type { Files } from '../core/ports.ts'
import { fields } from '../read/git-output.ts'
import { runGit } from './git-program.ts'
import { type Fault, isFault, type Objects, type Tree, type TreeEntry, treeFiles } from './tree-files.ts'

/**
 * The files of a commit that is on this machine, below a folder; `prefix` is that folder from the repository's root. They are read as git
 * keeps them: no filter runs, and nothing of the work tree shows through.
 */
export function revisionFiles(root: string, prefix: string, commit: string): Files {
  return treeFiles(objectsOf(root, commit), prefix)
}

function objectsOf(root: string, commit: string): Objects {
  const at = `at commit \`${commit.slice(0, 7)}\``
  let known: Promise<Listed | Fault> | undefined

  function listed(): Promise<Listed | Fault> {
    known ??= list()
    return known
  }

  async function list(): Promise<Listed | Fault> {
    const ran = await runGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit])
    return ran.ok ? parseTree(fields(ran.chunks)) : unread(ran.message)
  }

  function unread(message: string): Fault {
    return { fault: `cannot be read ${at}: the history ${message}` }
  }

  return {
    async entry(path) {
      const whole = await listed()
      if (isFault(whole)) return whole
      return whole.tree.get(path) ?? (whole.folders.has(path) ? { mode: '040000', sha: '' } : undefined)
    },
    async below(folder) {
      const whole = await listed()
      const start = folder === '' ? '' : `${folder}/`
      return isFault(whole) ? whole : new Map([...whole.tree].filter(([path]) => path.startsWith(start)))
    },
    async blob({ sha }, maxBytes) {
      const input = `${sha}\n`
      const told = await runGit(root, ['cat-file', '--batch-check=%(objectsize)'], { input })
      if (!told.ok) return unread(told.message)
      const size = Number(Buffer.concat(told.chunks).toString('utf8'))
      // Of an object that is not here, git says so in place of the size.
      if (!Number.isSafeInteger(size)) return unread('is partial: its content is not on this machine')
      if (size > maxBytes) return size
      const ran = await runGit(root, ['cat-file', 'blob', sha])
      if (!ran.ok) return unread(ran.message)
      const bytes = new Uint8Array(Buffer.concat(ran.chunks))
      return bytes.length === size ? bytes : unread('broke off')
    },
  }
}

type Listed = { readonly tree: Tree; readonly folders: ReadonlySet<string> }

/** Of `ls-tree -r -z`: `mode type name`, a tab, and a path. */
function parseTree(lines: Iterable<string>): Listed {
  const tree = new Map<string, TreeEntry>()
  const folders = new Set<string>()
  for (const line of lines) {
    const tab = line.indexOf('\t')
    const [mode = '', , sha = ''] = line.slice(0, tab).split(' ')
    const path = line.slice(tab + 1)
    tree.set(path, { mode, sha })
    for (
      let end = path.lastIndexOf('/');
      end > 0 && !folders.has(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1)
    )
      folders.add(path.slice(0, end))
  }
  return { tree, folders }
}

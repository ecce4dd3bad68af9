import { textOf } from './git.ts'
import { objectName } from './git-objects.ts'
import { runGit } from './git-program.ts'

/** The commit that is checked out around a folder; undefined where git cannot tell. */
export async function commitHere(root: string): Promise<string | undefined> {
  const ran = await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  return ran.ok ? textOf(ran.chunks) : undefined
}

/**
 * The parents of a commit that is on this machine, also of a shallow clone, whose commits name them all the same. They are held against
 * the commit's own name, for an earlier step of the job may have written into `.git`.
 */
export async function parentsHere(root: string, commit: string): Promise<readonly string[] | undefined> {
  const ran = await runGit(root, ['cat-file', 'commit', commit])
  if (!ran.ok) return undefined
  const bytes = Buffer.concat(ran.chunks)
  if (objectName('commit', bytes, commit.length) !== commit) return undefined
  const [header = ''] = bytes.toString('utf8').split('\n\n')
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap(([, parent]) => parent ?? [])
}

/** Where two commits parted, as far as both are on this machine with their files. */
export async function mergeBaseHere(root: string, base: string, commit: string): Promise<string | undefined> {
  const ran = await runGit(root, ['merge-base', base, commit])
  return ran.ok ? textOf(ran.chunks) : undefined
}

/** True when the commit and its files are on this machine. */
export async function isHere(root: string, commit: string): Promise<boolean> {
  return (await runGit(root, ['cat-file', '-e', `${commit}^{tree}`])).ok
}

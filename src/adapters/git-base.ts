import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { ChangedFiles } from '../core/comparison.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Base } from '../core/ports.ts'
import { fields, parseRaw } from '../read/git-output.ts'
import { gitIn, Refused, readUncommitted, textOf } from './git.ts'
import { runGit } from './git-program.ts'
import { revisionFiles } from './revision-files.ts'
import { changedFiles } from './tree-changes.ts'

/** The commit that is compared with, and the tip of the branch that this one is for. */
export type BaseCommits = { readonly commit: string; readonly tip: string }

/**
 * Both from git on this machine; what differs includes what is not committed. `workflow` is the file that runs the gate, from the
 * repository's root.
 */
export async function gitBase(root: string, { commit, tip }: BaseCommits, workflow?: string): Promise<Base> {
  const ran = await runGit(root, ['rev-parse', '--show-prefix'])
  const prefix = ran.ok ? textOf(ran.chunks) : ''
  const folder = prefix.replace(/\/$/, '')
  const files = revisionFiles(root, folder, commit)
  let changed: Promise<ChangedFiles> | undefined
  return {
    commit,
    files,
    tip: {
      commit: tip,
      files: tip === commit ? files : revisionFiles(root, folder, tip),
      repository: { files: revisionFiles(root, '', tip), folder },
    },
    changed() {
      changed ??= changesSince(root, prefix, commit, workflow)
      return changed
    },
  }
}

/**
 * Where this branch left the one that `--base` names, and where that one is now. Throws `ConfigurationError` when it names no commit, or
 * none that it shares with what is checked out.
 */
export async function baseNamed(root: string, base: string): Promise<BaseCommits> {
  const named = `\`--base\` is \`${base}\`, which`
  // What starts with a hyphen would be an option of git.
  if (!/^[^-\s\p{Cc}][^\p{Cc}]*$/u.test(base))
    throw new ConfigurationError(
      `${named} is no name of a commit.`,
      'Name a branch, a tag or a commit, such as `--base origin/main`.',
    )
  const commit = await runGit(root, ['rev-parse', '--verify', '--quiet', `${base}^{commit}`])
  if (!commit.ok && !commit.silent)
    throw new ConfigurationError(`\`--base\` is given, and the history ${commit.message}.`, sentence(commit.next))
  if (!commit.ok)
    throw new ConfigurationError(
      `${named} names no commit here.`,
      'Fetch it, such as `git fetch origin main`; in a workflow, check out with `fetch-depth: 0`.',
    )
  const tip = textOf(commit.chunks)
  const shared = await runGit(root, ['merge-base', tip, 'HEAD'])
  if (!shared.ok)
    throw new ConfigurationError(
      `${named} shares no commit with what is checked out, as far as the history is here.`,
      'Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in actions/checkout.',
    )
  return { commit: textOf(shared.chunks), tip }
}

/** New files that nobody added are no change of the branch; of what is not committed, a file is as it stands in the work tree. */
async function changesSince(
  root: string,
  prefix: string,
  commit: string,
  workflow: string | undefined,
): Promise<ChangedFiles> {
  const git = gitIn(root)
  const settings = ['-r', '--raw', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--relative']
  try {
    const [raw, uncommitted] = await Promise.all([
      git(['diff-tree', ...settings, commit, 'HEAD']).then((chunks) => parseRaw(fields(chunks))),
      readUncommitted(git, ['.'], prefix),
    ])
    const [before, after] = [new Map<string, string>(), new Map<string, string>()]
    for (const { path, before: was, after: is } of raw) {
      if (was !== undefined) before.set(path, was)
      // With the same content only the mode differs.
      if (is !== undefined) after.set(path, is === was ? `${is} in another mode` : is)
    }
    for (const { path, before: was } of uncommitted) {
      if (was !== undefined && !after.has(path)) before.set(path, was)
      if (isThere(join(root, path))) after.set(path, `${path} of the work tree`)
      else after.delete(path)
    }
    const [was, is] =
      workflow === undefined ? [] : await Promise.all([at(root, commit, workflow), at(root, 'HEAD', workflow)])
    return {
      known: true,
      files: changedFiles(before, after),
      ...(workflow === undefined || was === is ? {} : { workflow }),
    }
  } catch (error) {
    if (error instanceof Refused) return { known: false, because: `the history ${error.message}`, next: error.next }
    throw error
  }
}

/** The name of what a commit has at a path, from the repository's root; undefined where it has nothing. */
async function at(root: string, commit: string, path: string): Promise<string | undefined> {
  const ran = await runGit(root, ['rev-parse', '--verify', '--quiet', `${commit}:${path}`])
  return ran.ok ? textOf(ran.chunks) : undefined
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

import type { FileChange, History, HistoryResult } from '../core/ports.ts'
import {
  fields,
  type LineCommit,
  parseBlobs,
  parseFiltered,
  parseIndex,
  parseLine,
  parseRaw,
  parseStatus,
  type RawChange,
  type Uncommitted,
} from '../read/git-output.ts'
import { runGit } from './git-program.ts'

/**
 * The history of the repository around a folder, read by the `git` program. A change counts from the day on which it reached
 * this line: the committer date of its commit on the first-parent line, which of a merge is the day of the merge (gitglossary(7)).
 * With `base`, the commit at which this branch left another, the line ends there, and what follows is this branch, which reached no line yet.
 */
export function gitHistory(root: string, base?: string): History {
  return {
    async changes(after, folders) {
      try {
        return await readChanges(root, base, after, folders)
      } catch (error) {
        if (error instanceof Refused) return { ok: false, message: error.message, next: error.next }
        throw error
      }
    },
    async texts(versions) {
      const ran = await runGit(root, ['cat-file', '--batch'], { input: versions.map((name) => `${name}\n`).join('') })
      return ran.ok ? parseBlobs(Buffer.concat(ran.chunks)) : new Map()
    },
  }
}

export class Refused extends Error {
  readonly next: string
  constructor(message: string, next: string) {
    super(message)
    this.next = next
  }
}

export type Git = (args: readonly string[], more?: Parameters<typeof runGit>[2]) => Promise<readonly Uint8Array[]>

/** Runs git in a folder; what keeps it from answering is thrown as `Refused`. */
export function gitIn(root: string): Git {
  return async (args, more) => {
    const ran = await runGit(root, args, more)
    if (!ran.ok) throw new Refused(ran.message, ran.next)
    return ran.chunks
  }
}

async function readChanges(
  root: string,
  base: string | undefined,
  after: string,
  folders: readonly string[],
): Promise<HistoryResult> {
  const git = gitIn(root)
  const known = textOf(
    await git(['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', 'HEAD^{commit}', '--show-prefix']),
  )
  const [inside, shallow, head = '', ...prefix] = known.split('\n')
  if (inside !== 'true') throw new Refused('cannot be read: this is no work tree of git', 'run the gate in a checkout')
  const today = dayOf({ seconds: Date.now() / 1000 })
  const tip = base ?? head
  const [line, index, uncommitted] = await Promise.all([
    git(['rev-list', '--first-parent', '--timestamp', tip]).then((chunks) => parseLine(textOf(chunks))),
    git(['ls-files', '--stage', '-z', '--', ...folders]).then((chunks) => parseIndex(fields(chunks))),
    readUncommitted(git, folders, prefix.join('\n')),
  ])
  const pairs = compared(line, after)
  if (base !== undefined && base !== head) pairs.push(`${head} ${base}`)
  const raw =
    pairs.length === 0
      ? []
      : parseRaw(
          fields(
            await git(
              [
                'diff-tree',
                '--stdin',
                '-r',
                '--raw',
                '-z',
                '--no-renames',
                '--no-ext-diff',
                '--no-textconv',
                '--relative',
                '--',
                ...folders,
              ],
              { input: `${pairs.join('\n')}\n` },
            ),
          ),
        )
  const days = new Map(line.map((each) => [each.commit, dayOf(each)]))
  const inBranch = base !== undefined && base !== head ? head : undefined
  return {
    ok: true,
    from: line.map(dayOf).sort()[0] ?? today,
    shallow: shallow === 'true',
    tracked: index,
    changes: [
      ...raw.map((change) =>
        placed(change, change.commit === inBranch ? undefined : (days.get(change.commit) ?? today)),
      ),
      ...uncommitted.map(({ path, submodule, before }) => ({
        path,
        submodule,
        on: today,
        by: 'not committed',
        before,
        after: undefined,
      })),
    ],
  }
}

/** Each commit of the line from the first one after that day, oldest first, with the parent to compare it with. */
function compared(line: readonly LineCommit[], after: string): string[] {
  const deepest = line.findLastIndex((each) => dayOf(each) > after)
  const pairs: string[] = []
  for (let index = deepest; index >= 0; index--) {
    const [own, parent] = [line[index]?.commit, line[index + 1]?.commit]
    // What the oldest commit at hand holds may be as old as it likes: it is a beginning, and no change.
    if (own !== undefined && parent !== undefined) pairs.push(`${own} ${parent}`)
  }
  return pairs
}

function placed({ commit, path, submodule, before, after }: RawChange, on: string | undefined): FileChange {
  return {
    path,
    submodule,
    before,
    after,
    on,
    by: on === undefined ? 'this branch' : `commit \`${commit.slice(0, 7)}\``,
  }
}

/**
 * What differs from the last commit, new files that nobody added aside: a build leaves many. Git would run a filter to compare
 * a file that has one, so filters are switched off, and what only the work tree says of such a file does not count.
 */
export async function readUncommitted(
  git: Git,
  folders: readonly string[],
  prefix: string,
): Promise<readonly Uncommitted[]> {
  const keys = [...fields(await git(['config', '--null', '--name-only', '--list']))]
  const drivers = [...new Set(keys.flatMap((key) => /^filter\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []))]
  const odd = drivers.find((name) => !/^[\w./-]+$/.test(name))
  if (odd !== undefined)
    throw new Refused(
      `cannot be read: the filter \`${odd}\` cannot be switched off`,
      'rename it in the configuration of git',
    )
  const settings = drivers.flatMap((name) => [
    `filter.${name}.clean=`,
    `filter.${name}.smudge=`,
    `filter.${name}.process=`,
    `filter.${name}.required=false`,
  ])
  const status = ['status', '--porcelain=v2', '-z', '--untracked-files=no', '--ignore-submodules=dirty', '--no-renames']
  const all = parseStatus(fields(await git([...status, '--', ...folders], { settings })))
    .filter(({ path }) => path.startsWith(prefix))
    .map((each) => ({ ...each, path: each.path.slice(prefix.length) }))
  const unsure = drivers.length === 0 ? [] : all.filter(({ staged }) => !staged)
  if (unsure.length === 0) return all
  const input = unsure.map(({ path }) => `${path}\0`).join('')
  const filtered = parseFiltered(fields(await git(['check-attr', '-z', '--stdin', 'filter'], { input })))
  return all.filter(({ path, staged }) => staged || !filtered.has(path))
}

/** The UTC day; a clock that runs ahead of ours says today. */
function dayOf({ seconds }: { readonly seconds: number }): string {
  return new Date(Math.min(seconds * 1000, Date.now())).toISOString().slice(0, 10)
}

export function textOf(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString('utf8').replace(/\n$/, '')
}

import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git, gitWith } from './git.ts'

/** A file's text or bytes, or the target of a symbolic link; undefined takes a file away. */
export type Entry = string | Uint8Array | { readonly link: string } | undefined
export type Tree = { readonly [path: string]: Entry }

/** A commit that changes these files of its first parent. Parents are names of earlier commits. */
export type Planned = {
  readonly name: string
  readonly parents: readonly string[]
  readonly changes: Tree
  readonly day: string
  /** The login of who wrote it; GitHub knows the account by the address. */
  readonly by: string
  readonly message?: string
}

const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'pulls-')))
process.on('exit', () => rmSync(HOME, { recursive: true, force: true }))

/** A new folder, gone when the process ends. */
export function newFolder(): string {
  return mkdtempSync(join(HOME, 'r-'))
}

/** A bare repository with all these commits, made by two processes; the sha of each by its name. `refs` name commits. */
export function plantRepository(
  commits: readonly Planned[],
  refs: { readonly [ref: string]: string },
): { readonly folder: string; readonly shas: { readonly [name: string]: string } } {
  const folder = newFolder()
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main')
  const marks = join(folder, 'marks')
  const numberOf = new Map(commits.map(({ name }, index) => [name, index + 1]))
  const mark = (name: string): string => {
    const number = numberOf.get(name)
    if (number === undefined) throw new Error(`no commit is called ${name}`)
    return `:${number}`
  }
  const parts = [
    ...commits.flatMap((commit) => stream(commit, mark)),
    ...Object.entries(refs).map(([ref, name]) => Buffer.from(`reset ${ref}\nfrom ${mark(name)}\n\n`)),
    Buffer.from('reset refs/planted\nfrom 0000000000000000000000000000000000000000\n\n'),
  ]
  gitWith(folder, Buffer.concat(parts), '2026-01-05', 'fast-import', '--quiet', '--force', `--export-marks=${marks}`)
  const lines = readFileSync(marks, 'utf8').split('\n')
  const shaOf = new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]))
  return { folder, shas: Object.fromEntries(commits.map(({ name }) => [name, shaOf.get(mark(name)) ?? ''])) }
}

function stream(
  { name, parents, changes, day, by, message = `Of ${day}` }: Planned,
  mark: (name: string) => string,
): readonly Buffer[] {
  const [first, ...others] = parents
  const seconds = Date.parse(day.includes('T') ? day : `${day}T12:00:00Z`) / 1000
  const who = `${by} <${by}@users.noreply.github.com> ${seconds} +0000`
  const text = Buffer.from(message)
  return [
    // A branch without parents would otherwise go on from the commit before.
    ...(first === undefined ? [Buffer.from('reset refs/planted\n\n')] : []),
    Buffer.from(`commit refs/planted\nmark ${mark(name)}\nauthor ${who}\ncommitter ${who}\ndata ${text.length}\n`),
    text,
    Buffer.from('\n'),
    ...(first === undefined ? [] : [Buffer.from(`from ${mark(first)}\n`)]),
    ...others.map((parent) => Buffer.from(`merge ${mark(parent)}\n`)),
    ...Object.entries(changes).flatMap(([path, entry]) => fileOf(path, entry)),
    Buffer.from('\n'),
  ]
}

function fileOf(path: string, entry: Entry): readonly Buffer[] {
  const quoted = JSON.stringify(path)
  if (entry === undefined) return [Buffer.from(`D ${quoted}\n`)]
  const link = typeof entry === 'object' && 'link' in entry
  const bytes = Buffer.from(link ? entry.link : entry)
  return [
    Buffer.from(`M ${link ? '120000' : '100644'} inline ${quoted}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from('\n'),
  ]
}

/** More refs of a repository, whose names hold what only its commits tell. */
export function plantRefs(folder: string, refs: { readonly [ref: string]: string }): void {
  const lines = Object.entries(refs).map(([ref, sha]) => `create ${ref} ${sha}\n`)
  gitWith(folder, lines.join(''), '2026-01-05', 'update-ref', '--stdin')
}

/** Where `actions/checkout` leaves the workspace: the commit, detached, with its history or without. */
export function checkOut(workspace: string, from: string, sha: string, depth: 'one' | 'all'): void {
  git(workspace, 'init', '--quiet', '--initial-branch=main')
  const refs =
    depth === 'one'
      ? ['--depth=1', `+${sha}:refs/remotes/pull/merge`]
      : ['+refs/heads/*:refs/remotes/origin/*', `+${sha}:refs/remotes/pull/merge`]
  git(workspace, '-c', 'protocol.version=2', 'fetch', '--quiet', '--no-tags', `file://${from}`, ...refs)
  git(workspace, 'checkout', '--quiet', '--force', '--detach', 'refs/remotes/pull/merge')
  git(workspace, 'remote', 'add', 'origin', 'https://github.com/Codertocat/Hello-World')
}

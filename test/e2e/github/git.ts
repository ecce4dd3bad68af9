import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { ownGit } from '../git.ts'

/** A git repository as GitHub reads it: one process for objects, one for each other question, answers kept. */
export type Git = {
  /** The object of this name, which is one line; undefined when there is none. */
  object(name: string): Promise<GitObject | undefined>
  /** What git prints; undefined when it fails. Kept, so `args` name commits in full. */
  print(...args: readonly string[]): Promise<string | undefined>
  close(): void
}
export type GitObject = { readonly sha: string; readonly type: string; readonly content: Buffer }

export function openGit(folder: string): Git {
  const printed = new Map<string, Promise<string | undefined>>()
  const waiting: ((object: GitObject | undefined) => void)[] = []
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined
  let rest = Buffer.alloc(0)

  function batch(): ChildProcessByStdio<Writable, Readable, null> {
    if (child !== undefined) return child
    child = spawn('git', ['-C', folder, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'ignore'], env: ownGit() })
    child.stdout.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      while (take());
    })
    child.on('close', () => {
      for (const give of waiting.splice(0)) give(undefined)
    })
    return child
  }

  /** One whole answer out of what has come: `<sha> <type> <size>`, the bytes and a newline, or a line that says why not. */
  function take(): boolean {
    const end = rest.indexOf(10)
    if (end < 0) return false
    const found = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(rest.toString('utf8', 0, end))
    const size = found === null ? 0 : Number(found[3]) + 1
    if (rest.length < end + 1 + size) return false
    const content = Buffer.from(rest.subarray(end + 1, end + size))
    rest = rest.subarray(end + 1 + size)
    waiting.shift()?.(found === null ? undefined : { sha: found[1] ?? '', type: found[2] ?? '', content })
    return true
  }

  return {
    object: (name) =>
      new Promise((resolve) => {
        if (/\p{Cc}/u.test(name)) return resolve(undefined)
        waiting.push(resolve)
        batch().stdin.write(`${name}\n`)
      }),
    print(...args) {
      const key = args.join('\0')
      const known = printed.get(key) ?? print(folder, args)
      printed.set(key, known)
      return known
    },
    close: () => child?.stdin.end(),
  }
}

function print(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env: ownGit(), maxBuffer: 1e9, encoding: 'utf8' } as const
    execFile('git', ['-C', folder, ...args], options, (error, stdout) => resolve(error === null ? stdout : undefined))
  })
}

/** The object that a name means where GitHub takes a branch, a tag or a commit. Nothing else of git's grammar means anything. */
export async function resolve(git: Git, name: string, defaultBranch = 'main'): Promise<GitObject | undefined> {
  if (name === 'HEAD') return git.object(`refs/heads/${defaultBranch}^{commit}`)
  if (/[~^:?*[\\\s]|\.\.|@\{/.test(name)) return undefined
  for (const place of ['refs/heads/', 'refs/tags/', 'refs/', ''])
    if (place !== '' || name.startsWith('refs/')) {
      const found = await git.object(`${place}${name}^{commit}`)
      if (found !== undefined) return found
    }
  return /^[0-9a-f]{7,64}$/.test(name) ? git.object(`${name}^{commit}`) : undefined
}

export type Commit = {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}
export type Signature = { readonly name: string; readonly email: string; readonly date: string }

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

export type Difference = {
  readonly path: string
  readonly from?: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed'
  readonly sha: string
  readonly additions: number
  readonly deletions: number
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

/** The files that differ between two commits, by path; renamed ones as GitHub finds them. */
export async function differences(git: Git, from: string | undefined, to: string): Promise<readonly Difference[]> {
  const printed = await git.print(
    ...['diff-tree', '-r', '-M', '-l0', '--raw', '--numstat', '-z', '--no-abbrev', from ?? EMPTY_TREE, to],
  )
  const words = (printed ?? '').split('\0').values()
  const next = (): string => words.next().value ?? ''
  const raw: Omit<Difference, 'additions' | 'deletions'>[] = []
  const counts = new Map<string, readonly [number, number]>()
  for (let word = next(); word !== ''; word = next()) {
    if (word.startsWith(':')) {
      const [, , before = '', after = '', letter = ''] = word.split(' ')
      const from = next()
      const path = letter.startsWith('R') ? next() : from
      const status = STATUS[letter.charAt(0)] ?? 'modified'
      raw.push({ path, ...(from === path ? {} : { from }), status, sha: status === 'removed' ? before : after })
    } else {
      const [added, deleted, path = ''] = word.split('\t')
      // Of a renamed file both paths follow.
      const to = path === '' ? [next(), next()].at(1) : path
      counts.set(to ?? '', [Number(added) || 0, Number(deleted) || 0])
    }
  }
  return raw
    .map((file) => ({
      ...file,
      additions: counts.get(file.path)?.[0] ?? 0,
      deletions: counts.get(file.path)?.[1] ?? 0,
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
}

const STATUS: { readonly [letter: string]: Difference['status'] | undefined } = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
}

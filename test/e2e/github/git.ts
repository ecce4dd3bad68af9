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

import { createHash } from 'node:crypto'
import { RequestFailure } from './github.ts'
import type { Tree, TreeEntry } from './tree-files.ts'

/** What a folder or a whole commit holds, folders included; `truncated` when GitHub left some out. */
export type Listing = { readonly truncated: boolean; readonly entries: Tree }

/** What is no tree of git is lost: a file that nobody could read there must not count as missing. */
export function parseListing(answer: object): Listing {
  if (!('tree' in answer) || !Array.isArray(answer.tree) || !('truncated' in answer)) throw damaged('tree')
  const listed: readonly unknown[] = answer.tree
  return { truncated: answer.truncated !== false, entries: new Map(listed.map(parseEntry)) }
}

function parseEntry(value: unknown): readonly [string, TreeEntry] {
  if (typeof value !== 'object' || value === null || !('path' in value && 'mode' in value && 'sha' in value))
    throw damaged('tree')
  const { path, mode, sha } = value
  const size = 'size' in value ? value.size : undefined
  if (typeof path !== 'string' || typeof mode !== 'string' || typeof sha !== 'string' || !SHA.test(sha))
    throw damaged('tree')
  return [path, { mode, sha, ...(typeof size === 'number' ? { size } : {}) }]
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** A file's bytes, held against their name in git: nothing was cut off, and nothing else was sent. */
export function parseBlob(answer: object, sha: string): Uint8Array {
  if (!('content' in answer) || typeof answer.content !== 'string' || !('encoding' in answer)) throw damaged('file')
  if (answer.encoding !== 'base64') throw damaged('file')
  const bytes = Buffer.from(answer.content, 'base64')
  if (objectName('blob', bytes, sha.length) !== sha) throw damaged('file')
  return new Uint8Array(bytes)
}

/** The name that git gives an object (gitformat-pack(5)): of 40 characters by SHA-1, of 64 by SHA-256. */
export function objectName(kind: 'blob' | 'commit', bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`${kind} ${bytes.length}\0`)
    .update(bytes)
    .digest('hex')
}

function damaged(what: 'tree' | 'file'): RequestFailure {
  return new RequestFailure('lost', `the answer holds no ${what} of git`)
}

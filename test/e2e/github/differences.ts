import type { Git } from './git.ts'

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

import type { Told } from '../core/history.ts'
import type { History } from '../core/ports.ts'
import { parseSource } from '../read/source.ts'
import type { Dated } from './watched.ts'

/** The versions of the manifest that changes made, each parsed when it is asked for, and once. */
export type Versions = {
  /** Oldest first. */
  readonly changes: readonly Dated[]
  before(change: Dated): Version
  after(change: Dated): Version
}
/** `absent`: the manifest was not there. `lost`: its text is not at hand. */
export type Version = { readonly is: 'read'; written(): unknown } | { readonly is: 'absent' | 'lost' }

export const NOT_AT_HAND: Told = {
  changed: 'unknown',
  because: 'earlier versions of the manifest are not on this machine',
  next: 'fetch them, without `--filter`',
}

/** `written`: the manifest as it stands, which is the version of what is not committed. */
export async function manifestVersions(
  changes: readonly Dated[],
  { written, history }: { readonly written: unknown; readonly history: History },
): Promise<Versions> {
  const names = new Set(changes.flatMap(({ before, after }) => [before, after].filter((name) => name !== undefined)))
  const texts = names.size === 0 ? new Map<string, string>() : await history.texts([...names])
  const known = new Map<string, Version>()
  const read = (name: string): Version => {
    const text = texts.get(name)
    return text === undefined ? { is: 'lost' } : { is: 'read', written: once(() => parseSource(text, '').written) }
  }
  const version = (name: string | undefined): Version => {
    if (name === undefined) return { is: 'absent' }
    const found = known.get(name) ?? read(name)
    known.set(name, found)
    return found
  }
  const now: Version = { is: 'read', written: () => written }
  return {
    changes,
    before: ({ before }) => version(before),
    after: ({ after, by }) => (after === undefined && by === 'not committed' ? now : version(after)),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** What was and what is the same thing, what is gone and what is new. */
export type Paired<T> = {
  readonly pairs: readonly (readonly [T, T])[]
  readonly removed: readonly T[]
  readonly added: readonly T[]
}

/**
 * Finds what belongs together, by one key after the other; a thing without a key is not found by it. Positions say nothing: things
 * that share a key come in the order of what they hold.
 */
export function paired<T>(
  before: readonly T[],
  after: readonly T[],
  ...keys: readonly ((thing: T) => string | undefined)[]
): Paired<T> {
  let [removed, added] = [inOrder(before), inOrder(after)]
  const pairs: (readonly [T, T])[] = []
  for (const key of keys) {
    const waiting = new Map<string, T[]>()
    for (const thing of added) {
      const name = key(thing)
      if (name !== undefined) waiting.set(name, [...(waiting.get(name) ?? []), thing])
    }
    const found = new Set<T>()
    removed = removed.filter((thing) => {
      const name = key(thing)
      const match = name === undefined ? undefined : waiting.get(name)?.shift()
      if (match === undefined) return true
      pairs.push([thing, match])
      found.add(match)
      return false
    })
    added = added.filter((thing) => !found.has(thing))
  }
  return { pairs, removed, added }
}

/** All that a thing says, as text in which neither its place nor the order of keys and lists shows. */
export function content(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(content).sort().join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'route' && key !== 'key')
    .map(([key, inner]) => `${JSON.stringify(key)}:${content(inner)}`)
  return `{${entries.sort().join(',')}}`
}

function inOrder<T>(things: readonly T[]): readonly T[] {
  return things
    .map((thing) => ({ thing, text: content(thing) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ thing }) => thing)
}

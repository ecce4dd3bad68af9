/** Readers of an event's payload, which may be anything. */

/** A commit's full name in SHA-1 or SHA-256; the all-zero name means "no commit". */
export function sha(value: unknown): string | undefined {
  const text = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, value)
  return text === undefined || /^0+$/.test(text) ? undefined : text
}

export function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  )
}

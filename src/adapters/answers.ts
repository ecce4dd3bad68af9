/** A value below an answer of GitHub, which may be anything; undefined where it is not there. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? new Map<string, unknown>(Object.entries(inner)).get(key)
        : undefined,
    value,
  )
}

export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys)
  return typeof found === 'string' ? found : undefined
}

/** A login in lower case, as GitHub compares them. */
export function loginAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const login = textAt(value, ...keys)
  return login !== undefined && /^[\w-]+(?:\[bot\])?$/.test(login) ? login.toLowerCase() : undefined
}

/** The full name of a commit. */
export function commitAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const sha = textAt(value, ...keys)
  return sha !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) ? sha : undefined
}

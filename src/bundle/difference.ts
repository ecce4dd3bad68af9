/** Where two JSON values first differ, as a path with what stands there: `.findings[3].outcome is "pass", not "fail"`; undefined when they are the same. */
export function difference(found: unknown, expected: unknown, path = ''): string | undefined {
  if (Object.is(found, expected)) return undefined
  if (Array.isArray(found) && Array.isArray(expected)) {
    for (let index = 0; index < Math.max(found.length, expected.length); index++) {
      const where = difference(found[index], expected[index], `${path}[${index}]`)
      if (where !== undefined) return where
    }
    return undefined
  }
  if (isMap(found) && isMap(expected)) {
    const [before, after] = [new Map(Object.entries(found)), new Map(Object.entries(expected))]
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const where = difference(before.get(key), after.get(key), `${path}.${key}`)
      if (where !== undefined) return where
    }
    return undefined
  }
  return `${path} is ${shown(found)}, not ${shown(expected)}`
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  const text = value === undefined ? 'not there' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

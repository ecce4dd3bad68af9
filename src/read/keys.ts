/** `card-sales-history` for `Card sales history`. */
export function slug(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
  return words === '' ? 'input' : words
}

/** The same keys, the second of two equal ones with `#2`. */
export function uniqueKeys(keys: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return keys.map((key) => {
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}#${count}`
  })
}

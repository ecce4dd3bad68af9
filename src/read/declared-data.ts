import { slug, uniqueKeys } from './keys.ts'
import { property } from './problems.ts'

/**
 * What a document declares as the data of a system: values by key, such as `inputs.card-sales` or `sells-or-shares`, in which the
 * order of lists and keys says nothing, nor whether `yes` or `true` is written. Undefined when it has no such system.
 */
export function declaredData(written: unknown, system: string): ReadonlyMap<string, string> | undefined {
  const systems = property(written, 'systems')
  const own: unknown = (Array.isArray(systems) ? systems : []).find((each: unknown) => property(each, 'id') === system)
  if (own === undefined) return undefined
  const values = new Map<string, string>()
  for (const [key, value] of entries(property(own, 'data'))) {
    // Who confirmed an exemption, and when, is no data.
    if (key === 'exemptions') continue
    const items: readonly unknown[] = Array.isArray(value) ? value : []
    if (items.some((item) => entries(item).length > 0)) {
      const names = uniqueKeys(items.map((item) => slug(String(property(item, 'name') ?? ''))))
      for (const [index, item] of items.entries()) values.set(`${key}.${names[index]}`, canonical(item))
    } else values.set(key, canonical(value))
  }
  return values
}

/** The keys that stand in one only, or with another value, in the order of the alphabet. */
export function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  const keys = new Set([...one.keys(), ...other.keys()])
  return [...keys].filter((key) => one.get(key) !== other.get(key)).sort()
}

function canonical(value: unknown): string {
  if (value === true || value === 'yes') return '"yes"'
  if (value === false || value === 'no') return '"no"'
  if (value === 'none' || value === null || value === undefined) return '[]'
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  return `{${entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .sort()
    .join(',')}}`
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

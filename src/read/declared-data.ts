import type { Aspect } from '../core/history.ts'
import { slug, uniqueKeys } from './keys.ts'
import { property } from './problems.ts'
import { writtenSystem } from './written-system.ts'

/** What of the declaration is told apart, as records describe it. */
export type DeclaredAspect = Exclude<Aspect, 'code'>
export type Declared = { readonly [aspect in DeclaredAspect]: ReadonlyMap<string, string> }

const PRONGS = ['knows-how-to-interpret', 'reviews-other-information', 'can-change-the-decision']

/**
 * What a document declares of a system where a change may be material: values by key, such as `inputs.card-sales` or
 * `sells-or-shares`, in which the order of lists and keys says nothing, nor whether `yes` or `true` is written. Undefined when it has
 * no such system.
 */
export function declaredOf(written: unknown, system: string): Declared | undefined {
  const own = writtenSystem(written, system)
  if (typeof own !== 'object' || own === null) return undefined
  const found = known.get(own) ?? {
    data: dataOf(own),
    purpose: stated([['purpose', words(property(own, 'purpose'))]]),
    model: stated(['origin', 'name'].map((key) => [`model.${key}`, property(property(own, 'model'), key)] as const)),
    'human-involvement': prongsOf(own),
  }
  known.set(own, found)
  return found
}

const known = new WeakMap<object, Declared>()

function dataOf(own: object): ReadonlyMap<string, string> {
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

/** By decision, as decisions go elsewhere: by their kind, or their domain. */
function prongsOf(own: object): ReadonlyMap<string, string> {
  const given = property(own, 'decisions')
  const decisions: readonly unknown[] = Array.isArray(given) ? given : []
  const keys = uniqueKeys(
    decisions.map((decision) => String(property(decision, 'kind') ?? property(decision, 'domain') ?? 'decision')),
  )
  return stated(
    decisions.flatMap((decision, index) =>
      PRONGS.map(
        (prong) => [`${keys[index]}.${prong}`, property(property(decision, 'human-involvement'), prong)] as const,
      ),
    ),
  )
}

/** A full stop, a capital or another line break is no other purpose. */
function words(value: unknown): unknown {
  return typeof value === 'string' ? slug(value) : value
}

function stated(values: readonly (readonly [string, unknown])[]): ReadonlyMap<string, string> {
  return new Map(
    values.filter(([, value]) => value !== undefined && value !== null).map(([key, value]) => [key, canonical(value)]),
  )
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

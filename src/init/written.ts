import type { Route } from '../core/route.ts'
import { below } from '../read/problems.ts'

/** A mapping of the document as written. */
export type Mapping = { readonly [key: string]: unknown }

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a route; undefined where nothing does. */
export function valueAt(document: unknown, route: Route): unknown {
  return route.reduce<unknown>(below, document)
}

/** True where nothing is written, an empty `key:` included. */
export function isMissing(document: unknown, route: Route): boolean {
  const value = valueAt(document, route)
  return value === undefined || value === null
}

/**
 * The document with another value at a route; mappings that are missing on the way are added. What has another type on the
 * way is left as it is, for it is the author's mistake and not ours to hide.
 */
export function withValue(document: unknown, route: Route, value: unknown): unknown {
  const [step, ...rest] = route
  if (step === undefined) return value
  if (typeof step === 'number') {
    if (!Array.isArray(document)) return document
    return document.map((item: unknown, index) => (index === step ? withValue(item, rest, value) : item))
  }
  const mapping = document ?? {}
  return isMapping(mapping) ? { ...mapping, [step]: withValue(below(mapping, step), rest, value) } : document
}

/** The same, only where nothing is written yet. */
export function withDefault(document: unknown, route: Route, value: unknown): unknown {
  return isMissing(document, route) ? withValue(document, route, value) : document
}

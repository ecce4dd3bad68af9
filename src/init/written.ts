import type { Route } from '../core/route.ts'
import { below, property } from '../read/problems.ts'

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

/** The same at many routes at once: a manifest may have thousands, and each mapping and list is copied once. */
export function withDefaults(document: unknown, routes: readonly Route[], value: unknown): unknown {
  if (routes.some((route) => route.length === 0)) return document ?? value
  const steps = new Map<string | number, Route[]>()
  for (const [step = '', ...inner] of routes) {
    const same = steps.get(step)
    if (same === undefined) steps.set(step, [inner])
    else same.push(inner)
  }
  if (Array.isArray(document)) {
    return document.map((item: unknown, index) => {
      const inner = steps.get(index)
      return inner === undefined ? item : withDefaults(item, inner, value)
    })
  }
  const mapping = document ?? {}
  if (!isMapping(mapping)) return document
  const changed = [...steps].flatMap(([step, inner]) =>
    typeof step === 'string' ? [[step, withDefaults(property(mapping, step), inner, value)] as const] : [],
  )
  return { ...mapping, ...Object.fromEntries(changed) }
}

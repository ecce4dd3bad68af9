import { property } from './problems.ts'

const known = new WeakMap<object, ReadonlyMap<unknown, unknown>>()

/** The system of that id as it is written in a manifest; undefined when it has none. A manifest is looked through once. */
export function writtenSystem(written: unknown, id: string): unknown {
  if (typeof written !== 'object' || written === null) return undefined
  const found = known.get(written) ?? index(written)
  known.set(written, found)
  return found.get(id)
}

function index(written: object): ReadonlyMap<unknown, unknown> {
  const systems = property(written, 'systems')
  const all: readonly unknown[] = Array.isArray(systems) ? systems : []
  // Of two with one id the first is meant.
  return new Map(all.map((system) => [property(system, 'id'), system] as const).reverse())
}

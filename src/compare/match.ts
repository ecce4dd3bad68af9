import type { System } from '../core/manifest.ts'
import { content } from './pairs.ts'

/** What became of the systems of the base: by id, and where an id is gone, by what the system is. */
export type Matched = {
  readonly pairs: readonly (readonly [System, System])[]
  readonly removed: readonly System[]
  readonly added: readonly System[]
}

/** A new id with this share of what an old one said is the old one. */
const MOST = 0.5

/** A system whose id is gone is the same under a new id when code, model, name or purpose, or most of what is said of it, is the same. */
export function matchSystems(before: readonly System[], after: readonly System[]): Matched {
  const [old, now] = [byId(before), byId(after)]
  const kept = before.flatMap((system): readonly (readonly [System, System])[] => {
    const same = now.get(system.id)
    return same === undefined ? [] : [[system, same]]
  })
  let removed = before.filter(({ id }) => !now.has(id))
  let added = after.filter(({ id }) => !old.has(id))
  const renamed: (readonly [System, System])[] = []
  const alike = removed
    .flatMap((was) => added.map((is) => ({ was, is, score: likeness(was, is) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || order(a.was.id, b.was.id) || order(a.is.id, b.is.id))
  for (const { was, is } of alike) {
    if (!removed.includes(was) || !added.includes(is)) continue
    renamed.push([was, is])
    removed = removed.filter((system) => system !== was)
    added = added.filter((system) => system !== is)
  }
  return { pairs: [...kept, ...renamed], removed, added }
}

/** 0 when nothing says that they are the same. */
function likeness(was: System, is: System): number {
  const shared = share(was, is)
  const signs = [
    overlap(was.code.value, is.code.value),
    same(was.model.artifact.value, is.model.artifact.value),
    same(was.name.value, is.name.value),
    same(was.purpose.value, is.purpose.value),
    shared >= MOST,
  ].filter(Boolean).length
  return signs === 0 ? 0 : signs + shared
}

function same(was: string | undefined, is: string | undefined): boolean {
  return was !== undefined && is !== undefined && plain(was) === plain(is)
}

function overlap(was: readonly string[] | undefined, is: readonly string[] | undefined): boolean {
  return was?.some((glob) => !glob.startsWith('!') && is?.includes(glob)) ?? false
}

/** Of all that either of them says, how much both say. */
function share(was: System, is: System): number {
  const [old, now] = [new Set(statements(was)), new Set(statements(is))]
  const both = [...old].filter((each) => now.has(each)).length
  const all = old.size + now.size - both
  // A system of which nothing is said is like every other.
  return both < FEWEST ? 0 : both / all
}

/** Answers in common, fewer of which are chance. */
const FEWEST = 4

/** Every answer that is given, with what it is to: one for each part of the system. */
function statements({ id: _, route: __, ...system }: System): readonly string[] {
  const parts = (value: unknown, path: string): readonly string[] => {
    if (Array.isArray(value)) return value.map((each: unknown) => `${path}=${content(each)}`)
    if (typeof value !== 'object' || value === null) return []
    if ('stated' in value) return 'value' in value ? valued(value.value, path) : []
    return Object.entries(value).flatMap(([key, inner]) => (key === 'route' ? [] : parts(inner, `${path}.${key}`)))
  }
  const valued = (value: unknown, path: string) =>
    Array.isArray(value) && value.length > 0
      ? value.map((each: unknown) => `${path}=${content(each)}`)
      : [`${path}=${content(value)}`]
  return parts(system, '')
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function byId(systems: readonly System[]): ReadonlyMap<string, System> {
  return new Map(systems.map((system) => [system.id, system]))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

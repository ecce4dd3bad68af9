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
  const removed = new Set(before.filter(({ id }) => !now.has(id)).map(known))
  const added = new Set(after.filter(({ id }) => !old.has(id)).map(known))
  const closely = removed.size * added.size <= CLOSELY
  const renamed: (readonly [System, System])[] = []
  const alike = [...removed]
    .flatMap((was) => [...added].map((is) => ({ was, is, score: likeness(was, is, closely) })))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) => b.score - a.score || order(a.was.system.id, b.was.system.id) || order(a.is.system.id, b.is.system.id),
    )
  for (const { was, is } of alike) {
    if (!removed.has(was) || !added.has(is)) continue
    renamed.push([was.system, is.system])
    removed.delete(was)
    added.delete(is)
  }
  const systems = (left: ReadonlySet<Known>) => [...left].map(({ system }) => system)
  return { pairs: [...kept, ...renamed], removed: systems(removed), added: systems(added) }
}

/** Pairs of which more than name, purpose, code and model is looked at; of more, those are taken for removed and new. */
const CLOSELY = 10_000
/** Answers in common, fewer of which are chance. */
const FEWEST = 4

/** A system with what it is known by, worked out once. */
type Known = {
  readonly system: System
  readonly name: string | undefined
  readonly purpose: string | undefined
  readonly globs: ReadonlySet<string>
  readonly says: () => ReadonlySet<string>
}

function known(system: System): Known {
  let said: ReadonlySet<string> | undefined
  return {
    system,
    name: plain(system.name.value),
    purpose: plain(system.purpose.value),
    globs: new Set((system.code.value ?? []).filter((glob) => !glob.startsWith('!'))),
    says: () => {
      said ??= new Set(statements(system))
      return said
    },
  }
}

/** 0 when nothing says that they are the same. */
function likeness(was: Known, is: Known, closely: boolean): number {
  const artifact = was.system.model.artifact.value
  const signs = [
    [...was.globs].some((glob) => is.globs.has(glob)),
    artifact !== undefined && artifact === is.system.model.artifact.value,
    was.name !== undefined && was.name === is.name,
    was.purpose !== undefined && was.purpose === is.purpose,
  ].filter(Boolean).length
  if (signs === 0 && !closely) return 0
  const shared = share(was.says(), is.says())
  return signs > 0 || shared >= MOST ? signs + shared : 0
}

/** Of all that either of them says, how much both say. A system of which nothing is said is like every other. */
function share(was: ReadonlySet<string>, is: ReadonlySet<string>): number {
  let both = 0
  for (const each of was) if (is.has(each)) both += 1
  return both < FEWEST ? 0 : both / (was.size + is.size - both)
}

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

function plain(text: string | undefined): string | undefined {
  return text
    ?.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function byId(systems: readonly System[]): ReadonlyMap<string, System> {
  return new Map(systems.map((system) => [system.id, system]))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

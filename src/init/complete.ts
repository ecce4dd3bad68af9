import type { Regulation } from '../core/regulation.ts'
import type { Route } from '../core/route.ts'
import { type Determined, determine } from '../determine/index.ts'
import { MAX_ITEMS } from '../read/limits.ts'
import { parseManifest } from '../read/manifest.ts'
import { takesUnknown } from './answer.ts'
import { isMapping, isMissing, valueAt, withDefault, withDefaults } from './written.ts'

/** A manifest with an answer, or `unknown`, wherever the law turns on one, and what the law makes of it. */
export type Completed = { readonly written: unknown; readonly determined: Determined }

/**
 * A whole manifest from answers that may be few: the keys that every manifest has, and `unknown` at each answer that the
 * determinations leave open. Which answers those are is theirs to say: what is answered already closes questions and opens others.
 */
export function complete(answers: unknown, regulation: Regulation, asOf: string): Completed {
  let written = withSkeleton(answers)
  for (;;) {
    const manifest = parseManifest(written)
    const determined = determine(manifest, regulation, asOf)
    const bases = new Map(manifest.systems.map(({ id, route }) => [id, route]))
    const open: readonly Route[] = [
      // A note is no more than a hint: it is not asked for before the rules reach something.
      ...determined.questions.flatMap(({ ask, level, route }) =>
        ask === undefined || level === 'note' ? [] : [route],
      ),
      ...determined.duties.flatMap((duty) => {
        const base = bases.get(duty.subject)
        return base === undefined || !duty.asked
          ? []
          : duty.answers.flatMap((pattern) => placesOf(written, base, pattern))
      }),
    ]
    const missing = open.filter((route) => isMissing(written, route) && takesUnknown(route))
    const next = withDefaults(written, missing, 'unknown')
    // What stands in the way of an answer is left, so nothing may have come of it.
    if (!missing.some((route) => !isMissing(next, route))) return { written, determined }
    written = next
  }
}

/** The keys without which nothing is a manifest. */
export function withSkeleton(answers: unknown): unknown {
  const start: unknown = answers ?? {}
  if (!isMapping(start)) return start
  const none = !isMissing(start, ['no-systems'])
  const stated = start.systems === 'unknown' || start.systems === null ? undefined : start.systems
  const systems = stated ?? (none ? [] : [{}])
  return {
    ...defaults(start, [
      [['version'], 1],
      [['organization', 'name'], 'unknown'],
      [['organization', 'ccpa', 'role'], 'unknown'],
      [['people'], {}],
    ]),
    systems: Array.isArray(systems) ? withIds(systems).map(systemSkeleton) : systems,
  }
}

function systemSkeleton(system: unknown): unknown {
  return isMapping(system)
    ? defaults(system, [
        [['name'], 'unknown'],
        [['purpose'], 'unknown'],
        [['status'], 'unknown'],
        [['owners', 'accountable'], 'unknown'],
      ])
    : system
}

function defaults(document: unknown, all: readonly (readonly [Route, unknown])[]): object {
  const filled = all.reduce((before, [route, value]) => withDefault(before, route, value), document)
  return isMapping(filled) ? filled : {}
}

/** Findings and files go by the id of a system, so each gets one of its own, made of its name. */
function withIds(systems: readonly unknown[]): readonly unknown[] {
  const taken = new Set(systems.map((system) => valueAt(system, ['id'])))
  return systems.slice(0, MAX_ITEMS).map((system) => {
    if (!isMapping(system) || !isMissing(system, ['id'])) return system
    const wanted = keyFrom(String(system.name ?? ''), 'first-system')
    const id = freeKey(wanted, taken)
    taken.add(id)
    return { id, ...system }
  })
}

/** `resume-screener` for `Résumé screener`; another name where nothing of the text can stand in a key. */
export function keyFrom(text: string, otherwise: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const key = words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 60)
    .replace(/-+$/, '')
  return key === '' ? otherwise : key
}

export function freeKey(wanted: string, taken: ReadonlySet<unknown>): string {
  let number = 1
  while (taken.has(number === 1 ? wanted : `${wanted}-${number}`)) number += 1
  return number === 1 ? wanted : `${wanted}-${number}`
}

/** The places that a pattern of an obligation's proof, such as `data.inputs.*.retention`, leads to. */
function placesOf(written: unknown, base: Route, pattern: string): readonly Route[] {
  return pattern.split('.').reduce<readonly Route[]>(
    (places, step) =>
      step === '*'
        ? places.flatMap((route) => {
            const list = valueAt(written, route)
            return Array.isArray(list) ? list.map((_, index) => [...route, index]) : []
          })
        : places.map((route) => [...route, step]),
    [base],
  )
}

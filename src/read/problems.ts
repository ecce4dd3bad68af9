import type { Problem } from '../core/facts.ts'
import type { Route } from '../core/route.ts'
import { MAX_PROBLEMS } from './limits.ts'

/** What the validator found at one route. */
export type Failure = {
  readonly route: Route
  readonly keyword: string
  readonly params: { readonly [key: string]: unknown }
}

/** What Ajv says of one place: https://ajv.js.org/api.html#error-objects */
export type SchemaError = Omit<Failure, 'route'> & {
  readonly instancePath: string
  /** The key whose own text failed, under `propertyNames`. */
  readonly propertyName?: string
}

/** A validator that `build/schema.ts` compiled; what it finds stays on it until the next call. */
export type Validator = { (data: unknown): boolean; errors?: readonly SchemaError[] | null }

/** A problem before its place is looked up. */
export type Mistake = {
  readonly route: Route
  readonly at: 'key' | 'value'
  readonly message: () => string
  /** The keys that are missing there. */
  readonly lacks?: readonly string[]
  /** Whether it is a key that the schema does not know. */
  readonly unknown?: true
}

/**
 * What a problem at a route is about, by key and not by position: `resume-screener/data/inputs[2]/name`; `whole` for the
 * whole. Where two systems have one id, the second goes by its position.
 */
export function subjectsOf(written: unknown, whole = 'manifest'): (route: Route) => string {
  const names = systemNames(written)
  return ([first, position, ...rest]) => {
    if (first === undefined) return whole
    if (first !== 'systems' || typeof position !== 'number')
      return print([first, ...(position === undefined ? [] : [position]), ...rest])
    return print([names.get(position) ?? `systems[${position}]`, ...rest])
  }
}

/**
 * The problems as they are reported: in the order of the text, one for each subject, and not more than a person reads;
 * the last one then says how many more there are, those left out before included.
 */
export function inOrder(problems: readonly Problem[], leftOut = 0, whole = 'manifest'): readonly Problem[] {
  const bySubject = new Map<string, Problem[]>()
  for (const problem of problems.toSorted(byPlace)) {
    const same = bySubject.get(problem.subject)
    if (same === undefined) bySubject.set(problem.subject, [problem])
    else same.push(problem)
  }
  const merged = [...bySubject.values()].flatMap(joined)
  const more = Math.max(0, merged.length - MAX_PROBLEMS) + leftOut
  if (more === 0) return merged
  const message = `has ${more} more problem${more === 1 ? '' : 's'}; solve these first`
  return [...merged.slice(0, MAX_PROBLEMS), { route: [], message, subject: `the rest of the ${whole}` }]
}

/** The value under a key; undefined for anything that is not a mapping with that key of its own. */
export function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.getOwnPropertyDescriptor(value, key)?.value
}

/** The value one step below: under a key, or at a position of a list. */
export function below(value: unknown, step: string | number): unknown {
  if (typeof step === 'string') return property(value, step)
  return Array.isArray(value) ? value[step] : undefined
}

/** A text of the manifest as a message shows it: on one line and not long. */
export function shortened(text: string): string {
  // By whole characters: half of one is none.
  const letters = Array.from(text.slice(0, 10 * SHOWN).replaceAll(/\s+/g, ' '))
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN - 1).join('')}…` : letters.join('')
}

const SHOWN = 60
const JOINED = 3

function systemNames(written: unknown): ReadonlyMap<number, string> {
  const systems = property(written, 'systems')
  const byId = new Map<string, number>()
  for (const [position, system] of (Array.isArray(systems) ? systems : []).entries()) {
    const id = property(system, 'id')
    if (typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,79}$/.test(id) && !byId.has(id)) byId.set(id, position)
  }
  return new Map([...byId].map(([id, position]) => [position, id]))
}

function print(route: Route): string {
  return route
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : index === 0 ? shortened(step) : `/${shortened(step)}`,
    )
    .join('')
}

function joined(same: readonly Problem[]): readonly Problem[] {
  const [first] = same
  if (first === undefined) return []
  const messages = [...new Set(same.map((problem) => problem.message))]
  const more = messages.length - JOINED
  const last = more > 0 ? [`has ${more} more problem${more === 1 ? '' : 's'}`] : []
  return [{ ...first, message: [...messages.slice(0, JOINED), ...last].join('; it also ') }]
}

function byPlace(one: Problem, other: Problem): number {
  const [a, b] = [one.region, other.region]
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a.startLine - b.startLine || a.startColumn - b.startColumn
}

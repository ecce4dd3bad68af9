import { printRoute, type Region, type Route } from '../../core/route.ts'
import { cap } from '../escape.ts'
import { groupBy } from '../outline.ts'

/** An answer of the manifest as it is written, and where. */
export type Answer = {
  /** Below its system: `decisions[0].kind`. */
  readonly name: string
  readonly key: string
  /** `hiring`, `[revenue, consumers]`, `not given`. */
  readonly value: string
  /** The texts in it, for those who look them up. */
  readonly texts: readonly string[]
  /** `ai-compliance.yml:41:13`; absent for what is not there. */
  readonly place?: string
}

type Written = {
  readonly written: unknown
  /** As the reader knows it. */
  readonly file: string
  region(route: Route): Region | undefined
}

/** Characters of an answer that a line has room for. */
const LONGEST = 80

/** Looks answers up by their route. */
export function answersIn({ written, file, region }: Written): (route: Route) => Answer {
  return (route) => {
    const value = route.reduce<unknown>(below, written)
    const at = value === undefined ? undefined : region(route)
    const name = printRoute(route[0] === 'systems' ? route.slice(2) : route)
    return {
      name,
      key: String(route.findLast((step) => typeof step === 'string') ?? ''),
      value: cap(print(value), LONGEST),
      texts: (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string'),
      ...(at === undefined ? {} : { place: `${file}:${at.startLine}:${at.startColumn}` }),
    }
  }
}

/** `name: value (place)`; answers of several entries that are the same share a line. */
export function answerLines(answers: readonly Answer[]): readonly string[] {
  const same = groupBy(answers, ({ name, value }) => `${name.replaceAll(/\[\d+\]/g, '[]')}\0${value}`)
  return [...same.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const name = group.length === 1 ? first.name : first.name.replaceAll(/\[\d+\]/g, '[]')
    const [place, ...others] = group.flatMap((each) => each.place ?? [])
    if (place === undefined) return [`\`${name}\`: ${first.value}`]
    const more = others
      .slice(0, LISTED)
      .map((each) => `, ${each.slice(each.lastIndexOf(':', each.lastIndexOf(':') - 1) + 1)}`)
    return [`\`${name}\`: ${first.value} (${place}${more.join('')}${others.length > LISTED ? ', …' : ''})`]
  })
}

function print(value: unknown): string {
  if (value === undefined || value === null) return 'not given'
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object'))
      return value.length === 0
        ? '`[]`'
        : `\`[${value.slice(0, LISTED).map(String).join(', ')}${value.length > LISTED ? ', …' : ''}]\``
    return value.length === 1 ? '1 entry' : `${value.length} entries`
  }
  if (typeof value === 'object') return Object.keys(value).length === 0 ? '`{}`' : 'given below'
  return `\`${cap(String(value), LONGEST - 2)}\``
}

/** Entries of a list, or places of one answer, that are shown. */
const LISTED = 12

function below(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return Reflect.get(value, step)
}

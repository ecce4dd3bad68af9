import type { Change, ChangeTopic, Loosening } from '../core/change.ts'
import { enumerated } from '../core/enumeration.ts'
import type { Given } from '../core/manifest.ts'
import { answered, printed, some, type Value } from './words.ts'

/** One answer that may differ, and what it means when it does. */
export type Field<T> = {
  /** As the manifest calls it. */
  readonly key: string
  readonly of: (thing: T) => Given<Value>
  readonly topic?: ChangeTopic
  readonly loosens?: (was: Given<Value>, is: Given<Value>) => Loosening | undefined
  /** A change of it is material when it was known and is: an answer given for the first time changes no system. */
  readonly material?: true
}

/** Where the things stand that are held against each other. */
export type Place = {
  readonly topic: ChangeTopic
  readonly scope: string
  /** Leads to the thing: `advance/decisions/extend-credit`. */
  readonly key: string
  /** After the name of the answer, such as " of `extend-credit`"; empty where the scope says enough. */
  readonly of?: string
}

/** The answers that differ, each in a sentence. */
export function differences<T>(before: T, after: T, fields: readonly Field<T>[], place: Place): readonly Change[] {
  return fields.flatMap((field) => {
    const [was, is] = [field.of(before), field.of(after)]
    if (!differs(was, is)) return []
    const loosens = field.loosens?.(was, is)
    const [old, now] = [printed(was), printed(is)]
    return [
      {
        topic: field.topic ?? place.topic,
        scope: place.scope,
        key: `${place.key}/${field.key}`,
        says: `\`${field.key}\`${place.of ?? ''} ${turned(was, is)}`,
        route: is.route,
        ...(old === undefined ? {} : { was: old }),
        ...(now === undefined ? {} : { is: now }),
        ...(loosens === undefined ? {} : { loosens }),
        ...(field.material && was.value !== undefined && is.value !== undefined ? { material: true as const } : {}),
      },
    ]
  })
}

/** True when the answers are not the same; the order of a list and the line breaks of a text say nothing. */
export function differs(was: Given<Value>, is: Given<Value>): boolean {
  return was.stated !== is.stated || plain(was.value) !== plain(is.value)
}

/** It became this answer. */
export function became(value: string, loosening: Loosening): NonNullable<Field<unknown>['loosens']> {
  return (was, is) => (is.value === value && was.value !== value ? loosening : undefined)
}

/** It was this answer and is another one that is known. */
export function left(value: string, loosening: Loosening): NonNullable<Field<unknown>['loosens']> {
  return (was, is) => (was.value === value && is.value !== undefined && is.value !== value ? loosening : undefined)
}

/** It names something that it did not, other than that nothing is claimed. */
export function claimed(loosening: Loosening): NonNullable<Field<unknown>['loosens']> {
  return (was, is) =>
    is.value !== undefined && is.value !== 'none' && plain(was.value) !== plain(is.value) ? loosening : undefined
}

/** A list names less than it did. */
export function lost(loosening: Loosening): NonNullable<Field<unknown>['loosens']> {
  return (was, is) => (is.value !== undefined && missing(was.value, is.value).length > 0 ? loosening : undefined)
}

/** A day that was known is another one now, or none. */
export function moved(was: Given<Value>, is: Given<Value>): Loosening | undefined {
  return was.value !== undefined && (is.value !== undefined || !is.stated) ? 'date-moved' : undefined
}

/** The same for a day that stands in for the start of the system: to give it moves it too. */
export function movedOrGiven(was: Given<Value>, is: Given<Value>): Loosening | undefined {
  return moved(was, is) ?? (!was.stated && is.value !== undefined ? 'date-moved' : undefined)
}

/** A known answer is gone. */
export function gone(loosening: Loosening): NonNullable<Field<unknown>['loosens']> {
  return (was, is) => (was.value !== undefined && is.value === undefined ? loosening : undefined)
}

/** Of a list, what the other does not name. */
export function missing(from: Value | undefined, than: Value | undefined): readonly string[] {
  if (typeof from !== 'object') return []
  return [...new Set(from)].filter((each) => typeof than !== 'object' || !than.includes(each)).sort()
}

function turned(was: Given<Value>, is: Given<Value>): string {
  if (typeof was.value !== 'object' || typeof is.value !== 'object')
    return `was ${answered(was)} and is ${answered(is)}${is.value === undefined ? ' now' : ''}`
  const [less, more] = [missing(was.value, is.value), missing(is.value, was.value)]
  return enumerated([
    ...(less.length > 0 ? [`no longer names ${some(less)}`] : []),
    ...(more.length > 0 ? [`now names ${some(more)}`] : []),
  ])
}

function plain(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'object') return JSON.stringify([...new Set(value)].sort())
  return String(value).replaceAll(/\s+/g, ' ').trim()
}

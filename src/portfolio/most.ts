import { LISTED, type Most } from '../core/portfolio.ts'

/** The first `LISTED` of any number of things, by an order. Holds no more than twice as many. */
export type Firsts<T> = { add(one: T): void; count(more: number): void; most(): Most<T> }

export function firsts<T>(before: (a: T, b: T) => number): Firsts<T> {
  let kept: T[] = []
  let count = 0
  const trim = () => {
    kept = kept.sort(before).slice(0, LISTED)
  }
  return {
    add(one) {
      count += 1
      kept.push(one)
      if (kept.length >= 2 * LISTED) trim()
    },
    // What a bundle counts and does not list.
    count(more) {
      count += more
    },
    most() {
      trim()
      return { first: kept, count, exact: true }
    },
  }
}

/** Sums that are told apart by a key. */
export type Sums<T> = { add(key: string, one: T): void; missed(): void; most(before: (a: T, b: T) => number): Most<T> }

/** Things that are told apart; what is met beyond is left out of the list, and told as such. */
const TOLD_APART = 10_000

export function sums<T>(plus: (a: T, b: T) => T, atMost = TOLD_APART): Sums<T> {
  const known = new Map<string, T>()
  let exact = true
  return {
    add(key, one) {
      const before = known.get(key)
      if (before !== undefined) known.set(key, plus(before, one))
      else if (known.size < atMost) known.set(key, one)
      else exact = false
    },
    // Something is not told by who counts.
    missed() {
      exact = false
    },
    most: (before) => ({ first: [...known.values()].sort(before).slice(0, LISTED), count: known.size, exact }),
  }
}

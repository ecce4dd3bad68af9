import { anchor, type Html, h, NOTHING } from './markup.ts'

/** The places of one page that links lead to. */
export type Places = {
  /** The attribute that makes this the place of that name; the first that asks has it, and nothing is a place twice. */
  at(...names: readonly string[]): Html
  /** The address of that place on this page. */
  to(...names: readonly string[]): string
}

export function places(): Places {
  const taken = new Set<string>()
  return {
    at(...names) {
      const name = anchor(...names)
      if (taken.has(name)) return NOTHING
      taken.add(name)
      return h` id="${{ html: name }}"`
    },
    to: (...names) => `#${anchor(...names)}`,
  }
}

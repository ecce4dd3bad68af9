import type { Route } from './route.ts'

export type Truth = 'yes' | 'no' | 'unknown'

/**
 * How far the law sheet vouches for a fact: two or more sources agree, one source, from memory only, or our own inference.
 * Only a confirmed fact may fail the gate.
 */
export type Confidence = 'confirmed' | 'single-source' | 'unconfirmed' | 'inferred'

/** An answer that is missing and that the law turns on. */
export type Question = { readonly route: Route; readonly ask: string; readonly cites: readonly string[] }

/** A truth with its reason. */
type Conclusion = {
  readonly answer: Truth
  /** A sentence without its full stop. */
  readonly because: string
  readonly cites: readonly string[]
  /** The missing answers that leave it unknown; empty when it is known. */
  readonly open: readonly Question[]
  /** The answers it was reached from. */
  readonly from: readonly Route[]
}

/** A truth as the logic combines it: what it was combined from stays a tree, and is gone through only for what is shown. */
export type Reasoned = Conclusion & { readonly parts: readonly Reasoned[] }

/** What the gate determined about one subject: `organization`, a system, or one decision of a system. */
export type Determination = Conclusion & {
  readonly id: string
  /** `organization`, `working-capital-offer`, or `working-capital-offer/extend-credit`. */
  readonly subject: string
  readonly question: string
}

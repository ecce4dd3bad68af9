declare module '*/regulation.yml' {
  const regulation: import('./core/regulation.ts').Regulation
  export default regulation
}

declare module '*/model-cards.yml' {
  const modelCards: import('./core/regulation.ts').ModelCards
  export default modelCards
}

/** Finds every mistake: `build/schema.ts`. */
declare module '*?validate' {
  const validate: import('./read/problems.ts').Validator
  export default validate
}

/** Stops at the first mistake. */
declare module '*?valid' {
  const valid: import('./read/problems.ts').Validator
  export default valid
}

/** The validator of a kind of record, and its schema for the words. */
declare module '*?record' {
  export const validate: import('./read/problems.ts').Validator
  export function schema(): unknown
}

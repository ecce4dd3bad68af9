declare module '*/regulation.yml' {
  const regulation: import('./core/regulation.ts').Regulation
  export default regulation
}

/** Finds every mistake: `build/schema.ts`. */
declare module '*?validate' {
  type Failure = {
    readonly instancePath: string
    readonly keyword: string
    readonly params: { readonly [key: string]: unknown }
    /** The key whose own text failed, under `propertyNames`. */
    readonly propertyName?: string
  }
  const validate: { (data: unknown): boolean; errors?: readonly Failure[] | null }
  export default validate
}

/** Stops at the first mistake. */
declare module '*?valid' {
  const valid: (data: unknown) => boolean
  export default valid
}

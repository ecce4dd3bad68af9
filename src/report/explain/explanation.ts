/** What a rule, an obligation, a record or a system is about, in sections of plain text: every format is rendered from this. */
export type Explanation = {
  /** What it is an explanation of. */
  readonly kind: Kind
  /** As it is asked for: `record/current`, `opt-out-methods`, `pre-use-notice#opt-out`. */
  readonly id: string
  readonly title: string
  /** The answer, before the reasons. */
  readonly lead: readonly string[]
  readonly sections: readonly Section[]
}

export type Kind = 'list' | 'system' | 'organization' | 'rule' | 'obligation' | 'record' | 'part' | 'exception' | 'term'

/** Text in it may hold the user's spelling in back-ticks; whoever prints it escapes it. */
export type Section = {
  /** Empty where the title of the whole says it. */
  readonly title: string
  readonly text?: string
  /** Short facts with their names. */
  readonly facts?: readonly Fact[]
  readonly items?: readonly Item[]
}

export type Fact = { readonly name: string; readonly text: string }

export type Item = {
  /** `yes`, `no`, `unknown`, or how a duty stands. */
  readonly mark?: string
  readonly text: string
  /** What is to be known besides, a line each. */
  readonly notes?: readonly string[]
}

/** The facts that say something. */
export function factsOf(...facts: readonly (readonly [name: string, text: string])[]): readonly Fact[] {
  return facts.filter(([, text]) => text !== '').map(([name, text]) => ({ name, text }))
}

/** The sections that say something. */
export function sectionsOf(...sections: readonly Section[]): readonly Section[] {
  return sections.filter(({ text = '', facts = [], items = [] }) => text !== '' || facts.length > 0 || items.length > 0)
}

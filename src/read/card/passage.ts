/** What names the text below it: a heading, a bold lead-in, the label of a list item, the name of a row or column, a key. */
export type Label = {
  readonly kind: 'heading' | 'lead' | 'row' | 'column' | 'key'
  /** As it is written, markup aside. */
  readonly text: string
  /** How deep it stands; a label ends those that are as deep or deeper. */
  readonly depth: number
  readonly above: Label | undefined
  line(): number
}

/** A piece of text of a model card, whatever the form of the card, with the labels above it. */
export type Passage = {
  /** `value` is a scalar of JSON or YAML, `row` a whole row of a table and `cell` one of its cells. */
  readonly form: 'prose' | 'row' | 'cell' | 'code' | 'value'
  /** The nearest label; the others are above it. */
  readonly label: Label | undefined
  readonly text: string
  line(): number
}

/** A model card as it was read, in the order of its text. */
export type Card = {
  readonly title: { readonly text: string; line(): number } | undefined
  readonly labels: readonly Label[]
  readonly passages: readonly Passage[]
}

/** Labels and pieces of text of a card that are looked at; a book has fewer. */
const MOST = 20_000
/** Characters of a piece of text; a longer one has said by then what it says. */
const MOST_TEXT = 4_000

/** Collects a card in the order of its text; `label` opens a label and ends those as deep or deeper. */
export function cardWriter() {
  const labels: Label[] = []
  const passages: Passage[] = []
  let current: Label | undefined
  const end = (depth: number) => {
    while (current !== undefined && current.depth >= depth) current = current.above
  }
  return {
    labels,
    passages,
    end,
    /** The label under which the next text would stand. */
    current: () => current,
    label(kind: Label['kind'], text: string, depth: number, line: () => number): Label {
      end(depth)
      const label: Label = { kind, text: text.slice(0, 300), depth, above: current, line }
      current = label
      if (labels.length < MOST) labels.push(label)
      return label
    },
    say(form: Passage['form'], text: string, line: () => number, label = current): void {
      const said = text.slice(0, MOST_TEXT).trim()
      if (said !== '' && passages.length < MOST) passages.push({ form, label, text: said, line })
    },
  }
}

export type CardWriter = ReturnType<typeof cardWriter>

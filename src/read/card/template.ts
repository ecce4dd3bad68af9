import type { RecordProblem } from '../../core/facts.ts'
import { plain } from './labels.ts'
import type { Card, Label } from './passage.ts'
import { type CardReader, isTitle } from './reader.ts'

/** From this share on, a card is a template that was not filled in. */
const SHARE = 1 / 3
/** Fewer labels tell nothing. */
const FEWEST = 4

/** A problem when a third or more of the sections or fields of a card are empty or hold a template's words. */
export function templateProblem(card: Card, reader: CardReader): RecordProblem | undefined {
  const named = card.passages.find(
    ({ label, text }) =>
      label !== undefined && reader.labels.named(label.text).tells === 'name' && isTemplate(text, reader),
  )
  if (named !== undefined) {
    return {
      line: named.line(),
      message: `is a template that is not filled in: it names the model \`${named.text.slice(0, 60)}\``,
      next: 'write what your model is called, and the rest of the card',
    }
  }
  const filled = new Set<Label>()
  const parents = new Set<Label>()
  for (const passage of card.passages) {
    if (passage.label === undefined || filled.has(passage.label) || reader.saying(passage) !== undefined) continue
    for (let label: Label | undefined = passage.label; label !== undefined && !filled.has(label); label = label.above)
      filled.add(label)
  }
  for (const { above } of card.labels) if (above !== undefined) parents.add(above)
  const leaves = card.labels.filter((label) => !parents.has(label) && !isTitle(label, card, reader))
  const headings = new Set(
    card.labels.filter(({ kind }) => kind === 'heading').flatMap(({ above }) => (above === undefined ? [] : [above])),
  )
  const groups = [
    leaves,
    card.labels.filter((label) => label.kind === 'heading' && !headings.has(label) && !isTitle(label, card, reader)),
    card.labels.filter((label) => label.kind === 'key' && label.above === undefined),
  ]
  for (const group of groups) {
    const empty = group.filter((label) => !filled.has(label))
    const [first] = empty
    if (first === undefined || group.length < FEWEST || empty.length < group.length * SHARE) continue
    return {
      line: first.line(),
      message: `is a template that is not filled in: ${empty.length} of its ${group.length} sections or fields say nothing`,
      next: 'write them, or take out those that do not apply',
    }
  }
  return undefined
}

function isTemplate(name: string, { cards }: CardReader): boolean {
  const last = plain(name).split(' ').at(-1) ?? ''
  return cards.templateNames.some((word) => last === word)
}

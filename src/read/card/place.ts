import type { Card, Label, Passage } from './passage.ts'
import { type CardReader, isTitle } from './reader.ts'

/** Where a passage stands with respect to the parts: whose it is, and which it may be about. */
export type Place = {
  readonly own?: { readonly part: string; readonly label: Label }
  readonly shared: readonly string[]
  readonly elsewhere: boolean
}

export type Placed = { readonly passage: Passage; readonly place: Place }

/** Every passage of a card with its place. */
export function placedIn(card: Card, reader: CardReader): readonly Placed[] {
  const places = new Map<Label | undefined, Place>()
  return card.passages.map((passage) => ({ passage, place: placeOf(passage.label, places, card, reader) }))
}

function placeOf(
  label: Label | undefined,
  places: Map<Label | undefined, Place>,
  card: Card,
  reader: CardReader,
): Place {
  const known = places.get(label)
  if (known !== undefined) return known
  const place = look(label)
  places.set(label, place)
  return place

  function look(from: Label | undefined): Place {
    if (from === undefined) return { shared: [], elsewhere: false }
    const { own, shared, elsewhere } = namesNothing(from, card, reader)
      ? { own: undefined, shared: [], elsewhere: false }
      : reader.labels.named(from.text)
    if (elsewhere) return { shared: [], elsewhere: true }
    if (own !== undefined) return { own: { part: own, label: from }, shared, elsewhere: false }
    const above = placeOf(from.above, places, card, reader)
    return { ...above, shared: [...shared, ...above.shared] }
  }
}

/** The title names nothing but the model, and one word above a column may be said of any table. */
function namesNothing(label: Label, card: Card, reader: CardReader): boolean {
  return isTitle(label, card, reader) || (label.kind === 'column' && !label.text.trim().includes(' '))
}

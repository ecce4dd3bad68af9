import type { PartFact } from '../../core/facts.ts'
import type { Asks, RecordPart } from '../../core/regulation.ts'
import { LACKS } from './asks.ts'
import { identity } from './identity.ts'
import type { Card, Passage } from './passage.ts'
import { type Placed, placedIn } from './place.ts'
import { type CardReader, isTitle } from './reader.ts'

/**
 * The parts that a card holds. What stands under a label of the part goes first; then what stands under a wider label and says
 * a word of the part; then a phrase that says it anywhere. A label over nothing, or over what the part does not ask for, is
 * told at its line.
 */
export function findParts(card: Card, parts: readonly RecordPart[], reader: CardReader): readonly PartFact[] {
  const placed = placedIn(card, reader)
  const named = new Map<string, PartFact | undefined>(
    parts.map((part) => [
      part.id,
      asked(part.id, reader) === 'version' ? identity(card, placed, part, reader) : underLabel(placed, part.id, reader),
    ]),
  )
  const missing = new Set(parts.map(({ id }) => id).filter((id) => named.get(id) === undefined && isSought(id, reader)))
  const said = saidAnywhere(placed, missing, reader)
  return parts.flatMap(({ id }) => named.get(id) ?? said.get(id) ?? withoutContent(card, placed, id, reader) ?? [])
}

function asked(part: string, reader: CardReader): Asks | undefined {
  return reader.parts.get(part)?.asks
}

/** Told without a label too: by phrases, by figures, by names. */
function isSought(part: string, { parts }: CardReader): boolean {
  const known = parts.get(part)
  return known?.phrases !== undefined || known?.asks === 'figure' || known?.asks === 'name'
}

/** Under a label of its own, or under a wider one with a word of it. */
function underLabel(placed: readonly Placed[], part: string, reader: CardReader): PartFact | undefined {
  const wanted = asked(part, reader)
  const good = (passage: Passage) => reader.saying(passage) === undefined && holds(passage, wanted, reader)
  const own = placed.find(({ passage, place }) => place.own?.part === part && good(passage))
  if (own !== undefined) return { part, line: own.place.own?.label.line() ?? own.passage.line() }
  const byWord = reader.parts.get(part)?.words !== undefined
  const shared = placed.find(({ passage, place }) => {
    if (!place.shared.includes(part) || place.elsewhere || passage.form === 'code' || !good(passage)) return false
    return byWord
      ? reader.phrases(passage.text, 'words', new Set([part])).size > 0
      : place.own === undefined || wanted !== undefined
  })
  return shared === undefined ? undefined : { part, line: shared.passage.line() }
}

/** In the card's own words, whatever the label; the text is looked through once for all that is missing. */
function saidAnywhere(
  placed: readonly Placed[],
  missing: ReadonlySet<string>,
  reader: CardReader,
): ReadonlyMap<string, PartFact> {
  const found = new Map<string, PartFact>()
  const left = new Set(missing)
  for (const { passage, place } of placed) {
    if (left.size === 0) break
    if (place.elsewhere || passage.form === 'code' || passage.form === 'cell') continue
    if (reader.saying(passage) !== undefined) continue
    const said = new Set(reader.phrases(speech(passage), 'phrases', left))
    for (const part of left) if (isTold(passage, asked(part, reader), reader)) said.add(part)
    for (const part of said) {
      found.set(part, { part, line: passage.line() })
      left.delete(part)
    }
  }
  return found
}

/** Figures and names are told without a phrase. */
function isTold(passage: Passage, wanted: Asks | undefined, reader: CardReader): boolean {
  if (wanted === 'figure') return reader.asks.figure(passage, false)
  if (wanted !== 'name') return false
  return (passage.form !== 'value' && reader.asks.address(passage.text)) || reader.asks.maker(passage.text)
}

/** A label of the part over nothing that counts. */
function withoutContent(card: Card, placed: readonly Placed[], part: string, reader: CardReader): PartFact | undefined {
  const owned = placed.filter(({ place }) => place.own?.part === part)
  const label =
    owned[0]?.place.own?.label ??
    card.labels.find((each) => !isTitle(each, card, reader) && reader.labels.named(each.text).own === part)
  if (label === undefined) return undefined
  const written = owned.find(({ place }) => place.own?.label === label)
  const because =
    written === undefined ? 'is empty' : (reader.saying(written.passage) ?? LACKS[asked(part, reader) ?? 'statement'])
  return { part, line: label.line(), unfilled: because }
}

/** What is looked through for phrases: the text with its label in front. */
function speech({ text, label, form }: Passage): string {
  const led = label !== undefined && label.kind !== 'heading' && label.kind !== 'column' && form !== 'row'
  return led ? `${label.text}: ${text}` : text
}

function holds(passage: Passage, wanted: Asks | undefined, reader: CardReader): boolean {
  switch (wanted) {
    case 'figure':
      return reader.asks.figure(passage, true)
    case 'name':
      return reader.asks.name(passage.text)
    case 'statement':
      return reader.asks.statement(passage.text)
    default:
      return true
  }
}

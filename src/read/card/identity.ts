import type { PartFact } from '../../core/facts.ts'
import type { RecordPart } from '../../core/regulation.ts'
import { LACKS } from './asks.ts'
import type { Card, Passage } from './passage.ts'
import type { Placed } from './place.ts'
import { type CardReader, isTitle } from './reader.ts'

/** A name with a version or a date: in the title, under labels of their own, or where the text tells when the model was made. */
export function identity(
  card: Card,
  placed: readonly Placed[],
  part: RecordPart,
  reader: CardReader,
): PartFact | undefined {
  const { labels, asks, saying } = reader
  const says = ({ passage }: Placed) => saying(passage) === undefined
  const named = placed.find((each) => tellsOf(each.passage, reader).includes('name') && says(each))
  const title = card.title === undefined || !reader.isNamed(card.title.text) ? '' : card.title.text
  const called = title !== '' && saying({ form: 'prose', label: undefined, text: title, line: () => 1 }) === undefined
  const has = called || named !== undefined
  const dated =
    placed.find((each) => !each.place.elsewhere && isDated(each.passage, reader) && says(each)) ??
    placed.find(
      (each) => !each.place.elsewhere && each.passage.form === 'prose' && asks.dated(each.passage.text) && says(each),
    )
  const inName = [called ? title : '', named?.passage.text ?? ''].some((name) => VERSION_IN_NAME.test(name))
  const label = card.labels.find((each) => !isTitle(each, card, reader) && labels.named(each.text).own === part.id)
  if (has && dated !== undefined) return { part: part.id, line: dated.passage.line() }
  if (has && inName)
    return {
      part: part.id,
      line: (called && VERSION_IN_NAME.test(title) ? card.title?.line() : named?.passage.line()) ?? 1,
    }
  if (label === undefined && !has) return undefined
  return {
    part: part.id,
    line: label?.line() ?? card.title?.line() ?? named?.passage.line() ?? 1,
    unfilled: LACKS.version,
  }
}

/** `v2`, `3.1`, `-v1-5`. A number alone may be anything. */
const VERSION_IN_NAME = /(?<![\p{L}\p{N}])v\.?\s?\d|(?<![\p{L}\p{N}.])\d{1,3}\.\d{1,3}(?!\p{N})/iu

/** What the label of a passage tells, and the one above it: `version: { name: 1.0, date: … }`. */
function tellsOf({ label, form }: Passage, { labels }: CardReader): readonly string[] {
  if (label === undefined || form === 'code' || form === 'row') return []
  const above = label.above === undefined || label.kind === 'heading' ? undefined : labels.named(label.above.text).tells
  return [labels.named(label.text).tells, above].filter((tells) => tells !== undefined)
}

function isDated(passage: Passage, reader: CardReader): boolean {
  if (!/\p{N}/u.test(passage.text)) return false
  return tellsOf(passage, reader).some(
    (tells) =>
      (tells === 'version' && reader.asks.version(passage.text)) ||
      (tells === 'date' && reader.asks.date(passage.text)),
  )
}

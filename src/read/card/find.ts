import type { PartFact } from '../../core/facts.ts'
import type { Asks, CardPart, ModelCards, RecordPart } from '../../core/regulation.ts'
import { type AskReader, askReader } from './asks.ts'
import { type LabelReader, labelReader, plain } from './labels.ts'
import type { Card, Label, Passage } from './passage.ts'
import { phraseReader, type Said } from './phrases.ts'
import { type Saying, sayingReader } from './says.ts'

/** What reads cards with the wordings of one regulation; costly to make, so made once for all cards. */
export type CardReader = {
  readonly labels: LabelReader
  readonly asks: AskReader
  readonly saying: Saying
  readonly cards: ModelCards
  readonly parts: ReadonlyMap<string, CardPart>
  /** What it says with the label in front of it, anywhere in a card. */
  said(passage: Passage): ReadonlySet<string>
  /** What it is about, its label aside. */
  about(passage: Passage): ReadonlySet<string>
  isNamed(title: string): boolean
}

export function cardReader(cards: ModelCards, parts: readonly RecordPart[]): CardReader {
  return {
    labels: labelReader(cards, parts),
    asks: askReader(cards),
    saying: sayingReader(cards),
    cards,
    parts: new Map(cards.parts.map((part) => [part.id, part])),
    ...phrasesOf(cards),
    isNamed: titleReader(cards),
  }
}

/** Each passage is looked through once, though several parts ask. */
function phrasesOf(cards: ModelCards): Pick<CardReader, 'said' | 'about'> {
  const read = phraseReader(cards.parts)
  const once = (text: (passage: Passage) => string) => {
    const known = new WeakMap<Passage, Said>()
    return (passage: Passage) => {
      const said = known.get(passage) ?? read(text(passage))
      known.set(passage, said)
      return said
    }
  }
  const said = once(speech)
  const about = once(({ text }) => text)
  return {
    said: (passage) => said(passage).phrases,
    about: (passage) => (isLed(passage) ? about(passage) : said(passage)).words,
  }
}

/** Where a passage stands with respect to the parts: whose it is, and which it may be about. */
type Place = {
  readonly own?: { readonly part: string; readonly label: Label }
  readonly shared: readonly Shared[]
  readonly elsewhere: boolean
}
type Shared = { readonly part: string; readonly label: Label }

/**
 * The parts that a card holds. What stands under a label of the part goes first; then what stands under a wider label and says
 * a word of the part; then a phrase that says it anywhere. A label over nothing, or over what the part does not ask for, is
 * told at its line.
 */
export function findParts(card: Card, parts: readonly RecordPart[], reader: CardReader): readonly PartFact[] {
  const places = new Map<Label | undefined, Place>()
  const placed = card.passages.map((passage) => ({ passage, place: placeOf(passage.label, places, card, reader) }))
  const running = placed.filter(
    ({ passage, place }) =>
      !place.elsewhere && passage.form !== 'code' && passage.form !== 'cell' && reader.saying(passage) === undefined,
  )
  return parts.flatMap((part) => {
    const known = reader.parts.get(part.id)
    const found =
      known?.asks === 'version'
        ? identity(card, placed, part, reader)
        : findPart(card, { placed, running }, part, known, reader)
    return found === undefined ? [] : [found]
  })
}

type Placed = { readonly passage: Passage; readonly place: Place }

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
    const here = shared.map((part) => ({ part, label: from }))
    if (own !== undefined) return { own: { part: own, label: from }, shared: here, elsewhere: false }
    const above = placeOf(from.above, places, card, reader)
    return { ...above, shared: [...here, ...above.shared] }
  }
}

/** The title names nothing but the model, and one word above a column may be said of any table. */
function namesNothing(label: Label, card: Card, reader: CardReader): boolean {
  return isTitle(label, card, reader) || (label.kind === 'column' && !label.text.trim().includes(' '))
}

/** A first heading that names no part is a title, whatever words the name of the model holds. */
export function isTitle(label: Label, { title }: Card, { labels }: CardReader): boolean {
  return (
    label.kind === 'heading' &&
    label.depth === 1 &&
    label.text === title?.text &&
    labels.named(label.text).own === undefined
  )
}

function findPart(
  card: Card,
  { placed, running }: { readonly placed: readonly Placed[]; readonly running: readonly Placed[] },
  part: RecordPart,
  known: CardPart | undefined,
  reader: CardReader,
): PartFact | undefined {
  const { saying, asks } = reader
  const wanted = known?.asks
  const says = ({ passage }: Placed) => saying(passage) === undefined && passage.text !== part.hint
  const owned = placed.filter(({ place }) => place.own?.part === part.id)
  const good = owned.find((each) => says(each) && holds(each.passage, wanted, asks, true))
  if (good !== undefined) return { part: part.id, line: lineOf(good.place.own?.label, good.passage) }
  for (const each of placed) {
    const shared = each.place.shared.find((candidate) => candidate.part === part.id)
    if (shared === undefined || each.place.elsewhere || each.passage.form === 'code' || !says(each)) continue
    const isAbout =
      known?.words === undefined
        ? each.place.own === undefined || wanted !== undefined
        : reader.about(each.passage).has(part.id)
    if (isAbout && holds(each.passage, wanted, asks, true)) return { part: part.id, line: each.passage.line() }
  }
  for (const each of running) {
    if (isSaid(each.passage, part.id, wanted, reader)) return { part: part.id, line: each.passage.line() }
  }
  const [first] = owned
  const empty =
    first?.place.own?.label ??
    card.labels.find((label) => !isTitle(label, card, reader) && reader.labels.named(label.text).own === part.id)
  if (empty === undefined) return undefined
  const written = owned.find(({ place }) => place.own?.label === empty)
  const because = written === undefined ? 'is empty' : (saying(written.passage) ?? LACKS[wanted ?? 'statement'])
  return { part: part.id, line: empty.line(), unfilled: because }
}

const LACKS: { readonly [asks in Asks]: string } = {
  version: 'gives the model no name with a version or a date',
  name: 'names nobody: a person, an organization or an address',
  statement: 'says nothing by itself',
  figure: 'gives no figure of quality',
}

function lineOf(label: Label | undefined, passage: Passage): number {
  return label === undefined ? passage.line() : label.line()
}

/** What is looked through for phrases: the text with its label in front. */
function speech(passage: Passage): string {
  return isLed(passage) ? `${passage.label?.text}: ${passage.text}` : passage.text
}

function isLed({ label, form }: Passage): boolean {
  return label !== undefined && label.kind !== 'heading' && label.kind !== 'column' && form !== 'row'
}

function isSaid(passage: Passage, part: string, wanted: Asks | undefined, { asks, said }: CardReader): boolean {
  if (wanted === 'figure') return asks.figure(passage, false)
  if (wanted === 'name') return (passage.form !== 'value' && asks.address(passage.text)) || asks.maker(passage.text)
  return said(passage).has(part)
}

function holds(passage: Passage, wanted: Asks | undefined, asks: AskReader, listed: boolean): boolean {
  switch (wanted) {
    case 'figure':
      return asks.figure(passage, listed)
    case 'name':
      return asks.name(passage.text)
    case 'statement':
      return asks.statement(passage.text)
    default:
      return true
  }
}

/** A name with a version or a date: in the title, under labels of their own, or where the text tells when the model was made. */
function identity(card: Card, placed: readonly Placed[], part: RecordPart, reader: CardReader): PartFact | undefined {
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

/** Tells whether a title says more than that it is one: `Model card: Bark` does, `Model card` does not. */
function titleReader({ titleWords }: ModelCards): (title: string) => boolean {
  const words = [...titleWords].sort((a, b) => b.length - a.length).map((each) => ` ${plain(each)} `)
  return (title) => {
    let left = ` ${plain(title.replace(/[()[\]]/g, ' '))} `
    for (const each of words) left = left.replace(each, ' ')
    return /[\p{L}\p{N}]/u.test(left)
  }
}

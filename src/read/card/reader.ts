import type { CardPart, ModelCards, RecordPart } from '../../core/regulation.ts'
import { type AskReader, askReader } from './asks.ts'
import { type LabelReader, labelReader, plain } from './labels.ts'
import type { Card, Label } from './passage.ts'
import { type PhraseReader, phraseReader } from './phrases.ts'
import { type Saying, sayingReader } from './says.ts'

/** What reads cards with the wordings of one regulation; costly to make, so made once for all cards. */
export type CardReader = {
  readonly labels: LabelReader
  readonly asks: AskReader
  readonly saying: Saying
  readonly cards: ModelCards
  readonly parts: ReadonlyMap<string, CardPart>
  readonly phrases: PhraseReader
  /** Tells whether a title says more than that it is one: `Model card: Bark` does, `Model card` does not. */
  isNamed(title: string): boolean
}

export function cardReader(cards: ModelCards, parts: readonly RecordPart[]): CardReader {
  // What few cards need is made when it is needed: most of the start of a run would go into it.
  let phrases: PhraseReader | undefined
  let asks: AskReader | undefined
  return {
    labels: labelReader(cards, parts),
    get asks() {
      asks ??= askReader(cards)
      return asks
    },
    saying: sayingReader(cards, parts),
    cards,
    parts: new Map(cards.parts.map((part) => [part.id, part])),
    phrases(text, kind, wanted) {
      phrases ??= phraseReader(cards.parts)
      return phrases(text, kind, wanted)
    },
    isNamed: titleReader(cards),
  }
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

function titleReader({ titleWords }: ModelCards): (title: string) => boolean {
  const words = [...titleWords].sort((a, b) => b.length - a.length).map((each) => ` ${plain(each)} `)
  return (title) => {
    let left = ` ${plain(title.replace(/[()[\]]/g, ' '))} `
    for (const each of words) left = left.replace(each, ' ')
    return /[\p{L}\p{N}]/u.test(left)
  }
}

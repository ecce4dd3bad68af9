import type { RecordText } from '../src/read/markdown.ts'

/** A model card with what a person found it to say. */
export type Labelled = { readonly file: string; readonly labels: { readonly [label: string]: unknown } }

/** The label of the index for each part that is asked of a card. What a card says of personal data is not asked. */
export const PART_OF: { readonly [label: string]: string } = {
  'identifies-model': 'identity',
  'developer-or-contact': 'contact',
  'intended-use': 'intended-use',
  'out-of-scope-use': 'out-of-scope-use',
  inputs: 'inputs',
  outputs: 'output',
  'training-data': 'training-data',
  'evaluation-metrics-with-numbers': 'evaluation',
  limitations: 'assumptions-and-limitations',
  'bias-or-fairness': 'fairness',
  'human-oversight': 'human-oversight',
}
const TEMPLATE = 'unfilled-template-or-placeholder'

/** What the issue asks: a false "present" costs the audit, a miss costs a minute. */
export const BARS = { precision: 0.97, precisionOfOne: 0.9, recall: 0.75 }

type Count = {
  readonly label: string
  readonly yes: number
  readonly no: number
  readonly found: number
  readonly hits: number
}

export type Measured = {
  readonly counts: readonly Count[]
  readonly errors: readonly string[]
  readonly notes: readonly string[]
  readonly misses: readonly string[]
}

/** Counts of labels that are true or false; a partial one counts neither way, and a card that was refused says nothing. */
export function measure(cards: readonly Labelled[], read: readonly (RecordText | undefined)[]): Measured {
  const errors: string[] = []
  const notes: string[] = []
  const counts = Object.entries(PART_OF).map(([label, part]): Count => {
    const count = { label, yes: 0, no: 0, found: 0, hits: 0 }
    for (const [index, card] of cards.entries()) {
      const is = labelOf(card, label)
      if (is === 'partial') continue
      const text = read[index]
      const fact = text?.parts.find((each) => each.part === part)
      const present = fact !== undefined && fact.unfilled === undefined
      count[is === true ? 'yes' : 'no'] += 1
      if (present) count.found += 1
      if (present && is === true) count.hits += 1
      if (present && is !== true) errors.push(`false: ${card.file}:${fact.line} ${label}`)
      if (!present && is === true)
        errors.push(`missed: ${card.file} ${label}${fact === undefined ? '' : ` (line ${fact.line} ${fact.unfilled})`}`)
    }
    return count
  })
  const judgedFilled: string[] = []
  for (const [index, card] of cards.entries()) {
    const text = read[index]
    const refused = text === undefined || text.refused !== undefined
    if (refused) notes.push(`refused: ${card.file} ${text?.refused ?? 'is not a card that can be read'}`)
    const template = !refused && (text?.problems ?? []).some(({ message }) => message.startsWith('is a template'))
    if (labelOf(card, TEMPLATE) === true && !refused && !template) judgedFilled.push(card.file)
    if (labelOf(card, TEMPLATE) === false && template) errors.push(`false: ${card.file} is taken for a template`)
  }
  const all = sum(counts)
  const misses = [
    ...(precision(all) < BARS.precision ? [`precision over all labels is ${shown(precision(all))}`] : []),
    ...counts
      .filter((each) => precision(each) < BARS.precisionOfOne)
      .map((each) => `precision of ${each.label} is ${shown(precision(each))}`),
    ...(recall(all) < BARS.recall ? [`recall over all labels is ${shown(recall(all))}`] : []),
    ...judgedFilled.map((file) => `${file} is a template and is judged filled`),
  ]
  return { counts, errors, notes, misses }
}

/** The table, in Markdown. */
export function table({ counts }: Measured): string {
  const rows = [...counts, { ...sum(counts), label: '**all**' }].map(
    (each) =>
      `| ${each.label} | ${each.yes} | ${each.no} | ${each.found} | ${each.hits} | ${shown(precision(each))} | ${shown(recall(each))} |`,
  )
  return [
    '| label | true | false | found | of them true | precision | recall |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n')
}

/** The cards of an `index.yml`. Throws when it is of another shape. */
export function labelledCards(index: unknown): readonly Labelled[] {
  const cards = isMap(index) ? index.cards : undefined
  if (!Array.isArray(cards)) throw new Error('index.yml has no list `cards`')
  return cards.map((card: unknown) => {
    if (!isMap(card) || typeof card.file !== 'string' || !isMap(card.labels))
      throw new Error('a card of index.yml has no `file` or no `labels`')
    return { file: card.file, labels: card.labels }
  })
}

function labelOf({ labels }: Labelled, label: string): boolean | 'partial' {
  const entry = labels[label]
  const value = isMap(entry) ? entry.value : undefined
  if (value === true || value === false || value === 'partial') return value
  throw new Error(`a card of index.yml has no value for \`${label}\``)
}

function sum(counts: readonly Count[]): Count {
  const total = { label: '', yes: 0, no: 0, found: 0, hits: 0 }
  for (const each of counts) for (const key of ['yes', 'no', 'found', 'hits'] as const) total[key] += each[key]
  return total
}

function precision({ found, hits }: Count): number {
  return found === 0 ? 1 : hits / found
}

function recall({ yes, hits }: Count): number {
  return yes === 0 ? 1 : hits / yes
}

function shown(share: number): string {
  return share.toFixed(2)
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

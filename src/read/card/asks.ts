import type { Asks, ModelCards } from '../../core/regulation.ts'
import { plain } from './labels.ts'
import type { Passage } from './passage.ts'

/** What a text must hold beside words, read with the wordings of the regulation. */
export type AskReader = {
  /** A number that tells one version from another. */
  version(text: string): boolean
  /** A day, a month with its year, or a year alone. */
  date(text: string): boolean
  /** A day or a month after a word that tells when the model was made. */
  dated(text: string): boolean
  /** A person, an organization or an address, and not a role or "the team". */
  name(text: string): boolean
  /** Somebody who is said to have made the model. */
  maker(text: string): boolean
  /** An address to write to. */
  address(text: string): boolean
  /** More than a count, a path or a pointer. */
  statement(text: string): boolean
  /** A measure of quality with its figure; `listed` where the text stands among results anyway. */
  figure(passage: Passage, listed: boolean): boolean
}

/** What a text says that does not hold it, as a predicate. */
export const LACKS: { readonly [asks in Asks]: string } = {
  version: 'gives the model no name with a version or a date',
  name: 'names nobody: a person, an organization or an address',
  statement: 'says nothing by itself',
  figure: 'gives no figure of quality',
}

const FIGURE = /(?<![\p{L}\p{N}.,_/-])[-+~≈±]?\d{0,6}(?:[.,٫]\d{1,20}|\s?%|[.,٫]\d{1,20}\s?%)(?![\p{L}\p{N}]|[.,]\d)/u
/** Without a year no day is told; most text holds none. */
const YEAR = /(?:19|20)\d\d|\d[-/.]\d\d?[-/.]\d\d/
const DAY =
  /(?<!\d)(?:(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])(?!\d)(?:[-/.月](?:0?[1-9]|[12]\d|3[01])(?!\d))?|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)?\d\d(?!\d))/u
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@(?!example\.(?:com|org|net))[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u

export function askReader(cards: ModelCards): AskReader {
  const months = cards.months.join('|')
  const month = new RegExp(
    `(?:^|[^\\p{L}])(?:${months})\\.?,?\\s{0,2}(?:(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s{0,2})?|de\\s)(?:19|20)\\d\\d|(?:^|\\D)(?:3[01]|[12]\\d|0?[1-9])[\\s.-]{0,2}(?:de\\s|of\\s)?(?:${months})(?:[^\\p{L}]|$)`,
    'u',
  )
  const dated = new RegExp(`(?:^|[^\\p{L}])(?:${cards.dated.join('|')})(?=[^\\p{L}]|$)[^.!?\\n]{0,60}`, 'gu')
  const measured = measureReader(cards)
  const aims = new RegExp(`(?<![\\p{L}])(?:${cards.aims.map(escaped).join('|')})(?![\\p{L}])|[<>≤≥]`, 'iu')
  const madeBy = new RegExp(`(?:${cards.madeBy.join('|')})\\s{1,3}${LEADING}(${NAME})`, 'gu')
  const makes = new RegExp(`\\s(?:${cards.makes.join('|')})`, 'gu')
  const nobody = new Set(cards.nobody.map(plain))

  const date = (text: string) => /\d/.test(text) && (DAY.test(text) || month.test(text.toLowerCase()))
  const name = (text: string) => {
    if (text.includes('@') && EMAIL.test(text)) return true
    const said = text.replace(/https?:\/\/\S+|[\p{L}\p{N}._%+-]{1,64}@\S+/gu, ' ')
    return said
      .split(/[^\p{L}\p{M}\p{N}'’.-]+/u)
      .map((word) => word.replace(/^[.'’-]+|[.'’-]+$/gu, ''))
      .some((word) => /\p{L}\p{M}*\p{L}|\p{Lo}/u.test(word) && !/^\p{Ll}/u.test(word) && isSomebody(word, nobody))
  }
  return {
    version: (text) => /(?<![\p{L}\p{N}.])v?\.?\d{1,4}(?:\.\d{1,4}){0,4}(?![\p{L}%])|v\d/iu.test(text.slice(0, 80)),
    date: (text) => date(text) || /(?<!\d)(?:19|20)\d\d(?!\d)/.test(text.slice(0, 30)),
    dated: (text) =>
      YEAR.test(text) &&
      Array.from(text.slice(0, 2_000).toLowerCase().matchAll(dated)).some(([around]) => date(around)),
    name,
    maker(text) {
      const said = text.replace(/[*`\\]/g, '')
      return (
        Array.from(said.matchAll(madeBy)).some(([, behind = '']) => name(behind)) ||
        Array.from(said.matchAll(makes)).some(({ index }) =>
          name(NAME_BEFORE.exec(said.slice(Math.max(0, index - 80), index))?.[0] ?? ''),
        )
      )
    },
    address: (text) => text.includes('@') && EMAIL.test(text),
    statement: (text) =>
      text
        .replace(
          /`[^`]{0,300}`|https?:\/\/\S+|\S*\/\S*\.\w{1,5}\b|\S+\.(?:md|csv|json|ya?ml|py|ipynb|parquet|txt|pkl)\b/gu,
          ' ',
        )
        .toLowerCase()
        .split(/[^\p{L}\p{M}]+/u)
        .some((word) => /\p{L}\p{M}*\p{L}/u.test(word) && !POINTING.has(word)) ||
      /`[^`]{0,100}[_ ][^`]{0,100}`/.test(text),
    figure({ text, label, form }, listed) {
      if (form === 'code') return measured(text) && FIGURE.test(text)
      const words = label === undefined ? text : `${label.text}: ${text}`
      if (!FIGURE.test(text)) {
        // `accuracy: 92` or `Recall 0`: whole numbers only beside the measure itself.
        return (
          form === 'value' &&
          listed &&
          label !== undefined &&
          measured(label.text.toLowerCase()) &&
          /^\d{1,3}$/.test(text)
        )
      }
      if (listed) return form === 'cell' || form === 'value' || measured(words)
      return near(words, measured) && !aims.test(words)
    },
  }
}

/** One to five words that begin with a capital letter, and words that may stand in front. */
const NAME = "\\p{Lu}[\\p{L}\\p{N}.&’'-]{0,40}(?: \\p{Lu}[\\p{L}\\p{N}.&’'-]{0,40}){0,4}"
const LEADING =
  '(?:(?:the|a|an|our|researchers|engineers|scientists|people|members|students|staff|at|of|from|team) ){0,4}'
const NAME_BEFORE = new RegExp(`${NAME}$`, 'u')

/** Words that point elsewhere or count, and describe nothing. */
const POINTING = new Set(
  'see the a an at in on of for to and or from here file files path paths folder link linked dataset datasets data training train set sets our internal this that our used feature features input inputs output outputs table which is are was were type types format name url public none number url csv json more details please refer below above'.split(
    ' ',
  ),
)

/** Characters between a measure and its figure in running text. */
const NEAR = 40

function near(text: string, measured: (text: string) => boolean): boolean {
  for (const found of text.matchAll(FIGURES)) {
    const from = Math.max(0, found.index - NEAR)
    if (measured(text.slice(from, found.index + found[0].length + 20))) return true
  }
  return false
}

const FIGURES = new RegExp(FIGURE, 'gu')

/** Tells whether a text names a measure of quality: single words are looked up, the few longer names looked for. */
function measureReader({ measures }: ModelCards): (text: string) => boolean {
  const words = new Set(measures.filter((measure) => /^[\p{L}\p{N}²-]+$/u.test(measure)))
  const longer = measures.filter((measure) => !words.has(measure) || /[\u3040-\u30ff\u4e00-\u9fff]/.test(measure))
  return (text) => {
    const said = text.toLowerCase().replaceAll('_', ' ')
    return (
      said.split(/[^\p{L}\p{M}\p{N}²-]+/u).some((word) => words.has(word)) ||
      longer.some((measure) => said.includes(measure))
    )
  }
}

function isSomebody(word: string, nobody: ReadonlySet<string>): boolean {
  return plain(word)
    .split(' ')
    .some((each) => each.length > 1 && !nobody.has(each))
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** A pattern that can be tried at one place of a spoken text, and the letters with which such a place begins. */
export type Pattern = { readonly keys: readonly string[]; stands(text: string, at: number): boolean }

/** Letters of a spoken text by which patterns are looked up. */
const KEY = 3

/**
 * A pattern of `model-cards.yml`: words, with `…` for up to 80 characters of the same sentence, `(a|b)` for either, `(a|)` for what
 * may be left out, `*` for any ending, and `^` for the start of a sentence. Throws when its brackets do not match: a defect of
 * the data, held off by its tests.
 */
export function patternOf(written: string): Pattern {
  const body = normalized(written.replace(/^\^/, '').replace(/[(|)*]/g, (sign) => MARKS[sign] ?? sign))
  const sequence = parse(body)
  const start = written.startsWith('^') ? '(?<=[.:] )' : ''
  const end = OPEN_END.test(written) ? '' : '(?= )'
  // Most patterns are never tried: few texts hold the first letters of all.
  let expression: RegExp | undefined
  return {
    keys: prefixesOf(sequence).map(padded),
    stands(text, at) {
      expression ??= new RegExp(start + sourceOf(sequence) + end, 'y')
      expression.lastIndex = at
      return expression.test(text)
    },
  }
}

/** Text as patterns see it: lower case, one space between words and at both ends, ends of sentences as ` . `, no hyphens or emphasis. */
export function spokenForm(text: string): string {
  return ` . ${normalized(text)} . `
}

function normalized(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=\d)[.,٫](?=\d)/g, '٫')
    .replace(/n['’]t\b/g, ' not')
    .replace(/[.!?;。！？؟।\n]+/g, ' . ')
    .replace(/[:：|]+/g, ' : ')
    .replace(/[-‐–—/"“”„«»*`\\,，、‘()[\]{}<>\s]+/g, ' ')
    .trim()
}

/** Signs of the pattern language, kept through `spokenForm` as characters that no text holds. */
const MARKS: { readonly [sign: string]: string } = { '(': '\ue000', '|': '\ue001', ')': '\ue002', '*': '\ue003' }
/** After these, a word may go on: Chinese and Japanese have no spaces, and `…` and `*` say so. */
const OPEN_END = /[\u3040-\u30ff\u4e00-\u9fff…*]\)*$/

/** Texts and choices in their order. */
type Sequence = readonly (string | readonly Sequence[])[]

function parse(body: string): Sequence {
  let at = 0
  const choices = (): readonly Sequence[] => {
    const found: Sequence[] = []
    for (;;) {
      found.push(sequence())
      const sign = body.charAt(at++)
      if (sign === '\ue002') return found
      if (sign !== '\ue001') throw new Error(`the pattern \`${body}\` does not close a bracket`)
    }
  }
  const sequence = (): Sequence => {
    const found: (string | readonly Sequence[])[] = []
    let text = ''
    while (at < body.length && body[at] !== '\ue001' && body[at] !== '\ue002') {
      const sign = body.charAt(at++)
      if (sign !== '\ue000') {
        text += sign
        continue
      }
      found.push(text, choices())
      text = ''
    }
    return [...found, text].filter((each) => each !== '')
  }
  const whole = sequence()
  if (at < body.length) throw new Error(`the pattern \`${body}\` closes a bracket too many`)
  return whole
}

/** Spaces may fall together where a choice is empty. */
function sourceOf(sequence: Sequence): string {
  return sequence
    .map((part) =>
      typeof part === 'string'
        ? part.split('…').map(literal).join('[^.]{0,80}?')
        : `(?:${part.map(sourceOf).join('|')})`,
    )
    .join('')
}

function literal(text: string): string {
  return text
    .replace(/[.+?^${}[\]\\]/g, '\\$&')
    .replaceAll('\ue003', '[^ ]*')
    .replaceAll(' ', ' ?(?<= )')
}

/** The first letters of every text that the sequence can begin with. */
function prefixesOf(sequence: Sequence): readonly string[] {
  let found: readonly string[] = ['']
  for (const part of sequence) {
    if (found.every((prefix) => isKey(prefix))) break
    const next = typeof part === 'string' ? [part] : part.flatMap(prefixesOf)
    found = found.flatMap((prefix) =>
      isKey(prefix)
        ? [prefix]
        : next.map((more) => keyOf(`${prefix}${more}`.replace(/ {2,}/g, ' ').replace(/[…\ue003].*$/, ''))),
    )
  }
  return [...new Set(found.map((prefix) => keyOf(prefix.trimStart())))]
}

/** A word shorter than a key ends with a space. */
function padded(prefix: string): string {
  return isKey(prefix) ? prefix : prefix.padEnd(KEY, ' ').slice(0, prefix.length + 1)
}

/** What a place of a spoken text is looked up by: its first letters, or one of a script without spaces. */
function keyOf(text: string, at = 0): string {
  return isUnspaced(text, at) ? text.charAt(at) : text.slice(at, at + KEY)
}

/** Chinese and Japanese, in which a word may begin at any letter. */
export function isUnspaced(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x3040 && code <= 0x9fff
}

function isKey(prefix: string): boolean {
  return prefix.length >= KEY || (prefix !== '' && isUnspaced(prefix, 0))
}

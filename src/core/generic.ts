/**
 * Why a piece of text is no purpose and no benefit of its own, as a predicate; undefined when it says more than what would fit
 * any product. `wordings` are the phrases that fit any; the text is held against them as a whole: it is generic when it holds
 * one of them and no word besides theirs and those that only fill a sentence. 11 CCR 7152(a)(1) and (4), 7220(c)(1).
 */
export function saysOnlyGeneric(blocks: readonly string[], wordings: readonly string[]): string | undefined {
  if (wordings.length === 0) return undefined
  const { phrases, vocabulary } = takenApart(wordings)
  const words: string[] = []
  for (const block of blocks) {
    for (const word of telling(block)) {
      // A specific text says so within a few words, however long it is.
      if (!vocabulary.has(word)) return undefined
      if (words.length < MOST_WORDS) words.push(word)
    }
  }
  const said = blocks.join(' ').slice(0, LOOKED_AT).replace(/\s+/g, ' ').trim()
  const holdsOne = phrases.some((phrase) =>
    words.some((_, at) => phrase.every((word, step) => words[at + step] === word)),
  )
  return /\p{L}/u.test(said) && (holdsOne || words.length === 0)
    ? `says only what would fit any product: \`${shown(said)}\``
    : undefined
}

type Phrases = { readonly phrases: readonly (readonly string[])[]; readonly vocabulary: ReadonlySet<string> }

/** The same list serves every record of a kind; it is taken apart once. */
function takenApart(wordings: readonly string[]): Phrases {
  const known = apart.get(wordings)
  if (known !== undefined) return known
  const phrases = wordings.map((wording) => [...telling(wording)])
  const made = { phrases, vocabulary: new Set(phrases.flat()) }
  apart.set(wordings, made)
  return made
}

const apart = new WeakMap<readonly string[], Phrases>()

/** A text of nothing but generic words repeats itself long before. */
const MOST_WORDS = 500
const LOOKED_AT = 2_000
const SHOWN_CHARACTERS = 60

/** The words of a text that say something, without case, punctuation and endings. */
function* telling(text: string): Generator<string> {
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const stem = stemOf(word)
    if (!FILLING.has(stem)) yield stem
  }
}

/** `improv` for improve, improves, improved, improving and improvement: enough to tell one phrase in its forms. */
function stemOf(word: string): string {
  if (word.length < 4 || word.endsWith('ss')) return word
  return word.replace(/(?:ements?|ing|es|ed|[es])$/, '')
}

/** Words that fill a sentence about any purpose. */
const FILLING = new Set(
  (
    'a an the this that these those it its they them their we us our ours you your yours i my and or as well also of for to in on by with from at into ' +
    'about concerning is are be being been was were will would may can could shall should must do does did has have having not only more than so such ' +
    'that which who what when where how why all any some other general overall better order purpose purposes goal aim reason ' +
    'use uses used using process processes processing processed collect collects collected collecting handle analyze ' +
    'help helps helping allow allows allowing enable enables enabling help need needs needed etc and/or via through ' +
    'personal information data technology technologies system systems software tool tools model models ai admt algorithm algorithms automated ' +
    'company organization'
  )
    .split(' ')
    .map(stemOf),
)

function shown(text: string): string {
  const plain = text.replaceAll('`', "'")
  const letters = Array.from(plain)
  return letters.length > SHOWN_CHARACTERS ? `${letters.slice(0, SHOWN_CHARACTERS).join('')}…` : plain
}

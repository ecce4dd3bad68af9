import type { CardPart } from '../../core/regulation.ts'
import { isUnspaced, type Pattern, patternOf, spokenForm } from './pattern.ts'

/** The parts of which a text says a phrase, and those of which it says a word. */
export type Said = { readonly phrases: ReadonlySet<string>; readonly words: ReadonlySet<string> }

type Kind = 'phrases' | 'words' | 'unless'
type Entry = { readonly part: string; readonly kind: Kind; readonly pattern: Pattern }

const NOTHING: Said = { phrases: new Set(), words: new Set() }

/**
 * Looks a text through for the patterns of all parts at once: each place is looked up by its first letters, so that the time grows
 * with the text and hardly with the number of patterns.
 */
export function phraseReader(parts: readonly CardPart[]): (text: string) => Said {
  const index: (Entry[] | undefined)[] = new Array(SLOTS).fill(undefined)
  for (const part of parts) {
    for (const kind of ['phrases', 'words', 'unless'] as const) {
      for (const written of (part.asks === 'name' ? [] : part[kind]) ?? []) {
        const entry = { part: part.id, kind, pattern: patternOf(written) }
        for (const key of entry.pattern.keys) {
          const slot = slotOf(key, 0)
          index[slot] = [...(index[slot] ?? []), entry]
        }
      }
    }
  }
  return (text) => {
    const said = spokenForm(text)
    const found: { readonly part: string; readonly kind: Kind; readonly sentence: number }[] = []
    let sentence = 0
    for (let at = 1; at < said.length; at++) {
      if (said[at] === '.' && said[at - 1] === ' ') sentence++
      if (said[at - 1] !== ' ' && !isUnspaced(said, at)) continue
      for (const { part, kind, pattern } of index[slotOf(said, at)] ?? []) {
        if (pattern.stands(said, at)) found.push({ part, kind, sentence })
      }
    }
    if (found.length === 0) return NOTHING
    const taken = new Set(found.filter(({ kind }) => kind === 'unless').map((each) => `${each.part} ${each.sentence}`))
    const left = found.filter((each) => !taken.has(`${each.part} ${each.sentence}`))
    const of = (kind: Kind) => new Set(left.filter((each) => each.kind === kind).map(({ part }) => part))
    return { phrases: of('phrases'), words: of('words') }
  }
}

/** A place of a text is looked up by a number made of its first letters; two that share one cost a test more. */
const SLOTS = 8192

function slotOf(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if (isUnspaced(text, at)) return first % SLOTS
  return (first * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) % SLOTS
}

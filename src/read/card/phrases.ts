import type { CardPart } from '../../core/regulation.ts'
import { isUnspaced, type Pattern, patternOf, spokenForm } from './pattern.ts'

/** The parts, of those wanted, of which a text says a phrase or a word in a sentence that does not take it back. */
export type PhraseReader = (text: string, kind: 'phrases' | 'words', wanted: ReadonlySet<string>) => ReadonlySet<string>

type Kind = 'phrases' | 'words' | 'unless'
type Entry = { readonly part: string; readonly kind: Kind; readonly pattern: Pattern }

/**
 * Looks a text through for the patterns of all parts at once: each place is looked up by its first letters, so that the time grows
 * with the text and hardly with the number of patterns.
 */
export function phraseReader(parts: readonly CardPart[]): PhraseReader {
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
  function lookThrough(said: string, sought: Kind, wanted: ReadonlySet<string>): readonly Found[] {
    const found: Found[] = []
    let sentence = 0
    for (let at = 1; at < said.length; at++) {
      if (said[at] === '.' && said[at - 1] === ' ') sentence++
      if (said[at - 1] !== ' ' && !isUnspaced(said, at)) continue
      const entries = index[slotOf(said, at)]
      if (entries === undefined) continue
      for (const { part, kind, pattern } of entries) {
        if (kind === sought && wanted.has(part) && pattern.stands(said, at)) found.push({ part, sentence })
      }
    }
    return found
  }

  return (text, kind, wanted) => {
    const said = spokenForm(text)
    const found = lookThrough(said, kind, wanted)
    if (found.length === 0) return NOTHING
    const back = lookThrough(said, 'unless', new Set(found.map(({ part }) => part)))
    const taken = (each: Found) => back.some(({ part, sentence }) => part === each.part && sentence === each.sentence)
    return new Set(found.filter((each) => !taken(each)).map(({ part }) => part))
  }
}

type Found = { readonly part: string; readonly sentence: number }

const NOTHING: ReadonlySet<string> = new Set()

/** A place of a text is looked up by a number made of its first letters; two that share one cost a test more. */
const SLOTS = 8192

function slotOf(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if (isUnspaced(text, at)) return first % SLOTS
  return (first * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) % SLOTS
}

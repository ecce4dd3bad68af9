import type { RecordPart } from '../../core/regulation.ts'
import { allCites, sentence } from '../words.ts'

/** What belongs into a part, the headings that count, and the citations. */
export function partNotes(part: RecordPart): readonly string[] {
  return [part.hint, `Headings that count: ${sentence(headingWords(part))}`, `Law: ${lawWords(part)}`]
}

/** The sections that ask for a part; without one it rests on good practice. */
export function lawWords({ cites }: RecordPart): string {
  return cites.length === 0 ? 'None; good practice.' : sentence(allCites(cites))
}

/** Its title counts as a heading too, and no wording is told twice. */
export function headingWords({ title, headings }: RecordPart): string {
  const known = new Map([title, ...headings].map((heading) => [heading.toLowerCase(), heading]))
  return [...known.values()].map((heading) => `“${heading}”`).join(', ')
}

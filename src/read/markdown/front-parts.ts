import type { PartFact, RecordProblem } from '../../core/facts.ts'
import { unfilled } from '../../core/filled.ts'
import type { RecordPart } from '../../core/regulation.ts'
import { nearest } from '../suggest.ts'
import type { FrontMatter } from './front-matter.ts'
import { normalizeHeading } from './headings.ts'
import type { Section } from './sections.ts'

/** What front matter says of the parts: content of their own, or the section under whose heading each stands. */
export type FrontParts = {
  readonly facts: readonly (PartFact & { readonly blocks: readonly string[] })[]
  readonly sections: ReadonlyMap<string, readonly Section[]>
  readonly problems: readonly RecordProblem[]
}

/** A value of at most so many words, in one line without a full stop, is taken for a heading. */
const HEADING_WORDS = 12

/**
 * Reads `parts:` of the front matter. A value that is a heading of the file points to that section. Any other value in one
 * short line without a full stop is taken for a heading that is not there, so that a slip in it never counts as content; the
 * rest is the content itself.
 */
export function frontParts(
  front: FrontMatter | undefined,
  sections: readonly Section[],
  parts: readonly RecordPart[],
): FrontParts {
  const facts: FrontParts['facts'][number][] = []
  const pointed = new Map<string, readonly Section[]>()
  const problems: RecordProblem[] = [...(front?.problems ?? [])]
  const written = front?.written
  if (written === undefined || !Object.hasOwn(written, 'parts')) return { facts, sections: pointed, problems }
  const listed = written.parts
  const line = (route: readonly string[], what: 'key' | 'value' = 'key') => front?.locate(route, what)?.startLine ?? 1
  if (typeof listed !== 'object' || listed === null || Array.isArray(listed)) {
    problems.push({
      line: line(['parts']),
      message: 'has `parts` in its front matter that is not a map',
      next: 'name under it each part with its heading, such as `purpose: Why we use it`',
    })
    return { facts, sections: pointed, problems }
  }
  const known = new Map(parts.map((part) => [part.id, part]))
  for (const [id, value] of Object.entries(listed)) {
    const part = known.get(id)
    const at = line(['parts', id])
    if (part === undefined) {
      const meant = nearest(id, [...known.keys()])
      problems.push({
        line: at,
        message: `has the part \`${id}\` in its front matter, which this kind of record does not have`,
        next:
          meant === undefined ? `name one of its parts: ${[...known.keys()].join(', ')}` : `did you mean \`${meant}\`?`,
      })
      continue
    }
    const text = textOf(value)
    const wanted = normalizeHeading(text)
    const found = wanted === '' ? [] : sections.filter(({ heading }) => heading === wanted)
    if (found.length > 0) {
      pointed.set(id, found)
    } else if (looksLikeHeading(text) && unfilled([text]) === undefined) {
      const meant = nearest(wanted, [...new Set(sections.map(({ heading }) => heading))])
      problems.push({
        line: at,
        message: `has no heading \`${text}\`, to which its front matter points for \`${id}\``,
        next:
          meant === undefined
            ? 'write a heading of the file, or the content itself with a full stop'
            : `did you mean the heading “${meant}”?`,
      })
    } else {
      const because = text.trim() === part.hint ? 'says only what belongs there' : unfilled([text])
      facts.push({ part: id, line: at, blocks: [text], ...(because === undefined ? {} : { unfilled: because }) })
    }
  }
  return { facts, sections: pointed, problems }
}

function looksLikeHeading(text: string): boolean {
  const said = text.trim()
  return said !== '' && !/\n|[.!?。！？؟।]$/u.test(said) && said.split(/\s+/).length <= HEADING_WORDS
}

/** Everything that a value says; lists and maps say what they hold. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join('\n')
  return value === null || value === undefined ? '' : String(value)
}

import type { Duty } from '../core/duty.ts'
import { unique } from '../core/logic.ts'
import type { RecordKind } from '../core/regulation.ts'
import { wrapped } from './yaml.ts'

/**
 * A record with nothing in it yet: a heading for each part that is needed, and below it, as a comment, what belongs there and where
 * the law says so. A comment says nothing to a reader, so each part stays open until something is written under its heading.
 */
export function recordTemplate(
  kind: RecordKind,
  parts: RecordKind['parts'],
  about: string,
  duties: readonly Duty[],
): string {
  const titles = unique(duties.map(({ title }) => title))
  const more = titles.length - TITLES
  const asked = [...titles.slice(0, TITLES), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
  return [
    `# ${kind.title}: ${oneLine(about)}`,
    comment(
      `Write below each heading, in sentences or lists; the comments may stay.${asked === '' ? '' : ` What asks for it: ${asked}.`}`,
    ),
    ...parts.flatMap(({ title, hint, cites }) => [
      `## ${title}`,
      comment(`${hint}${cites.length === 0 ? '' : ` (${cites.join(', ')})`}`),
    ]),
  ]
    .join('\n\n')
    .concat('\n')
}

/** Duties that are named at the top; the report names all. */
const TITLES = 3

/** Columns of a comment. */
const WIDTH = 100

function comment(text: string): string {
  // Two hyphens may end a comment of HTML.
  return `<!--\n${wrapped(text.replaceAll(/-{2,}/g, '-'), WIDTH).join('\n')}\n-->`
}

/** A name out of the answers, as the words of a heading and nothing else. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s<>`[\]\\*_#|]+/g, ' ').trim()
}

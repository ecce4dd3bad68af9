import type { Entry } from '../core/needed-records.ts'
import { neededRecords, ownerOf } from '../core/needed-records.ts'
import type { RecordPart } from '../core/regulation.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'

type Part = Subject & { readonly part: RecordPart; readonly entries: readonly Entry[] }

export default defineRule<Part>({
  id: 'record/complete',
  level: 'error',
  summary: 'Every part of a record that a duty needs is there and says something.',
  why: 'A heading over nothing, or over a template’s own words, proves nothing.',
  fix: 'Write the part under its own heading, or mark it with `<!-- part: … -->`.',
  cites: [],

  subjects(facts) {
    const kinds = new Map(
      facts.regulation.records.map((kind) => [kind.id, new Map(kind.parts.map((part) => [part.id, part]))]),
    )
    return neededRecords(facts).flatMap((record) =>
      record.parts.flatMap(({ part, duties }) => {
        const known = kinds.get(record.kind)?.get(part)
        return known === undefined
          ? []
          : [
              {
                subject: `${record.scope}/${record.kind}#${part}`,
                scope: record.scope,
                route: (record.entries.find(isRead) ?? record.entries[0])?.declared.route ?? record.route,
                duties,
                part: known,
                entries: record.entries,
                ...ownerOf(record),
              },
            ]
      }),
    )
  },

  check({ part, entries }) {
    const readable = entries.filter(isRead)
    const [first] = readable
    if (first === undefined) return notApplicable('cannot be looked for: the record is not there')
    const found = readable.flatMap(({ fact }) =>
      fact.parts.filter((each) => each.part === part.id).map((each) => ({ ...each, file: fact.file ?? '' })),
    )
    const filled = found.find((each) => each.unfilled === undefined)
    if (filled !== undefined) return pass(`is at \`${filled.file}\` line ${filled.line}`)
    const [empty] = found
    const cites = part.cites
    if (empty !== undefined) {
      return fail(`${empty.unfilled ?? 'is empty'}`, `write there: ${part.hint}`, {
        inFile: { file: empty.file, line: empty.line },
        cites,
      })
    }
    const structured = /\.(ya?ml|json)$/i.test(first.fact.file ?? '')
    const next = structured
      ? `add the key \`${part.id}\`: ${part.hint}`
      : `add a heading “${part.title}” with: ${part.hint}`
    const names = readable.slice(0, NAMES).map(({ fact }) => `\`${fact.file ?? ''}\``)
    const more = readable.length - names.length
    const where = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', nor in ')
    return fail(`is not in ${where}`, next, { at: ['file'], cites })
  },
})

/** Files that a message names; the rest are counted. */
const NAMES = 3

function isRead({ fact }: Entry): boolean {
  return fact.refused === undefined
}

import type { Duty } from '../core/duty.ts'
import type { PartFact } from '../core/facts.ts'
import type { Entry } from '../core/needed-records.ts'
import { type NeededPart, type NeededRecord, neededRecords, ownerOf, provenByTest } from '../core/needed-records.ts'
import type { RecordPart } from '../core/regulation.ts'
import { defineRule, fail, notApplicable, pass, type Subject } from '../core/rule.ts'
import { isStructured } from '../core/structured-file.ts'
import { judgeTest } from '../core/test-evidence.ts'

type Part = Subject & {
  readonly part: RecordPart
  readonly entries: readonly Entry[]
  /** The test results that are declared to prove it. */
  readonly tests: readonly Entry[]
}

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
      record.parts.flatMap((needed) => {
        const { part, tests } = needed
        const known = kinds.get(record.kind)?.get(part)
        return known === undefined
          ? []
          : [
              {
                subject: `${record.scope}/${record.kind}#${part}`,
                scope: record.scope,
                route: (record.entries.find(isRead) ?? record.entries[0] ?? tests[0])?.declared.route ?? record.route,
                duties: askingHere(record, needed),
                part: known,
                entries: record.entries,
                tests,
                ...ownerOf(record),
              },
            ]
      }),
    )
  },

  check({ part, entries, tests, duties = [] }) {
    const readable = entries.filter(isRead)
    const [first] = readable
    const found = foundIn(readable, part.id)
    const filled = found.find((each) => each.unfilled === undefined)
    if (filled !== undefined) return pass(`is at \`${filled.file}\` line ${filled.line}`)
    if (tests.length > 0 && duties.every(provenByTest)) {
      const proven = tests.find(({ declared, fact }) => fact.test && judgeTest(declared, fact.test).outcome === 'pass')
      return proven === undefined
        ? notApplicable('is left to the test that is declared for it, which does not show it')
        : pass(`is shown by a test in \`${proven.declared.test.value}\``)
    }
    if (first === undefined) return notApplicable('cannot be looked for: the record is not there')
    const [empty] = found
    const cites = part.cites
    if (empty !== undefined) {
      return fail(`${empty.unfilled ?? 'is empty'}${beside(tests, duties)}`, `write there: ${part.hint}`, {
        inFile: { file: empty.file, line: empty.line },
        cites,
      })
    }
    const structured = isStructured(first.fact.file ?? '')
    const next = structured
      ? `add the key \`${part.id}\`: ${part.hint}`
      : `add a heading “${part.title}” with: ${part.hint}`
    const names = readable.slice(0, NAMES).map(({ fact }) => `\`${fact.file ?? ''}\``)
    const more = readable.length - names.length
    const where = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', nor in ')
    return fail(`is not in ${where}${beside(tests, duties)}`, next, { at: ['file'], cites })
  },
})

/** Files that a message names; the rest are counted. */
const NAMES = 3

function isRead({ fact }: Entry): boolean {
  return fact.refused === undefined
}

/** A duty to do something is left to the test that proves it, as long as no document does; the others still ask for the text. */
function askingHere({ entries }: NeededRecord, { part, duties, tests }: NeededPart): readonly Duty[] {
  const written = duties.filter((duty) => !provenByTest(duty))
  if (tests.length === 0 || written.length === 0) return duties
  return foundIn(entries.filter(isRead), part).some(({ unfilled }) => unfilled === undefined) ? duties : written
}

function foundIn(entries: readonly Entry[], part: string): readonly (PartFact & { readonly file: string })[] {
  return entries.flatMap(({ fact }) =>
    fact.parts.filter((each) => each.part === part).map((each) => ({ ...each, file: fact.file ?? '' })),
  )
}

function beside(tests: readonly Entry[], duties: readonly Duty[]): string {
  if (tests.length === 0) return ''
  return `; a test does not prove what ${duties.map(({ obligation }) => `\`${obligation}\``).join(' and ')} asks for in writing`
}

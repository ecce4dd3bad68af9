import type { RecordFact } from '../../core/facts.ts'
import type { DutyShown } from '../../core/report.ts'
import { counted } from '../words.ts'
import { address, all, anchor, type Html, h, NOTHING } from './markup.ts'
import { mark, section, table } from './table.ts'

/** A record with what became of it: where it lies in the bundle and its SHA-256, when it was read. */
export type Archived = RecordFact & { readonly place?: string; readonly sha256?: string }

/** What proves a duty, as links: to the record's line in the table, and from there to the file itself. */
export type Proof = (duty: DutyShown) => Html

export function proofIn(records: readonly Archived[]): Proof {
  return (duty) => {
    const links = duty.records.map((needed) => {
      const [kind = '', part] = needed.split('#')
      const own = records.filter((record) => record.kind === kind && scopeOf(record) === duty.subject)
      const found =
        own.length > 0 ? own : records.filter((record) => record.kind === kind && scopeOf(record) === 'organization')
      const label = h`<code>${needed}</code>`
      const [first] = found
      if (first === undefined) return h`${label} ${mark('unmet', 'missing')}`
      const written = part === undefined ? undefined : first.parts.find((each) => each.part === part)
      const line = written === undefined ? NOTHING : h` line ${written.line}`
      return h`<a href="#${anchor('record', first.subject)}">${label}</a>${line}`
    })
    const answers = duty.answers.map((answer) => h`<code>${answer}</code>`)
    return all([...links, ...answers], '<br>')
  }
}

/** Every declared record: what it is, what became of it, and its digest, with a link to the file where the bundle holds it. */
export function records(some: readonly Archived[]): Html {
  return section(
    'records',
    'Records',
    some.length === 0 ? h`<p>No record is declared.</p>` : NOTHING,
    table(
      'Declared records',
      ['Record', 'File', 'State', 'Parts', 'SHA-256'],
      some.map((record) => [
        h`<span id="${anchor('record', record.subject)}">${record.subject}</span>`,
        fileLink(record),
        state(record),
        h`${record.parts.length === 0 ? '' : counted(record.parts.filter(({ unfilled }) => unfilled === undefined).length, 'part')}`,
        record.sha256 === undefined ? NOTHING : h`<span class="digest">${record.sha256}</span>`,
      ]),
    ),
  )
}

function fileLink({ file, place }: Archived): Html {
  if (file === undefined) return NOTHING
  return place === undefined ? h`<code>${file}</code>` : h`<a href="${address(place)}"><code>${file}</code></a>`
}

function state({ refused, parts, missing, test }: Archived): Html {
  if (missing === true) return mark('unmet', 'missing')
  if (test !== undefined) return h`a test result, ${counted(test.files.length, 'file')}`
  if (refused !== undefined) return h`${mark('unmet', 'not read')}: ${refused}`
  const empty = parts.filter(({ unfilled }) => unfilled !== undefined).length
  return empty === 0 ? mark('met', 'present') : mark('unmet', `incomplete: ${counted(empty, 'empty part')}`)
}

function scopeOf({ subject }: RecordFact): string {
  return subject.split('/')[0] ?? ''
}

import { person } from '../people.ts'
import { counted } from '../words.ts'
import type { Archived } from './evidence.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { fileLink } from './proof.ts'
import type { Sheet } from './sheet.ts'
import { code, fold, mark, type Row, section, table } from './table.ts'

/** Records that stand unfolded. */
const UNFOLDED = 60

/** Every declared record with what became of it and its digest, then every other file that was read; in a bundle each links the file. */
export function records(sheet: Sheet): Html {
  const { evidence, places, shown } = sheet
  const { kept, records: declared } = evidence
  const ofRecords = new Set(declared.flatMap((record) => record.kept.map(({ place }) => place)))
  const rows = declared.map(
    (record): Row => ({
      at: places.at('record', record.subject),
      cells: [
        h`${record.subject}`,
        files(record),
        state(record),
        record.owner === undefined ? NOTHING : prose(person(shown.report, record.owner, 'name')),
        record.reviewedOn === undefined
          ? NOTHING
          : h`<time datetime="${record.reviewedOn}">${record.reviewedOn}</time>`,
      ],
    }),
  )
  const manifest = kept?.find(({ place }) => place.startsWith('manifest/'))
  const others = (kept ?? []).filter((each) => each !== manifest && !ofRecords.has(each.place))
  const others_: readonly Row[] = [
    {
      at: places.at('read', 'manifest'),
      cells: [h`The manifest`, manifest === undefined ? code(shown.report.manifest) : fileLink(manifest)],
    },
    ...others.map((each) => ({
      cells: [h`${OTHERS[each.place.split('/')[0] ?? ''] ?? 'A file that was read'}`, fileLink(each)],
    })),
  ]
  return section(
    'records',
    'Records',
    kept === undefined
      ? h`<p>This page stands alone. In a bundle (<code>check --bundle</code>) each record lies beside it, with its SHA-256.</p>`
      : h`<p>Each file as it was read, with its SHA-256. The links lead to the copies beside this page.</p>`,
    declared.length === 0 ? h`<p>No record is declared.</p>` : NOTHING,
    rows.length <= UNFOLDED
      ? table('records', 'Declared records', rows)
      : fold(counted(rows.length, 'record'), table('records', 'Declared records', rows)),
    table('files', 'What else was read', others_),
  )
}

/** What lies in the folders of a bundle beside manifest and records. */
const OTHERS: { readonly [folder: string]: string } = {
  policy: 'The policy',
  base: 'The manifest that the change was compared with',
}

function files({ kept, file, test }: Archived): Html {
  const names = test === undefined ? (file === undefined ? [] : [file]) : test.files.map((each) => each.file)
  const known = new Map(kept.map((each) => [each.path, each]))
  return all(
    names.map((name) => {
      const found = known.get(name)
      return found === undefined ? code(name) : fileLink(found)
    }),
    '<br>',
  )
}

function state({ refused, parts, missing, test }: Archived): Html {
  if (missing === true) return mark('unmet', 'missing')
  if (test !== undefined) return h`a test result, ${counted(test.files.length, 'file')}`
  if (refused !== undefined) return h`${mark('unmet', 'not read')}: ${prose(refused)}`
  const empty = parts.filter(({ unfilled }) => unfilled !== undefined).length
  const word = empty === 0 ? mark('met', 'present') : mark('unmet', `incomplete: ${counted(empty, 'part')} not filled`)
  const lines = parts.map(
    ({ part, line, unfilled }) =>
      h`${part} <span class="soft">line ${line}</span>${unfilled === undefined ? NOTHING : h` ${prose(unfilled)}`}`,
  )
  return h`${word}${fold(counted(parts.length, 'part'), all(lines, ', '))}`
}

import type { DutyShown } from '../../core/report.ts'
import { groupBy } from '../outline.ts'
import type { Archived, Kept } from './evidence.ts'
import { address, all, type Html, h, NOTHING, some } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { code, mark } from './table.ts'

/** What proves a duty: each kind of record with a link to its line in the table of records, from where it is one step to the file. */
export function proof(sheet: Sheet, duty: DutyShown): Html {
  const kinds = groupBy(duty.records, (needed) => needed.split('#')[0] ?? '')
  const records = [...kinds].map(([kind, needed]) => {
    const parts = needed.flatMap((one) => one.split('#').slice(1))
    const serving = servedBy(sheet, kind, duty, parts)
    if (serving.length === 0)
      return h`${code(kind)} ${mark(duty.status, 'not declared')}${parts.length === 0 ? NOTHING : h`: ${parts.join(', ')}`}`
    const absent = parts.filter((part) => serving.every((record) => !holds(record, part)))
    return all(
      [
        ...serving.map((record) => recordProof(sheet, record, parts)),
        ...(absent.length === 0 ? [] : [h`${mark(duty.status, 'not found')}: ${absent.join(', ')}`]),
      ],
      '<br>',
    )
  })
  const answers =
    duty.answers.length === 0
      ? NOTHING
      : h`<a href="${sheet.places.to('read', 'manifest')}">manifest</a>: ${all(duty.answers.map(code), ', ')}`
  return all(some([...records, answers]), '<br>')
}

function recordProof({ places }: Sheet, record: Archived, parts: readonly string[]): Html {
  const link = h`<a href="${places.to('record', record.subject)}">${record.subject.slice(record.subject.indexOf('/') + 1)}</a>`
  if (record.refused !== undefined) return h`${link} ${mark('unmet', record.missing === true ? 'missing' : 'not read')}`
  const held = parts.filter((part) => holds(record, part))
  if (record.test !== undefined) return h`${link}, a test result: ${held.join(', ')}`
  const found = record.parts
    .filter(({ part }) => held.includes(part))
    .map(
      ({ part, line, unfilled }) =>
        h`${part} <span class="soft">line ${line}</span>${unfilled === undefined ? NOTHING : h` ${mark('unmet', 'not filled')}`}`,
    )
  return found.length === 0 ? link : h`${link}: ${all(found, ', ')}`
}

/** Whether a record has the part: a document where it was found, a test where it is declared to prove it. What was not read is not known. */
function holds({ parts, proves, refused }: Archived, name: string): boolean {
  return refused !== undefined || proves?.includes(name) === true || parts.some(({ part }) => part === name)
}

/** A system's own documents stand in for the organization's, and its own tests for the organization's; a test only for the parts it proves. */
function servedBy(sheet: Sheet, kind: string, duty: DutyShown, parts: readonly string[]): readonly Archived[] {
  const own = sheet.recordsOf(duty.subject, kind)
  const shared = sheet.recordsOf('organization', kind)
  const isTest = ({ test }: Archived) => test !== undefined
  const documents = own.some((record) => !isTest(record)) ? own : shared
  const tests = own.some(isTest) ? own : shared
  return [
    ...documents.filter((record) => !isTest(record)),
    ...tests.filter(
      (record) => isTest(record) && duty.kind === 'do' && record.proves?.some((part) => parts.includes(part)) === true,
    ),
  ]
}

/** A file of the repository, as a link where the bundle holds it, with its digest. */
export function fileLink({ path, place, sha256, withheld }: Kept): Html {
  const to = withheld === true ? undefined : address(place)
  const name = to === undefined ? code(path) : h`<a href="${to}">${path}</a>`
  const left = withheld === true ? h` left out, as it looks like it holds a secret` : NOTHING
  return h`${name}${left}<br><span class="digest">${sha256}</span>`
}

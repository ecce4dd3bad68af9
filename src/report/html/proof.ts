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
    return serving.length === 0
      ? h`${code(kind)} ${mark(duty.status, 'not declared')}${parts.length === 0 ? NOTHING : h`: ${parts.join(', ')}`}`
      : all(
          serving.map((record) => recordProof(sheet, record, parts)),
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
  if (record.test !== undefined) return h`${link}, a test result`
  if (record.refused !== undefined) return h`${link} ${mark('unmet', record.missing === true ? 'missing' : 'not read')}`
  const found = parts.map((part) => {
    const written = record.parts.find((each) => each.part === part)
    if (written === undefined) return h`${part} ${mark('unmet', 'not found')}`
    return written.unfilled === undefined
      ? h`${part} <span class="soft">line ${written.line}</span>`
      : h`${part} <span class="soft">line ${written.line}</span> ${mark('unmet', 'not filled')}`
  })
  return found.length === 0 ? link : h`${link}: ${all(found, ', ')}`
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
export function fileLink({ path, place, sha256 }: Kept): Html {
  const to = address(place)
  const name = to === undefined ? code(path) : h`<a href="${to}">${path}</a>`
  return h`${name}<br><span class="digest">${sha256}</span>`
}

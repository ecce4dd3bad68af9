import type { DutyShown } from '../../core/report.ts'
import { person } from '../people.ts'
import { allCites, CONFIDENCES, counted, dueWords, STATUSES } from '../words.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { proof } from './proof.ts'
import { findingLink, type Sheet } from './sheet.ts'
import { code, mark, type Row, table } from './table.ts'

const KINDS: readonly (readonly [DutyShown['kind'], string])[] = [
  ['do', 'to do'],
  ['document', 'to document'],
  ['monitor', 'to watch'],
]

/** The duties of one subject, a table for each kind, the pressing ones first. */
export function dutyTables(sheet: Sheet, duties: readonly DutyShown[]): Html {
  return all(
    KINDS.map(([kind, what]) => {
      const some = duties.filter((duty) => duty.kind === kind)
      return table(
        'duties',
        `${counted(some.length, 'duty')} ${what}`,
        some.map((duty) => row(sheet, duty)),
      )
    }),
  )
}

function row(sheet: Sheet, duty: DutyShown): Row {
  const { report } = sheet.shown
  const doubt = CONFIDENCES[duty.confidence]
  return {
    at: sheet.places.at('duty', duty.subject, duty.obligation),
    cells: [
      h`${duty.title}<br>${code(duty.obligation)}${doubt === '' ? NOTHING : h` <span class="soft">${doubt}</span>`}`,
      status(sheet, duty),
      h`${dueWords(duty.due, report.asOf)}`,
      prose(person(report, duty.owner, 'name')),
      proof(sheet, duty),
      h`${allCites(duty.cites)}`,
    ],
  }
}

/** How it stands, as a link to what is wrong with it. */
function status(sheet: Sheet, duty: DutyShown): Html {
  const word = mark(duty.status, STATUSES[duty.status])
  const finding = duty.status === 'met' ? undefined : sheet.about(duty)
  return finding === undefined ? word : findingLink(sheet, finding, word)
}

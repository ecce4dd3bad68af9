import type { ChangeShown } from '../../core/report.ts'
import { changesShown, comparisonNotes, othersWords } from '../changes.ts'
import { policyWords } from '../policy-words.ts'
import { place } from '../why.ts'
import { capital, counted, sentence } from '../words.ts'
import { type Html, h, NOTHING, prose } from './markup.ts'
import { type Sheet, subjectLink } from './sheet.ts'
import { code, fold, section, table } from './table.ts'

/** What differs from the base: what the gate asks less for first, then everything else; and which policy held. */
export function changes(sheet: Sheet): Html {
  const { report } = sheet.shown
  const { comparison } = report
  const policy = policyWords(report)
  const shown = changesShown(report)
  return section(
    'changes',
    'What changed',
    comparison === undefined
      ? h`<p>This run was held against no base, so that what changed is not known.</p>`
      : h`<p>Held against commit ${code(comparison.commit)}${comparison.files.known ? h`, from which ${counted(comparison.files.count, 'file')} ${comparison.files.count === 1 ? 'differs' : 'differ'}` : NOTHING}. ${comparisonNotes(report).map((note) => h`${prose(note)} `)}${shown.loosening.length === 0 ? 'Nothing of it makes the gate ask for less.' : ''}</p>`,
    rows(sheet, `What it loosens: ${counted(shown.loosening.length, 'change')}`, shown.loosening, ({ loosens }) =>
      loosens === undefined ? NOTHING : code(loosens),
    ),
    fold(
      capital(othersWords(shown)),
      rows(sheet, 'Everything else that differs', shown.others, ({ material }) => h`${material ? 'material' : ''}`),
    ),
    policy === ''
      ? NOTHING
      : h`<p>${prose(policy)}${report.policy?.sha256 === undefined ? NOTHING : h` SHA-256 <span class="digest">${report.policy.sha256}</span>`}</p>`,
  )
}

function rows(sheet: Sheet, caption: string, some: readonly ChangeShown[], kind: (change: ChangeShown) => Html): Html {
  const file = sheet.shown.report.manifest
  return table(
    'changes',
    caption,
    some.map((change) => {
      const { scope, says, route, region, duties = [] } = change
      const unsaid = duties
        .map((duty) => duty.slice(duty.lastIndexOf('/') + 1))
        .filter((id) => !says.includes(`\`${id}\``))
      return [
        subjectLink(sheet, scope),
        h`${prose(sentence(capital(says)))}${unsaid.length === 0 ? NOTHING : h` Also ${unsaid.map((id) => h`${code(id)} `)}`}`,
        kind(change),
        code(place({ file, route, ...(region === undefined ? {} : { region }) })),
      ]
    }),
  )
}

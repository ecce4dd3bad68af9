import { tallyWords } from '../calendar.ts'
import { groupBy, sortBy } from '../outline.ts'
import { person } from '../people.ts'
import { capital, counted, STATUSES, thousands } from '../words.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { dutyLink, findingLink, type Sheet, subjectLink } from './sheet.ts'
import { fold, list, mark, type Row, section, table } from './table.ts'

/** Duties of one person that are named; of more only the counts by system, where each is listed with its owner. */
const NAMED = 150

/** Everyone who answers for something: what blocks and waits for that person, the duties, the records. What nobody answers for stands last. */
export function owners(sheet: Sheet): Html {
  const { shown, evidence } = sheet
  const { report } = shown
  const blocking = groupBy(
    shown.blocking,
    (finding) => shown.ownerOf(finding) ?? (finding.scope === 'manifest' ? MANIFEST : NOBODY),
  )
  const duties = groupBy(report.duties, ({ owner }) => owner ?? NOBODY)
  const records = groupBy(evidence.records, ({ owner }) => owner ?? NOBODY)
  const keys = [...new Set([...Object.keys(report.people), ...duties.keys(), ...records.keys(), ...blocking.keys()])]
  const known = sortBy(
    keys.filter((key) => key !== MANIFEST),
    (key) => key,
  )
  const rows = sortBy(known, (key) => (key === NOBODY ? 1 : 0)).flatMap((key): readonly Row[] => {
    const [acts, owed, kept] = [blocking.get(key) ?? [], duties.get(key) ?? [], records.get(key) ?? []]
    if (acts.length + owed.length + kept.length === 0) return []
    return [
      {
        cells: [
          who(sheet, key),
          acts.length === 0
            ? NOTHING
            : h`${mark('fail', thousands(acts.length))}: ${all(
                acts.slice(0, LINKED).map((each) => findingLink(sheet, each)),
                ', ',
              )}${acts.length > LINKED ? h` and ${thousands(acts.length - LINKED)} more` : NOTHING}`,
          owed.length === 0
            ? NOTHING
            : fold(
                `${counted(owed.length, 'duty')}: ${tallyWords(owed)}`,
                owed.length > NAMED ? counts(sheet, owed) : named(sheet, owed),
              ),
          kept.length === 0
            ? NOTHING
            : fold(
                counted(kept.length, 'record'),
                list(kept.map(({ subject }) => h`<a href="${sheet.places.to('record', subject)}">${subject}</a>`)),
              ),
        ],
      },
    ]
  })
  return section('owners', 'Owners', table('owners', 'Who answers for what', rows))
}

const NOBODY = ''
/** No key of a person holds this sign: what is wrong with the text itself is for whoever changes it. */
const MANIFEST = '\0'
/** Findings that are named beside a person. */
const LINKED = 8

type Owed = Sheet['shown']['report']['duties']

function who({ shown: { report } }: Sheet, key: string): Html {
  if (key === NOBODY) return h`Nobody named`
  const github = Object.hasOwn(report.people, key) ? report.people[key]?.github : undefined
  return h`${prose(capital(person(report, key)))}${github === undefined ? NOTHING : h` <span class="soft">@${github}</span>`}`
}

function named(sheet: Sheet, owed: Owed): Html {
  const groups = groupBy(owed, ({ subject }) => subject)
  return all(
    [...groups].map(([subject, duties]) => {
      const items = duties.map((duty) => h`${dutyLink(sheet, duty)} ${mark(duty.status, STATUSES[duty.status])}`)
      return h`<p>${sheet.shown.nameOf(subject)}</p>${list(items)}`
    }),
  )
}

function counts(sheet: Sheet, owed: Owed): Html {
  const groups = groupBy(owed, ({ subject }) => subject)
  return list([...groups].map(([subject, duties]) => h`${subjectLink(sheet, subject)}: ${tallyWords(duties)}`))
}

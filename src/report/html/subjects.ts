import type { Determination } from '../../core/determination.ts'
import { tallyWords } from '../calendar.ts'
import type { SubjectShown } from '../outline.ts'
import { noSystemsWords } from '../people.ts'
import { allCites, capital, counted, REACHED, sentence } from '../words.ts'
import { dutyTables } from './duties.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { pathPicture } from './path.ts'
import { MOST_DUTIES, type Sheet } from './sheet.ts'
import { code, fold, list, mark, section, table } from './table.ts'

/** Each system and the organization: the way to its duties, the answers, and the duties by kind with what proves them. */
export function subjects(sheet: Sheet): Html {
  const { shown } = sheet
  const none = noSystemsWords(shown.report)
  const parts = shown.subjects.map((subject) => subjectPart(sheet, subject))
  return section('systems', 'Systems and duties', none === '' ? NOTHING : h`<p>${prose(none)}</p>`, ...parts)
}

function subjectPart(sheet: Sheet, subject: SubjectShown): Html {
  const { id, name, system, duties } = subject
  const scope =
    system === undefined
      ? NOTHING
      : h`<p>${mark(system.scope.reached, capital(REACHED[system.scope.reached]))} ${prose(sentence(system.scope.because))} <span class="soft">${allCites(system.scope.cites)}</span></p>`
  const tally =
    duties.length === 0 ? h`<p>No duty.</p>` : h`<p>${counted(duties.length, 'duty')}: ${tallyWords(duties)}.</p>`
  const details = sheet.listed(id)
    ? h`${way(sheet, subject)}${dutyTables(sheet, duties)}`
    : h`<p>Its duties are in <code>report.json</code>; this page lists the first ${counted(MOST_DUTIES, 'duty')}.</p>`
  const inFull = sheet.crowded ? fold('How its duties were found, and what proves them', details) : details
  return h`<article aria-labelledby="${{ html: sheet.places.to('system', id).slice(1) }}"><h3${sheet.places.at('system', id)}>${name} ${code(id)}</h3>${scope}${tally}${inFull}</article>`
}

/** The picture, and beside it the answers that it is drawn from. */
function way({ shown }: Sheet, subject: SubjectShown): Html {
  const { id, system, determinations } = subject
  const others = shown.report.notApplicable.filter((one) => one.subject === id)
  const not = others.map(
    ({ because, obligations }) => h`${prose(capital(because))}: ${all(obligations.map(code), ', ')}.`,
  )
  const count = others.reduce((sum, { obligations }) => sum + obligations.length, 0)
  const beside = h`${answers(id, determinations)}${fold(`${counted(count, 'duty')} that ${count === 1 ? 'does' : 'do'} not apply, and why`, list(not))}`
  const picture = system === undefined ? NOTHING : pathPicture(subject)
  return picture.html === '' ? beside : h`<div class="way">${picture}<div>${beside}</div></div>`
}

function answers(id: string, determinations: readonly Determination[]): Html {
  if (determinations.length === 0) return NOTHING
  const rows = determinations.map((one) => [
    h`${one.subject === id ? NOTHING : h`${code(one.subject.slice(id.length + 1))} `}${one.question}`,
    mark(one.answer, one.answer),
    h`${prose(sentence(capital(one.because)))}${one.open.map(({ ask }) => h` To be answered: ${prose(sentence(ask))}`)} <span class="soft">${allCites(one.cites)}</span>`,
  ])
  return fold(
    `${counted(determinations.length, 'answer')} that led there`,
    table('answers', 'Questions, answers and citations', rows),
    true,
  )
}

import type { Determination } from '../../core/determination.ts'
import type { DutyShown } from '../../core/report.ts'
import { tallyWords } from '../calendar.ts'
import type { Outline, SubjectShown } from '../outline.ts'
import { groupBy } from '../outline.ts'
import { noSystemsWords, person } from '../people.ts'
import { allCites, CONFIDENCES, capital, counted, dueWords, REACHED, STATUSES, sentence } from '../words.ts'
import { anchor, type Html, h, NOTHING, prose } from './markup.ts'
import { pathPicture } from './path.ts'
import type { Proof } from './proof.ts'
import { list, mark, section, table } from './table.ts'

/** Each system and the organization: the way to its duties, the answers, and the duties by kind with what proves them. */
export function subjects(shown: Outline, proof: Proof): Html {
  const none = noSystemsWords(shown.report)
  return section(
    'systems',
    'Systems and duties',
    none === '' ? NOTHING : h`<p>${prose(none)}</p>`,
    ...shown.subjects.map((subject) => subjectPart(shown, subject, proof)),
  )
}

function subjectPart(shown: Outline, subject: SubjectShown, proof: Proof): Html {
  const { id, name, system, determinations, duties } = subject
  const { report } = shown
  const scope =
    system === undefined
      ? NOTHING
      : h`<p>${mark(system.scope.reached, capital(REACHED[system.scope.reached]))} ${prose(sentence(system.scope.because))} <span class="soft">${allCites(system.scope.cites)}</span></p>`
  const kinds = groupBy(duties, ({ kind }) => kind)
  const others = report.notApplicable.filter((one) => one.subject === id)
  return h`<article aria-labelledby="${anchor('subject', id)}"><h3 id="${anchor('subject', id)}">${name} <code>${id}</code></h3>${scope}${system === undefined ? NOTHING : pathPicture(subject)}${duties.length === 0 ? NOTHING : h`<p>${counted(duties.length, 'duty')}: ${tallyWords(duties)}.</p>`}${[...kinds].map(([kind, some]) => dutyTable(shown, kind, some, proof))}${answers(id, determinations)}${list(others.map(({ because, obligations }) => h`Does not apply, because ${prose(because)}: ${obligations.map((one) => h`<code>${one}</code> `)}`))}</article>`
}

const KINDS: { readonly [kind in DutyShown['kind']]: string } = {
  do: 'What is to be done',
  document: 'What is to be documented',
  monitor: 'What is to be watched',
}

function dutyTable({ report }: Outline, kind: string, duties: readonly DutyShown[], proof: Proof): Html {
  const title = kind === 'do' || kind === 'document' || kind === 'monitor' ? KINDS[kind] : kind
  return table(
    title,
    ['Duty', 'Status', 'Due', 'Owner', 'Proof', 'Citation'],
    duties.map((duty) => {
      const doubt = CONFIDENCES[duty.confidence]
      return [
        h`<span id="${anchor('duty', duty.subject, duty.obligation)}">${duty.title}</span><br><code>${duty.obligation}</code>${doubt === '' ? NOTHING : h` <span class="soft">${doubt}</span>`}`,
        mark(duty.status, STATUSES[duty.status]),
        h`${dueWords(duty.due, report.asOf)}`,
        prose(person(report, duty.owner, 'name')),
        proof(duty),
        h`${allCites(duty.cites)}`,
      ]
    }),
  )
}

function answers(id: string, determinations: readonly Determination[]): Html {
  if (determinations.length === 0) return NOTHING
  const rows = determinations.map((one) => [
    h`${one.subject === id ? NOTHING : h`<code>${one.subject.slice(id.length + 1)}</code> `}${one.question}`,
    mark(one.answer, one.answer),
    h`${prose(sentence(capital(one.because)))}${one.open.map(({ ask }) => h` To be answered: ${prose(sentence(ask))}`)}`,
    h`${allCites(one.cites)}`,
  ])
  return h`<details><summary>${counted(determinations.length, 'answer')} that led there</summary>${table('Questions and answers', ['Question', 'Answer', 'Because', 'Citation'], rows)}</details>`
}

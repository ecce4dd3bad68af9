import type { Determination } from '../core/determination.ts'
import type { DutyShown, Report } from '../core/report.ts'
import { tallyWords } from './calendar.ts'
import type { Markdown } from './escape.ts'
import { code, html, htmlProse, join, md, prose, row } from './escape.ts'
import type { Item, Section } from './fit.ts'
import { commitLink } from './links.ts'
import { table } from './markdown-findings.ts'
import type { Outline, SubjectShown } from './outline.ts'
import { noSystemsWords, person } from './people.ts'
import {
  CONFIDENCES,
  capital,
  citeWords,
  counted,
  distance,
  dueWords,
  NOT_PRACTICES,
  REACHED,
  STATUSES,
  sentence,
  thousands,
} from './words.ts'

/** Each system, folded: what was determined about it and the duties that follow. Without duties of its own it still shows why. */
export function systemSection({ report, subjects }: Outline): Section {
  const noSystems = noSystemsWords(report)
  return {
    open: noSystems === '' ? md`### Systems` : md`### Systems\n\n${prose(noSystems)}`,
    items: subjects.map((subject) => systemItem(report, subject)),
    close: md``,
    noun: 'system',
    between: '\n\n',
    rank: 5,
  }
}

/** What is waived, until when, by whom and why. */
export function waiverSection({ report, waivers }: Outline): Section {
  const items = waivers.map(({ obligations, findings, until, days, approvedBy, justification }) => {
    const cells = [
      join(obligations.map(code), ', '),
      join(
        findings.map(({ subject }) => code(subject)),
        ', ',
      ),
      md`${until}, ${distance(days)}`,
      prose(person(report, approvedBy)),
      prose(justification),
    ]
    return { short: row(cells), full: () => row(cells) }
  })
  const head = table(['Duty', 'Covers', 'Until', 'Approved by', 'Reason'])
  return { open: md`### Waivers\n\n${head}`, items, close: md``, noun: 'waiver', between: '\n', rank: 3 }
}

/** What ran, against which law data and which commit, and what the result does not say. */
export function lookedAt({ report }: Outline): Markdown {
  const { regulation, run, stages, tool, findings } = report
  const ran = stages.filter((stage) => stage.ran).map((stage) => stage.name)
  const lines = [
    md`Stages that ran: ${ran.length === 0 ? 'none' : ran.join(', ')}. Findings: ${thousands(findings.length)}, one for each rule and subject.`,
    md`Law data: ${regulation.title}, version ${regulation.version}, law last reviewed on ${regulation.lawReviewedOn}. ${prose(sentence(capital(regulation.provenance)))}`,
    ...(run === undefined ? [] : [md`Commit ${commitLink(run)} of ${code(run.repository)}, on ${code(run.event)}.`]),
    md`${NOT_PRACTICES} ${code('report.json')} holds the whole, findings that pass included (${tool.name} ${tool.version}).`,
  ]
  return join(
    [
      md`### What was looked at`,
      join(
        lines.map((line) => md`- ${line}`),
        '\n',
      ),
    ],
    '\n\n',
  )
}

function systemItem(report: Report, subject: SubjectShown): Item {
  const { id, name, system, duties, determinations } = subject
  const others = report.notApplicable.filter((one) => one.subject === id)
  const counts = duties.length === 0 ? '' : `${counted(duties.length, 'duty')}: ${tallyWords(duties)}.`
  const scope = system === undefined ? '' : `${REACHED[system.scope.reached]} ${sentence(system.scope.because)}`
  const cites = system === undefined ? '' : citeWords(system.scope.cites)
  const about = [scope, counts].filter((part) => part !== '').join(' ')
  return {
    short: md`**${name}** ${prose(about)}`,
    full: () =>
      blocks([
        md`<details><summary><b>${html(name)}</b> ${htmlProse(about)}</summary>`,
        system === undefined ? NOTHING : cites === '' ? code(id) : md`${code(id)}, ${cites}`,
        determinations.length === 0 ? NOTHING : determinationTable(id, determinations),
        duties.length === 0 ? NOTHING : dutyTable(report, duties),
        ...others.map(
          ({ because, obligations }) =>
            md`Does not apply, because ${prose(because)}: ${join(obligations.map(code), ', ')}.`,
        ),
        md`</details>`,
      ]),
  }
}

function determinationTable(subject: string, determinations: readonly Determination[]): Markdown {
  const rows = determinations.map((one) => {
    const part = one.subject === subject ? NOTHING : md`${code(one.subject.slice(subject.length + 1))}: `
    const asks = one.open.map(({ ask }) => ask).filter((ask) => ask !== one.because)
    const because = [
      sentence(capital(one.because)),
      asks.length === 0 ? '' : `To be answered: ${sentence(asks.join('; '))}`,
    ]
    return row([
      md`${part}${prose(one.question)}`,
      md`**${one.answer}**`,
      prose(because.filter((line) => line !== '').join(' ')),
      prose(citeWords(one.cites)),
    ])
  })
  return join([table(['Question', 'Answer', 'Because', 'Citation']), ...rows], '\n')
}

function dutyTable(report: Report, duties: readonly DutyShown[]): Markdown {
  const rows = duties.map((duty) => {
    const doubt = CONFIDENCES[duty.confidence]
    const name = [md`${prose(duty.title)}`, code(duty.obligation), ...(doubt === '' ? [] : [md`<sub>${doubt}</sub>`])]
    return row([
      join(name, '<br>'),
      md`${duty.kind}`,
      md`**${STATUSES[duty.status]}**`,
      prose(dueWords(duty.due, report.asOf)),
      prose(person(report, duty.owner, 'name')),
      join([...duty.records, ...duty.answers].map(code), '<br>'),
      prose(citeWords(duty.cites)),
    ])
  })
  return join([table(['Duty', 'Kind', 'Status', 'Due', 'Owner', 'Records and answers', 'Citation']), ...rows], '\n')
}

const NOTHING: Markdown = { markdown: '' }

function blocks(parts: readonly Markdown[]): Markdown {
  return join(
    parts.filter(({ markdown }) => markdown !== ''),
    '\n\n',
  )
}

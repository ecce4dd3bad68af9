import { calendar, tallyWords } from '../calendar.ts'
import { changesShown } from '../changes.ts'
import { headline } from '../headline.ts'
import { ownerWords } from '../people.ts'
import { capital, counted, distance, NOT_PRACTICES, REACHED, sentence, severity } from '../words.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { findingLink, type Sheet, subjectLink } from './sheet.ts'
import { code, list, mark } from './table.ts'

/** Findings, dates and loosenings that the first screen has room for, and characters of each; the rest stands below. */
const BLOCKING = 6
const DATES = 3
const LOOSENED = 4
const CHARACTERS = 180

/** The first screen, which is all that a release manager reads: the verdict and who acts, what blocks, what falls due, what is loosened. */
export function top(sheet: Sheet): Html {
  // Where nothing blocks, what is loosened is what there is to decide.
  const columns =
    sheet.shown.blocking.length === 0
      ? [[blocking(sheet), loosened(sheet)], [next(sheet)]]
      : [[blocking(sheet)], [next(sheet), loosened(sheet)]]
  return h`<header>${verdict(sheet)}</header>
<div class="first">${columns.map((panels) => h`<div>${panels}</div>`)}</div>`
}

function verdict({ shown }: Sheet): Html {
  const { report } = shown
  const { verdict, counts, notes } = headline(shown)
  const { run } = report
  const commit =
    run === undefined
      ? NOTHING
      : h`, commit ${code(run.headSha.slice(0, 7))} of ${code(run.repository)} on ${code(run.event)}`
  return h`<p class="soft">AI compliance gate: ${report.organization ?? 'the organization'}</p>
<div class="verdict ${report.verdict}"><h1>${mark(report.verdict, verdict)}: ${counts}</h1>
<p>${code(report.manifest)} as of <time datetime="${report.asOf}">${report.asOf}</time>${commit}.</p>${notes.map((note) => h`<p>${prose(note)}</p>`)}</div>`
}

function blocking(sheet: Sheet): Html {
  const { shown } = sheet
  const { blocking: found, lesser } = shown
  const lines = found.slice(0, BLOCKING).map((finding) => {
    const kind = severity(finding)
    const owner = ownerWords(shown, finding)
    return h`${mark(kind, kind)} ${findingLink(sheet, finding)} ${prose(sentence(finding.message), CHARACTERS)}${owner === '' ? NOTHING : h` <span class="soft">${prose(capital(owner))}.</span>`}`
  })
  const more = found.length - lines.length
  const rest = [
    ...(more > 0
      ? [h`<a href="#findings">${counted(more, 'more finding')}</a> ${more === 1 ? 'blocks' : 'block'}.`]
      : []),
    ...(lesser.length > 0
      ? [
          h`<a href="#lesser">${counted(lesser.length, 'finding')}</a> ${lesser.length === 1 ? 'does' : 'do'} not block.`,
        ]
      : []),
  ]
  return panel(
    'first-blocks',
    found.length === 0 ? 'Nothing blocks' : `What blocks (${counted(found.length, 'finding')})`,
    list(lines),
    rest.length === 0 ? NOTHING : h`<p>${all(rest, ' ')}</p>`,
    found.length === 0 ? list(standing(sheet)) : NOTHING,
  )
}

/** Where nothing blocks there is room to say how each system stands. */
function standing(sheet: Sheet): readonly Html[] {
  return sheet.shown.subjects.slice(0, BLOCKING).map(({ id, system, duties }) => {
    const counts = duties.length === 0 ? 'no duty' : `${counted(duties.length, 'duty')}, ${tallyWords(duties)}`
    if (system === undefined) return h`${subjectLink(sheet, id)}: ${counts}.`
    return h`${subjectLink(sheet, id)} ${REACHED[system.scope.reached].replace(/[:;].*/, '')}: ${counts}.`
  })
}

function next({ shown }: Sheet): Html {
  const days = calendar(shown)
  const lines = days
    .slice(0, DATES)
    .map(
      ({ date, days, subject, what, who }) =>
        h`<time datetime="${date}">${date}</time>, ${distance(days)}. ${subject}: ${prose(sentence(what), CHARACTERS)} <span class="soft">${prose(sentence(capital(who)), CHARACTERS)}</span>`,
    )
  const more = days.length - lines.length
  return panel(
    'first-due',
    'Falls due next',
    lines.length === 0 ? h`<p>Nothing has a day ahead.</p>` : list(lines),
    more > 0 ? h`<p><a href="#dates">${counted(more, 'later date')}</a>.</p>` : NOTHING,
  )
}

function loosened({ shown }: Sheet): Html {
  const { report, nameOf } = shown
  if (report.comparison === undefined)
    return panel('first-loosened', 'What this change loosens', h`<p>Not known: this run was held against no base.</p>`)
  const { loosening } = changesShown(report)
  const lines = loosening
    .slice(0, LOOSENED)
    .map(({ scope, says, loosens }) => h`${nameOf(scope)}: ${prose(sentence(says), CHARACTERS)} ${code(loosens)}`)
  const more = loosening.length - lines.length
  return panel(
    'first-loosened',
    loosening.length === 0 ? 'This change loosens nothing' : `What this change loosens (${loosening.length})`,
    list(lines),
    more > 0 ? h`<p><a href="#changes">${counted(more, 'more change')}</a>.</p>` : NOTHING,
  )
}

function panel(id: string, title: string, ...parts: readonly Html[]): Html {
  return h`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${parts}</section>`
}

/** Where everything is, for whoever jumps. */
export function contents({ shown, places }: Sheet, sections: readonly (readonly [string, string])[]): Html {
  const links = sections.map(([id, title]) => h`<a href="#${id}">${title}</a>`)
  const systems = shown.subjects
    .slice(0, SYSTEMS)
    .map(({ id, name }) => h`<a href="${places.to('system', id)}">${name}</a>`)
  const more = shown.subjects.length - systems.length
  const rest = more > 0 ? [h`<a href="#systems">${counted(more, 'more system')}</a>`] : []
  return h`<nav aria-label="Contents">${list(links)}${systems.length < 2 ? NOTHING : list([...systems, ...rest])}</nav>`
}

/** Systems that the contents name; the section of the systems has them all. */
const SYSTEMS = 24

export function limits(): Html {
  return h`<p class="soft">${NOT_PRACTICES} This is not legal advice.</p>`
}

import type { Report } from '../core/report.ts'
import { calendar, tallyWords } from './calendar.ts'
import { plain } from './escape.ts'
import type { Outline, SubjectShown } from './outline.ts'
import { noSystemsWords } from './people.ts'
import type { Span } from './terminal.ts'
import { wrap } from './terminal.ts'
import { citeWords, counted, distance, NOT_PRACTICES, provenanceWords, REACHED, sentence, uncapital } from './words.ts'

/** Days of the calendar, and systems, that a terminal shows. */
const DATES = 6
const SYSTEMS = 100

type Lines = readonly (readonly Span[])[]

/** The next dates on which duties fall due or waivers end, the earliest first. */
export function calendarLines(shown: Outline, width: number): Lines {
  const all = calendar(shown)
  const shownDates = all.slice(0, DATES)
  const longest = Math.max(...shownDates.map(({ days }) => distance(days).length))
  const lines = shownDates.flatMap(({ date, days, subject, what, who }) => {
    const when = `  ${date}  ${distance(days).padEnd(longest)}  `
    return wrap([{ text: plain(`${subject}: ${sentence(what)} ${sentence(who)}`) }], width, { text: when })
  })
  const more = all.length - DATES
  return more > 0 ? [...lines, [{ text: `  and ${counted(more, 'later date')}` }]] : lines
}

/** One line a system: whether the rules reach it, why, and how its duties stand. */
export function subjectLines({ report, subjects }: Outline, width: number): Lines {
  const none = noSystemsWords(report)
  const lines = none === '' ? [] : wrap([{ text: plain(none) }], width, { text: '  ' })
  const known = subjects.slice(0, SYSTEMS).flatMap((subject) => wrap(subjectSpans(subject), width, { text: '  ' }))
  const more = subjects.length - SYSTEMS
  return more > 0
    ? [...lines, ...known, [{ text: `  and ${counted(more, 'more system')}; the JSON report holds them all.` }]]
    : [...lines, ...known]
}

/** Where more is said of what this report names, once; nothing where there is nothing to explain. */
export function moreLines({ report, blocking, lesser }: Outline, width: number): Lines {
  const [finding] = [...blocking, ...lesser]
  if (finding === undefined && report.systems.length === 0) return []
  const says =
    finding === undefined
      ? '`ai-compliance explain` with the id of a system shows how its duties were found.'
      : `\`ai-compliance explain ${finding.rule}\` says what that rule asks and why; with the id of a system, how its duties were found.`
  return wrap([{ text: plain(says), style: 'dim' }], width)
}

/** What was judged against, and what the result does not say. */
export function lawLines({ regulation, tool }: Report, width: number): Lines {
  const { id, version, lawReviewedOn, provenance } = regulation
  const law = `${tool.name} ${tool.version}, law data ${id} ${version}, law last reviewed on ${lawReviewedOn}`
  const texts = [sentence(`${law}: ${uncapital(provenanceWords(provenance))}`), NOT_PRACTICES]
  return texts.flatMap((text) => wrap([{ text: plain(text), style: 'dim' }], width))
}

function subjectSpans({ name, system, duties }: SubjectShown): readonly Span[] {
  const head: Span = { text: plain(name), style: 'bold' }
  const counts = duties.length === 0 ? '' : `${counted(duties.length, 'duty')}: ${tallyWords(duties)}.`
  if (system === undefined) return [head, { text: counts === '' ? ' has no duty.' : ` has ${counts}` }]
  const { reached, because, cites } = system.scope
  const cited = cites.length === 0 ? '' : ` (${citeWords(cites)})`
  return [head, { text: ` ${REACHED[reached]} ${plain(`${because}${cited}`)}. ${reached === 'no' ? '' : counts}` }]
}

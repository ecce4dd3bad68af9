import type { Finding } from '../../core/finding.ts'
import { calendar } from '../calendar.ts'
import { headline } from '../headline.ts'
import type { Outline } from '../outline.ts'
import { ownerWords } from '../people.ts'
import { place, why, whyWords } from '../why.ts'
import { capital, counted, distance, NOT_PRACTICES, sentence, severity } from '../words.ts'
import { anchor, type Html, h, NOTHING, prose } from './markup.ts'
import { list, mark, section, table } from './table.ts'

/** Findings and dates that the first screen has room for; the rest stands below it. */
const FIRST = 8

/** The first screen: the verdict, what blocks and who acts, and what falls due next. */
export function top(shown: Outline): Html {
  const { report } = shown
  const { verdict, counts, notes } = headline(shown)
  const run =
    report.run === undefined
      ? NOTHING
      : h` Commit <code>${report.run.headSha}</code> of <code>${report.run.repository}</code>.`
  return h`<header><p class="soft">AI compliance: ${report.organization ?? 'the organization'}</p><div class="verdict ${report.verdict}"><h1>${verdict}: ${counts}</h1><p><code>${report.manifest}</code> as of <time datetime="${report.asOf}">${report.asOf}</time>.${run}</p>${notes.map((note) => h`<p>${prose(note)}</p>`)}</div></header>`
}

/** What keeps the gate from passing, each with its place, its reason and what to write next. */
export function blocking(shown: Outline): Html {
  const { blocking: found, lesser } = shown
  const rest =
    lesser.length === 0
      ? NOTHING
      : h`<details><summary>${counted(lesser.length, 'finding')} that ${lesser.length === 1 ? 'does' : 'do'} not block</summary>${findings(shown, lesser)}</details>`
  const first = found.length === 0 ? h`<p>Nothing blocks.</p>` : findings(shown, found.slice(0, FIRST))
  const more = found.slice(FIRST)
  const others =
    more.length === 0
      ? NOTHING
      : h`<details><summary>${counted(more.length, 'more finding')} that ${more.length === 1 ? 'blocks' : 'block'}</summary>${findings(shown, more)}</details>`
  return section('blocks', 'What blocks', first, others, rest)
}

function findings(shown: Outline, some: readonly Finding[]): Html {
  return list(
    some.map((finding) => {
      const kind = severity(finding)
      const owner = ownerWords(shown, finding)
      const because = whyWords(why(shown, finding))
      return h`${mark(kind, kind)} <strong>${finding.subject}</strong> ${prose(sentence(finding.message))}<br>${finding.next === undefined ? NOTHING : h`Next: ${prose(sentence(capital(finding.next)))}<br>`}<span class="soft"><code>${place(finding.location)}</code> <code>${finding.rule}</code>${because === '' ? NOTHING : h` ${prose(because)}`}${owner === '' ? NOTHING : h` Owner: ${prose(owner)}.`}</span>`
    }),
  )
}

/** What falls due on which day, and for whom. */
export function next(shown: Outline): Html {
  const all = calendar(shown)
  const rows = (some: typeof all) =>
    some.map(({ date, days, subject, what, who }) => [
      h`<time datetime="${date}">${date}</time>, ${distance(days)}`,
      h`${subject}`,
      prose(capital(what)),
      prose(who),
    ])
  const columns = ['When', 'Of', 'What', 'Owner']
  const later = all.slice(FIRST)
  return section(
    'due',
    'What falls due next',
    table('The next days', columns, rows(all.slice(0, FIRST))),
    later.length === 0
      ? NOTHING
      : h`<details><summary>${counted(later.length, 'later day')}</summary>${table('Later days', columns, rows(later))}</details>`,
  )
}

/** Where everything is, for whoever jumps. */
export function contents(shown: Outline, sections: readonly (readonly [string, string])[]): Html {
  const systems = shown.subjects.map(({ id, name }) => h`<li><a href="#${anchor('subject', id)}">${name}</a></li>`)
  const others = sections.map(([id, title]) => h`<li><a href="#${id}">${title}</a></li>`)
  return h`<nav aria-label="Contents"><ul>${others}${systems}</ul></nav>`
}

export function limits(): Html {
  return h`<p class="soft">${NOT_PRACTICES} This is not legal advice.</p>`
}

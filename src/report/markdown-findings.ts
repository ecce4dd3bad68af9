import type { Finding } from '../core/finding.ts'
import { calendar } from './calendar.ts'
import type { Markdown } from './escape.ts'
import { code, join, md, prose, row } from './escape.ts'
import type { Item, Section } from './fit.ts'
import { headline } from './headline.ts'
import { placeLink } from './links.ts'
import type { Outline } from './outline.ts'
import { ownerWords } from './people.ts'
import { why } from './why.ts'
import { capital, counted, distance, sentence, severity } from './words.ts'

/** Dates shown before the rest are only counted. */
const DATES = 20

/** The verdict as a heading, and in a few lines what a reader must know beside it. */
export function opening(shown: Outline): Markdown {
  const { manifest, asOf } = shown.report
  const { verdict, counts, notes } = headline(shown)
  const where = placeLink(shown.report, { file: manifest, route: [] })
  return join([md`## ${verdict}: ${counts}`, join([md`In ${where} as of ${asOf}.`, ...notes.map(prose)], ' ')], '\n\n')
}

/** What blocks, and folded, what does not. */
export function findingSections(shown: Outline): readonly [Section, Section] {
  const head = table(['', 'What, and what to write next', 'Where', 'Why', 'Owner'])
  const common = { noun: 'finding', between: '\n' } as const
  const items = (findings: readonly Finding[]) => findings.map((finding) => findingItem(shown, finding))
  return [
    { ...common, open: md`### What blocks\n\n${head}`, items: items(shown.blocking), close: md``, rank: 1 },
    {
      ...common,
      open: md`<details><summary>${counted(shown.lesser.length, 'finding')} that ${shown.lesser.length === 1 ? 'does' : 'do'} not block</summary>\n\n${head}`,
      items: items(shown.lesser),
      close: md`</details>`,
      rank: 4,
    },
  ]
}

/** The dates ahead, the earliest first. */
export function calendarSection(shown: Outline): Section {
  const all = calendar(shown)
  const items = all.slice(0, DATES).map(({ date, days, subject, what, who }) => {
    const cells = [md`${date}, ${distance(days)}`, prose(subject), prose(capital(what)), prose(who)]
    return { short: row(cells), full: () => row(cells) }
  })
  const more = all.length - DATES
  return {
    open: md`### What falls due next\n\n${table(['When', 'Of', 'What', 'Owner'])}`,
    items,
    close: more > 0 ? md`And ${counted(more, 'later date')}.` : md``,
    noun: 'date',
    between: '\n',
    rank: 2,
  }
}

/** The head of a table and the line below it. */
export function table(names: readonly string[]): Markdown {
  return join([row(names.map((name) => md`${name}`)), row(names.map(() => md`---`))], '\n')
}

function findingItem(shown: Outline, finding: Finding): Item {
  const { report } = shown
  const what = md`**${code(finding.subject)}** ${prose(sentence(finding.message))}`
  const cells = (text: Markdown, because: Markdown) =>
    row([
      md`${severity(finding)}`,
      text,
      placeLink(report, finding.location),
      because,
      prose(ownerWords(shown, finding)),
    ])
  const { cites, duties } = why(shown, finding)
  return {
    short: cells(what, prose(cites)),
    full: () => {
      const next = finding.next === undefined ? [] : [md`**Next:** ${prose(sentence(capital(finding.next)))}`]
      const because = [cites, duties].filter((part) => part !== '').map(prose)
      return cells(join([what, ...next, md`<sub>${finding.rule}</sub>`], '<br>'), join(because, '<br>'))
    },
  }
}

import type { Deadline, Entry, From, Most, Totals } from '../../core/portfolio.ts'
import type { Columns } from '../html/columns.ts'
import { all, type Html, h, NOTHING, prose } from '../html/markup.ts'
import { POLICY, STYLE } from '../html/style.ts'
import { fold, list, mark, section, table } from '../html/table.ts'
import { capital, counted, NOT_PRACTICES, thousands, VERDICTS } from '../words.ts'
import { stateWords } from './text.ts'

/** Rows of bundles that the page has room for; every bundle is in the other files. */
export const MOST_ROWS = 1_000

/** Rows of a long table that are open. */
const FIRST = 12

export type Row = { readonly entry: Entry; readonly superseded: boolean }

/** The portfolio as one page, by the rules of the report's: no script, nothing from elsewhere. `rows` has the gravest first. */
export function renderPage(totals: Totals, rows: readonly Row[]): string {
  const parts = [
    ['bundles', 'By repository', bundles(totals, rows)],
    ['due', 'What falls due next', due(totals)],
    ['owners', 'Who has the most to do', owners(totals)],
    ['waivers', 'Waivers in force', waivers(totals)],
    ['filing', 'Counts for the yearly filing', filings(totals)],
    ['about', 'How this was made', about()],
  ] as const
  const present = parts.filter(([, , part]) => part.html !== '')
  const links = present.map(([id, title]) => h`<li><a href="#${id}">${title}</a></li>`)
  return h`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><title>Portfolio: ${counted(totals.bundles, 'bundle')}</title><style>${{ html: STYLE }}</style></head>
<body><a class="skip" href="#main">To the portfolio</a>${top(totals)}<nav aria-label="Contents"><ul>${links}</ul></nav>
<main id="main">${all(
    present.map(([, , part]) => part),
    '\n',
  )}</main>
<footer><p class="soft">${NOT_PRACTICES} This is not legal advice.</p></footer></body></html>
`.html
}

function top(totals: Totals): Html {
  const { verdicts, notVerified, unreadable, duties } = totals
  const grave =
    verdicts.fail > 0 || notVerified > 0
      ? 'fail'
      : verdicts['not-evaluated'] + unreadable > 0
        ? 'not-evaluated'
        : 'pass'
  const lacking =
    notVerified + unreadable === 0
      ? NOTHING
      : h`<p>${counted(notVerified + unreadable, 'bundle')} could not be verified, and nothing of what they hold is counted.</p>`
  return h`<header><p class="soft">AI compliance: portfolio</p><div class="verdict ${grave}"><h1>Fail ${thousands(verdicts.fail)}, not evaluated ${thousands(verdicts['not-evaluated'])}, pass ${thousands(verdicts.pass)}</h1><p>${stateWords(totals)}</p>${lacking}<p>Duties: ${thousands(duties.unmet)} not met, ${thousands(duties.open)} open, ${thousands(duties.waived)} waived, ${thousands(duties.later)} due later, ${thousands(duties.met)} met.</p></div></header>`
}

function due({ overdue, next }: Totals): Html {
  return section(
    'due',
    'What falls due next',
    dated('Overdue, the oldest first', overdue),
    dated('Next, the earliest first', next),
  )
}

function dated(caption: string, most: Most<Deadline & From>): Html {
  const rows = most.first.map((each) => [
    h`<time datetime="${each.date}">${each.date}</time>${each.status === 'open' ? h` ${mark('open', 'open')}` : NOTHING}`,
    where(each),
    h`${each.subject}`,
    prose(capital(each.what)),
    h`${each.owner ?? 'nobody'}`,
  ])
  return all([folded('portfolioDates', caption, rows), beyond(most)])
}

function owners({ owners: most }: Totals): Html {
  const rows = most.first.map(({ name, github, unmet, open, bundles }) => [
    name === undefined
      ? h`<em>nobody is named</em>`
      : h`${name}${github === undefined ? NOTHING : h` <code>${github}</code>`}`,
    h`${unmet}`,
    h`${open}`,
    h`${bundles}`,
  ])
  return section(
    'owners',
    'Who has the most to do',
    folded('portfolioOwners', 'Owners of duties that are not met or open', rows),
    beyond(most),
  )
}

function waivers({ waivers: most }: Totals): Html {
  const rows = most.first.map((each) => [
    h`<time datetime="${each.until}">${each.until}</time>`,
    where(each),
    h`${each.subject}: ${each.obligations.map((one) => h`<code>${one}</code> `)}`,
    h`${each.approvedBy}`,
    prose(each.reason),
  ])
  return section(
    'waivers',
    'Waivers in force',
    folded('portfolioWaivers', 'Waivers that end first', rows),
    beyond(most),
  )
}

function filings({ filings: most }: Totals): Html {
  const rows = most.first.map((each) => [
    h`${each.organization === '' ? 'no organization is named' : each.organization}`,
    h`${each.period.from} to ${each.period.to}, due ${each.period.due}`,
    h`${each.open > 0 ? 'at least ' : ''}${each.assessments}`,
    h`${Object.entries(each.byTrigger)
      .map(([trigger, times]) => `${trigger} ${times}`)
      .join(', ')}`,
    h`${each.personalInformation.join(', ')}`,
    h`${each.sensitive.join(', ')}`,
    h`${each.open}`,
  ])
  return section(
    'filing',
    'Counts for the yearly filing',
    rows.length === 0
      ? NOTHING
      : h`<p>What 11 CCR 7157(b) asks about the assessments, over all repositories of a business. A document that lies in two repositories counts twice.</p>`,
    table('portfolioFilings', 'Assessments made or updated in the period', rows),
    beyond(most),
  )
}

function bundles(totals: Totals, rows: readonly Row[]): Html {
  const shown = rows.map(({ entry, superseded }) => {
    if (entry.state !== 'verified') {
      const [first] = entry.faults
      return [
        h`<code>${entry.bundle}</code>`,
        mark('fail', entry.state === 'unreadable' ? 'unreadable' : 'not verified'),
        NOTHING,
        NOTHING,
        h`${first?.file === undefined ? NOTHING : h`<code>${first.file}</code> `}${prose(first?.says ?? '')}`,
      ]
    }
    const { holds } = entry
    const { counts, duties } = holds
    return [
      h`${holds.repository ?? holds.organization ?? 'no repository is recorded'} <code>${holds.manifest}</code>`,
      superseded
        ? h`${mark('later', 'superseded')} (${VERDICTS[holds.verdict]})`
        : mark(holds.verdict, VERDICTS[holds.verdict]),
      h`<time datetime="${holds.asOf}">${holds.asOf}</time>`,
      h`${duties.unmet} not met, ${duties.open} open`,
      h`${counts.errors} errors, ${counts.warnings} warnings, ${counts.open} open. <code>${entry.bundle}</code>`,
    ]
  })
  const rest = totals.bundles - rows.length
  return section(
    'bundles',
    'By repository',
    folded('portfolioBundles', 'Every bundle, the gravest first', shown),
    rest > 0 ? h`<p class="soft">${counted(rest, 'more bundle')} in <code>portfolio.csv</code>.</p>` : NOTHING,
  )
}

function about(): Html {
  return section(
    'about',
    'How this was made',
    list([
      h`Every bundle was verified: its digests, the manifest and the records read again, and its report made again. What was not verified adds nothing.`,
      h`Of one repository and manifest the bundle of the latest day counts; of the same day the gravest verdict. The others are superseded.`,
      h`Days are as the bundle saw them: what was overdue on its day may have been done since.`,
      h`That a bundle holds together says nothing about who made it: the attestation of its statement does.`,
    ]),
  )
}

/** A table whose first rows are open: the page is read from above, and each part has its first screen. */
function folded(kind: Columns, caption: string, rows: readonly (readonly Html[])[]): Html {
  const more = rows.slice(FIRST)
  return all([
    table(kind, caption, rows.slice(0, FIRST)),
    fold(counted(more.length, 'more row'), table(kind, `${caption}: the rest`, more)),
  ])
}

function where({ repository, manifest, bundle }: From): Html {
  return repository === '' ? h`<code>${bundle}</code>` : h`${repository} <code>${manifest}</code>`
}

function beyond({ first, count, exact }: Most<unknown>): Html {
  const more = count - first.length
  if (more <= 0 && exact) return NOTHING
  return h`<p class="soft">${more > 0 ? `${thousands(more)} more.` : ''}${exact ? '' : ' There are more than are told apart.'}</p>`
}

import { workspace } from '../adapters/workspace.ts'
import { addMonths } from '../core/dates.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Report } from '../core/report.ts'
import { nearest } from '../read/suggest.ts'
import { type CalendarView, calendarView } from '../report/calendar-view.ts'
import { incompleteWords } from '../report/calendar-words.ts'
import { plain } from '../report/escape.ts'
import { run } from '../run.ts'
import { dayOf, deliver, existing, folder, oneOf, parse, policyOf, screen, shownUnder } from './arguments.ts'

const FORMATS = ['text', 'json', 'ics'] as const
/** Five years: every first day of the rules lies within. */
const MOST_MONTHS = 60
/** More dates than a calendar is good for; a manifest of 1 MB could ask for hundreds of thousands. */
const MOST_DATES = 20_000
/** Keys that a message about a wrong one lists. */
const MOST_LISTED = 20

/**
 * `calendar [DIR]`: what falls due when, and who has it. 0 when the calendar was made, also where the gate would fail. Throws
 * `ConfigurationError` for bad usage and for a manifest that cannot be read.
 */
export async function calendar(args: readonly string[]): Promise<0> {
  const { values, positionals } = parse(args, {
    manifest: { type: 'string', default: 'ai-compliance.yml' },
    policy: { type: 'string' },
    'as-of': { type: 'string' },
    format: { type: 'string', default: 'text' },
    owner: { type: 'string' },
    months: { type: 'string', default: '24' },
    out: { type: 'string' },
  })
  const format = oneOf('--format', String(values.format), FORMATS)
  const months = monthsOf(String(values.months))
  const root = existing(folder(positionals))
  const manifestFile = String(values.manifest)
  const asOf = dayOf(values['as-of'])
  const { report } = await run({
    files: workspace(root),
    manifest: manifestFile,
    asOf,
    failOn: 'error',
    shownUnder: shownUnder(root),
    ...(await policyOf(values.policy)),
  })
  refuseUnread(report)
  const owner = values.owner === undefined ? {} : { owner: ownerOf(String(values.owner), report) }
  const view = calendarView(report, { until: addMonths(asOf, months), months, manifestFile, ...owner })
  if (view.entries.length > MOST_DATES)
    throw new ConfigurationError(
      `The calendar would hold ${view.entries.length} dates; at most ${MOST_DATES} are written.`,
      'Use fewer `--months`, or `--owner`.',
    )
  await deliver(await render(format, view, values.out === undefined), values.out)
  warn(view)
  return 0
}

async function render(format: (typeof FORMATS)[number], view: CalendarView, onScreen: boolean): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/calendar-json.ts')).renderCalendarJson(view)
    case 'ics':
      return (await import('../report/calendar-ics.ts')).renderCalendarIcs(view)
    case 'text':
      return (await import('../report/calendar-text.ts')).renderCalendarText(view, screen(onScreen))
  }
}

/** A calendar of what nobody read would be empty and look like nothing to do. */
function refuseUnread({ stages, manifest }: Report): void {
  const stopped = stages.find(({ ran }) => !ran)
  if (stopped === undefined) return
  throw new ConfigurationError(
    `No calendar of \`${plain(manifest)}\` can be made: ${stopped.because ?? `\`${stopped.name}\` did not run`}.`,
    'Run `ai-compliance check`, which shows the line, and mend it.',
  )
}

/** Said on standard error too, where it is seen when the calendar goes to a file. */
function warn(view: CalendarView): void {
  const words = incompleteWords(view)
  if (words !== '') process.stderr.write(`ai-compliance: ${words} \`ai-compliance check\` shows them all.\n`)
}

function monthsOf(value: string): number {
  const months = /^\d{1,3}$/.test(value) ? Number(value) : 0
  if (months >= 1 && months <= MOST_MONTHS) return months
  throw new ConfigurationError(
    `\`--months\` is \`${value}\`; a whole number from 1 to ${MOST_MONTHS} is expected.`,
    'Write a number such as `--months 24`.',
  )
}

/** A key of `people`, or one that the manifest names as an owner all the same. */
function ownerOf(key: string, { people, dates }: Report): string {
  const keys = Object.keys(people)
  const named = [...dates.entries, ...dates.undated].flatMap(({ owner }) => owner ?? [])
  if (keys.includes(key) || named.includes(key)) return key
  const meant = nearest(key, keys)
  const listed = keys.slice(0, MOST_LISTED).map((each) => `\`${plain(each)}\``)
  throw new ConfigurationError(
    `\`--owner\` is \`${plain(key)}\`, which is no key of \`people\`${meant === undefined ? '.' : `; did you mean \`${plain(meant)}\`?`}`,
    keys.length === 0 ? 'Declare the people under `people:`.' : `Use one of ${listed.join(', ')}.`,
  )
}

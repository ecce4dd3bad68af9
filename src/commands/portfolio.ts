import { bundlePaths, type Named } from '../adapters/bundle-paths.ts'
import { maker } from '../adapters/maker.ts'
import { type PortfolioFiles, portfolioFiles } from '../adapters/portfolio-files.ts'
import { ANSWERS, answered } from '../adapters/threads.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Entry, Totals } from '../core/portfolio.ts'
import { unreadable } from '../portfolio/entry.ts'
import { type Newest, newestOf } from '../portfolio/newest.ts'
import { adding } from '../portfolio/totals.ts'
import { plain } from '../report/escape.ts'
import { CSV_HEAD, csvRow } from '../report/portfolio/csv.ts'
import { MOST_ROWS, type Row, renderPage } from '../report/portfolio/html.ts'
import { JSON_END, jsonBundle, jsonStart } from '../report/portfolio/json.ts'
import { renderLine } from '../report/portfolio/line.ts'
import { faultLines, stateWords, verdictWords } from '../report/portfolio/text.ts'
import { counted } from '../report/words.ts'
import { deliver, parse } from './arguments.ts'

/** Bundles that are told on the screen, of those that are not verified. */
const TOLD = 20

/**
 * `portfolio BUNDLE…`: verifies each bundle and rolls them up into four files. 0 every bundle is verified, 1 one is not, 2 one could not
 * be read and nothing else is wrong. What the bundles decided is told and does not change the exit code, as with `verify`.
 */
export async function portfolio(args: readonly string[]): Promise<0 | 1 | 2> {
  if (ANSWERS) return (await import('./portfolio-thread.ts')).serve()
  const { values, positionals } = parse(args, { out: { type: 'string' }, from: { type: 'string' } })
  const from = typeof values.from === 'string' ? values.from : undefined
  if (typeof values.out !== 'string' || values.out === '')
    throw new ConfigurationError('`--out` is not given.', 'Name the folder for the portfolio: `--out portfolio`.')
  if ((positionals.length === 0 && from === undefined) || positionals.includes(''))
    throw new ConfigurationError(
      'No bundle is named.',
      'Name folders, zip files or globs in quotes, or a file with one path on each line with `--from`.',
    )
  const files = portfolioFiles(values.out)
  try {
    const told: string[] = []
    for await (const entry of entriesOf(bundlePaths(positionals, from))) {
      files.keep(entry)
      if (told.length < TOLD) told.push(...faultLines(entry))
    }
    const { totals, newest } = await summed(files)
    if (totals.bundles === 0)
      throw new ConfigurationError(`\`${from}\` names no bundle.`, 'Write one path on each line.')
    await write(files, totals, newest)
    files.finish()
    await deliver(words(values.out, totals, told), undefined)
    if (totals.notVerified > 0) return 1
    return totals.unreadable > 0 ? 2 : 0
  } finally {
    files.discard()
  }
}

/** Each bundle verified, in the order given. */
async function* entriesOf(named: AsyncIterable<Named>): AsyncGenerator<Entry> {
  const script = process.argv[1] ?? ''
  const questions = async function* () {
    for await (const each of named) yield JSON.stringify(each)
  }
  yield* answered<Entry>(questions(), {
    script,
    argv: ['portfolio'],
    data: maker(script),
    lost: (question, why) => unreadable(pathIn(question), `could not be verified: ${why}`),
  })
}

function pathIn(question: string): string {
  const { path }: Named = JSON.parse(question)
  return path
}

async function summed(files: PortfolioFiles): Promise<{ readonly totals: Totals; readonly newest: Newest }> {
  let bundles = 0
  for await (const _ of files.kept()) bundles += 1
  const newest = await newestOf(() => files.kept(), bundles)
  const all = adding()
  let index = -1
  for await (const entry of files.kept()) all.add(entry, newest.counts(++index))
  return { totals: all.totals(), newest }
}

async function write(files: PortfolioFiles, totals: Totals, newest: Newest): Promise<void> {
  const [json, lines, csv, page] = ['portfolio.json', 'portfolio.jsonl', 'portfolio.csv', 'portfolio.html'].map(
    (name) => files.create(name),
  )
  json?.write(jsonStart(totals))
  csv?.write(CSV_HEAD)
  const rows = gravest()
  let index = -1
  for await (const entry of files.kept()) {
    const superseded = !newest.counts(++index)
    json?.write(jsonBundle(entry, superseded, index === 0))
    lines?.write(renderLine(entry, superseded))
    csv?.write(csvRow(entry, superseded))
    rows.add({ entry, superseded })
  }
  json?.write(JSON_END)
  page?.write(renderPage(totals, rows.all()))
  for (const written of [json, lines, csv, page]) written?.close()
}

/** The rows of the page: what is not verified, then what fails, what is not evaluated, what passes and what is superseded, each in the order given. */
function gravest(): { add(row: Row): void; all(): readonly Row[] } {
  const classes: readonly (readonly Row[])[] = [[], [], [], [], []]
  const kept = classes.map((): Row[] => [])
  return {
    add(row) {
      const of = kept[gravity(row)]
      if (of !== undefined && of.length < MOST_ROWS) of.push(row)
    },
    all: () => kept.flat().slice(0, MOST_ROWS),
  }
}

function gravity({ entry, superseded }: Row): number {
  if (entry.state !== 'verified') return 0
  if (superseded) return 4
  return { fail: 1, 'not-evaluated': 2, pass: 3 }[entry.holds.verdict]
}

function words(out: string, totals: Totals, told: readonly string[]): string {
  const bad = totals.notVerified + totals.unreadable
  const more = bad > told.length ? [`… ${counted(bad - told.length, 'more bundle')} in portfolio.csv`] : []
  const files = `portfolio.html, portfolio.json, portfolio.jsonl and portfolio.csv are in \`${plain(out)}\`.`
  return `${[stateWords(totals), verdictWords(totals), ...told, ...more, files].join('\n')}\n`
}

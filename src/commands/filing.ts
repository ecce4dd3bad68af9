import { workspace } from '../adapters/workspace.ts'
import { ConfigurationError } from '../core/errors.ts'
import { filingCounts } from '../core/filing-counts.ts'
import { day, type Regulation } from '../core/regulation.ts'
import { plain } from '../report/escape.ts'
import { type Filing, renderFilingJson, renderFilingText } from '../report/filing.ts'
import { run } from '../run.ts'
import { dayOf, deliver, existing, folder, oneOf, parse, shownUnder } from './arguments.ts'

const FORMATS = ['text', 'json'] as const

/**
 * `filing [DIR]`: the counts that the yearly filing with the Agency asks for, 11 CCR 7157(b). 0 they are known, 2 something is open, so
 * that they are the least they can be. Throws `ConfigurationError` for bad usage and for a manifest that cannot be read.
 */
export async function filing(args: readonly string[]): Promise<0 | 2> {
  const { values, positionals } = parse(args, {
    manifest: { type: 'string', default: 'ai-compliance.yml' },
    year: { type: 'string' },
    'as-of': { type: 'string' },
    format: { type: 'string', default: 'text' },
    out: { type: 'string' },
  })
  const format = oneOf('--format', String(values.format), FORMATS)
  const root = existing(folder(positionals))
  const manifest = String(values.manifest)
  const { report, collected } = await run({
    files: workspace(root),
    manifest,
    asOf: dayOf(values['as-of']),
    failOn: 'error',
    shownUnder: shownUnder(root),
  })
  const { facts } = collected
  if (facts.manifest === undefined)
    throw new ConfigurationError(
      `No counts of \`${plain(report.manifest)}\` can be made: the manifest could not be parsed.`,
      'Run `ai-compliance check`, which shows the line, and mend it.',
    )
  const year = values.year === undefined ? undefined : yearOf(String(values.year), facts.regulation)
  const { asOf, organization } = report
  const shown: Filing = {
    asOf,
    manifest: report.manifest,
    ...(organization === undefined ? {} : { organization }),
    ...filingCounts(facts, year),
  }
  await deliver(format === 'json' ? renderFilingJson(shown) : renderFilingText(shown, facts.regulation), values.out)
  return shown.open.length === 0 ? 0 : 2
}

function yearOf(value: string, regulation: Regulation): number {
  const first = Number(day(regulation, 'effective').slice(0, 4))
  const year = /^\d{4}$/.test(value) ? Number(value) : 0
  if (year >= first) return year
  throw new ConfigurationError(
    `\`--year\` is \`${value}\`; a year from ${first} on is expected.`,
    `Write the year in which the assessments were made, such as \`--year ${first}\`.`,
  )
}

#!/usr/bin/env node
import { check } from './commands/check.ts'
import { ConfigurationError } from './core/errors.ts'
import { plain } from './report/escape.ts'
import { tool } from './tool.ts'

const USAGE = `ai-compliance ${tool.version}: which duties of the California rules on automated decisionmaking apply, and what proves them.

Usage:
  ai-compliance check [DIR] [options]     judge the manifest of a folder (default: this one)
  ai-compliance init [DIR] [options]      ask a few questions, then write manifest, record templates and workflow
  ai-compliance explain [ID] [DIR]        how the duties of a system were found; what a rule or an obligation asks
  ai-compliance calendar [DIR] [options]  what falls due when
  ai-compliance filing [DIR] [options]    the counts that the yearly filing with the Agency asks for

  ai-compliance verify BUNDLE             check a bundle's digests, and judge what it recorded again
  ai-compliance convert BUNDLE [options]  verify a bundle, then write what it recorded in another format
  ai-compliance portfolio BUNDLE… [options]
                                          verify many bundles, folders, zips or globs, and sum them up

Options of check; explain takes all but --fail-on and --bundle:
  --manifest FILE       the manifest, relative to DIR           (default ai-compliance.yml)
                        check takes it several times, and globs in quotes: one result
  --base REF            compare with where this branch left REF; what it changes counts from the day judged for
  --policy FILE         the organization's policy, relative to DIR; with --base, as the base branch has it
  --as-of YYYY-MM-DD    the day to judge for; init takes it too (default today, UTC)
  --fail-on LEVEL       error, warning or never                 (default error)
  --format FORMAT       text, json, markdown, sarif, html, oscal or cyclonedx  (default text)
  --bundle DIR          write the evidence there, for \`verify\`
  --out FILE            write the report there instead of to standard output

Options of calendar, with --manifest, --policy and --as-of as above:
  --owner KEY           only what this person of \`people\` answers for
  --months N            how far to look ahead, 1 to 60          (default 24)
  --format FORMAT       text, json or ics                       (default text)
  --out FILE            write the calendar there instead of to standard output

Options of filing, with --manifest, --as-of and --out as above:
  --year YYYY           the year of the assessments             (default what is to be filed next)
  --format FORMAT       text or json                            (default text)

Options of convert:
  --format FORMAT       json, html, sarif, ics, oscal or cyclonedx  (default json)
  --out FILE            write it there instead of to standard output

Options of portfolio:
  --from FILE           one path on each line, after those named; - for standard input
  --out DIR             the folder for portfolio.html, .json, .jsonl and .csv

Options of init:
  --answers FILE        take the answers from there, in the shape of a manifest, instead of asking
  --dry-run             show what would be written, and write nothing

Options of every command:
  --stack               show a stack trace with an internal error

Exit codes: 0 the gate passes, 1 it says no, 2 it could not tell.
`

// Stands unless a verdict replaces it: what was not evaluated never exits 0.
process.exitCode = 2
// A reader that closes the pipe early is no error of ours, and must not turn a verdict into a stack trace.
process.stdout.on('error', () => {})
// Not awaited here: parts that are loaded later import from this file, and would wait for it for ever.
void main(process.argv.slice(2))
  .catch(giveUp)
  .then((code) => {
    process.exitCode = code
  })

/** What the gate does at every run is at hand; the other commands are loaded when they are asked for. */
async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const [command, ...rest] = args
  if (rest.includes('--help') || rest.includes('-h')) return say(USAGE)
  switch (command) {
    case 'check':
      return check(rest)
    case 'init':
      return (await import('./commands/init.ts')).init(rest)
    case 'explain':
      return (await import('./commands/explain.ts')).explain(rest)
    case 'calendar':
      return (await import('./commands/calendar.ts')).calendar(rest)
    case 'filing':
      return (await import('./commands/filing.ts')).filing(rest)
    case 'convert':
      return (await import('./commands/convert.ts')).convert(rest)
    case 'verify':
      return (await import('./commands/verify.ts')).verify(rest)
    case 'portfolio':
      return (await import('./commands/portfolio.ts')).portfolio(rest)
    case '--version':
      return say(`${tool.version}\n`)
    case '--help':
    case '-h':
    case 'help':
      return say(USAGE)
    default:
      throw new ConfigurationError(
        command === undefined ? 'No command is given.' : `\`${command}\` is not a command.`,
        'Use `check`, `init`, `explain`, `calendar`, `filing`, `verify`, `convert` or `portfolio`; `--help` shows how.',
      )
  }
}

function say(text: string): 0 {
  process.stdout.write(text)
  return 0
}

/** Whose fault it is decides what is said; either way the gate could not tell. */
function giveUp(error: unknown): 2 {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`ai-compliance: ${onScreen(error.message)}\n${onScreen(error.next)}\n`)
    return 2
  }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `ai-compliance: could not evaluate: ${message}\nThis is a defect of the gate; run again with \`--stack\` and report it.\n`,
  )
  if (process.argv.includes('--stack') && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return 2
}

/** A message may quote what somebody wrote, and has line breaks of its own. */
function onScreen(message: string): string {
  return message
    .split('\n')
    .map((line) => plain(line))
    .join('\n')
}

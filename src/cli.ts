#!/usr/bin/env node
import { statSync, writeFileSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { workspace } from './adapters/workspace.ts'
import { parseDate } from './core/dates.ts'
import { ConfigurationError } from './core/errors.ts'
import type { Report } from './core/report.ts'
import type { FailOn } from './core/verdict.ts'
import { exitCode } from './core/verdict.ts'
import { renderText } from './report/text.ts'
import { run } from './run.ts'
import { tool } from './tool.ts'

const USAGE = `ai-compliance ${tool.version}: which duties of the California rules on automated decisionmaking apply, and what proves them.

Usage:
  ai-compliance check [DIR] [options]   judge the manifest of a folder (default: this one)
  ai-compliance init [DIR]              write a first ai-compliance.yml to answer; never overwrites

Options of check:
  --manifest FILE       the manifest, relative to DIR           (default ai-compliance.yml)
  --as-of YYYY-MM-DD    the day to judge for                    (default today, UTC)
  --fail-on LEVEL       error, warning or never                 (default error)
  --format FORMAT       text, json or markdown                  (default text)
  --out FILE            write the report there instead of to standard output
  --stack               show a stack trace with an internal error

Exit codes: 0 the gate passes, 1 it says no, 2 it could not tell.
`

const FORMATS = ['text', 'json', 'markdown'] as const
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'never']

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

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const [command, ...rest] = args
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(USAGE)
    return 0
  }
  switch (command) {
    case 'check':
      return check(rest)
    case 'init':
      return init(rest)
    case '--version':
      process.stdout.write(`${tool.version}\n`)
      return 0
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(USAGE)
      return 0
    default:
      throw new ConfigurationError(
        command === undefined ? 'No command is given.' : `\`${command}\` is not a command.`,
        'Use `check` or `init`; `--help` shows how.',
      )
  }
}

async function check(args: readonly string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(args, {
    manifest: { type: 'string', default: 'ai-compliance.yml' },
    'as-of': { type: 'string' },
    'fail-on': { type: 'string', default: 'error' },
    format: { type: 'string', default: 'text' },
    out: { type: 'string' },
    stack: { type: 'boolean' },
  })
  const failOn = oneOf('--fail-on', String(values['fail-on']), FAIL_ON)
  const format = oneOf('--format', String(values.format), FORMATS)
  const root = existing(folder(positionals))
  const { report, text } = await run({
    files: workspace(root),
    manifest: String(values.manifest),
    asOf: dayOf(values['as-of']),
    failOn,
    shownUnder: shownUnder(root),
  })
  await deliver(await render(format, report, text, values.out === undefined), values.out)
  return exitCode(report)
}

async function init(args: readonly string[]): Promise<0 | 1 | 2> {
  const { positionals } = parse(args, {})
  const { initialize } = await import('./adapters/initialize.ts')
  const written = initialize(existing(folder(positionals)))
  process.stdout.write(
    `Wrote ${written}. Every answer in it is \`unknown\`: replace them, then run \`ai-compliance check\`.\n`,
  )
  return 0
}

/** The formats for machines and pages are loaded only when they are asked for. */
async function render(
  format: (typeof FORMATS)[number],
  report: Report,
  source: string,
  onScreen: boolean,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./report/json.ts')).renderJson(report)
    case 'markdown':
      return (await import('./report/markdown.ts')).renderMarkdown(report, Number.MAX_SAFE_INTEGER)
    case 'text': {
      const color = onScreen && process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
      return renderText(report, { color, width: Math.min(Math.max(process.stdout.columns ?? 100, 60), 120), source })
    }
  }
}

async function deliver(text: string, file: string | boolean | undefined): Promise<void> {
  if (typeof file !== 'string') {
    const failed = await new Promise<unknown>((done) => process.stdout.write(text, (error) => done(error)))
    // Who closes the pipe early has read enough; a full disk has not taken the report.
    if (failed instanceof Error && !('code' in failed && failed.code === 'EPIPE')) {
      throw new ConfigurationError(
        `The report could not be written: ${failed.message}.`,
        'Make room, or name a file with `--out`.',
      )
    }
    return
  }
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new ConfigurationError(
      `\`--out\` is \`${file}\`, which cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file in a folder that exists.',
    )
  }
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

function parse(
  args: readonly string[],
  options: Options,
): { values: { [key: string]: string | boolean | undefined }; positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    const single = Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? undefined : value])
    return { values: Object.fromEntries(single), positionals }
  } catch (error) {
    throw new ConfigurationError(optionError(error), '`--help` shows the options.')
  }
}

/** The folder that is named, or this one. Throws when there is no such folder. */
function existing(root: string): string {
  const stats = statSync(root, { throwIfNoEntry: false })
  if (stats?.isDirectory()) return root
  throw new ConfigurationError(
    `\`${root}\` is ${stats === undefined ? 'not there' : 'no folder'}.`,
    'Name the folder that holds the manifest.',
  )
}

function folder(positionals: readonly string[]): string {
  if (positionals.includes(''))
    throw new ConfigurationError('The folder is empty text.', 'Name the folder; an unset variable names none.')
  if (positionals.length > 1)
    throw new ConfigurationError(
      `One folder is expected, not ${positionals.length}: \`${positionals.join(' ')}\`.`,
      'Name one folder.',
    )
  return resolve(positionals[0] ?? '.')
}

/** The folder as the reader would write it from here; nothing when it lies elsewhere. */
function shownUnder(root: string): string {
  const path = relative(process.cwd(), root)
  return path.startsWith('..') || resolve(path) !== root ? '' : path.split(sep).join('/')
}

function dayOf(value: string | boolean | undefined): string {
  if (value === undefined) return new Date().toISOString().slice(0, 10)
  const day = parseDate(String(value))
  if (day === undefined)
    throw new ConfigurationError(
      `\`--as-of\` is \`${value}\`; a day of the calendar as YYYY-MM-DD is expected.`,
      'Write a day such as `--as-of 2026-11-23`.',
    )
  return day
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined)
    throw new ConfigurationError(
      `\`${option}\` is \`${value}\`.`,
      `Use ${choices.map((choice) => `\`${choice}\``).join(', ')}.`,
    )
  return chosen
}

/** Whose fault it is decides what is said; either way the gate could not tell. */
function giveUp(error: unknown): 2 {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`ai-compliance: ${error.message}\n${error.next}\n`)
    return 2
  }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `ai-compliance: could not evaluate: ${message}\nThis is a defect of the gate; run again with \`--stack\` and report it.\n`,
  )
  if (process.argv.includes('--stack') && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return 2
}

/** Node's words for a bad option, without its advice for programmers. */
function optionError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const [, option] = /^Unknown option '([^']+)'/.exec(message) ?? []
  return option === undefined
    ? `${message.split('\n')[0]}.`.replace(/\.\.$/, '.')
    : `\`${option}\` is no option of this command.`
}

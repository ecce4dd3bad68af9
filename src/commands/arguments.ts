import { statSync, writeFileSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { parseDate } from '../core/dates.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Base, PolicySource } from '../core/ports.ts'

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** The options and folders of a command, of an option that may be given several times each value on a line of its own; every command takes `--stack`. Throws `ConfigurationError` for bad usage. */
export function parse(
  args: readonly string[],
  options: Options,
): { values: { [key: string]: string | boolean | undefined }; positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, stack: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    })
    const single = Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value.join('\n') : value])
    return { values: Object.fromEntries(single), positionals }
  } catch (error) {
    throw new ConfigurationError(optionError(error), '`--help` shows the options.')
  }
}

/** The folder that is named, or this one. Throws when there is no such folder. */
export function existing(root: string): string {
  const stats = statSync(root, { throwIfNoEntry: false })
  if (stats?.isDirectory()) return root
  throw new ConfigurationError(
    `\`${root}\` is ${stats === undefined ? 'not there' : 'no folder'}.`,
    'Name the folder that holds the manifest.',
  )
}

/** The one folder that is named, or this one. */
export function folder(positionals: readonly string[]): string {
  if (positionals.includes(''))
    throw new ConfigurationError('The folder is empty text.', 'Name the folder; an unset variable names none.')
  if (positionals.length > 1)
    throw new ConfigurationError(
      `One folder is expected, not ${positionals.length}: \`${positionals.join(' ')}\`.`,
      'Name one folder.',
    )
  return resolve(positionals[0] ?? '.')
}

/** A day of the calendar; without one, today in UTC. */
export function dayOf(value: string | boolean | undefined): string {
  if (value === undefined) return new Date().toISOString().slice(0, 10)
  const day = parseDate(String(value))
  if (day === undefined)
    throw new ConfigurationError(
      `\`--as-of\` is \`${value}\`; a day of the calendar as YYYY-MM-DD is expected.`,
      'Write a day such as `--as-of 2026-11-23`.',
    )
  return day
}

/** The folder as the reader would write it from here; nothing when it lies elsewhere. */
export function shownUnder(root: string): string {
  const path = relative(process.cwd(), root)
  return path.startsWith('..') || resolve(path) !== root ? '' : path.split(sep).join('/')
}

/** The policy that `--policy` names, read at the tip of the base where one is compared with; nothing without it. */
export async function policyOf(
  name: string | boolean | undefined,
  base?: Base,
): Promise<{ readonly policy?: PolicySource }> {
  if (typeof name !== 'string') return {}
  return { policy: (await import('../read/policy-source.ts')).policySource(name, base) }
}

/** What the text formats are fitted to: colour only on a terminal that wants it, lines of 60 to 120 columns. */
export function screen(onScreen: boolean): { readonly color: boolean; readonly width: number } {
  const color = onScreen && process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  return { color, width: Math.min(Math.max(process.stdout.columns ?? 100, 60), 120) }
}

/** One of the choices of an option. */
export function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined)
    throw new ConfigurationError(
      `\`${option}\` is \`${value}\`.`,
      `Use ${choices.map((choice) => `\`${choice}\``).join(', ')}.`,
    )
  return chosen
}

/** Writes to the file, or to standard output when none is named. */
export async function deliver(text: string, file: string | boolean | undefined): Promise<void> {
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

/** Node's words for a bad option, without its advice for programmers. */
function optionError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const [, option] = /^Unknown option '([^']+)'/.exec(message) ?? []
  return option === undefined
    ? `${message.split('\n')[0]}.`.replace(/\.\.$/, '.')
    : `\`${option}\` is no option of this command.`
}

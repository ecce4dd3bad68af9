import { basename, dirname, join, relative, resolve } from 'node:path'
import { checkNew, type Written, writeNew } from '../adapters/initialize.ts'
import { interview } from '../adapters/interview.ts'
import { workspace } from '../adapters/workspace.ts'
import { ConfigurationError } from '../core/errors.ts'
import { readAnswers } from '../init/answers.ts'
import { MANIFEST, type Plan, plan } from '../init/plan.ts'
import type { StarterFile } from '../init/records.ts'
import { MAX_BYTES } from '../read/limits.ts'
import { ccpaAdmt } from '../regulations/index.ts'
import { tool } from '../tool.ts'
import { dayOf, deliver, existing, folder, parse } from './arguments.ts'

/**
 * `init [DIR]`: asks, or takes the answers of a file, and writes a first manifest with what it needs. Where a manifest is already, it
 * writes the templates of the records that are not declared yet, and shows what to add. Never overwrites. Throws
 * `ConfigurationError` for bad usage or answers, and where something is in the way.
 */
export async function init(args: readonly string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(args, {
    answers: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'as-of': { type: 'string' },
  })
  const root = existing(folder(positionals))
  const asOf = dayOf(values['as-of'])
  const isThere = checkNew(root, [{ path: MANIFEST, text: '' }]).kept.length > 0
  if (isThere && values.answers !== undefined)
    throw new ConfigurationError(
      `\`${MANIFEST}\` exists already in \`${root}\`, and is not overwritten by answers. Nothing was written.`,
      'Edit it, or leave `--answers` out to get the templates of the records that it does not declare yet.',
    )
  const answers = isThere
    ? await answersIn(join(root, MANIFEST), MANIFEST)
    : values.answers === undefined
      ? await interview({ regulation: ccpaAdmt, asOf })
      : await answersIn(resolve(String(values.answers)), String(values.answers))
  const made = plan(answers, ccpaAdmt, asOf, tool.version)
  const bytes = Buffer.byteLength(made.manifest.text)
  if (bytes > MAX_BYTES)
    throw new ConfigurationError(
      `The manifest would have ${bytes.toLocaleString('en')} bytes; at most ${MAX_BYTES.toLocaleString('en')} are read. Nothing was written.`,
      'Answer for fewer systems at once.',
    )
  const files = isThere ? made.files : [made.manifest, ...made.files]
  const dry = values['dry-run'] === true
  const done = dry ? checkNew(root, files) : writeNew(root, files)
  await deliver(`${dry ? preview(files, done) : listed(done)}${whatNext(made, isThere, root)}`, undefined)
  return 0
}

async function answersIn(path: string, shown: string): Promise<unknown> {
  const read = await workspace(existing(dirname(path))).read(basename(path), MAX_BYTES)
  if (!read.ok)
    throw new ConfigurationError(
      `\`${shown}\` ${read.message}.`,
      'Name a file with answers, in the shape of a manifest.',
    )
  return readAnswers(read.bytes, shown)
}

function listed({ written, kept }: Written): string {
  return [
    ...(written.length === 0 ? ['Wrote nothing.'] : ['Wrote:', ...written.map((path) => `  ${path}`)]),
    ...(kept.length === 0 ? [] : ['Was there already, and was left as it is:', ...kept.map((path) => `  ${path}`)]),
    '',
    '',
  ].join('\n')
}

function preview(files: readonly StarterFile[], { written, kept }: Written): string {
  return [
    ...files.flatMap(({ path, text, summary = text }) =>
      written.includes(path) ? [`--- would write ${path}`, summary] : [],
    ),
    ...kept.map((path) => `--- is there already, and would be left as it is: ${path}`),
    'Nothing was written.',
    '',
    '',
  ].join('\n')
}

/** The one thing to do next, in words that can be copied. */
function whatNext({ added, open, files }: Plan, isThere: boolean, root: string): string {
  const here = relative(process.cwd(), root)
  const command = `${self()} check${here === '' ? '' : ` ${here.includes(' ') ? JSON.stringify(here) : here}`}`
  const templates = files.filter(({ path }) => path.endsWith('.md')).length
  if (isThere && added === '')
    return `Every record that the answers in \`${MANIFEST}\` call for is declared.\nNext: ${command}\n`
  if (isThere) return `Add this to \`${MANIFEST}\`, beside what it says there:\n\n${added}\nNext: ${command}\n`
  return [
    open === 0 ? 'No answer is open.' : `Answers still open: ${open}.`,
    templates === 0 ? ' No record is needed so far.\n' : ` Records to be written, in the templates: ${templates}.\n`,
    'Replace OWNER and COMMIT in the workflow before it runs: the account and the commit of the gate that you use.\n',
    `Next: ${command}\n`,
  ].join('')
}

/** How this program was called, so that the next command can be called the same way. */
function self(): string {
  const script = process.argv[1] ?? 'ai-compliance'
  return basename(script) === 'ai-compliance' ? 'ai-compliance' : `node ${relative(process.cwd(), script)}`
}

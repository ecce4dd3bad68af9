import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { type AnnotationProperties, error, getInput, info, notice, setOutput, warning } from '@actions/core'
import { ConfigurationError } from '../core/errors.ts'
import type { InputName, OutputName } from '../read/inputs.ts'
import type { Annotation } from '../report/annotations.ts'
import { cap, logLine, plain, visible } from '../report/escape.ts'

/** The runner cuts a message at 4,096 characters (actions/runner, ExecutionContext). */
const messageLength = 4_000

/** Where the gate looks. */
export type Place = {
  readonly root: string
  /** The workspace: nothing above it is the repository's. */
  readonly top: string
  /** `services/loans`: the root as it is called in the repository; empty at the top. */
  readonly folder: string
  /** `checkout/`: where the repository is in the workspace; empty at the top. */
  readonly repository: string
  /** The commit that is checked out; undefined where HEAD does not name one. */
  readonly commit: string | undefined
}

export function readInput(name: InputName): string {
  return getInput(name)
}

/** The event's payload; undefined when there is none or it is not JSON. */
export async function readEvent(path: string | undefined): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path ?? '', 'utf8'))
  } catch {
    return undefined
  }
}

/** Finds the working directory; it must be a folder of the workspace, symbolic links followed. */
export async function locate(workspace: string | undefined, directory: string): Promise<Place> {
  const top = await realpath(workspace || '.')
  const named = `\`working-directory\` is \`${directory}\``
  const root = await realpath(resolve(top, directory)).catch(() => {
    throw new ConfigurationError(
      `${named}, which is not there.`,
      'Name a folder of the checkout, and check out before the gate runs.',
    )
  })
  if (!isWithin(top, root))
    throw new ConfigurationError(`${named}, which is outside the workspace.`, 'Name a folder of the checkout.')
  if (!(await stat(root)).isDirectory())
    throw new ConfigurationError(`${named}, which is not a folder.`, 'Name a folder of the checkout.')
  const repository = await checkout(top, root)
  const above = below(top, repository)
  return {
    root,
    top,
    folder: below(repository, root),
    repository: above === '' ? '' : `${above}/`,
    commit: await detachedHead(repository),
  }
}

/** Prints lines of ours and of the repository, none of which the runner takes for a command. */
export function log(text: string): void {
  for (const line of text.split(/\r\n?|\n/)) info(logLine(visible(line)))
}

/**
 * Annotates the workflow run; paths start at the workspace. GitHub keeps 10 of each level a step: one error is left for the
 * verdict, five notices for the surfaces.
 */
export function annotateRun(annotations: readonly Annotation[]): void {
  const levels = [
    { level: 'failure', most: 9, say: error, words: 'errors' },
    { level: 'warning', most: 10, say: warning, words: 'warnings' },
    { level: 'notice', most: 5, say: notice, words: 'notes' },
  ] as const
  for (const { level, most, say, words } of levels) {
    const all = annotations.filter((annotation) => annotation.level === level)
    const shown = all.length > most ? all.slice(0, most - 1) : all
    for (const annotation of shown) say(cap(annotation.message, messageLength), properties(annotation))
    if (shown.length < all.length)
      say(`${all.length - shown.length} more ${words} are in the job summary and in \`report.json\`.`)
  }
}

/** Says in a notice what could not be written; nothing that fails here changes the verdict. */
export async function attempt<T>(what: string, publish: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await publish()
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    annotateNotice(`${what} could not be written: ${reason}. The verdict stands.`)
    return undefined
  }
}

export async function writeSummary(path: string | undefined, markdown: string): Promise<void> {
  if (!path) throw new Error('the runner names no file for it')
  await appendFile(path, markdown)
}

/** Writes a file of the report and returns its path. A link that the checkout placed there is replaced, never followed. */
export async function writeReport(directory: string, name: string, content: string): Promise<string> {
  const path = join(directory, name)
  const draft = join(directory, `.${name}.${randomUUID()}`)
  await mkdir(directory, { recursive: true })
  await writeFile(draft, content, { flag: 'wx' })
  await rename(draft, path)
  return path
}

export function writeOutput(name: OutputName, value: string | number): void {
  setOutput(name, value)
}

/** The line that ends a run whose exit code is not 0. */
export function annotateEnd(text: string): void {
  error(plain(text, messageLength), { title: 'AI compliance' })
}

export function annotateNotice(text: string): void {
  notice(plain(text, messageLength), { title: 'AI compliance' })
}

function properties({ file, region, title }: Annotation): AnnotationProperties {
  if (region === undefined) return { title, file, startLine: 1 }
  const { startLine, endLine, startColumn, endColumn } = region
  return { title, file, startLine, endLine, ...(startLine === endLine ? { startColumn, endColumn } : {}) }
}

/** The folder with `.git` at or above the root, within the workspace; the workspace when there is none. */
async function checkout(top: string, root: string): Promise<string> {
  for (let folder = root; isWithin(top, folder); folder = resolve(folder, '..')) {
    const found = await stat(join(folder, '.git')).then(
      () => true,
      () => false,
    )
    if (found || folder === top) return folder
  }
  return top
}

async function detachedHead(repository: string): Promise<string | undefined> {
  const head = await readFile(join(repository, '.git', 'HEAD'), 'utf8').catch(() => '')
  return /^[0-9a-f]{40,64}$/.test(head.trim()) ? head.trim() : undefined
}

function isWithin(top: string, path: string): boolean {
  return path === top || path.startsWith(top.endsWith(sep) ? top : top + sep)
}

function below(top: string, path: string): string {
  return relative(top, path).split(sep).join('/')
}

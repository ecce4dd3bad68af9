import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { at, object } from './openapi.ts'

/** A step `uses: ai-compliance-gate` as the workflow states it, and what stands around it. */
export type Step = {
  readonly with?: { readonly [input: string]: string }
  /** The folder of the step's `action.yml` in this repository; its root unless it is said. */
  readonly action?: string
  readonly event?: string
  readonly payload?: unknown
  /** Files of the checkout, or the folder that is copied there. */
  readonly files?: { readonly [path: string]: string } | string
  /** More variables, or `undefined` for one that the runner would set. */
  readonly env?: { readonly [name: string]: string | undefined }
  readonly apiUrl?: string
  /** Does something to the workspace before the step runs. */
  readonly prepare?: (workspace: string) => void
  /** Looks at the workspace before it is thrown away. */
  readonly after?: (temp: string) => void
}

export type Ran = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly commands: readonly Command[]
  /** What stays of the output once the commands are taken out. */
  readonly log: readonly string[]
  readonly summary: string
  readonly outputs: { readonly [name: string]: string }
  /** The files under the output directory, by name. */
  readonly reports: { readonly [name: string]: string }
}

export type Command = {
  readonly name: string
  readonly properties: { readonly [name: string]: string }
  readonly message: string
}

/** Where the runner would have downloaded the Action to: the committed files and nothing else, no `node_modules` above them. */
let installed: string | undefined
function install(): string {
  if (installed !== undefined && existsSync(installed)) return installed
  const folder = join(mkdtempSync(join(realpathSync(tmpdir()), 'action-')), '_actions')
  for (const path of ['action.yml', 'package.json', 'dist']) cpSync(path, join(folder, path), { recursive: true })
  process.on('exit', () => rmSync(dirname(folder), { recursive: true, force: true }))
  installed = folder
  return folder
}

/** Runs the committed Action as the runner does: its own process, inputs and context as variables, files for output and summary. */
export async function runAction(step: Step): Promise<Ran> {
  const definition = join(step.action ?? '.', 'action.yml')
  const action = dirname(join(install(), definition))
  if (step.action !== undefined) cpSync(definition, join(action, 'action.yml'))
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'job-'))
  const path = (...names: readonly string[]): string => join(home, ...names)
  const workspace = path('work', 'Hello-World')
  for (const folder of [workspace, path('temp'), path('commands')]) mkdirSync(folder, { recursive: true })
  for (const file of ['output', 'summary', 'env', 'path', 'state']) writeFileSync(path('commands', file), '')
  if (typeof step.files === 'string') cpSync(step.files, workspace, { recursive: true })
  else for (const [name, content] of Object.entries(step.files ?? {})) place(join(workspace, name), content)
  step.prepare?.(workspace)
  writeFileSync(
    path('event.json'),
    typeof step.payload === 'string' ? step.payload : JSON.stringify(step.payload ?? {}),
  )

  const main = join(action, String(at(parse(readFileSync(definition, 'utf8')), 'runs', 'main')))
  const { code, stdout, stderr } = await start(main, workspace, {
    // No store of artifacts answers there, unless the test starts one.
    ...inputVariables(definition, { 'upload-artifact': 'false', ...step.with }),
    // Windows starts no process without them.
    ...pick(process.env, ['SystemRoot', 'TEMP', 'TMP']),
    PATH: process.env.PATH,
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: step.event ?? 'push',
    GITHUB_EVENT_PATH: path('event.json'),
    GITHUB_REPOSITORY: 'Codertocat/Hello-World',
    GITHUB_SHA: '9d3f1c0b7a6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'gate',
    GITHUB_ACTOR: 'Codertocat',
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: action,
    // Nothing answers there: a step that names no server may not reach one.
    GITHUB_API_URL: step.apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_GRAPHQL_URL: `${step.apiUrl ?? 'http://127.0.0.1:9'}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_OUTPUT: path('commands', 'output'),
    GITHUB_STEP_SUMMARY: path('commands', 'summary'),
    GITHUB_ENV: path('commands', 'env'),
    GITHUB_PATH: path('commands', 'path'),
    GITHUB_STATE: path('commands', 'state'),
    GITHUB_RETENTION_DAYS: '90',
    RUNNER_TEMP: path('temp'),
    RUNNER_OS: 'Linux',
    ...step.env,
  })
  const { commands, log } = readOutput(`${stdout}\n${stderr}`)
  const outputs = readOutputs(readFileSync(path('commands', 'output'), 'utf8'))
  const folder = outputs['report-json'] ? dirname(outputs['report-json']) : path('temp', 'ai-compliance-report')
  const ran = {
    code,
    stdout,
    stderr,
    commands,
    log,
    outputs,
    summary: readFileSync(path('commands', 'summary'), 'utf8'),
    reports: existsSync(folder)
      ? Object.fromEntries(
          readdirSync(folder, { withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]),
        )
      : {},
  }
  // The Action sets no variable and no path of later steps, keeps no state, and nothing of it stays behind.
  for (const file of ['env', 'path', 'state']) expect(readFileSync(path('commands', file), 'utf8')).toBe('')
  step.after?.(path('temp'))
  rmSync(home, { recursive: true, force: true })
  expectRunnerLimits(ran)
  return ran
}

/** The messages of one command. */
export function messages({ commands }: Ran, name: string): readonly string[] {
  return commands.filter((command) => command.name === name).map(({ message }) => message)
}

/** The notices of the Action about itself, those on the manifest's lines left out. */
export function ownNotices({ commands }: Ran): readonly string[] {
  return commands.flatMap(({ name, properties, message }) =>
    name === 'notice' && properties.file === undefined ? [message] : [],
  )
}

export function reportOf(ran: Ran): { readonly [key: string]: unknown } {
  return object(JSON.parse(ran.reports['report.json'] ?? '{}'))
}

/** What the runner and GitHub would cut or drop, and commands that the Action has no business with. */
function expectRunnerLimits(ran: Ran): void {
  for (const level of ['error', 'warning', 'notice']) expect(messages(ran, level).length).toBeLessThanOrEqual(10)
  for (const { message } of ran.commands) expect(message.length).toBeLessThanOrEqual(4096)
  expect(ran.commands.filter(({ name }) => !/^(error|warning|notice|debug)$/.test(name))).toEqual([])
  expect(Buffer.byteLength(ran.summary)).toBeLessThanOrEqual(1_048_576)
}

/** The runner names an input's variable in upper case and keeps its hyphens; defaults come from `action.yml`. */
function inputVariables(
  definition: string,
  given: { readonly [input: string]: string },
): { readonly [name: string]: string } {
  const declared = object(at(parse(readFileSync(definition, 'utf8')), 'inputs'))
  const defaults = Object.entries(declared).map(([name, input]) => [name, String(at(input, 'default') ?? '')] as const)
  const values = { ...Object.fromEntries(defaults), ...given }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value.replace(/^\$\{\{ github\.token \}\}$/, 'ghs_loopback'),
    ]),
  )
}

function start(
  main: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** actions/runner, ActionCommandManager.cs: every command that the runner acts on. */
const REGISTERED =
  /^(add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|internal-set-repo-path|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)$/i

/** Output as the runner reads it (actions/runner, ActionCommand.cs): `::name key=value::data`, or the older `##[name key=value]data` anywhere. */
function readOutput(text: string): { readonly commands: readonly Command[]; readonly log: readonly string[] } {
  const commands: Command[] = []
  const log: string[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const command = newCommand(line) ?? oldCommand(line)
    if (command === undefined) log.push(line)
    else commands.push(command)
  }
  return { commands, log }
}

function newCommand(line: string): Command | undefined {
  // .NET trims U+0085 as white space, which `\s` does not hold.
  const found = /^[\s\u0085]*::(.*?)::(.*)$/su.exec(line)
  return found === null ? undefined : commandOf(found[1] ?? '', ',', found[2] ?? '')
}

function oldCommand(line: string): Command | undefined {
  const found = /##\[(.*?)\](.*)$/su.exec(line)
  return found === null ? undefined : commandOf(found[1] ?? '', ';', found[2] ?? '')
}

function commandOf(head: string, separator: string, data: string): Command | undefined {
  const space = head.indexOf(' ')
  const name = space < 0 ? head : head.slice(0, space)
  if (!REGISTERED.test(name)) return undefined
  const pairs =
    space < 0
      ? []
      : head
          .slice(space + 1)
          .trim()
          .split(separator)
  const properties = pairs.flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals < 0 ? [] : [[pair.slice(0, equals), decode(pair.slice(equals + 1))] as const]
  })
  return { name: name.toLowerCase(), properties: Object.fromEntries(properties), message: decode(data) }
}

function decode(text: string): string {
  const marks: { readonly [mark: string]: string } = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return text.replace(/%(0D|0A|3A|2C|25)/g, (mark) => marks[mark] ?? mark)
}

/** Output files hold `name<<delimiter`, the value and the delimiter again. */
function readOutputs(text: string): { readonly [name: string]: string } {
  const found = text.matchAll(/^(?<name>[^\n<]+)<<(?<delimiter>\S+)\r?\n(?<value>.*?)\r?\n\k<delimiter>\r?$/gms)
  return Object.fromEntries([...found].map(({ groups }) => [groups?.name ?? '', groups?.value ?? '']))
}

function place(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(names.map((name) => [name, env[name]]))
}

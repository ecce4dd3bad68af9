import { spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { dirname } from 'node:path'

/** What git printed, or why it did not. */
export type Ran =
  | { readonly ok: true; readonly chunks: readonly Uint8Array[] }
  | { readonly ok: false; readonly message: string; readonly next: string; readonly silent: boolean }

/** Seconds for one run; the history of a large repository takes a few. */
const SECONDS = 60
/** Bytes of one run: half a million commits, or a quarter of a million changed files. */
const MAX_OUTPUT = 32_000_000

/**
 * Settings that keep git from running anything that the repository's own configuration names, and from the network
 * (git-config(1)). Global and system configuration stay in force, for `safe.directory` and `core.autocrlf` stand there.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.pager=cat',
  'core.askPass=',
  'core.sshCommand=false',
  'credential.helper=',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
]

/**
 * Runs one command of git in a folder: no shell, no terminal, no hook, no network, and nothing is written. Never throws; a
 * failure says what is the matter with the history, as a predicate, and what to do about it.
 */
export function runGit(
  root: string,
  args: readonly string[],
  { input = '', settings = [] }: { readonly input?: string; readonly settings?: readonly string[] } = {},
): Promise<Ran> {
  const config = [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting])
  return new Promise((done) => {
    // It starts beside Node and not in the repository, where Windows would look for a `git.exe` first.
    const child = spawn('git', ['--no-pager', '--literal-pathspecs', ...config, '-C', root, ...args], {
      cwd: dirname(process.execPath),
      env: environment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let late = false
    // Node's own `timeout` goes on when there is no git to start, and would keep this process for as long.
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, SECONDS * 1000)
    const chunks: Uint8Array[] = []
    let bytes = 0
    let said = ''
    let lost: NodeJS.ErrnoException | undefined
    child.on('error', (error) => {
      lost = error
    })
    // A program that ends before it has read everything is judged by how it ends.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.stdout.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length
      if (bytes <= MAX_OUTPUT) chunks.push(chunk)
      else child.kill('SIGKILL')
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 4_000) said += text
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (lost !== undefined) done(refuse(...notStarted(lost)))
      else if (bytes > MAX_OUTPUT) done(refuse('has more changes than are read', 'narrow the globs under `code:`'))
      else if (late) done(refuse(`could not be read within ${SECONDS} seconds`, 'narrow the globs under `code:`'))
      else if (code === 0) done({ ok: true, chunks })
      else done(refuse(...reasonOf(said), said.trim() === ''))
    })
  })
}

/** Where the user's own configuration stands, and what it holds: a container's `safe.directory` may be given like this. */
const CONFIGURATION = /^GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$/

/** None of the variables by which git is led elsewhere, made to write or to run something (git(1)); those that hold it back. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => CONFIGURATION.test(name) || !/^(GIT_|SSH_ASKPASS|LC_|LANG)/i.test(name),
  )
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
  }
}

function notStarted({ code, message }: NodeJS.ErrnoException): [string, string] {
  return code === 'ENOENT'
    ? ['cannot be read: git is not installed here', 'install git where the gate runs']
    : [`cannot be read: git does not start (${code ?? message})`, 'see that git can be run where the gate runs']
}

/** What git's words mean for who reads the report. */
function reasonOf(said: string): [string, string] {
  if (/dubious ownership/.test(said))
    return [
      'cannot be read: git finds dubious ownership, since the folder belongs to another user',
      'add the folder to `safe.directory` with `git config --global`',
    ]
  if (/not a git repository/.test(said))
    return [
      'is not there: this is no git repository',
      'check out with git, and with `fetch-depth: 0` in actions/checkout',
    ]
  if (/bareRepository|must be run in a work tree/.test(said))
    return ['cannot be read: this is a bare repository', 'run the gate in a checkout']
  if (
    /promisor|missing (blob|tree|commit)|unable to (read|find)|bad object|not our ref|lazy fetch|Could not read|could not fetch/i.test(
      said,
    )
  )
    return ['is partial: objects that have to be compared are not on this machine', 'fetch without `--filter`']
  if (/ambiguous argument 'HEAD|unknown revision|bad revision 'HEAD/.test(said))
    return ['has no commit yet', 'commit the manifest and the code']
  const [line = 'git gave no reason'] = said.trim().split('\n')
  return [`cannot be read: ${line.slice(0, 200)}`, 'see that `git log` works in this folder']
}

function refuse(message: string, next: string, silent = false): Ran {
  return { ok: false, message, next, silent }
}

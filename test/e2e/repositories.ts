import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseManifest } from '../../src/read/manifest.ts'
import { declaredFiles, MANIFEST } from '../scenarios/gate.ts'
import { type Changes, edited, type Json, lender } from '../scenarios/lender.ts'
import { recordText } from '../scenarios/records.ts'
import { git, gitOn, ownGit } from './git.ts'
import type { Finding as Told } from './opened.ts'

const CLI = resolve('dist/cli.js')
const HOME = realpathSync(mkdtempSync(join(tmpdir(), 'histories-')))
process.on('exit', () => rmSync(HOME, { recursive: true, force: true }))

/** The day on which the lender's records were reviewed here, and the one that is judged for. */
export const REVIEWED = '2026-09-01'
export const AS_OF = '2026-10-01'

export { git } from './git.ts'
export type Contents = { readonly [path: string]: string | undefined }
export type Repository = ReturnType<typeof repository>

/** A real repository with nothing in it yet, in a folder of its own. */
export function repository(name = 'advance') {
  const folder = join(mkdtempSync(join(HOME, 'r-')), name)
  mkdirSync(folder)
  git(folder, 'init', '--quiet', '--initial-branch=main')
  return {
    folder,
    git: (...args: readonly string[]) => git(folder, ...args),
    write: (contents: Contents) => write(folder, contents),
    /** Commits these contents, with noon of that day in UTC as the committer's and the author's date. */
    commit: (day: string, contents: Contents = {}) => {
      write(folder, contents)
      git(folder, 'add', '--all')
      return gitOn(folder, day, 'commit', '--quiet', '--allow-empty', '--message', `Of ${day}`)
    },
    on: (day: string, ...args: readonly string[]) => gitOn(folder, day, ...args),
  }
}

/** The lender's manifest with his code followed and every record reviewed on one day, and the records themselves. */
export function lending(changes: Changes = {}): Contents {
  const manifest = manifestOf(changes)
  return {
    [MANIFEST]: manifest,
    'services/advance/decide.py': 'LIMIT = 40_000\n',
    'services/advance/limits.py': 'FLOOR = 500\n',
    ...Object.fromEntries(
      declaredFiles(parseManifest(JSON.parse(manifest))).map(({ kind, path }) => [path, recordText(kind, path)]),
    ),
  }
}

export function manifestOf(changes: Changes = {}): string {
  const dated = JSON.stringify(lender({ 'systems.0.code': ['services/advance/**'] })).replaceAll(
    '"reviewed-on":"2027-01-11"',
    `"reviewed-on":"${REVIEWED}"`,
  )
  const document: Json = JSON.parse(dated)
  return `${JSON.stringify(edited(document, changes), null, 2)}\n`
}

export type Said = {
  readonly status: number | null
  readonly stderr: string
  /** What `record/follows-changes` says of the risk assessment. */
  readonly assessment: string
  readonly findings: readonly Finding[]
  /** What was compared, and why it was not where it was not. */
  readonly comparison?: unknown
  readonly uncompared?: string
}
type Finding = Told & {
  readonly next?: string
}

type Shown = {
  readonly findings: readonly Finding[]
  readonly stages: readonly { readonly name: string; readonly because?: string }[]
  readonly comparison?: unknown
}

/** What the committed command line says of a folder, as JSON. */
export function check(folder: string, args: readonly string[] = ['--as-of', AS_OF], env: NodeJS.ProcessEnv = {}): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', folder, '--format', 'json', ...args], {
    encoding: 'utf8',
    env: { ...own(), ...env },
  })
  const report: Shown = stdout === '' ? { findings: [], stages: [] } : JSON.parse(stdout)
  const found = report.findings.find(
    ({ rule, subject }) => rule === 'record/follows-changes' && subject === 'advance/risk-assessment',
  )
  const assessment = found === undefined ? 'nothing' : `${found.outcome} ${found.level}: ${found.message}`
  const uncompared = report.stages.find(({ name }) => name === 'compare')?.because
  return {
    status,
    stderr,
    assessment,
    findings: report.findings,
    comparison: report.comparison,
    ...(uncompared === undefined ? {} : { uncompared }),
  }
}

/** The same as text, for what people read. */
export function checkText(folder: string): string {
  const args = [CLI, 'check', folder, '--as-of', AS_OF]
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: own() }).stdout.replaceAll(/\s+/g, ' ')
}

/** A folder that is no repository, below everything else that is made here. */
export function elsewhere(): string {
  return mkdtempSync(join(HOME, 'e-'))
}

export function write(folder: string, contents: Contents): void {
  for (const [path, content] of Object.entries(contents)) {
    const full = join(folder, path)
    mkdirSync(dirname(full), { recursive: true })
    if (content === undefined) rmSync(full)
    else writeFileSync(full, content)
  }
}

function own(): NodeJS.ProcessEnv {
  return { ...ownGit(), HOME }
}

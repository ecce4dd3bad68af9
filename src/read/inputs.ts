import { parseDate } from '../core/dates.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { FailOn } from '../core/verdict.ts'
import { manifestLines } from './manifest-lines.ts'

/** The Action's inputs as `action.yml` declares them; a contract test holds the two together. */
export const inputs = {
  manifest: { default: 'ai-compliance.yml' },
  'working-directory': { default: '.' },
  policy: { default: '' },
  'policy-token': { default: '' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner evaluates.
  'github-token': { default: '${{ github.token }}' },
  'org-token': { default: '' },
  'fail-on': { default: 'error' },
  'check-run': { default: 'true' },
  comment: { default: 'never' },
  'upload-artifact': { default: 'true' },
  'retention-days': { default: '' },
  'output-dir': { default: '' },
  'as-of': { default: '' },
} as const

/** The Action's outputs as `action.yml` declares them. */
export const outputs = [
  'verdict',
  'errors',
  'warnings',
  'open-questions',
  'report-json',
  'report-html',
  'sarif',
  'bundle',
  'bundle-sha256',
  'artifact-url',
  'check-run-url',
] as const

export type InputName = keyof typeof inputs
export type OutputName = (typeof outputs)[number]

/** When the pull request gets a comment. */
export type CommentOn = 'never' | 'on-failure' | 'always'

export type Inputs = {
  /** Paths and globs; one path that is no glob is one manifest. */
  readonly manifest: readonly string[]
  readonly workingDirectory: string
  /** Undefined when the workflow passes none. */
  readonly githubToken: string | undefined
  /** A path, or `owner/repo/path@ref`; undefined when no policy is named. */
  readonly policy: string | undefined
  /** For a policy in another private repository. */
  readonly policyToken: string | undefined
  /** A token that can see the members of the organization's teams. */
  readonly orgToken: string | undefined
  readonly failOn: FailOn
  readonly checkRun: boolean
  readonly comment: CommentOn
  /** Whether the evidence is uploaded as an artifact of the run. */
  readonly uploadArtifact: boolean
  /** Undefined means as long as the repository keeps artifacts. */
  readonly retentionDays: number | undefined
  /** Undefined means the folder under the runner's temporary directory. */
  readonly outputDir: string | undefined
  /** Undefined means today, UTC. */
  readonly asOf: string | undefined
}

/** The inputs, each read by its one parser. An empty value is the default; a bad one throws a `ConfigurationError`. */
export function readInputs(given: (name: InputName) => string): Inputs {
  const text = (name: InputName): string => given(name).trim() || inputs[name].default
  const optional = <T>(name: InputName, parse: (name: InputName, text: string) => T): T | undefined => {
    const value = given(name).trim()
    return value === '' ? undefined : parse(name, value)
  }
  return {
    manifest: manifestLines(text('manifest')),
    workingDirectory: parseLine('working-directory', text('working-directory')),
    githubToken: optional('github-token', parseLine),
    policy: optional('policy', parseLine),
    policyToken: optional('policy-token', parseLine),
    orgToken: optional('org-token', parseLine),
    failOn: parseFailOn('fail-on', text('fail-on')),
    checkRun: parseBoolean('check-run', text('check-run')),
    comment: parseComment('comment', text('comment')),
    uploadArtifact: parseBoolean('upload-artifact', text('upload-artifact')),
    retentionDays: optional('retention-days', parseDays),
    outputDir: optional('output-dir', parseLine),
    asOf: optional('as-of', parseDay),
  }
}

function parseLine(name: InputName, text: string): string {
  const lines = text.split(/\r\n?|\n/).length
  if (lines === 1) return text
  throw new ConfigurationError(`\`${name}\` has ${lines} lines; it takes one.`, `Give \`${name}\` on a single line.`)
}

function parseFailOn(name: InputName, text: string): FailOn {
  if (text === 'error' || text === 'warning' || text === 'never') return text
  throw new ConfigurationError(`\`${name}\` is \`${text}\`; use \`error\`, \`warning\` or \`never\`.`, inWorkflow(name))
}

/** When the pull request gets a comment. Throws `ConfigurationError` for another word. */
export function parseComment(name: InputName, text: string): CommentOn {
  if (text === 'never' || text === 'on-failure' || text === 'always') return text
  throw new ConfigurationError(
    `\`${name}\` is \`${text}\`; use \`never\`, \`on-failure\` or \`always\`.`,
    inWorkflow(name),
  )
}

function parseBoolean(name: InputName, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new ConfigurationError(`\`${name}\` is \`${text}\`; use \`true\` or \`false\`.`, inWorkflow(name))
}

/** GitHub: artifacts are kept from one day to 400. */
function parseDays(name: InputName, text: string): number {
  const days = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined
  if (days !== undefined && days <= 400) return days
  throw new ConfigurationError(`\`${name}\` is \`${text}\`; use a number of days from 1 to 400.`, inWorkflow(name))
}

function parseDay(name: InputName, text: string): string {
  const day = parseDate(text)
  if (day !== undefined) return day
  const wanted = 'use a day of the calendar written `YYYY-MM-DD`, or leave it out for today'
  throw new ConfigurationError(`\`${name}\` is \`${text}\`; ${wanted}.`, inWorkflow(name))
}

function inWorkflow(name: InputName): string {
  return `Change \`${name}:\` in the workflow's \`with:\`.`
}

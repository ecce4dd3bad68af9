import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { workspace } from '../adapters/workspace.ts'
import { collectManifest } from '../collect/manifest.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { PolicySource } from '../core/ports.ts'
import { nearest } from '../read/suggest.ts'
import { ccpaAdmt } from '../regulations/index.ts'
import { plain } from '../report/escape.ts'
import { answersIn } from '../report/explain/answers.ts'
import { catalogOf, type Entry, explainList, type Named } from '../report/explain/catalog.ts'
import type { Explanation } from '../report/explain/explanation.ts'
import { explainSubject } from '../report/explain/system.ts'
import { renderExplanation } from '../report/explain/text.ts'
import examples from '../rules/examples.json' with { type: 'json' }
import { rules } from '../rules/index.ts'
import { run } from '../run.ts'
import { dayOf, deliver, existing, folder, oneOf, parse, policyOf, screen, shownUnder } from './arguments.ts'

const FORMATS = ['text', 'json', 'markdown'] as const

/** Where to look: the folder, the manifest and the policy in it, and the day to judge for. */
type Place = {
  readonly root: string
  readonly manifest: string
  readonly asOf: string
  readonly policy?: PolicySource
}

/**
 * `explain [ID] [DIR]`: how the gate got to the duties of a system, or what a rule, an obligation or a record asks. Without an id, what
 * can be explained. Judges nothing: 0 when it was explained. Throws `ConfigurationError` when it could not be.
 */
export async function explain(args: readonly string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(args, {
    manifest: { type: 'string', default: 'ai-compliance.yml' },
    policy: { type: 'string' },
    'as-of': { type: 'string' },
    format: { type: 'string', default: 'text' },
    out: { type: 'string' },
  })
  const format = oneOf('--format', String(values.format), FORMATS)
  const [id, ...folders] = positionals
  if (id === '')
    throw new ConfigurationError(
      'The id is empty text.',
      'Name what is to be explained; an unset variable names nothing.',
    )
  const place = {
    root: existing(folder(folders)),
    manifest: String(values.manifest),
    asOf: dayOf(values['as-of']),
    ...(await policyOf(values.policy)),
  }
  const found = await find(id, folders.length > 0, place)
  await deliver(await render(format, found, values.out === undefined), values.out)
  return 0
}

async function find(id: string | undefined, folderNamed: boolean, place: Place): Promise<Explanation> {
  const catalog = catalogOf({ rules, examples, regulation: ccpaAdmt })
  const named = await namesIn(place)
  if (id === undefined) return explainList(catalog, named)
  const found = namedBy(id, catalog, named)
  const [only] = found
  if (only === undefined) {
    const root = resolve(id)
    if (!folderNamed && statSync(root, { throwIfNoEntry: false })?.isDirectory())
      return explainList(catalog, await namesIn({ ...place, root }))
    throw unknownId(id, catalog, named)
  }
  if (found.length > 1) throw ambiguous(id, found)
  return 'explain' in only ? only.explain() : explainDeclared(only.id, place, named)
}

type Candidate = Entry | Named['subjects'][number]

/** What goes by this id, or by `kind:id`. */
function namedBy(id: string, catalog: readonly Entry[], named: Named): readonly Candidate[] {
  const all: readonly Candidate[] = [...named.subjects, ...catalog]
  // Of systems that share an id the reader calls the second `id#2`.
  return all.filter(
    (each) =>
      each.id === id ||
      `${each.kind}:${each.id}` === id ||
      (each.kind === 'system' && each.id.startsWith(`${id}#`) && /^#\d+$/.test(each.id.slice(id.length))),
  )
}

/** The organization and the systems of the folder's manifest; no mistake in it keeps a rule from being explained. */
async function namesIn({ root, manifest: path }: Place): Promise<Named> {
  const under = shownUnder(root)
  const shown = under === '' ? path : `${under}/${path}`
  try {
    const { manifest, problems } = await collectManifest(workspace(root), path)
    if (manifest === undefined) {
      const [problem] = problems
      const at = problem?.region === undefined ? '' : `:${problem.region.startLine}:${problem.region.startColumn}`
      return {
        manifest: shown,
        subjects: [],
        trouble: plain(`\`${shown}${at}\` cannot be read: the text ${problem?.message ?? 'is no manifest'}.`),
      }
    }
    return {
      manifest: shown,
      subjects: [
        { kind: 'organization', id: 'organization', title: manifest.organization.name.value ?? 'The organization' },
        ...manifest.systems.map((system) => ({
          kind: 'system' as const,
          id: system.id,
          title: system.name.value ?? system.id,
        })),
      ],
    }
  } catch (error) {
    if (error instanceof ConfigurationError) return { manifest: shown, subjects: [], trouble: plain(error.message) }
    throw error
  }
}

async function explainDeclared(
  id: string,
  { root, manifest, asOf, policy }: Place,
  named: Named,
): Promise<Explanation> {
  const { report, facts, place } = await run({
    files: workspace(root),
    manifest,
    asOf,
    failOn: 'error',
    shownUnder: shownUnder(root),
    ...(policy === undefined ? {} : { policy }),
  })
  const answer = answersIn({ written: facts.written, file: report.manifest, region: place.region })
  const found = explainSubject(id, { report, facts, answer, file: place.file })
  if (found === undefined) throw unknownId(id, [], named)
  return found
}

async function render(format: (typeof FORMATS)[number], found: Explanation, onScreen: boolean): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).printJson(found)
    case 'markdown':
      return (await import('../report/explain/markdown.ts')).explanationMarkdown(found)
    case 'text':
      return renderExplanation(found, screen(onScreen))
  }
}

function unknownId(id: string, catalog: readonly Entry[], named: Named): ConfigurationError {
  const close = nearest(
    id,
    [...named.subjects, ...catalog].map((each) => each.id),
  )
  const trouble = named.trouble === undefined ? '' : ` Systems are not known: ${named.trouble}`
  return new ConfigurationError(
    `\`${plain(id, 200)}\` is no system, rule, obligation, record or term.${trouble}`,
    close === undefined
      ? '`ai-compliance explain` lists what can be explained.'
      : `Did you mean \`${plain(close, 200)}\`? \`ai-compliance explain\` lists what can be explained.`,
  )
}

function ambiguous(id: string, found: readonly Candidate[]): ConfigurationError {
  const things = found.map(({ kind }) =>
    kind === 'organization' ? 'the organization' : `${/^[aeo]/.test(kind) ? 'an' : 'a'} ${kind}`,
  )
  const names = found.map((each) => `\`${plain(`${each.kind}:${each.id}`, 200)}\``)
  return new ConfigurationError(
    `\`${plain(id, 200)}\` names ${found.length} things: ${things.join(' and ')}.`,
    `Write ${names.join(' or ')}.`,
  )
}

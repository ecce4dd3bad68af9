import type { Evidence } from '../adapters/evidence.ts'
import { workspace } from '../adapters/workspace.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Base, Files } from '../core/ports.ts'
import type { FailOn } from '../core/verdict.ts'
import { exitCode } from '../core/verdict.ts'
import { manifestLines, onlyPath } from '../read/manifest-lines.ts'
import type { Surfaces } from '../report/surfaces.ts'
import { renderText } from '../report/text.ts'
import { type Ran, type RunOptions, run } from '../run.ts'
import { dayOf, deliver, existing, folder, oneOf, parse, policyOf, screen, shownUnder } from './arguments.ts'

const FORMATS = ['text', 'json', 'markdown', 'sarif', 'html', 'oscal', 'cyclonedx'] as const
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'never']

/** `check [DIR]`: the whole gate on a folder, and its exit code. Throws `ConfigurationError` for bad usage and for a manifest that cannot be read. */
export async function check(args: readonly string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(args, {
    manifest: { type: 'string', multiple: true, default: ['ai-compliance.yml'] },
    base: { type: 'string' },
    policy: { type: 'string' },
    'as-of': { type: 'string' },
    'fail-on': { type: 'string', default: 'error' },
    format: { type: 'string', default: 'text' },
    out: { type: 'string' },
    bundle: { type: 'string' },
  })
  const failOn = oneOf('--fail-on', String(values['fail-on']), FAIL_ON)
  const format = oneOf('--format', String(values.format), FORMATS)
  const root = existing(folder(positionals))
  const base = typeof values.base === 'string' ? await baseOf(root, values.base) : {}
  const lines = manifestLines(String(values.manifest))
  const manifest = onlyPath(lines)
  const read = { files: workspace(root), ...base, ...(await policyOf(values.policy, base.base)) }
  const bundle = typeof values.bundle === 'string' ? await bundled(values.bundle, manifest, read) : undefined
  const sources = bundle?.sources ?? read
  const { files, digests } = await digested(format, sources.files)
  const options: Omit<RunOptions, 'manifest'> = {
    checkout: async () => (await import('../adapters/checkout.ts')).checkout(root, { gitDir: process.env.GIT_DIR })(),
    history: async () => (await import('../adapters/git.ts')).gitHistory(root, base.base?.commit),
    asOf: dayOf(values['as-of']),
    failOn,
    shownUnder: shownUnder(root),
    ...sources,
    files,
  }
  if (manifest === undefined) {
    const shown = await (await import('../several.ts')).judgeEach(lines, options)
    await deliver(renderSeveral(format, shown, values.out === undefined), values.out)
    return shown.exit
  }
  const ran = await run({ ...options, manifest }).catch((error: unknown) => {
    bundle?.discard()
    throw error
  })
  await bundle?.finish(ran)
  const { report } = ran
  await deliver(await render(format, ran, digests, values.out === undefined), values.out)
  return exitCode(report)
}

/** What is compared with; loaded when it is asked for, as starting another program takes its time. */
async function baseOf(root: string, name: string): Promise<{ readonly base?: Base }> {
  const { baseNamed, gitBase } = await import('../adapters/git-base.ts')
  return { base: await gitBase(root, await baseNamed(root, name)) }
}

/** A bundle that takes in what is read. */
async function bundled<S extends { readonly files: Files }>(
  directory: string,
  manifest: string | undefined,
  sources: S,
): Promise<Evidence<S>> {
  if (manifest === undefined)
    throw new ConfigurationError(
      'A bundle is of one manifest, and `--manifest` names several.',
      'Run it once for each, with a `--bundle` of its own.',
    )
  return (await import('../adapters/evidence.ts')).gathering(directory, manifest, sources)
}

/** The files, and the digests of those that are read where the format tells them. */
async function digested(
  format: (typeof FORMATS)[number],
  files: Files,
): Promise<{ readonly files: Files; readonly digests: ReadonlyMap<string, string> }> {
  return format === 'oscal' || format === 'cyclonedx'
    ? (await import('./interchange.ts')).digesting(files)
    : { files, digests: new Map() }
}

function renderSeveral(format: (typeof FORMATS)[number], shown: Surfaces, onScreen: boolean): string {
  switch (format) {
    case 'json':
      return shown.json()
    case 'markdown':
      return shown.markdown(Number.MAX_SAFE_INTEGER)
    case 'sarif':
      return shown.sarif()
    case 'html':
    case 'oscal':
    case 'cyclonedx':
      throw new ConfigurationError(
        `\`--format ${format}\` is of one manifest, and \`--manifest\` names several.`,
        'Run it once for each, or use another `--format`.',
      )
    case 'text':
      return shown.text(screen(onScreen))
  }
}

/** The formats for machines and pages are loaded only when they are asked for. */
async function render(
  format: (typeof FORMATS)[number],
  { report, collected, text: source }: Ran,
  digests: ReadonlyMap<string, string>,
  onScreen: boolean,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(report)
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report, Number.MAX_SAFE_INTEGER)
    case 'sarif':
      return (await import('../report/sarif.ts')).renderSarif([report])
    case 'html':
      return htmlOf(report, collected)
    case 'oscal':
    case 'cyclonedx':
      return (await import('./interchange.ts')).renderInterchange(format, report, collected.facts, digests)
    case 'text':
      return renderText(report, { ...screen(onScreen), source })
  }
}

async function htmlOf(report: Ran['report'], { facts }: Ran['collected']): Promise<string> {
  const [{ renderHtml }, { evidenceOf }] = await Promise.all([
    import('../report/html/page.ts'),
    import('../report/html/evidence.ts'),
  ])
  return renderHtml(report, evidenceOf(facts))
}

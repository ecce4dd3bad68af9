import { workspace } from '../adapters/workspace.ts'
import type { Report } from '../core/report.ts'
import type { FailOn } from '../core/verdict.ts'
import { exitCode } from '../core/verdict.ts'
import { renderText } from '../report/text.ts'
import { run } from '../run.ts'
import { dayOf, deliver, existing, folder, oneOf, parse, policyOf, screen, shownUnder } from './arguments.ts'

const FORMATS = ['text', 'json', 'markdown'] as const
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'never']

/** `check [DIR]`: the whole gate on a folder, and its exit code. Throws `ConfigurationError` for bad usage and for a manifest that cannot be read. */
export async function check(args: readonly string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(args, {
    manifest: { type: 'string', default: 'ai-compliance.yml' },
    base: { type: 'string' },
    policy: { type: 'string' },
    'as-of': { type: 'string' },
    'fail-on': { type: 'string', default: 'error' },
    format: { type: 'string', default: 'text' },
    out: { type: 'string' },
  })
  const failOn = oneOf('--fail-on', String(values['fail-on']), FAIL_ON)
  const format = oneOf('--format', String(values.format), FORMATS)
  const root = existing(folder(positionals))
  const base = typeof values.base === 'string' ? await (await git()).mergeBaseOf(root, values.base) : undefined
  const { report, text } = await run({
    files: workspace(root),
    checkout: async () => (await import('../adapters/checkout.ts')).checkout(root, { gitDir: process.env.GIT_DIR })(),
    history: async () => (await git()).gitHistory(root, base),
    manifest: String(values.manifest),
    asOf: dayOf(values['as-of']),
    failOn,
    shownUnder: shownUnder(root),
    ...(await policyOf(values.policy)),
  })
  await deliver(await render(format, report, text, values.out === undefined), values.out)
  return exitCode(report)
}

/** Loaded for a manifest that asks for its history alone: starting another program takes its time. */
function git() {
  return import('../adapters/git.ts')
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
      return (await import('../report/json.ts')).renderJson(report)
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report, Number.MAX_SAFE_INTEGER)
    case 'text':
      return renderText(report, { ...screen(onScreen), source })
  }
}

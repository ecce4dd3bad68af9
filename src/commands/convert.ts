import { withBundle } from '../adapters/bundle-at.ts'
import { maker } from '../adapters/maker.ts'
import { FILES } from '../bundle/layout.ts'
import { bundleTexts, type Recorded } from '../bundle/make.ts'
import { verify } from '../bundle/verify.ts'
import type { Report } from '../core/report.ts'
import type { Source } from '../read/source.ts'
import { deliver, oneOf, parse } from './arguments.ts'
import { onlyBundle, words } from './verify.ts'

const FORMATS = ['json', 'html', 'sarif', 'ics', 'oscal', 'cyclonedx'] as const

/**
 * `convert BUNDLE`: what a bundle recorded, in another format, once the bundle is verified. 0 it was made, 1 the bundle is not verified and
 * nothing is made of it.
 */
export async function convert(args: readonly string[]): Promise<0 | 1> {
  const { values, positionals } = parse(args, {
    format: { type: 'string', default: 'json' },
    out: { type: 'string' },
  })
  const format = oneOf('--format', String(values.format), FORMATS)
  const path = onlyBundle(positionals)
  const made = await withBundle(path, async (bundle) => {
    const verified = await verify(bundle, maker(process.argv[1]))
    const { faults, recorded, source, report } = verified
    return faults.length > 0 || recorded === undefined || source === undefined || report === undefined
      ? { faulty: words(path, verified) }
      : render(format, recorded, source, report)
  })
  if (typeof made !== 'string') {
    process.stderr.write(made.faulty)
    return 1
  }
  await deliver(made, values.out)
  return 0
}

/** Made again from the facts, in the words of this version. */
async function render(
  format: (typeof FORMATS)[number],
  recorded: Recorded,
  source: Source,
  report: Report,
): Promise<string> {
  const own = async (name: string) => (await bundleTexts(recorded, source)).get(name) ?? ''
  switch (format) {
    case 'json':
      return own(FILES.report)
    case 'html':
      return own(FILES.page)
    case 'sarif':
      return own(FILES.sarif)
    case 'ics':
      return own(FILES.calendar)
    case 'oscal':
    case 'cyclonedx': {
      const { collected, read } = recorded
      const own = read.filter(({ folder }) => folder === 'manifest' || folder === 'records')
      const digests = new Map(own.map(({ path, sha256 }) => [path, sha256]))
      const { renderInterchange } = await import('./interchange.ts')
      return renderInterchange(format, report, collected.facts, digests)
    }
  }
}

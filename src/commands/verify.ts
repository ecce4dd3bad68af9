import { withBundle } from '../adapters/bundle-at.ts'
import { maker } from '../adapters/maker.ts'
import { ANSWERS, answered, answering } from '../adapters/threads.ts'
import type { Maker } from '../bundle/statement.ts'
import { type Verified, verify as verifyBundle } from '../bundle/verify.ts'
import { ConfigurationError } from '../core/errors.ts'
import { plain } from '../report/escape.ts'
import { counted } from '../report/words.ts'
import { deliver, parse } from './arguments.ts'

/**
 * `verify BUNDLE`: whether a bundle is whole and says what follows from it. 0 it does, 1 it does not, 2 nobody can tell. It is read in a
 * thread of its own, whose memory is bounded: with Node's own bounds large records would take twice as much.
 */
export async function verify(args: readonly string[]): Promise<0 | 1 | 2> {
  if (ANSWERS) return answering<Maker, Said>(said)
  const { positionals } = parse(args, {})
  const path = onlyBundle(positionals)
  const script = process.argv[1] ?? ''
  const lost = (_: string, why: string): Said => ({ failed: why })
  const asked = answered<Said>(only(path), { script, argv: ['verify'], data: maker(script), lost })
  for await (const answer of asked) {
    if ('failed' in answer) throw new Error(answer.failed)
    if ('refused' in answer) throw new ConfigurationError(answer.refused, answer.next)
    await deliver(answer.text, undefined)
    return answer.code
  }
  return 2
}

type Said =
  | { readonly text: string; readonly code: 0 | 1 }
  | { readonly refused: string; readonly next: string }
  | { readonly failed: string }

async function* only(path: string): AsyncGenerator<string> {
  yield path
}

async function said(path: string, here: Maker): Promise<Said> {
  try {
    const verified = await withBundle(path, (bundle) => verifyBundle(bundle, here))
    return { text: words(path, verified), code: verified.faults.length === 0 ? 0 : 1 }
  } catch (error) {
    if (error instanceof ConfigurationError) return { refused: error.message, next: error.next }
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

/** The one bundle that is named. */
export function onlyBundle([path, ...more]: readonly string[]): string {
  if (path !== undefined && path !== '' && more.length === 0) return path
  throw new ConfigurationError('One bundle is expected.', 'Name the folder of a bundle, or its zip file.')
}

/** What verifying found, one thing a line. */
export function words(path: string, { faults, notes, recorded }: Verified): string {
  const lines =
    faults.length === 0 && recorded !== undefined
      ? [`Verified: \`${plain(path)}\` is whole, and its findings follow from what it holds.`, ...about(recorded)]
      : [
          `Not verified: ${counted(faults.length, 'fault')} in \`${plain(path)}\`.`,
          ...faults.map(({ file, says }) => `  ${plain(file)} ${plain(says)}`),
        ]
  return `${[...lines, ...notes.map((note) => plain(note))].join('\n')}\n`
}

function about({
  maker: { name, version },
  collected: { facts, run },
  read,
}: NonNullable<Verified['recorded']>): readonly string[] {
  const commit = run === undefined ? '' : ` at ${run.repository} ${run.headSha}`
  return [
    plain(
      `${facts.manifestFile}${commit} as of ${facts.asOf}, by ${name} ${version}; ${counted(read.length, 'file')} as read.`,
    ),
  ]
}

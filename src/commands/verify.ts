import { withBundle } from '../adapters/bundle-at.ts'
import { maker } from '../adapters/maker.ts'
import { type Verified, verify as verifyBundle } from '../bundle/verify.ts'
import { ConfigurationError } from '../core/errors.ts'
import { plain } from '../report/escape.ts'
import { counted } from '../report/words.ts'
import { deliver, parse } from './arguments.ts'

/** `verify BUNDLE`: whether a bundle is whole and says what follows from it. 0 it does, 1 it does not, 2 nobody can tell. */
export async function verify(args: readonly string[]): Promise<0 | 1 | 2> {
  const { positionals } = parse(args, {})
  const path = onlyBundle(positionals)
  const verified = await withBundle(path, (bundle) => verifyBundle(bundle, maker(process.argv[1])))
  await deliver(words(path, verified), undefined)
  return verified.faults.length === 0 ? 0 : 1
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

import { initialize } from '../adapters/initialize.ts'
import { existing, folder, parse } from './arguments.ts'

/** `init [DIR]`: writes a first manifest; never overwrites. */
export async function init(args: readonly string[]): Promise<0 | 1 | 2> {
  const { positionals } = parse(args, {})
  const written = initialize(existing(folder(positionals)))
  process.stdout.write(
    `Wrote ${written}. Every answer in it is \`unknown\`: replace them, then run \`ai-compliance check\`.\n`,
  )
  return 0
}

import { withBundle } from '../adapters/bundle-at.ts'
import type { Named } from '../adapters/bundle-paths.ts'
import { answering } from '../adapters/threads.ts'
import type { Maker } from '../bundle/statement.ts'
import { verify } from '../bundle/verify.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { Entry } from '../core/portfolio.ts'
import { entryOf, unreadable } from '../portfolio/entry.ts'

/** Verifies bundle after bundle as they are asked for, in a thread of its own. */
export function serve(): 0 {
  return answering<Maker, Entry>((question, here) => entryAt(JSON.parse(question), here))
}

/** Never throws: a bundle that cannot be read is an entry too. */
async function entryAt({ path, says }: Named, here: Maker): Promise<Entry> {
  if (says !== undefined) return unreadable(path, says)
  try {
    return await withBundle(path, async (bundle) => entryOf(path, await verify(bundle, here)))
  } catch (error) {
    if (error instanceof ConfigurationError) return unreadable(path, error.message)
    return unreadable(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

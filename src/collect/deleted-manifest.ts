import { ConfigurationError } from '../core/errors.ts'
import type { Base } from '../core/ports.ts'
import { MAX_BYTES } from '../read/limits.ts'

/** What to say of a manifest that is not there and that the base has; undefined when the base has none either, as far as it can be told. */
export async function deletedManifest(base: Base, path: string): Promise<ConfigurationError | undefined> {
  if (!(await base.files.read(path, MAX_BYTES)).ok) return undefined
  const changed = await base.changed()
  const to = changed.known ? changed.files.find(({ from }) => from === path)?.path : undefined
  const what = to === undefined ? 'deletes it' : `moves it to \`${to}\``
  return new ConfigurationError(
    `\`${path}\` does not exist: this change ${what}, and the base commit \`${base.commit.slice(0, 7)}\` has it.`,
    to === undefined
      ? 'Put it back. A system that is used no more is declared as `status: retired`.'
      : 'Move it back, or give the gate its new path.',
  )
}

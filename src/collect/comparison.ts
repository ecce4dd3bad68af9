import { compare } from '../compare/index.ts'
import type { Comparison } from '../core/comparison.ts'
import type { Facts } from '../core/facts.ts'
import type { Base } from '../core/ports.ts'

/** What differs from the base revision, or why that cannot be told, for the end of "did not run, because …". */
export async function collectComparison(base: Base, facts: Facts): Promise<Comparison | { readonly because: string }> {
  const files = await base.changed()
  const { manifest } = facts
  if (manifest === undefined) return { because: 'the manifest could not be parsed' }
  return {
    commit: base.commit,
    manifest: 'none',
    files,
    changes: compare(undefined, { ...facts, manifest }, { files }),
  }
}

import { compare } from '../compare/index.ts'
import type { Comparison } from '../core/comparison.ts'
import type { Facts } from '../core/facts.ts'
import type { Base } from '../core/ports.ts'
import { determine } from '../determine/index.ts'
import { globs } from '../read/code-globs.ts'
import { collectManifest } from './manifest.ts'

/** What differs from the base revision, or why that cannot be told, for the end of "did not run, because …". */
export async function collectComparison(base: Base, facts: Facts): Promise<Comparison | { readonly because: string }> {
  const { manifest, manifestFile, regulation, asOf } = facts
  if (manifest === undefined) return { because: 'the manifest could not be parsed' }
  const [files, there] = await Promise.all([base.changed(), base.files.read(manifestFile, 0)])
  const compared = { commit: base.commit, files }
  const after = { ...facts, manifest }
  const given = { files, manifestFile, matcher, gateFiles: policyFile(facts) }
  if (!there.ok && there.reason === 'missing')
    return { ...compared, manifest: 'none', changes: compare(undefined, after, given) }
  const read = await collectManifest(base.files, manifestFile)
  if (read.manifest === undefined) return { because: 'the manifest of the base could not be parsed' }
  const before = { manifest: read.manifest, regulation, ...determine(read.manifest, regulation, asOf) }
  return { ...compared, manifest: 'read', changes: compare(before, after, given) }
}

function matcher(patterns: readonly string[]): (path: string) => boolean {
  const { matches } = globs(patterns)
  return (path) => matches({ path, submodule: false })
}

/** The policy, where it is a file of this repository. */
function policyFile({ policy: { from, name } }: Facts): readonly { path: string; loosens: 'policy-changed' }[] {
  return name === undefined || from === 'none' || from === 'repository'
    ? []
    : [{ path: name, loosens: 'policy-changed' }]
}

import { type ChangedWith, compare, type Judged } from '../../src/compare/index.ts'
import type { Change } from '../../src/core/change.ts'
import type { ChangedFile, ChangedFiles } from '../../src/core/comparison.ts'
import { determine } from '../../src/determine/index.ts'
import { globs } from '../../src/read/code-globs.ts'
import { parseManifest } from '../../src/read/manifest.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { MANIFEST } from './gate.ts'
import { AS_OF, type Changes, type Json, lender } from './lender.ts'

/** No file differs; where a path is named, it does. */
export function files(...changed: readonly (string | ChangedFile)[]): ChangedFiles {
  return {
    known: true,
    files: changed.map((file) => (typeof file === 'string' ? { path: file, status: 'modified' as const } : file)),
  }
}

export function judged(written: Json, asOf = AS_OF): Judged {
  const manifest = parseManifest(written)
  return { manifest, regulation: ccpaAdmt, ...determine(manifest, ccpaAdmt, asOf) }
}

export function between(before: Json, after: Json, changed = files(), asOf = AS_OF): readonly Change[] {
  return compare(judged(before, asOf), judged(after, asOf), given(changed))
}

/** What the lender's change says, `scope: sentence`, of the topics or the kinds of loosening that are asked for. */
export function lenderChanges(
  change: Changes,
  { base = {}, changed = files() }: { readonly base?: Changes; readonly changed?: ChangedFiles } = {},
): readonly Change[] {
  return between(lender(base), lender({ ...base, ...change }), changed)
}

function given(files: ChangedFiles): ChangedWith {
  return {
    files,
    manifestFile: MANIFEST,
    matcher: (patterns) => {
      const { matches } = globs(patterns)
      return (path) => matches({ path, submodule: false })
    },
  }
}

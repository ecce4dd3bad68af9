import type { Change } from '../core/change.ts'
import type { ChangedFiles } from '../core/comparison.ts'
import type { Facts } from '../core/facts.ts'
import type { Manifest } from '../core/manifest.ts'

/** A manifest with what the law makes of it. */
export type Judged = Pick<Facts, 'determinations' | 'duties' | 'notApplicable' | 'activities' | 'regulation'> & {
  readonly manifest: Manifest
}

/** Everything that is different, in words; `before` is undefined on a first adoption. Sorted by scope and key. */
export function compare(
  _before: Judged | undefined,
  _after: Judged,
  _more: { readonly files: ChangedFiles; readonly movedFrom?: string },
): readonly Change[] {
  return []
}

import type { PartFact } from '../core/facts.ts'
import { unfilled } from '../core/filled.ts'
import { saysOnlyGeneric } from '../core/generic.ts'
import type { RecordPart } from '../core/regulation.ts'
import { property } from './problems.ts'
import type { Source } from './source.ts'

/** The parts that a YAML or JSON record holds under keys of their own. */
export function structuredParts(
  { written, locate }: Pick<Source, 'written' | 'locate'>,
  parts: readonly RecordPart[],
): readonly PartFact[] {
  return parts.flatMap((part) => {
    const value = property(written, part.id)
    if (value === undefined) return []
    const said = leaves(value).filter((leaf) => leaf.trim() !== part.hint)
    const because = unfilled(said) ?? saysOnlyGeneric(said, part.generic ?? [])
    const line = locate([part.id], 'key')?.startLine ?? 1
    return [{ part: part.id, line, ...(because === undefined ? {} : { unfilled: because }) }]
  })
}

function leaves(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves)
  return value === null || value === undefined ? [] : [String(value)]
}

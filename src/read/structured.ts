import type { PartFact } from '../core/facts.ts'
import { unfilled } from '../core/filled.ts'
import type { RecordPart } from '../core/regulation.ts'
import { parseSource } from './source.ts'

/** The parts that a YAML or JSON record holds under keys of their own, at the top or under `parts:`; or why it cannot be read. */
export function structuredParts(
  text: string,
  file: string,
  parts: readonly RecordPart[],
): readonly PartFact[] | string {
  const source = parseSource(text, file, Number.POSITIVE_INFINITY)
  const [problem] = source.problems
  if (problem !== undefined) return `is not readable: line ${problem.region?.startLine ?? 1} ${problem.message}`
  const top = source.written
  if (!isMap(top)) return 'is not a map of parts'
  return parts.flatMap((part) => {
    for (const [route, map] of [
      [[part.id], top],
      [['parts', part.id], top.parts],
    ] as const) {
      if (!isMap(map) || !Object.hasOwn(map, part.id)) continue
      const because = unfilled(leaves(map[part.id]).filter((leaf) => leaf.trim() !== part.hint))
      return [
        {
          part: part.id,
          line: source.locate(route, 'key')?.startLine ?? 1,
          ...(because === undefined ? {} : { unfilled: because }),
        },
      ]
    }
    return []
  })
}

function leaves(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves)
  if (isMap(value)) return Object.values(value).flatMap(leaves)
  return value === null || value === undefined ? [] : [String(value)]
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { assemble, type Collected } from './assemble.ts'
import type { Report } from './core/report.ts'
import { evaluate } from './evaluate.ts'
import { type Place, placeIn } from './place.ts'
import type { Source } from './read/source.ts'
import { rules } from './rules/index.ts'

export type { Collected } from './assemble.ts'

/** The report on what was collected. Pure: a run and those who verify it later get the same, byte for byte. */
export function judge(
  collected: Collected,
  source: Source,
  shownUnder = '',
): { readonly report: Report; readonly place: Place } {
  const place = placeIn(source, collected.facts.manifestFile, shownUnder)
  const findings = place.findings(evaluate(collected.facts, rules))
  return { report: assemble({ collected, findings, place, rules }), place }
}

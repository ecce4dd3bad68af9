import type { Reasoned } from './determination.ts'
import { no, unknown, yes } from './logic.ts'
import type { DataInput, Manifest, System } from './manifest.ts'
import { isCounsel, personOf } from './people.ts'

const EXEMPTIONS = ['Civ. Code 1798.145']

/**
 * Is this input exempt from the statute? The exemption follows the data, not the company, and counts only once counsel
 * has confirmed it by name and date.
 */
export function exemptInput(input: DataInput, system: System, manifest: Manifest, asOf: string): Reasoned {
  const claim = input.exemptUnder
  if (!claim.stated || claim.value === 'none') return no(`\`${input.key}\` is not exempt`, EXEMPTIONS, [claim.route])
  if (claim.value === undefined) return unknown(claim, `whether \`${input.key}\` is exempt`, EXEMPTIONS)
  const { confirmedBy, confirmedOn } = system.data.exemption
  const later =
    input.since.value !== undefined && confirmedOn.value !== undefined && input.since.value > confirmedOn.value
  if (
    isCounsel(personOf(manifest, confirmedBy)) &&
    confirmedOn.value !== undefined &&
    confirmedOn.value <= asOf &&
    !later
  ) {
    return yes(`\`${input.key}\` is exempt under ${claim.value.toUpperCase()}`, EXEMPTIONS, [
      claim.route,
      confirmedBy.route,
    ])
  }
  return isCounsel(personOf(manifest, confirmedBy))
    ? unknown(confirmedOn, 'on which day counsel confirmed the data exemption', EXEMPTIONS)
    : unknown(confirmedBy, 'which counsel, by name, confirmed the data exemption', EXEMPTIONS)
}

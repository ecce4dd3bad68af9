import type { Reasoned } from '../core/determination.ts'
import { all, any, given, no, not, unknown, yes } from '../core/logic.ts'
import type { DataInput, Manifest, System } from '../core/manifest.ts'
import { isCounsel, personOf } from '../core/people.ts'

const EXEMPTIONS = ['Civ. Code 1798.145']

/** Does the system process personal information of California consumers that no data-level exemption takes out? */
export function personalInformation(system: System, manifest: Manifest, asOf: string): Reasoned {
  return all(
    [ofCalifornians(system), processes(system), inScope(system, manifest, asOf)],
    'it processes personal information of California consumers',
    ['Civ. Code 1798.140(v)'],
  )
}

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

function ofCalifornians(system: System): Reasoned {
  const residents = system.californiaResidents
  if (!residents.stated) return yes('California residents are among the people it concerns')
  return given(residents, {
    yes: 'California residents are among the people it concerns',
    no: 'it concerns no California residents',
    ask: 'whether it concerns California residents',
    cites: ['Civ. Code 1798.140(i)'],
  })
}

function processes(system: System): Reasoned {
  const { personalInformation: answer, inputs } = system.data
  if (!answer.stated && inputs.value !== undefined && inputs.value.length > 0) {
    return yes('its inputs are personal information', ['Civ. Code 1798.140(v)'], [inputs.route])
  }
  return given(answer, {
    yes: 'it processes personal information',
    no: 'it processes no personal information',
    ask: 'whether it processes personal information',
    cites: ['Civ. Code 1798.140(v)', '11 CCR 7001(e)'],
  })
}

function inScope(system: System, manifest: Manifest, asOf: string): Reasoned {
  const inputs = system.data.inputs.value
  if (inputs === undefined || inputs.length === 0) return yes('no data exemption is claimed')
  const remaining = inputs.map((input) => not(exemptInput(input, system, manifest, asOf)))
  return any(remaining, 'every input is exempt from the statute, as counsel confirmed', EXEMPTIONS)
}

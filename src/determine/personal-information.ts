import type { Reasoned } from '../core/determination.ts'
import { exemptInput } from '../core/exempt-input.ts'
import { all, any, given, not, yes } from '../core/logic.ts'
import type { Manifest, System } from '../core/manifest.ts'

const EXEMPTIONS = ['Civ. Code 1798.145']

/** Does the system process personal information of California consumers that no data-level exemption takes out? */
export function personalInformation(system: System, manifest: Manifest, asOf: string): Reasoned {
  return all(
    [ofCalifornians(system), processes(system), inScope(system, manifest, asOf)],
    'it processes personal information of California consumers',
    ['Civ. Code 1798.140(v)'],
  )
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

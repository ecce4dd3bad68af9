import type { Reasoned } from '../core/determination.ts'
import { all, given, no, unknown, yes } from '../core/logic.ts'
import type { System } from '../core/manifest.ts'

const MODEL = ['Civ. Code 1798.140(v)(4)']

/** Is the model itself personal information, because it can output what it was trained on? Civ. Code 1798.140(v)(4). */
export function modelHoldsPersonalInformation(system: System): Reasoned {
  if (!system.model.declared) return no('no model is declared', MODEL)
  const { trainedOnPersonalInformation, canOutputPersonalInformation } = system.model
  return all(
    [
      given(trainedOnPersonalInformation, {
        yes: 'the model was trained on personal information',
        no: 'the model was not trained on personal information',
        ask: 'whether the model was trained on personal information',
        cites: MODEL,
      }),
      given(canOutputPersonalInformation, {
        yes: 'the model can output personal information',
        no: 'the model cannot output personal information',
        ask: 'whether the model can output personal information',
        cites: MODEL,
      }),
    ],
    'the model can output personal information',
    MODEL,
  )
}

/** Does the model come from a vendor, whose facts the assessment needs? */
export function vendorModel(system: System): Reasoned {
  const { origin, declared } = system.model
  if (!declared) return no('no model is declared')
  if (origin.value === undefined) return unknown(origin, 'whether the model comes from a vendor', ['11 CCR 7153'])
  return origin.value === 'vendor'
    ? yes('the model comes from a vendor', [], [origin.route])
    : no('the model is made in-house', [], [origin.route])
}

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

/** 11 CCR 7153: only technology trained on personal information, made available to another business for significant decisions. */
export function suppliesAdmt(system: System, business: Reasoned): Reasoned {
  const cites = ['11 CCR 7153']
  const { toOtherBusinesses, forSignificantDecisions } = system.supply
  if (!toOtherBusinesses.stated) return no('it is not declared as supplied to other businesses', cites)
  return all(
    [
      business,
      given(toOtherBusinesses, {
        yes: 'it is supplied to other businesses',
        no: 'it is not supplied to other businesses',
        ask: 'whether it is supplied to other businesses',
        cites,
      }),
      given(forSignificantDecisions, {
        yes: 'they use it for significant decisions',
        no: 'they do not use it for significant decisions',
        ask: 'whether they use it for significant decisions',
        cites,
      }),
      given(system.model.trainedOnPersonalInformation, {
        yes: 'it was trained on personal information',
        no: 'it was not trained on personal information',
        ask: 'whether it was trained on personal information',
        cites,
      }),
    ],
    'it supplies technology trained on personal information to other businesses for significant decisions',
    cites,
  )
}

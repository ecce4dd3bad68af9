import type { Reasoned } from '../core/determination.ts'
import { all, given, no } from '../core/logic.ts'
import type { System } from '../core/manifest.ts'

/** Is it made for other businesses to make significant decisions with? Letting others use it so counts as intending to. `cites` says under which rule that matters. */
export function suppliedForSignificantDecisions(system: System, cites: readonly string[]): Reasoned {
  const { toOtherBusinesses, forSignificantDecisions } = system.supply
  if (!toOtherBusinesses.stated) return no('it is not declared as supplied to other businesses', cites)
  return all(
    [
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
    ],
    'other businesses are meant to use it for significant decisions',
    cites,
  )
}

/** 11 CCR 7153: only technology trained on personal information, made available to another business for significant decisions. */
export function suppliesAdmt(system: System, business: Reasoned): Reasoned {
  const cites = ['11 CCR 7153']
  return all(
    [
      suppliedForSignificantDecisions(system, cites),
      business,
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

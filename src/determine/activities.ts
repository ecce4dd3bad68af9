import type { Reasoned } from '../core/determination.ts'
import { all, any, given, no, not, unknown, yes } from '../core/logic.ts'
import type { DateGiven, Population, System } from '../core/manifest.ts'
import { suppliedForSignificantDecisions } from './supply.ts'

/** 11 CCR 7150(b)(1). */
export function sellingOrSharing(system: System): Reasoned {
  return given(system.data.sellsOrShares, {
    yes: 'it sells or shares personal information',
    no: 'it neither sells nor shares personal information',
    ask: 'whether it sells or shares personal information',
    cites: ['11 CCR 7150(b)(1)'],
  })
}

/** The roles in which 11 CCR 7150(b)(4) protects people. */
const OBSERVED: readonly Population[] = [
  'education-applicants',
  'job-applicants',
  'students',
  'employees',
  'contractors',
]

/** 11 CCR 7150(b)(4): automated inference from systematic observation. */
export function observation(system: System): Reasoned {
  const cites = ['11 CCR 7150(b)(4)']
  const people = system.populations
  const observed = people.value?.some((population) => OBSERVED.includes(population))
  return all(
    [
      given(system.inference.fromSystematicObservation, {
        yes: 'it infers traits from systematic observation',
        no: 'it infers nothing from systematic observation',
        ask: 'whether it infers traits of people from systematic observation',
        cites,
      }),
      observed === undefined
        ? unknown(people, 'in which role the observed people act', cites)
        : observed
          ? yes('they act as applicants, students, employees or contractors', cites, [people.route])
          : no(
              'the observed people do not act as applicants, students, employees or contractors for the business',
              cites,
              [people.route],
            ),
      infers(system, []),
    ],
    'it infers traits from systematic observation',
    cites,
  )
}

/** 11 CCR 7150(b)(5): automated inference from presence in a sensitive location. */
export function sensitiveLocation(system: System): Reasoned {
  const cites = ['11 CCR 7150(b)(5)']
  const { fromSensitiveLocation, onlyToDeliverOrTransport: only } = system.inference
  return all(
    [
      given(fromSensitiveLocation, {
        yes: 'it infers traits from presence in a sensitive location',
        no: 'it infers nothing from presence in a sensitive location',
        ask: 'whether it infers traits of people from their presence in a sensitive location',
        cites,
      }),
      only.stated
        ? not(
            given(only, {
              yes: 'the location is used solely to deliver goods to or transport the person there',
              no: 'it is not used solely to deliver or transport',
              ask: 'whether the location is used solely to deliver goods to or transport the person there',
              cites,
            }),
          )
        : yes('it is not used solely to deliver or transport', cites),
      infers(system, ['location']),
    ],
    'it infers traits from presence in a sensitive location',
    cites,
  )
}

/** Where traits are listed, at least one that the trigger names must be among them; not listed, the answer alone counts. */
function infers(system: System, notNamed: readonly string[]): Reasoned {
  const { traits } = system.inference
  if (traits.value === undefined) return yes('traits are inferred')
  return traits.value.some((trait) => !notNamed.includes(trait))
    ? yes(`it infers ${traits.value.join(', ')}`, [], [traits.route])
    : no('it infers none of the traits that the trigger names', [], [traits.route])
}

/** 11 CCR 7150(b)(6): personal information meant to train the listed technologies. */
export function training(system: System, significantAdmt: Reasoned): Reasoned {
  const cites = ['11 CCR 7150(b)(6)']
  const { usesPersonalInformation, targets } = system.training
  const uses = given(usesPersonalInformation, {
    yes: 'personal information is meant for training',
    no: 'no personal information is used, or meant to be used, for training',
    ask: 'whether personal information is used, or meant to be used, for training, by others too',
    cites,
  })
  // What it is for matters only once it is known that there is training.
  if (uses.answer !== 'yes' && targets.value === undefined) return uses
  return all(
    [
      uses,
      targets.value === undefined
        ? unknown(targets, 'what the training is for', cites)
        : any(
            targets.value.map((target) => trains(target, system, significantAdmt, targets.route)),
            'what it trains is not among the technologies listed',
            cites,
          ),
    ],
    'personal information is meant to train technology that the rules list',
    cites,
  )
}

function trains(target: string, system: System, significantAdmt: Reasoned, route: DateGiven['route']): Reasoned {
  if (target === 'this-system') {
    return any(
      [significantAdmt, suppliedForSignificantDecisions(system, ['11 CCR 7150(b)(6)'])],
      significantAdmt.because,
      ['11 CCR 7150(b)(6)'],
    )
  }
  if (target === 'other')
    return no('what it trains is not among the technologies listed', ['11 CCR 7150(b)(6)'], [route])
  return yes(`it trains ${target}`, ['11 CCR 7150(b)(6)'], [route])
}

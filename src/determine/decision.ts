import type { Reasoned } from '../core/determination.ts'
import { all, given, no, not, unknown, yes } from '../core/logic.ts'
import type { Decision, System } from '../core/manifest.ts'
import type { Regulation } from '../core/regulation.ts'

const HUMAN = ['11 CCR 7001(e)(1)']

/** Do all three prongs of human involvement hold for this decision? A missed one decides, whatever else is unknown. */
export function humanInvolvement(decision: Decision): Reasoned {
  const { knowsHowToInterpret, reviewsOtherInformation, canChangeTheDecision } = decision.humanInvolvement
  return all(
    [
      given(knowsHowToInterpret, {
        yes: 'the reviewer knows how to interpret and use the output',
        no: 'no reviewer knows how to interpret and use the output',
        ask: 'whether the reviewer knows how to interpret and use the output',
        cites: ['11 CCR 7001(e)(1)(A)'],
      }),
      given(reviewsOtherInformation, {
        yes: 'the reviewer analyzes the output and other relevant information',
        no: 'no reviewer analyzes the output together with other relevant information',
        ask: 'whether the reviewer analyzes the output and other relevant information',
        cites: ['11 CCR 7001(e)(1)(B)'],
      }),
      given(canChangeTheDecision, {
        yes: 'the reviewer has authority to make or change the decision',
        no: 'no reviewer has authority to make or change the decision',
        ask: 'whether the reviewer has authority to make or change the decision',
        cites: ['11 CCR 7001(e)(1)(C)'],
      }),
    ],
    'a human reviewer is involved in all three ways that the rules ask for',
    HUMAN,
  )
}

/** Is the technology behind this decision automated decisionmaking technology? 11 CCR 7001(e). */
export function admt(decision: Decision, system: System, personalInformation: Reasoned): Reasoned {
  return all(
    [personalInformation, not(exemptTechnology(system)), not(humanInvolvement(decision))],
    'it processes personal information and its output makes the decision without human involvement',
    ['11 CCR 7001(e)'],
  )
}

/** Does the decision provide or deny one of the five services or opportunities of 11 CCR 7001(ddd)? */
export function significantDecision(decision: Decision, system: System, regulation: Regulation): Reasoned {
  return all(
    [notExcluded(decision), listed(decision, system, regulation), providesOrDenies(decision)],
    `it provides or denies one of the listed services or opportunities: \`${decision.kind.value ?? 'not given'}\``,
    ['11 CCR 7001(ddd)'],
  )
}

/** 11 CCR 7001(e)(3): a listed everyday technology is exempt only while it does not replace human decisionmaking. */
function exemptTechnology(system: System): Reasoned {
  const { kind, replacesHumanDecisionmaking: replaces } = system.exemptTechnology
  const cites = ['11 CCR 7001(e)(3)']
  if (!kind.stated) return no('it is not one of the exempt technologies', cites)
  const exempt = not(
    given(replaces, {
      yes: `it is a ${kind.value ?? 'listed technology'}, but it replaces human decisionmaking`,
      no: `it is a ${kind.value ?? 'listed technology'} that does not replace human decisionmaking`,
      ask: 'whether the exempt technology replaces human decisionmaking',
      cites,
    }),
  )
  return kind.value === undefined && exempt.answer !== 'no'
    ? unknown(kind, 'which of the exempt technologies it is', cites)
    : exempt
}

function notExcluded(decision: Decision): Reasoned {
  const { exclusion, domain } = decision
  if (exclusion.stated && exclusion.value === undefined)
    return unknown(exclusion, 'whether an exclusion applies', ['11 CCR 7001(ddd)'])
  if (exclusion.value === 'advertising') {
    return no(
      'it is advertising to a consumer, which is not a significant decision',
      ['11 CCR 7001(ddd)(6)'],
      [exclusion.route],
    )
  }
  if (exclusion.value === 'housing-availability-or-payment' && domain.value === 'housing') {
    return no(
      'it rests solely on vacancy or on payment received, which is excluded',
      ['11 CCR 7001(ddd)(2)'],
      [exclusion.route],
    )
  }
  return yes('no exclusion applies')
}

function listed(decision: Decision, system: System, regulation: Regulation): Reasoned {
  const { domain, kind } = decision
  const cites = ['11 CCR 7001(ddd)']
  if (domain.value === undefined)
    return unknown(domain, 'which of the five domains the decision falls in, or none', cites)
  const known = regulation.decisionKinds.find((candidate) => candidate.id === kind.value)
  if (domain.value === 'none') {
    if (known !== undefined)
      return unknown(domain, `which domain is meant: \`${known.id}\` belongs to \`${known.domain}\``, known.cites)
    return no('the decision is in none of the five domains', cites, [domain.route])
  }
  if (known === undefined || known.domain !== domain.value)
    return unknown(kind, `which kind of ${domain.value} decision it makes`, cites)
  if (known.populations === undefined) return yes(`\`${known.id}\` is listed`, known.cites, [domain.route, kind.route])
  const people = system.populations
  if (people.value === undefined)
    return unknown(people, `whether ${known.populations.join(' or ')} are concerned`, known.cites)
  return known.populations.some((population) => people.value?.some((candidate) => candidate === population))
    ? yes(`\`${known.id}\` is listed for ${known.populations.join(' and ')}`, known.cites, [
        domain.route,
        kind.route,
        people.route,
      ])
    : no(`\`${known.id}\` is listed only for ${known.populations.join(' and ')}`, known.cites, [
        kind.route,
        people.route,
      ])
}

function providesOrDenies(decision: Decision): Reasoned {
  const cites = ['11 CCR 7001(ddd)']
  if (!decision.providesOrDenies.stated) return yes('it provides or denies', cites)
  return given(decision.providesOrDenies, {
    yes: 'it provides or denies',
    no: 'it results in neither provision nor denial',
    ask: 'whether it results in provision or denial',
    cites,
  })
}

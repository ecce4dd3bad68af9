import type { Determination, Reasoned } from '../core/determination.ts'
import { all, any, no, unique, unknown, yes } from '../core/logic.ts'
import type { Given, Manifest, System } from '../core/manifest.ts'
import { day, type Regulation } from '../core/regulation.ts'
import { coveredBusiness } from './business.ts'
import { type DecisionLaw, determineDecision, named } from './decision-law.ts'
import { modelHoldsPersonalInformation, vendorModel } from './model.ts'
import { claims } from './opt-out.ts'
import { personalInformation } from './personal-information.ts'
import { receives } from './recipients.ts'
import { beginnings, startOf, type Trigger, triggers } from './risk-assessment.ts'
import { rightToLimit, sensitiveData } from './sensitive-data.ts'
import { suppliesAdmt } from './supply.ts'

/** What the law makes of one system: every determination by id, for conditions of obligations, and in the order of law, for readers. */
export type SystemLaw = {
  readonly system: System
  readonly by: { readonly [id: string]: Reasoned }
  readonly triggers: readonly Trigger[]
  readonly article11Starts: readonly Given<string>[]
  readonly shown: readonly Determination[]
  /** Determinations that create duties, one by one: what each leaves open must be answered, though another may be decided. */
  readonly creating: readonly { readonly decides: string; readonly reasoned: Reasoned }[]
}

/** Determines everything about one system from the declared answers alone, in the order of the law: business, data, decisions, assessment, Article 11. */
export function determineSystem(system: System, manifest: Manifest, regulation: Regulation, asOf: string): SystemLaw {
  const business = coveredBusiness(manifest.organization, system)
  const pi = personalInformation(system, manifest, asOf)
  const operating = inOperation(system)
  const decisions = (system.decisions.value ?? []).map((decision) =>
    determineDecision(decision, { system, regulation, business, pi, operating }),
  )
  const overDecisions = (pick: (law: DecisionLaw) => Reasoned) => {
    if (system.decisions.value === undefined) return decisionsUnknown(system)
    const each = decisions.map(pick)
    return any(
      each,
      each.length === 0 ? NONE_DECIDED : unique(each.map(({ because }) => because)).join('; '),
      each.length === 0 ? DECISIONS : unique(each.flatMap(({ cites }) => cites)),
    )
  }
  const overPi = (pick: (law: DecisionLaw) => Reasoned) => all([pi, overDecisions(pick)], 'for at least one decision')
  const significantAdmt = overDecisions((law) => law.significantAdmt)
  const six = triggers(system, manifest, regulation, asOf, {
    business,
    personalInformation: pi,
    significantAdmt,
    decisions,
  })
  const assessment = any(
    six.map((trigger) => trigger.applies),
    firstReason([business, pi], 'none of the six activities of 11 CCR 7150(b) takes place'),
    ['11 CCR 7150(b)'],
  )
  const begun = beginnings(six, system, day(regulation, 'effective'))
  const limits = all(
    [business, pi, operating, rightToLimit(system, manifest, regulation, asOf)],
    'sensitive personal information is used beyond the permitted purposes',
  )
  const here = (pick: (law: DecisionLaw) => Reasoned) => {
    const found = overDecisions(pick)
    return all([business, pi, operating, found], found.because, found.cites)
  }
  const article11 = here((law) => law.article11)
  const model = all(
    [business, pi, operating, modelHoldsPersonalInformation(system)],
    'the model can output personal information',
  )
  const supplies = suppliesAdmt(system, coveredBusiness(manifest.organization))
  const by = {
    always: yes('always'),
    'covered-business': business,
    'possible-business':
      business.answer === 'unknown'
        ? yes('it may be a business under the statute', business.cites, business.from)
        : business,
    'personal-information': pi,
    'in-operation': operating,
    decides: overDecisions(() => yes('it makes decisions')),
    'human-involvement': overDecisions((law) => law.human),
    admt: overPi((law) => law.admt),
    'significant-decision': overDecisions((law) => law.significant),
    'article-11': article11,
    'opt-out': here((law) => law.optOut),
    ...Object.fromEntries(
      regulation.exceptions.map((exception) => [
        `exception-claimed-${exception.id}`,
        here((law) => all([law.article11, claims(law.decision, exception.id)], `\`${exception.id}\` is claimed`)),
      ]),
    ),
    ...Object.fromEntries(six.map((trigger) => [`trigger-${trigger.id}`, trigger.applies])),
    'risk-assessment': assessment,
    'new-processing': begun.onOrAfter,
    'legacy-processing': begun.before,
    'material-change': all([assessment, operating, materialChange(system)], 'a material change is declared'),
    processors: receives(
      system,
      (role) => role === 'service-provider' || role === 'contractor',
      'a service provider or contractor receives the data',
    ),
    recipients: receives(system, () => true, 'others receive the data'),
    'vendor-model': vendorModel(system),
    'supplies-admt': supplies,
    'sensitive-data': all(
      [business, pi, sensitiveData(system, manifest, asOf)],
      'it processes sensitive personal information',
    ),
    'right-to-limit': limits,
    'model-as-personal-information': model,
  }
  return {
    system,
    by,
    triggers: six,
    article11Starts: decisions
      .filter((law) => law.article11.answer !== 'no')
      .map(({ decision }) => (decision.since.stated ? decision.since : startOf(system))),
    shown: [
      named(
        system.id,
        'covered-business',
        'Is the organization, as it runs this system, a business under the statute?',
        business,
      ),
      named(system.id, 'personal-information', 'Does it process personal information that no exemption takes out?', pi),
      named(system.id, 'consumers', 'Are the people it concerns consumers under the statute?', consumers(system)),
      ...decisions.flatMap((law) => law.shown),
      ...(decisions.length === 0
        ? [named(system.id, 'significant-decision', 'Does it make a significant decision?', by['significant-decision'])]
        : []),
      named(system.id, 'article-11', 'Do the notice, opt-out and access duties of Article 11 apply?', article11),
      ...six.map((trigger) => named(system.id, `trigger-${trigger.id}`, trigger.question, trigger.applies)),
      named(system.id, 'risk-assessment', 'Is a risk assessment required?', assessment),
      named(
        system.id,
        'right-to-limit',
        'Is there a right to limit the use of sensitive personal information?',
        limits,
      ),
      named(system.id, 'model-as-personal-information', 'Is the model itself personal information?', model),
    ],
    creating: [
      { decides: 'Article 11', reasoned: article11 },
      ...decisions.flatMap((law) => [
        { decides: 'Article 11', reasoned: law.article11 },
        { decides: 'the opt-out', reasoned: law.optOut },
      ]),
      ...six.map((trigger) => ({ decides: 'a risk assessment', reasoned: trigger.applies })),
    ],
  }
}

const DECISIONS = ['11 CCR 7001(e)(1)', '11 CCR 7001(ddd)']
const NONE_DECIDED = 'it makes no decision about a person'

function inOperation(system: System): Reasoned {
  const { status } = system
  if (status.value === undefined)
    return unknown(status, 'whether the system is planned, in development, in use or retired')
  return status.value === 'retired'
    ? no('the system is retired', ['11 CCR 7200(b)'], [status.route])
    : yes(`the system is ${status.value}`, [], [status.route])
}

function decisionsUnknown(system: System): Reasoned {
  return unknown(system.decisions, 'which decisions about people it makes; an empty list means none', DECISIONS)
}

/** The statutory carve-outs for people at work and business contacts ended on 2023-01-01. */
function consumers(system: System): Reasoned {
  const people = system.populations
  const cites = ['Civ. Code 1798.140(i)', 'Civ. Code 1798.145']
  if (people.value === undefined) return unknown(people, 'whose data it concerns', cites)
  if (people.value.length === 0) return no('it concerns no people', cites, [people.route])
  return yes(
    `${people.value.join(', ').replaceAll('-', ' ')} who reside in California are consumers; the carve-outs for work and business contacts ended in 2023`,
    cites,
    [people.route],
  )
}

function materialChange(system: System): Reasoned {
  const [first] = system.materialChanges
  return first === undefined
    ? no('no material change is declared', ['11 CCR 7155(a)(3)'])
    : yes('a material change is declared', ['11 CCR 7155(a)(3)'], [first.route])
}

function firstReason(parts: readonly Reasoned[], otherwise: string): string {
  return parts.find((part) => part.answer === 'no')?.because ?? otherwise
}

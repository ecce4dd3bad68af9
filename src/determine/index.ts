import type { Determination, Reasoned } from '../core/determination.ts'
import type { Duty, NotApplicable } from '../core/duty.ts'
import type { Activity, Asked } from '../core/facts.ts'
import { all, any, concluded, yes } from '../core/logic.ts'
import type { Manifest, System } from '../core/manifest.ts'
import type { Regulation } from '../core/regulation.ts'
import { coveredBusiness } from './business.ts'
import { cybersecurityAudit } from './cybersecurity-audit.ts'
import { assessmentDue, binds } from './deadlines.ts'
import { determineDuties } from './duties.ts'
import { collectQuestions } from './questions.ts'
import type { Trigger } from './risk-assessment.ts'
import { determineSystem } from './system.ts'

export type Determined = {
  readonly determinations: readonly Determination[]
  readonly duties: readonly Duty[]
  readonly notApplicable: readonly NotApplicable[]
  readonly questions: readonly Asked[]
  readonly activities: readonly Activity[]
}

/** What the law asks of everything that the manifest declares, from its answers alone. Pure; `asOf` is `YYYY-MM-DD`. */
export function determine(manifest: Manifest, regulation: Regulation, asOf: string): Determined {
  const laws = manifest.systems.map((system) => determineSystem(system, manifest, regulation, asOf))
  const business = coveredBusiness(manifest.organization)
  const audit = cybersecurityAudit(manifest.organization, business)
  const overSystems = (id: string): Reasoned =>
    any(
      laws.flatMap((law) => law.by[id] ?? []),
      'no system does',
    )
  const reached = any(
    [overSystems('risk-assessment'), overSystems('article-11')],
    'the rules reach no system of this repository',
  )
  // The audit is a duty of the business as a whole: a repository that nothing reaches is asked about it only when it declares it.
  const auditAsked =
    manifest.organization.cybersecurityAudit.declared || reached.answer !== 'no'
      ? yes('the audit is asked about here')
      : reached
  const organization = {
    always: yes('always'),
    'covered-business': business,
    'cybersecurity-audit': all([auditAsked, audit], audit.because, audit.cites),
    'any-risk-assessment': overSystems('risk-assessment'),
    'any-article-11': overSystems('article-11'),
  }
  const { duties, notApplicable } = determineDuties(manifest, laws, organization, regulation, asOf)
  return {
    determinations: [
      {
        id: 'covered-business',
        subject: 'organization',
        question: 'Is the organization a business under the statute?',
        ...concluded(business),
      },
      {
        id: 'cybersecurity-audit',
        subject: 'organization',
        question: 'Is a yearly cybersecurity audit required?',
        ...concluded(audit),
      },
      ...laws.flatMap((law) => law.shown),
    ],
    duties,
    notApplicable,
    activities: laws.flatMap((law) =>
      law.triggers.flatMap((trigger) => activitiesOf(law.system, trigger, regulation, asOf)),
    ),
    questions: collectQuestions(manifest, laws, duties, regulation, asOf),
  }
}

/** One for each beginning; told apart by its day where there are several. */
function activitiesOf(
  system: System,
  { id, starts }: Trigger,
  regulation: Regulation,
  asOf: string,
): readonly Activity[] {
  return starts.map(({ applies, since }) => {
    const due = assessmentDue(since, system, regulation)
    return {
      system: system.id,
      activity: id,
      key: starts.length === 1 ? id : `${id}@${since.value ?? 'unknown'}`,
      applies: applies.answer,
      due,
      binding: applies.answer === 'yes' && binds(due, asOf),
    }
  })
}

import { addDays } from '../core/dates.ts'
import type { Reasoned } from '../core/determination.ts'
import type { Due, Duty, NotApplicable } from '../core/duty.ts'
import { uniqueQuestions } from '../core/logic.ts'
import { type DeclaredRecord, type Manifest, recordsFor, type System } from '../core/manifest.ts'
import type { DeadlineKind, Need, Obligation, Proof, Regulation } from '../core/regulation.ts'
import { evaluateCondition } from './conditions.ts'
import { binds, organizationDue, systemDue } from './deadlines.ts'
import type { SystemLaw } from './system.ts'

type By = { readonly [id: string]: Reasoned }

/** Every obligation of the regulation as it falls on the organization and on each system, and those that do not apply. */
export function determineDuties(
  manifest: Manifest,
  laws: readonly SystemLaw[],
  organization: By,
  regulation: Regulation,
  asOf: string,
): { readonly duties: readonly Duty[]; readonly notApplicable: readonly NotApplicable[] } {
  const ofScope = (scope: Obligation['scope']) =>
    regulation.obligations.filter((obligation) => obligation.scope === scope)
  const systemWide = ofScope('system')
  const found = [
    fallingOn({ subject: 'organization', by: organization, manifest, asOf }, ofScope('organization'), (deadline) =>
      organizationDue(deadline, manifest, laws, regulation, asOf),
    ),
    ...laws.map((law) =>
      fallingOn({ subject: law.system.id, system: law.system, by: law.by, manifest, asOf }, systemWide, (deadline) =>
        systemDue(deadline, law, manifest, regulation),
      ),
    ),
  ]
  return {
    duties: found.flatMap(({ duties }) => duties),
    notApplicable: found.flatMap(({ notApplicable }) => notApplicable),
  }
}

function fallingOn(context: Context, obligations: readonly Obligation[], dueOf: (deadline: DeadlineKind) => Due) {
  const duties: Duty[] = []
  const reasons = new Map<string, string[]>()
  const dues = new Map<DeadlineKind, Due>()
  for (const obligation of obligations) {
    const applies = evaluateCondition(obligation.when, context.by)
    if (applies.answer === 'no') {
      const same = reasons.get(applies.because)
      if (same === undefined) reasons.set(applies.because, [obligation.id])
      else same.push(obligation.id)
      continue
    }
    const due = dues.get(obligation.deadline) ?? dueOf(obligation.deadline)
    dues.set(obligation.deadline, due)
    duties.push(dutyOf(obligation, applies, applies.answer, due, context))
  }
  const notApplicable = [...reasons].map(([because, ids]) => ({ subject: context.subject, because, obligations: ids }))
  return { duties, notApplicable }
}

type Context = {
  readonly subject: string
  readonly system?: System
  readonly by: By
  readonly manifest: Manifest
  readonly asOf: string
}

function dutyOf(obligation: Obligation, applies: Reasoned, answer: Duty['applies'], due: Due, context: Context): Duty {
  const { subject, asOf } = context
  const binding = answer === 'yes' && binds(due, asOf)
  const proof = chooseProof(obligation, context)
  const owner = ownerOf(obligation, proof, context)
  const duty = {
    obligation: obligation.id,
    kind: obligation.kind,
    title: obligation.title,
    cites: obligation.cites,
    confidence: obligation.confidence,
    subject,
    applies: answer,
    because: answer === 'yes' ? obligation.applies : applies.because,
    open: uniqueQuestions(applies.open),
    due,
    binding,
    asked: answer === 'yes' && (binding || within(due, obligation.leadDays, asOf)),
    records: proof.records,
    answers: proof.answers,
  }
  return owner === undefined ? duty : { ...duty, owner }
}

/** True once the proof can be asked for: at once, or from so many days before the due date. */
function within(due: Due, leadDays: number | undefined, asOf: string): boolean {
  if (leadDays === undefined) return true
  return (due.kind === 'from' || due.kind === 'by') && asOf >= addDays(due.date, -leadDays)
}

type ChosenProof = { readonly records: readonly string[]; readonly answers: readonly string[] }

/** Of the alternatives, the first whose records are all declared; else one by answers alone; else the first. */
function chooseProof(obligation: Obligation, context: Context): ChosenProof {
  const choices = obligation.proof.map((proof) => ({
    records: needed(proof, context.by),
    answers: proof.answers ?? [],
  }))
  const declared = choices.find(
    (choice) => choice.records.length > 0 && choice.records.every((need) => declaredFor(need, context).length > 0),
  )
  return declared ?? choices.find((choice) => choice.records.length === 0) ?? choices[0] ?? { records: [], answers: [] }
}

function needed(proof: Proof, by: By): readonly string[] {
  return (proof.records ?? [])
    .filter((need) => typeof need === 'string' || evaluateCondition(need.when, by).answer === 'yes')
    .map(nameOf)
}

function nameOf(need: Need): string {
  return typeof need === 'string' ? need : need.need
}

function declaredFor(need: string, context: Context): readonly DeclaredRecord[] {
  return recordsFor(need.split('#')[0] ?? need, context.manifest, context.system)
}

/** Who answers for it: the owner of its first record, or the owner of the system in the role that the obligation names. */
function ownerOf(obligation: Obligation, proof: ChosenProof, context: Context): string | undefined {
  const { manifest, system } = context
  if (obligation.owner === 'executive') return executiveOf(manifest)
  const [first] = proof.records
  const record = first === undefined ? undefined : declaredFor(first, context)[0]
  const role =
    system === undefined ? undefined : (system.owners[obligation.owner].value ?? system.owners.accountable.value)
  return record?.owner.value ?? role ?? manifest.organization.confirmedBy.value
}

function executiveOf(manifest: Manifest): string | undefined {
  return manifest.people.find((person) => person.executive.value === 'yes')?.key
}

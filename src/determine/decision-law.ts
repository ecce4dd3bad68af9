import type { Determination, Reasoned } from '../core/determination.ts'
import { all, concluded, not } from '../core/logic.ts'
import type { Decision, System } from '../core/manifest.ts'
import type { Regulation } from '../core/regulation.ts'
import { admt, humanInvolvement, significantDecision } from './decision.ts'
import { optOutException } from './opt-out.ts'

/** What the law makes of one decision of a system. */
export type DecisionLaw = {
  readonly decision: Decision
  readonly human: Reasoned
  readonly admt: Reasoned
  readonly significant: Reasoned
  /** ADMT for a significant decision by a business, in use or not: 11 CCR 7150(b)(3). */
  readonly significantAdmt: Reasoned
  readonly article11: Reasoned
  readonly optOut: Reasoned
  readonly shown: readonly Determination[]
}

/** Determines everything about one decision: whether it is significant, who decides, whether Article 11 applies, and whether an opt-out is owed. */
export function determineDecision(
  decision: Decision,
  context: {
    readonly system: System
    readonly regulation: Regulation
    readonly business: Reasoned
    readonly pi: Reasoned
    readonly operating: Reasoned
  },
): DecisionLaw {
  const { system, regulation, business, pi, operating } = context
  const human = humanInvolvement(decision)
  const technology = admt(decision, system, pi)
  const significant = significantDecision(decision, system, regulation)
  const because = `its output decides without human involvement on \`${decision.key}\``
  const significantAdmt = all([business, pi, significant, technology], because, ['11 CCR 7150(b)(3)'])
  const article11 = all([business, pi, operating, significant, technology], because, ['11 CCR 7200(a)'])
  const exception = optOutException(decision, regulation)
  const optOut = all([article11, not(exception)], 'Article 11 applies and no exception to the opt-out holds', [
    '11 CCR 7221(a)',
  ])
  const subject = `${system.id}/${decision.key}`
  return {
    decision,
    human,
    admt: technology,
    significant,
    significantAdmt,
    article11,
    optOut,
    shown: [
      named(subject, 'significant-decision', 'Is it a significant decision?', significant),
      named(subject, 'human-involvement', 'Is a human involved in all three ways that the rules ask for?', human),
      named(subject, 'admt', 'Is it automated decisionmaking technology?', technology),
      ...(decision.exception.claim.stated && decision.exception.claim.value !== 'none'
        ? [named(subject, 'opt-out-exception', 'Does the claimed exception to the opt-out hold?', exception)]
        : []),
      named(subject, 'article-11', 'Do the duties of Article 11 apply to it?', article11),
      named(subject, 'opt-out', 'Must an opt-out be offered?', optOut),
    ],
  }
}

/** A determination as it is shown. */
export function named(subject: string, id: string, question: string, reasoned: Reasoned): Determination {
  return { id, subject, question, ...concluded(reasoned) }
}

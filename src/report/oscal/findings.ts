import type { DutyStatus } from '../../core/duty.ts'
import type { Facts } from '../../core/facts.ts'
import type { Finding } from '../../core/finding.ts'
import type { DutyShown, Report } from '../../core/report.ts'
import { oscalMarkup } from '../escape.ts'
import { dueWords } from '../words.ts'
import { evidenceOf, type Identify, prop } from './evidence.ts'

/** OSCAL knows two states; what each of ours is there, and what was really found, in words. */
const STATES: {
  readonly [status in DutyStatus]: { readonly state: string; readonly reason: string; readonly says: string }
} = {
  met: { state: 'satisfied', reason: 'pass', says: 'What proves it is present, and no check that it turns on fails' },
  unmet: { state: 'not-satisfied', reason: 'fail', says: 'What proves it is missing, incomplete or out of date' },
  later: { state: 'not-satisfied', reason: 'other', says: 'It falls due later, and its records are not all there yet' },
  waived: { state: 'not-satisfied', reason: 'other', says: 'A check of it fails and is waived' },
  open: { state: 'not-satisfied', reason: 'other', says: 'It could not be told' },
}

/** One for each duty: what the gate says of it, and the observations that it rests on. */
export function findingsOf(report: Report, id: Identify): readonly unknown[] {
  const known = new Map<string, Finding[]>()
  for (const finding of shown(report))
    for (const key of finding.duties) known.set(key, [...(known.get(key) ?? []), finding])
  return report.duties.map((duty) => {
    const { obligation, subject, title, because, status } = duty
    const bearing = known.get(`${subject}/${obligation}`) ?? []
    const { state, reason, says } = STATES[status]
    return {
      uuid: id('finding', subject, obligation),
      title: oscalMarkup(title),
      description: oscalMarkup(`${says}. Why it applies: ${because.replace(/\.$/, '')} (${duty.cites.join(', ')}).`),
      props: [prop('subject', subject), prop('status', status), prop('kind', duty.kind), ...dueOf(duty, report.asOf)],
      origins: originOf(id),
      target: {
        type: 'objective-id',
        'target-id': obligation,
        props: [prop('subject', subject)],
        status: { state, reason, remarks: oscalMarkup(says) },
      },
      ...(bearing.length === 0
        ? {}
        : { 'related-observations': bearing.map((each) => ({ 'observation-uuid': observationId(each, id) })) }),
    }
  })
}

/** One for each check of a rule that says anything about its subject, with what it rests on. */
export function observationsOf(report: Report, facts: Facts, id: Identify): readonly unknown[] {
  const known = new Set(report.systems.map((system) => system.id))
  return shown(report).map((finding) => ({
    uuid: observationId(finding, id),
    title: oscalMarkup(`${finding.rule} ${finding.subject}`),
    description: oscalMarkup(`\`${finding.subject}\` ${finding.message}.`),
    props: [
      prop('rule', finding.rule),
      prop('outcome', finding.outcome),
      prop('level', finding.level),
      ...(finding.waiver === undefined ? [] : [prop('waived-until', finding.waiver.until)]),
    ],
    methods: [finding.rule.startsWith('test/') ? 'TEST' : 'EXAMINE'],
    types: ['finding'],
    origins: originOf(id),
    subjects: [
      {
        'subject-uuid': known.has(finding.scope) ? id('system', finding.scope) : id('organization'),
        type: 'component',
      },
    ],
    'relevant-evidence': evidenceOf(finding, facts, id),
    collected: `${report.asOf}T00:00:00Z`,
    ...(finding.next === undefined ? {} : { remarks: oscalMarkup(`Next: ${finding.next}.`) }),
  }))
}

/** What does not apply was not observed. */
function shown({ findings }: Report): readonly Finding[] {
  return findings.filter(({ outcome }) => outcome !== 'notApplicable')
}

function observationId({ rule, subject }: Finding, id: Identify): string {
  return id('observation', rule, subject)
}

function originOf(id: Identify): readonly unknown[] {
  return [{ actors: [{ type: 'tool', 'actor-uuid': id('tool') }] }]
}

function dueOf({ due }: DutyShown, asOf: string): readonly unknown[] {
  const words = dueWords(due, asOf)
  return words === '' ? [] : [prop('due', words)]
}

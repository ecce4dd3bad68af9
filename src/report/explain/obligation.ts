import type { Confidence } from '../../core/determination.ts'
import type { Condition, Obligation, Proof, Regulation } from '../../core/regulation.ts'
import { allCites, CONFIDENCES, capital, counted, sentence } from '../words.ts'
import { deadlineWords } from './deadline.ts'
import { type Explanation, factsOf, type Item, type Section, sectionsOf } from './explanation.ts'
import { partNotes } from './part.ts'
import { splitNeed } from './proves.ts'

const KINDS: { readonly [kind in Obligation['kind']]: string } = {
  do: 'Something to do',
  document: 'Something to write down',
  monitor: 'Something to watch',
}

/** What an obligation asks, when, by when, what proves it, who answers for it, how to meet it, and how sure the reading is. */
export function explainObligation(obligation: Obligation, regulation: Regulation): Explanation {
  return {
    kind: 'obligation',
    id: obligation.id,
    title: obligation.title,
    lead: [obligation.how],
    sections: sectionsOf(
      {
        title: '',
        facts: factsOf(
          ['Applies', obligation.applies],
          ['Due', deadlineWords(obligation, regulation)],
          ['How often', sentence(capital(obligation.cadence))],
          ['Clock', clockWords(obligation)],
          ['By a test', testWords(obligation)],
          ['Owner', ownerWords(obligation)],
          ['Kind', sentence(`${KINDS[obligation.kind]}, for ${SCOPES[obligation.scope]}`)],
          ['Law', sentence(allCites(obligation.cites))],
          ['Reading', readingWords(obligation.confidence)],
        ),
      },
      ...obligation.proof.map((proof, index) => proofSection(proof, index, obligation, regulation)),
    ),
  }
}

const SCOPES: { readonly [scope in Obligation['scope']]: string } = {
  organization: 'the organization as a whole',
  system: 'each system',
}

/** How sure the reading of the law is, and what follows from that. */
export function readingWords(confidence: Confidence): string {
  const doubt = CONFIDENCES[confidence]
  return doubt === ''
    ? 'Confirmed: it fails the gate once it is due.'
    : `${capital(doubt)}: it warns and never fails the gate.`
}

function clockWords({ clock }: Obligation): string {
  if (clock === undefined) return ''
  const one = clock.unit.replace(/s$/, '').replace('-', ' ')
  return `${counted(clock.count, one)} (${allCites(clock.cites)}). It runs inside the procedure and is looked for in the record, not measured.`
}

/** What is done, and not written, a test may show: `core/needed-records.ts`. An assessment is written. */
function testWords({ kind, proof }: Obligation): string {
  const parts = proof
    .flatMap(({ records = [] }) => records.map((need) => splitNeed(typeof need === 'string' ? need : need.need)))
    .filter(({ kind: record, part }) => part !== undefined && record !== 'risk-assessment')
  return kind === 'do' && parts.length > 0
    ? 'A part may be shown by test results instead: an entry with `test`, `case` and `parts`.'
    : ''
}

/** As `determine/duties.ts` finds the owner. */
function ownerWords({ owner, scope, proof }: Obligation): string {
  if (owner === 'executive') return 'The first person under `people` with `executive: yes`.'
  const otherwise =
    scope === 'organization'
      ? 'who confirmed the scope of the organization, `organization.ccpa.confirmed-by`'
      : owner === 'accountable'
        ? "the system's `owners.accountable`"
        : `the system's \`owners.${owner}\`, or else its \`owners.accountable\``
  return proof.some(({ records }) => records !== undefined)
    ? `The owner of the record that proves it; without one, ${otherwise}.`
    : sentence(capital(otherwise))
}

function proofSection(proof: Proof, index: number, { scope, proof: all }: Obligation, regulation: Regulation): Section {
  const title =
    all.length === 1 ? 'What proves it' : index === 0 ? 'What proves it, one way' : 'What proves it, another way'
  const below = scope === 'organization' ? 'organization' : 'systems[]'
  const records = (proof.records ?? []).map((need): Item => {
    const [name, when] =
      typeof need === 'string'
        ? [need, '']
        : [need.need, `Asked for only where ${conditionWords(need.when, regulation)}.`]
    return needItem(name, when, regulation)
  })
  const answers = (proof.answers ?? []).map(
    (route): Item => ({ text: `The answer in the manifest: \`${below}.${route.replaceAll('.*', '[]')}\`.` }),
  )
  return { title, items: [...records, ...answers] }
}

function needItem(need: string, when: string, regulation: Regulation): Item {
  const { kind, part } = splitNeed(need)
  const record = regulation.records.find(({ id }) => id === kind)
  const found = record?.parts.find(({ id }) => id === part)
  if (found === undefined) {
    const whole = `The whole record, reviewed within its period; \`ai-compliance explain ${kind}\` names its parts.`
    return { text: `\`${need}\`: ${record?.title ?? kind}`, notes: [when, whole].filter((note) => note !== '') }
  }
  return { text: `\`${need}\`: ${found.title}`, notes: [when, ...partNotes(found)].filter((note) => note !== '') }
}

/** A condition of the data in words: the id of a determination where there are no better ones. */
function conditionWords(condition: Condition, regulation: Regulation): string {
  if (typeof condition === 'string') {
    const exception = /^exception-claimed-(.+)$/.exec(condition)?.[1]
    const known = regulation.exceptions.find(({ id }) => id === exception)
    return known === undefined
      ? (DETERMINED[condition] ?? `\`${condition}\``)
      : `the exception \`${known.id}\` is claimed`
  }
  if ('not' in condition) return `it is not so that ${conditionWords(condition.not, regulation)}`
  const [parts, between] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or ']
  return parts.map((part) => conditionWords(part, regulation)).join(between)
}

/** The determinations that parts of a record depend on. */
const DETERMINED: { readonly [id: string]: string } = {
  'opt-out': 'an opt-out must be offered',
  'article-11': 'Article 11 applies',
  'risk-assessment': 'a risk assessment is required',
}

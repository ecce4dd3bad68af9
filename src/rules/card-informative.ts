import { enumerated } from '../core/enumeration.ts'
import type { RecordFact } from '../core/facts.ts'
import { declaredEntries, neededRecords } from '../core/needed-records.ts'
import { reachedSystems } from '../core/reached.ts'
import type { Regulation } from '../core/regulation.ts'
import { defineRule, notApplicable, pass, type Subject } from '../core/rule.ts'

type Card = Subject & { readonly fact: RecordFact; readonly reached: boolean }

const KIND = 'model-card'

export default defineRule<Card>({
  id: 'card/informative',
  level: 'note',
  summary: 'Every model card of a system that the rules reach says what its readers look for.',
  why: 'The risk assessment, the notice and the answers to access requests explain the logic, the limits and the output of the technology, and the card is where their authors look first. No duty asks a card for it, so this holds nothing up.',
  fix: 'Write what is missing where it helps those who read the card; a heading or a label of its own is enough.',
  cites: [],

  subjects(facts) {
    const reached = reachedSystems(facts.determinations)
    return declaredEntries(facts, neededRecords(facts))
      .filter(({ entry }) => entry.declared.kind === KIND)
      .map(({ entry: { subject, scope, declared, fact } }) => ({
        subject,
        scope,
        route: declared.route,
        fact,
        reached: scope === 'organization' ? reached.size > 0 : reached.has(scope),
        ...(declared.owner.value === undefined ? {} : { owner: declared.owner.value }),
      }))
  },

  check({ fact, reached }, { regulation }) {
    if (!reached) return notApplicable('is read by nobody for these rules: they do not reach the system')
    if (fact.refused !== undefined) return notApplicable('cannot be looked into: the card is not there')
    const said = new Set(fact.parts.filter(({ unfilled }) => unfilled === undefined).map(({ part }) => part))
    const missing = usefulParts(regulation).filter(({ id }) => !said.has(id))
    if (missing.length === 0) return pass('says all that its readers look for')
    const titles = missing.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1))
    return {
      outcome: 'review',
      level: 'note',
      message: `says nothing of ${enumerated(titles)}, as far as its headings, labels and sentences tell`,
      next: 'write it where it helps those who read the card; no duty asks the card for it',
      at: ['file'],
    }
  },
})

/** The parts of a card that no obligation asks for: what a duty needs, `record/complete` judges. */
function usefulParts({ records, obligations }: Regulation) {
  const needed = new Set(
    obligations
      .flatMap(({ proof }) => proof.flatMap(({ records: needs = [] }) => needs))
      .map((need) => (typeof need === 'string' ? need : need.need)),
  )
  return records
    .filter(({ id }) => id === KIND)
    .flatMap(({ parts }) => parts.filter(({ id }) => !needed.has(`${KIND}#${id}`)))
}

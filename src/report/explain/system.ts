import type { Determination, Question } from '../../core/determination.ts'
import { uniqueQuestions } from '../../core/logic.ts'
import type { Regulation, Term } from '../../core/regulation.ts'
import type { Report } from '../../core/report.ts'
import { tallyWords } from '../calendar.ts'
import { outline, type SubjectShown } from '../outline.ts'
import { allCites, CONFIDENCES, capital, counted, REACHED, sentence, thousands } from '../words.ts'
import { type Answer, answerLines } from './answers.ts'
import { dutyItems, type Seen } from './duties.ts'
import { type Explanation, type Item, type Section, sectionsOf } from './explanation.ts'

/** Answers told of one step; the rest are counted. */
const ANSWERS = 12

/** How the gate got from the answers of the manifest to the duties of a system, or of the organization. Undefined when there is no such subject. */
export function explainSubject(id: string, seen: Seen): Explanation | undefined {
  const { report, facts } = seen
  const subject = outline(report).subjects.find((each) => each.id === id)
  if (subject === undefined) return undefined
  return {
    kind: subject.system === undefined ? 'organization' : 'system',
    id,
    title: subject.name,
    lead: [scopeWords(subject), standWords(subject, report)],
    sections: sectionsOf(
      ...stepSections(subject, seen),
      { title: 'Open questions', items: questionItems(subject, seen) },
      { title: 'Duties', items: dutyItems(subject.duties, seen) },
      {
        title: 'What does not apply, and why',
        items: facts.notApplicable
          .filter((one) => one.subject === id)
          .map(({ because, obligations }) => ({
            text: sentence(capital(because)),
            notes: [sentence(obligations.map((obligation) => `\`${obligation}\``).join(', '))],
          })),
      },
    ),
  }
}

function scopeWords({ name, system }: SubjectShown): string {
  if (system === undefined) return `These are the duties of ${name} as a whole; each system has its own.`
  const { reached, because, cites } = system.scope
  return `${name} ${REACHED[reached]} ${because}${cites.length === 0 ? '' : ` (${allCites(cites)})`}.`
}

/** How its duties stand, and how much of that blocks. */
function standWords({ duties, blocking }: SubjectShown, { asOf, manifest }: Report): string {
  const tally = duties.length === 0 ? 'It has no duty.' : `${counted(duties.length, 'duty')}: ${tallyWords(duties)}.`
  const blocks =
    blocking === 0
      ? 'No finding about it blocks.'
      : `${counted(blocking, 'finding')} about it ${blocking === 1 ? 'blocks' : 'block'}; \`ai-compliance check\` shows ${blocking === 1 ? 'it' : 'them'}.`
  return `${tally} ${blocks} As of ${asOf}, from ${manifest}.`
}

/** The determinations in the order of the law: what it is, each decision, then what follows. An answer is told where it is used first. */
function stepSections({ id, determinations }: SubjectShown, seen: Seen): readonly Section[] {
  const told = new Set<string>()
  const groups = new Map<string, Item[]>()
  for (const one of determinations) {
    const title = titleOf(one, id)
    groups.set(title, [...(groups.get(title) ?? []), stepItem(one, told, seen)])
  }
  return [...groups].map(([title, items]) => ({ title, items }))
}

const FIRST = new Set(['covered-business', 'personal-information', 'consumers'])

function titleOf(one: Determination, subject: string): string {
  if (one.subject !== subject) return `Decision \`${one.subject.slice(subject.length + 1)}\``
  return FIRST.has(one.id) ? 'Who and what' : 'What follows from that'
}

function stepItem(one: Determination, told: Set<string>, seen: Seen): Item {
  const answers = one.from.map(seen.answer)
  const fresh = answers.filter((each) => !told.has(each.name))
  for (const each of fresh) told.add(each.name)
  const lines = answerLines(fresh)
  const more = lines.length - ANSWERS
  return {
    mark: one.answer,
    text: one.question,
    notes: [
      `${sentence(capital(one.because))}${one.cites.length === 0 ? '' : ` ${sentence(allCites(one.cites))}`}`,
      ...lines.slice(0, ANSWERS),
      ...(more > 0 ? [`and ${counted(more, 'more answer')}.`] : []),
      ...(fresh.length === 0 && answers.length > 0 ? ['From answers above.'] : []),
      ...doubts(fresh, seen.facts.regulation),
    ],
  }
}

/** What the answers name in the law's lists, where the reading of that list is in doubt. */
function doubts(answers: readonly Answer[], regulation: Regulation): readonly string[] {
  const lists: { readonly [key: string]: readonly Term[] } = {
    kind: regulation.decisionKinds,
    category: regulation.categories,
    sensitive: regulation.sensitiveCategories,
    'permitted-purpose': regulation.permittedPurposes,
    'exempt-under': regulation.dataExemptions,
  }
  const found = answers.flatMap(({ key, texts }) =>
    (Object.hasOwn(lists, key) ? (lists[key] ?? []) : []).filter(({ id }) => texts.includes(id)),
  )
  const words = found
    .map(({ id, confidence }) => [id, CONFIDENCES[confidence]] as const)
    .filter(([, doubt]) => doubt !== '')
  return [...new Map(words)].map(([id, doubt]) => `The law's list with \`${id}\` in it: ${doubt}.`)
}

function questionItems({ determinations, duties }: SubjectShown, seen: Seen): readonly Item[] {
  const asked: readonly Question[] = uniqueQuestions([...determinations, ...duties].flatMap(({ open }) => open))
  const shown = asked.slice(0, QUESTIONS).map(
    ({ route, ask, cites }): Item => ({
      mark: 'open',
      text: sentence(capital(ask)),
      notes: [
        ...answerLines([seen.answer(route)]),
        ...(cites.length === 0 ? [] : [`Law: ${sentence(allCites(cites))}`]),
      ],
    }),
  )
  const more = asked.length - QUESTIONS
  return more > 0 ? [...shown, { text: `and ${thousands(more)} more.` }] : shown
}

/** Questions that are shown. */
const QUESTIONS = 50

import type { TestFact } from '../core/facts.ts'
import type { DeclaredRecord } from '../core/manifest.ts'
import { declaredTests, neededRecords, provenByTest } from '../core/needed-records.ts'
import type { Obligation, RecordKind, Regulation } from '../core/regulation.ts'
import { defineRule, fail, notApplicable, type Subject } from '../core/rule.ts'
import { judgeTest } from '../core/test-evidence.ts'

type Tested = Subject & { readonly declared: DeclaredRecord; readonly test?: TestFact }

export default defineRule<Tested>({
  id: 'test/passing',
  level: 'error',
  summary: 'Every test that proves a duty exists, passes, and ran after the checkout of this commit.',
  why: 'A test that fails, is skipped or ran on other code shows nothing about this commit, or shows that the duty is not met.',
  fix: 'Run the tests in a step after the checkout with a JUnit reporter, and name the cases as the report does.',
  cites: [],

  subjects: (facts) =>
    declaredTests(facts, neededRecords(facts)).map(({ entry, duties }) => ({
      subject: entry.subject,
      scope: entry.scope,
      route: entry.declared.route,
      duties,
      declared: entry.declared,
      ...(entry.fact.test === undefined ? {} : { test: entry.fact.test }),
      ...(entry.declared.owner.value === undefined ? {} : { owner: entry.declared.owner.value }),
    })),

  check({ declared, test, duties = [] }, { regulation }) {
    const mistaken = mistakenPart(declared, regulation)
    if (mistaken !== undefined)
      return fail(...mistaken, { at: ['parts'], ...(duties.length === 0 ? { level: 'warning' } : {}) })
    if (duties.length === 0 || test === undefined) return notApplicable('is needed by no duty here')
    return judgeTest(declared, test)
  },
})

/** What is wrong with the parts that a test is declared to prove, and what to write. */
function mistakenPart({ kind, parts }: DeclaredRecord, regulation: Regulation): [string, string] | undefined {
  const known = regulation.records.find(({ id }) => id === kind)
  if (known === undefined || parts.value === undefined) return undefined
  const provable = known.parts.map(({ id }) => id).filter((part) => asking(known, part, regulation).some(provenByTest))
  const next =
    provable.length === 0
      ? `take the entry out: no part of ${known.id} is something that a test can show`
      : `write \`parts:\` with some of ${provable.map((part) => `\`${part}\``).join(', ')}`
  const unknown = parts.value.find((part) => !known.parts.some(({ id }) => id === part))
  if (unknown !== undefined) return [`names the part \`${unknown}\`, which no ${kind} has`, next]
  const written = parts.value.find((part) => !provable.includes(part))
  if (written === undefined) return undefined
  const [duty] = asking(known, written, regulation)
  return [
    `names the part \`${written}\`, which no test proves: ${duty === undefined ? 'no duty asks for it' : `\`${duty.id}\` asks to ${duty.kind} it`}`,
    next,
  ]
}

/** The obligations that need a part, whether or not they apply here. */
function asking({ id }: RecordKind, part: string, { obligations }: Regulation): readonly Obligation[] {
  return obligations.filter(({ proof }) =>
    proof.some(({ records = [] }) =>
      records.some((need) => (typeof need === 'string' ? need : need.need) === `${id}#${part}`),
    ),
  )
}

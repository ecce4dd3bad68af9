import type { Regulation } from '../../core/regulation.ts'
import type { RuleShown } from '../../core/report.ts'
import { counted } from '../words.ts'
import { type Explanation, type Fact, type Kind, type Section, sectionsOf } from './explanation.ts'
import { explainObligation } from './obligation.ts'
import { explainPart, explainRecord } from './record.ts'
import { explainRule, type RuleExample } from './rule.ts'
import { explainException, explainTerm, termsOf } from './term.ts'

/** Something that can be explained without a manifest. */
export type Entry = {
  readonly kind: Kind
  readonly id: string
  /** One line. */
  readonly title: string
  explain(): Explanation
}

export type Sources = {
  readonly rules: readonly RuleShown[]
  readonly examples: { readonly [rule: string]: RuleExample }
  readonly regulation: Regulation
}

/** Every rule, obligation, record, part of a record, exception and term. */
export function catalogOf({ rules, examples, regulation }: Sources): readonly Entry[] {
  return [
    ...rules.map((rule): Entry => {
      const example = Object.hasOwn(examples, rule.id) ? examples[rule.id] : undefined
      return { kind: 'rule', id: rule.id, title: rule.summary, explain: () => explainRule(rule, example) }
    }),
    ...regulation.obligations.map(
      (one): Entry => ({
        kind: 'obligation',
        id: one.id,
        title: one.title,
        explain: () => explainObligation(one, regulation),
      }),
    ),
    ...regulation.records.flatMap((kind): readonly Entry[] => [
      { kind: 'record', id: kind.id, title: kind.title, explain: () => explainRecord(kind, regulation) },
      ...kind.parts.map(
        (part): Entry => ({
          kind: 'part',
          id: `${kind.id}#${part.id}`,
          title: part.title,
          explain: () => explainPart(kind, part, regulation),
        }),
      ),
    ]),
    ...regulation.exceptions.map(
      (one): Entry => ({ kind: 'exception', id: one.id, title: one.title, explain: () => explainException(one) }),
    ),
    ...termsOf(regulation).map(
      (one): Entry => ({ kind: 'term', id: one.id, title: one.title, explain: () => explainTerm(one) }),
    ),
  ]
}

/** What the manifest of the folder adds: its organization and its systems, or why they are not known. */
export type Named = {
  readonly manifest: string
  readonly subjects: readonly {
    readonly kind: 'organization' | 'system'
    readonly id: string
    readonly title: string
  }[]
  readonly trouble?: string
}

/** Everything that can be explained, by kind. Parts and terms are many and are only counted. */
export function explainList(catalog: readonly Entry[], named: Named): Explanation {
  const of = (kind: Kind): readonly Fact[] =>
    catalog.filter((entry) => entry.kind === kind).map(({ id, title }) => ({ name: id, text: title }))
  const section = (title: string, facts: readonly Fact[]): Section => ({ title, facts })
  const systems: Section =
    named.trouble === undefined
      ? section(
          `In ${named.manifest}`,
          named.subjects.map(({ id, title }) => ({ name: id, text: title })),
        )
      : { title: 'Systems', text: `None is known: ${named.trouble}` }
  return {
    kind: 'list',
    id: 'explain',
    title: 'what can be explained',
    lead: [
      '`ai-compliance explain ID` explains one of these.',
      `So are ${counted(of('part').length, 'part')} of records, such as \`${of('part')[0]?.name ?? ''}\`, and ${counted(of('term').length, 'term')} of the manifest, such as \`${of('term')[0]?.name ?? ''}\`.`,
    ],
    sections: sectionsOf(
      systems,
      section('Rules', of('rule')),
      section('Obligations', of('obligation')),
      section('Records', of('record')),
      section('Exceptions to the opt-out', of('exception')),
    ),
  }
}

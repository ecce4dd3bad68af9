import { existsSync } from 'node:fs'
import type { DeadlineKind, Obligation, Regulation } from '../../../src/core/regulation.ts'
import type { RuleShown } from '../../../src/core/report.ts'
import { code, join, type Markdown, md, prose, row } from '../../../src/report/escape.ts'
import { explanationMarkdown } from '../../../src/report/explain/markdown.ts'
import { explainObligation } from '../../../src/report/explain/obligation.ts'
import { explainRecord } from '../../../src/report/explain/record.ts'
import { explainRule, type RuleExample } from '../../../src/report/explain/rule.ts'
import { allCites, counted, sentence } from '../../../src/report/words.ts'
import { type Lists, manifestPage, type Schema } from './manifest-page.ts'
import { slug } from './slug.ts'

const GENERATED =
  '<!-- Generated: `npx vitest run test/contract/reference.test.ts -u` writes this page anew from the sources. -->'

/** Every rule: what holds, why, what to do, the law, and a finding as the gate prints it. */
export function rulesPage(rules: readonly RuleShown[], examples: { readonly [rule: string]: RuleExample }): string {
  return page(
    'Rules',
    `The gate checks ${counted(rules.length, 'rule')}. Each holds each of its subjects, such as a record or a person, against one question and ends in one finding.
An error blocks; what is not due yet, or rests on good practice or on an unsure reading of the law, warns.`,
    table(
      ['Rule', 'Holds when'],
      rules.map(({ id, summary }) => [linkTo(id), prose(summary)]),
    ),
    ...rules.map((rule) => explanationMarkdown(explainRule(rule, examples[rule.id]), 2)),
  )
}

/** Every obligation, grouped by what its due date hangs on. */
export function obligationsPage(regulation: Regulation): string {
  const { obligations, title, lawReviewedOn, provenance } = regulation
  const groups = Object.entries(GROUPS).map(([group, deadlines]) => {
    const own = obligations.filter(({ deadline }) => deadlines.some((each) => each === deadline))
    return { group, own }
  })
  return page(
    'Obligations',
    `${title}: ${counted(obligations.length, 'obligation')}, as the gate reads them. Last read against the law on ${lawReviewedOn}.

${prose(sentence(provenance)).markdown}`,
    ...groups.flatMap(({ group, own }) => [
      `## ${group}\n`,
      table(
        ['Obligation', 'Asks', 'Law'],
        own.map((one) => [linkTo(one.id), prose(one.title), prose(allCites(one.cites))]),
      ),
      ...own.map((one) => explanationMarkdown(explainObligation(one, regulation), 3)),
    ]),
  )
}

const GROUPS: { readonly [title: string]: readonly DeadlineKind[] } = {
  'From the start': ['now'],
  'With a risk assessment': [
    'new-processing',
    'legacy-processing',
    'risk-assessment',
    'material-change',
    'risk-assessment-submission',
  ],
  'With Article 11': ['article-11'],
  'With a cybersecurity audit': ['cybersecurity-audit'],
}

/** The obligations that no group of the page takes. */
export function ungrouped({ obligations }: Regulation): readonly Obligation[] {
  const grouped = new Set(Object.values(GROUPS).flat())
  return obligations.filter(({ deadline }) => !grouped.has(deadline))
}

/** Every kind of record with its parts. */
export function recordsPage({ records, ...regulation }: Regulation): string {
  return page(
    'Records',
    `A record is a file that the manifest names under \`records\`, of the organization or of a system. There are ${counted(records.length, 'kind')}.
A record needs only the parts that the duties at hand ask for; \`ai-compliance explain SYSTEM\` names them.

In Markdown a part is a section: its heading is one of those listed, compared without case, numbering and punctuation, the better wording
before the worse; or \`<!-- part: id -->\` stands right in front of it; or \`parts:\` in the front matter names it by its heading, such as
\`parts: { opt-out: How to say no }\`. In YAML or JSON a part is a key of that name, and the file is held to the schema of its kind. A model
card is read in the forms in which people write them: [model cards](model-cards.md). What must be done may be shown by test results instead:
[\`test\`](manifest.md). A part counts when something is written in it: not when it is empty, holds only an image, only \`TODO\` or
\`TBD\`, a template's own words, or a purpose that would fit any product.`,
    table(
      ['Record', 'Is', 'Parts'],
      records.map((kind) => [linkTo(kind.id), prose(kind.title), md`${kind.parts.length}`]),
    ),
    ...records.map((kind) => {
      const schema = `schemas/records/${kind.id}.schema.json`
      const text = explanationMarkdown(explainRecord(kind, { records, ...regulation }), 2)
      return existsSync(schema) ? `${text}\n[Schema](../${schema}) for YAML and JSON.\n` : text
    }),
  )
}

/** Every key of the manifest. */
export function manifestReference(schema: Schema, { obligations, records }: Regulation): string {
  const lists: Lists = [
    { ids: obligations.map(({ id }) => id), link: { markdown: '[obligations](obligations.md)' } },
    { ids: records.map(({ id }) => id), link: { markdown: '[records](records.md)' } },
  ]
  return page(
    'The manifest',
    `\`ai-compliance.yml\` declares the systems of one repository. Every key of it is here, in the order of the [schema](../schemas/ai-compliance.schema.json).
\`[]\` stands for each entry of a list and \`<key>\` for a key of your own. Where \`unknown\` is a choice, it is an honest answer that
stays an open question; a key that is left out is unknown too, unless its description says otherwise.`,
    manifestPage(schema, lists),
  )
}

/** Every key of a policy. */
export function policyReference(schema: Schema, { obligations }: Pick<Regulation, 'obligations'>): string {
  const lists: Lists = [{ ids: obligations.map(({ id }) => id), link: { markdown: '[obligations](obligations.md)' } }]
  return page(
    'The policy',
    `An organization’s own file says what the gate asks beside the law, who may own and approve, and what it lets pass. Every key of it is
here, in the order of the [schema](../schemas/policy.schema.json). A workflow names it, and without one the gate’s own defaults hold:

\`\`\`yaml
        with:
          policy: compliance/policy.yml # or northwind/governance/ai/policy.yml@main, with \`policy-token\` where that is private
\`\`\`

On a pull request it is read at the tip of the base branch or in the other repository, never in the change that is judged. Where the base
has none yet, the report says that it is **bootstrapping**: the change’s own policy is used as far as it asks for more, and what it relaxes,
and whom it lets approve, counts from the merge on. On a push, and on the command line without \`--base\`, nothing is proposed, and the file
of the folder counts. A policy that is not there, cannot be reached or has a mistake ends the run with exit code 2, whatever else is asked.

What the law asks is not changed by a policy. A level that is lowered keeps a finding from blocking, and its duty stays *not met*; an answer
that is unknown stays an open question of the same weight; what only the policy asks is an error that leaves no duty unmet. Everything that
a policy relaxes stands beside the verdict. The policy cannot guard the workflow that names it: require that workflow for the organization,
or have \`CODEOWNERS\` protect it.`,
    manifestPage(schema, lists),
  )
}

/** The text is ours and stands in a file, where nothing notifies: what would break a figure that is copied is taken out again. */
function page(title: string, text: string, ...blocks: readonly string[]): string {
  const whole = [`# ${title}`, GENERATED, text, ...blocks].map((block) => block.trimEnd()).join('\n\n')
  return `${whole.replaceAll('\u200b', '')}\n`
}

function linkTo(id: string): Markdown {
  return md`[${code(id)}](${{ markdown: `#${slug(id)}` }})`
}

function table(names: readonly string[], rows: readonly (readonly Markdown[])[]): string {
  const head = [row(names.map((name) => md`${name}`)), row(names.map(() => md`---`))]
  return join([...head, ...rows.map(row)], '\n').markdown
}

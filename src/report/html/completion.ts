import type { Finding, Outcome } from '../../core/finding.ts'
import type { RuleShown } from '../../core/report.ts'
import { groupBy, needsAction } from '../outline.ts'
import { place } from '../why.ts'
import { allCites, capital, counted, sentence, thousands } from '../words.ts'
import { all, type Html, h, NOTHING, prose } from './markup.ts'
import { findingLink, type Sheet } from './sheet.ts'
import { code, fold, list, mark, section, table } from './table.ts'

const OUTCOMES: readonly (readonly [Outcome, string, string])[] = [
  ['fail', 'failed', 'fail'],
  ['review', 'to be reviewed', 'review'],
  ['open', 'open', 'open'],
  ['pass', 'passed', 'pass'],
  ['notApplicable', 'not applicable', 'later'],
]

/** Findings that are listed one by one, so that a page stays a few MB; `report.json` has them all. */
const MOST_LINES = 5_000

/** That all of it was done: the stages that ran, every rule that was checked, and every finding by its outcome, those that pass too. */
export function completion(sheet: Sheet): Html {
  const { report } = sheet.shown
  const { stages, findings, rules, tool, regulation, run } = report
  const byRule = groupBy(findings, ({ rule }) => rule)
  const known: readonly Pick<RuleShown, 'id'>[] = rules
  const unknown = [...byRule.keys()].filter((id) => !known.some((rule) => rule.id === id))
  const listed = findings.length <= MOST_LINES
  return section(
    'completion',
    'Proof of completion',
    table(
      'stages',
      'Stages of the run',
      stages.map(({ name, ran, because }) => [
        h`${name}`,
        ran ? mark('pass', 'yes') : h`${mark('open', 'no')} ${prose(because ?? '')}`,
      ]),
    ),
    h`<p>${counted(rules.length, 'rule')} checked, ${counted(findings.length, 'finding')}, one for each rule and subject: ${tally(findings)}. ${listed ? '' : 'There are too many to list here; report.json holds each.'}</p>`,
    all([
      ...rules.map((rule) => rulePart(sheet, rule, byRule.get(rule.id) ?? [], listed)),
      ...unknown.map((id) => rulePart(sheet, { id }, byRule.get(id) ?? [], listed)),
    ]),
    list([
      h`Law data: ${regulation.title}, version ${regulation.version}, last reviewed on <time datetime="${regulation.lawReviewedOn}">${regulation.lawReviewedOn}</time>. ${prose(sentence(capital(regulation.provenance)))}`,
      ...(run === undefined
        ? []
        : [
            h`Commit ${code(run.headSha)} of ${code(run.repository)}, on ${code(run.event)}${run.baseSha === undefined ? NOTHING : h`, held against ${code(run.baseSha)}`}.`,
          ]),
      h`Made by ${tool.name} ${tool.version}, for the day <time datetime="${report.asOf}">${report.asOf}</time>.`,
    ]),
  )
}

/** `3 failed, 12 passed`. */
function tally(findings: readonly Finding[]): string {
  const waived = findings.filter(({ waiver }) => waiver !== undefined).length
  const counts = OUTCOMES.flatMap(([outcome, word]) => {
    const count = findings.filter((finding) => finding.outcome === outcome).length
    return count === 0 ? [] : [`${thousands(count)} ${word}`]
  })
  return [
    ...(counts.length === 0 ? ['no finding'] : counts),
    ...(waived === 0 ? [] : [`${thousands(waived)} waived`]),
  ].join(', ')
}

/** What a rule asks and why, and what it said of each subject; what failed is told above, and linked. */
function rulePart(
  sheet: Sheet,
  rule: Pick<RuleShown, 'id'> & Partial<RuleShown>,
  findings: readonly Finding[],
  listed: boolean,
): Html {
  const { id, summary = '', why = '', fix = '', cites = [] } = rule
  const lines = OUTCOMES.flatMap(([outcome, word, kind]) => {
    const theirs = findings.filter((finding) => finding.outcome === outcome)
    return theirs.map((finding) => line(sheet, finding, mark(kind, word)))
  })
  const asks = h`<p>${prose(
    [why, fix]
      .map(sentence)
      .filter((text) => text !== '')
      .join(' '),
  )} <span class="soft">${allCites(cites)}</span></p>`
  return h`<div${sheet.places.at('rule', id)}>${fold(h`${code(id)} ${prose(summary)} <span class="soft">${tally(findings)}</span>`, h`${asks}${listed ? list(lines) : NOTHING}`)}</div>`
}

function line(sheet: Sheet, finding: Finding, word: Html): Html {
  const subject = needsAction(finding) ? findingLink(sheet, finding) : h`<strong>${finding.subject}</strong>`
  return h`${word}${finding.waiver === undefined ? NOTHING : h` ${mark('waived', 'waived')}`} ${subject} ${prose(sentence(finding.message))} <span class="soft">${place(finding.location)}</span>`
}

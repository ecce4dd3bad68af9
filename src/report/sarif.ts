import type { Finding } from '../core/finding.ts'
import type { Report, RuleShown } from '../core/report.ts'
import type { Region } from '../core/route.ts'
import { exitCode } from '../core/verdict.ts'
import { findingText, GRAVEST_FIRST } from './annotations.ts'
import { cap, inert, visible } from './escape.ts'
import { explanationMarkdown } from './explain/markdown.ts'
import { explainRule } from './explain/rule.ts'
import { missedWords } from './headline.ts'
import { fingerprint, printJson } from './json.ts'
import { outline, sortBy } from './outline.ts'

/** GitHub code scanning keeps the gravest 5,000 results of a run (docs.github.com, "SARIF support for code scanning"). */
const MOST_RESULTS = 5_000
/** GitHub: a name of 255 characters, descriptions of 1,024. */
const DESCRIPTION = 1_000

/**
 * Reports as SARIF 2.1.0 for GitHub code scanning, a run for each: every rule with its help, and the findings that fail, ask for review or
 * are open; what passes would be shown as an alert. Waived ones are suppressions. Every result has a location and a fingerprint that stays.
 */
export function renderSarif(reports: readonly Report[]): string {
  return printJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: reports.map(runOf),
  })
}

function runOf(report: Report): object {
  const shown = outline(report)
  const found = sortBy(report.findings.filter(unresolved), ({ level }) => GRAVEST_FIRST.indexOf(level))
  const index = new Map(report.rules.map(({ id }, at) => [id, at]))
  const left = found.length - MOST_RESULTS
  const notes = [
    ...missedWords(report.stages),
    ...(left > 0 ? [`${left} findings are left out, the least grave ones; \`report.json\` holds all.`] : []),
  ]
  return {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: report.rules.map(described),
      },
    },
    // One analysis for each manifest: two of the same category would replace each other.
    automationDetails: { id: `ai-compliance/${report.manifest}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.verdict !== 'not-evaluated',
        exitCode: exitCode(report),
        toolExecutionNotifications: notes.map((text) => ({ level: 'error', message: { text: inert(text) } })),
      },
    ],
    results: found.slice(0, MOST_RESULTS).map((finding) => resultOf(finding, findingText(shown, finding), index)),
    properties: {
      verdict: report.verdict,
      asOf: report.asOf,
      regulation: report.regulation.id,
      regulationVersion: report.regulation.version,
    },
  }
}

function resultOf(finding: Finding, text: string, index: ReadonlyMap<string, number>): object {
  return {
    ruleId: finding.rule,
    ruleIndex: index.get(finding.rule) ?? -1,
    // SARIF lets only a `fail` have a level, and GitHub reads the level alone: what is open says so in its text.
    level: finding.level,
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(finding.location.file), uriBaseId: '%SRCROOT%' },
          region: regionOf(finding.location.region ?? FIRST_LINE),
        },
        logicalLocations: [{ fullyQualifiedName: finding.subject, kind: 'resource' }],
      },
    ],
    // GitHub tells alerts apart by this one (docs.github.com, "SARIF support for code scanning").
    partialFingerprints: { primaryLocationLineHash: `${fingerprint(finding)}:1` },
    ...suppressions(finding),
    properties: { outcome: finding.outcome, cites: finding.cites, obligations: finding.obligations },
  }
}

/** Where nothing better is known. GitHub refuses a result without a region. */
const FIRST_LINE: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

/** Keys in one order, whatever the order in memory. */
function regionOf({ startLine, startColumn, endLine, endColumn }: Region): Region {
  return { startLine, startColumn, endLine, endColumn }
}

/** The prose of a rule is rendered once, however many reports have it. */
function described(rule: RuleShown): object {
  const known = descriptors.get(rule) ?? descriptor(rule)
  descriptors.set(rule, known)
  return known
}

const descriptors = new WeakMap<RuleShown, object>()

function descriptor(rule: RuleShown): object {
  const explained = explainRule(rule, undefined)
  return {
    id: rule.id,
    name: nameOf(rule.id),
    shortDescription: { text: cap(rule.summary, DESCRIPTION) },
    fullDescription: { text: cap(rule.why, DESCRIPTION) },
    help: {
      text: [rule.why, rule.fix, ...(rule.cites.length === 0 ? [] : [`Law: ${rule.cites.join(', ')}.`])].join('\n'),
      markdown: explanationMarkdown(explained, 2),
    },
    properties: { tags: ['compliance', 'privacy', ...rule.cites.slice(0, 8)], precision: 'very-high' },
  }
}

/** What is wrong or open, waived or not: what passes would be shown as an alert. */
function unresolved({ outcome }: Finding): boolean {
  return outcome === 'fail' || outcome === 'review' || outcome === 'open'
}

/** `RecordCurrent`: SARIF asks for a name in Pascal case. */
function nameOf(id: string): string {
  return id.replace(/(?:^|[^a-z0-9])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function suppressions({ waiver }: Finding): object {
  if (waiver === undefined) return {}
  const { until, approvedBy, justification } = waiver
  return {
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        justification: inert(`${justification} (approved by ${approvedBy}, until ${until})`),
      },
    ],
  }
}

/** A path as a URI reference: each part encoded, none of them taken for a scheme. */
function uri(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(visible(part)))
    .join('/')
}

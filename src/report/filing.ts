import type { FilingCounts } from '../core/filing-counts.ts'
import type { Regulation } from '../core/regulation.ts'
import { plain } from './escape.ts'
import { printJson } from './json.ts'
import { counted } from './words.ts'

/** Names the format, not a place on the network; `schemas/filing.schema.json` has it as its `$id`. */
export const FILING_SCHEMA = 'urn:ai-compliance-gate:filing:1'

export type Filing = FilingCounts & {
  readonly asOf: string
  readonly manifest: string
  readonly organization?: string
}

/** The counts as JSON. */
export function renderFilingJson({ asOf, manifest, organization, ...counts }: Filing): string {
  const { period, assessments, byTrigger, personalInformation, sensitive, open, leftOut } = counts
  return printJson({
    $schema: FILING_SCHEMA,
    asOf,
    manifest,
    organization,
    period,
    assessments,
    byTrigger,
    personalInformation,
    sensitive,
    open,
    leftOut,
  })
}

/** The counts for a person who fills in the Agency's form. */
export function renderFilingText(filing: Filing, regulation: Regulation): string {
  const { period, assessments, byTrigger, personalInformation, sensitive, open, leftOut } = filing
  const least = open.length > 0
  const titles = new Map(
    [...regulation.categories, ...regulation.sensitiveCategories].map(({ id, title }) => [id, title]),
  )
  const listed = (categories: { readonly [category: string]: 'yes' }) =>
    Object.keys(categories).map((id) => `  ${id.padEnd(40)}${titles.get(id) ?? ''}`)
  const notes = (all: FilingCounts['open']) =>
    all.map(({ subject, because }) => `  ${plain(subject)} ${plain(because)}`)
  return `${[
    `${plain(filing.organization ?? filing.manifest)}: filing of risk assessments from ${period.from} to ${period.to}, due by ${period.due} (11 CCR 7157(a), (b)).`,
    `As of ${filing.asOf}: ${least ? 'at least ' : ''}${counted(assessments, 'assessment')} made or updated.`,
    '',
    'By activity of 11 CCR 7150(b); one assessment may cover several',
    ...Object.entries(byTrigger).map(([trigger, count], index) => `  (${index + 1}) ${trigger.padEnd(36)}${count}`),
    '',
    'Categories of personal information involved',
    ...orNone(listed(personalInformation), least),
    '',
    'Categories of sensitive personal information involved',
    ...orNone(listed(sensitive), least),
    ...(open.length === 0 ? [] : ['', 'Open: these could add to the counts', ...notes(open)]),
    ...(leftOut.length === 0 ? [] : ['', 'Left out', ...notes(leftOut)]),
    '',
    LIMITS,
  ].join('\n')}\n`
}

const LIMITS =
  'Counted from what the manifest declares: the days of an assessment that it names, and what goes into the systems that it covers.'

function orNone(lines: readonly string[], least: boolean): readonly string[] {
  if (lines.length > 0) return lines
  return [least ? '  none that is declared' : '  none']
}

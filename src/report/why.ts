import type { Finding } from '../core/finding.ts'
import type { Location } from '../core/route.ts'
import type { Outline } from './outline.ts'
import { leveledWords } from './policy-words.ts'
import { CONFIDENCES, citeWords, counted, dueWords } from './words.ts'

/** Titles shown before the rest are only counted. */
const TITLES = 2

/** Why a finding matters: the rule's own reason, the citation, then the duties it bears on in plain words with their dates. */
export type Why = { readonly reason: string; readonly cites: string; readonly duties: string }

export function why({ report, dutiesOf }: Outline, finding: Finding): Why {
  const found = dutiesOf(finding)
  const notes = found.slice(0, TITLES).map((one) => {
    const doubt = CONFIDENCES[one.confidence]
    return { title: one.title, note: `${dueWords(one.due, report.asOf)}${doubt === '' ? '' : `; ${doubt}`}` }
  })
  const titles = notes.map(({ title, note }, index) => (note === notes[index + 1]?.note ? title : `${title} (${note})`))
  const more = found.length - titles.length
  return {
    reason: report.rules.find((rule) => rule.id === finding.rule)?.why ?? '',
    cites: citeWords(finding.cites.length > 0 ? finding.cites : found.flatMap((one) => one.cites)),
    duties: [...titles, ...(more > 0 ? [counted(more, 'more duty')] : []), leveledWords(finding)]
      .filter((part) => part !== '')
      .join('; '),
  }
}

/** `11 CCR 7221(c): Offer two ways to opt out (due from 2027-01-01, in 39 days)`; empty when nothing is cited. */
export function whyWords({ cites, duties }: Pick<Why, 'cites' | 'duties'>): string {
  return [cites, duties].filter((part) => part !== '').join(': ')
}

/** `ai-compliance.yml:41:7`, or as much of it as is known. */
export function place({ file, region }: Location): string {
  return region === undefined ? file : `${file}:${region.startLine}:${region.startColumn}`
}

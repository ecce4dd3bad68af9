import { daysBetween } from '../core/dates.ts'
import type { Confidence } from '../core/determination.ts'
import type { Due, DutyStatus } from '../core/duty.ts'
import type { Finding } from '../core/finding.ts'
import type { SystemShown } from '../core/report.ts'
import type { Counts, FailOn, Verdict } from '../core/verdict.ts'

/** Plain words for what the code names by a constant. Every format takes them from here. */

export const VERDICTS: { readonly [verdict in Verdict]: string } = {
  pass: 'Pass',
  fail: 'Fail',
  'not-evaluated': 'Not evaluated',
}

export const STATUSES: { readonly [status in DutyStatus]: string } = {
  unmet: 'not met',
  open: 'open',
  later: 'due later',
  waived: 'waived',
  met: 'met',
}

/** The duties a reader must act on first. */
export const STATUS_ORDER: readonly DutyStatus[] = ['unmet', 'open', 'later', 'waived', 'met']

/** Between the name of a system and the reason. */
export const REACHED: { readonly [reached in SystemShown['scope']['reached']]: string } = {
  yes: 'is reached by the rules:',
  no: 'is not reached by the rules:',
  unknown: 'may be reached by the rules; still open:',
}

/** Empty for what is confirmed: only doubt is worth a word. */
export const CONFIDENCES: { readonly [confidence in Confidence]: string } = {
  confirmed: '',
  'single-source': 'read in one source only',
  unconfirmed: 'not confirmed against the text',
  inferred: 'our own reading of the text',
}

export const ORGANIZATION = 'The organization'
export const MANIFEST = 'The manifest'
export const NOT_PRACTICES =
  'Records are judged, not practices: a file shows that a record exists, not that a practice is lawful.'

/** `error`, `warning`, `note`; or the outcome where the gate could not decide. */
export function severity(finding: Finding): 'error' | 'warning' | 'note' | 'open' | 'review' {
  if (finding.outcome === 'open') return 'open'
  return finding.outcome === 'review' ? 'review' : finding.level
}

/** `in 38 days`, `today`, `203 days ago`. */
export function distance(days: number): string {
  if (days === 0) return 'today'
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`
}

/** `due from 2027-01-01, in 39 days`, `due since 2026-05-04`. */
export function dueWords(due: Due, asOf: string): string {
  if (due.kind === 'unknown') return 'due date not known yet'
  if (due.kind === 'before-use') return 'due before first use'
  const days = daysBetween(asOf, due.date)
  if (days < 0) return due.kind === 'from' ? `due since ${due.date}` : `was due by ${due.date}, ${distance(days)}`
  return `due ${due.kind} ${due.date}, ${distance(days)}`
}

/** `12 errors, 3 warnings, 1 open question, 2 waived`; zeros are left out. */
export function countWords(counts: Counts): string {
  const parts = [
    counts.errors > 0 ? counted(counts.errors, 'error') : '',
    counts.warnings > 0 ? counted(counts.warnings, 'warning') : '',
    counts.open > 0 ? counted(counts.open, 'open question') : '',
    counts.waived > 0 ? `${thousands(counts.waived)} waived` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** What a `fail-on` other than the usual one did to the verdict; empty for `error`. */
export function failOnWords(failOn: FailOn): string {
  if (failOn === 'warning') return '`fail-on` is `warning`: warnings block as well.'
  return failOn === 'never' ? '`fail-on` is `never`: a fail is reported and stops nothing.' : ''
}

/** `1 duty`, `2,000 duties`. */
export function counted(count: number, one: string, many: string = plural(one)): string {
  return `${thousands(count)} ${count === 1 ? one : many}`
}

export function plural(one: string): string {
  return one.endsWith('y') && !one.endsWith('ay') ? `${one.slice(0, -1)}ies` : `${one}s`
}

export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Ends with a full stop, once; empty stays empty. */
export function sentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`
}

/** Begins with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Begins with a small letter, where a word and not an abbreviation stands there. */
export function uncapital(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** `11 CCR 7150(a), 7155(a)(1), Civ. Code 1798.121`: sections of one code stand together and name it once. */
export function citeWords(cites: readonly string[]): string {
  return bySection(cites, new Set(cites).size > MANY_CITES)
}

/** The same with every paragraph, however many there are. */
export function allCites(cites: readonly string[]): string {
  return bySection(cites, false)
}

function bySection(cites: readonly string[], whole: boolean): string {
  const byCode = new Map<string, Set<string>>()
  for (const cite of cites) {
    const code = codeOf(cite)
    const section = cite.slice(code.length)
    byCode.set(code, (byCode.get(code) ?? new Set()).add(whole ? section.replace(/\(.*/, '') : section))
  }
  return [...byCode].map(([code, sections]) => `${code}${[...sections].join(', ')}`).join(', ')
}

/** More citations than this are told by section, without their paragraphs. */
const MANY_CITES = 5

/** What the law's data rests on, in a few words: the first sentence, at a comma when it is long. */
export function provenanceWords(provenance: string): string {
  const [first = ''] = provenance.split(/(?<=\.)\s/)
  const words = first.replace(/\.$/, '')
  const comma = words.lastIndexOf(',', PROVENANCE)
  return words.length > PROVENANCE && comma > 0 ? words.slice(0, comma) : words
}

/** Characters of the provenance that a line has room for. */
const PROVENANCE = 140

/** `11 CCR ` of `11 CCR 7150(a)`. */
function codeOf(cite: string): string {
  return /^(?:\d+ )?[A-Z][A-Za-z. ]*\s(?=\d)/.exec(cite)?.[0] ?? ''
}

import type { Report } from '../core/report.ts'

/** Differences that are told one by one. */
const MOST = 20

/** Where a stored report decides otherwise than the recorded facts do, finding by finding, as predicates; how either is worded does not matter. */
export function otherDecisions(stored: unknown, made: Report): readonly string[] {
  const findings = field(stored, 'findings')
  const duties = field(stored, 'duties')
  if (!Array.isArray(findings) || !Array.isArray(duties)) return ['is no report']
  const verdict = field(stored, 'verdict')
  const told = [
    ...(verdict === made.verdict
      ? []
      : [`says that the verdict is ${shown(verdict)}; the recorded facts give \`${made.verdict}\``]),
    ...differing(
      findings.map((each) => [`${shown(field(each, 'rule'))} of ${shown(field(each, 'subject'))}`, findingOf(each)]),
      made.findings.map((each) => [`${shown(each.rule)} of ${shown(each.subject)}`, findingOf(each)]),
    ),
    ...differing(
      duties.map((each) => [
        `the duty ${shown(field(each, 'obligation'))} of ${shown(field(each, 'subject'))}`,
        shown(field(each, 'status')),
      ]),
      made.duties.map((each) => [`the duty ${shown(each.obligation)} of ${shown(each.subject)}`, shown(each.status)]),
    ),
  ]
  const rest = told.length - MOST
  return rest > 0 ? [...told.slice(0, MOST), `decides otherwise in ${rest} more places`] : told
}

function findingOf(finding: unknown): string {
  const waived = field(finding, 'waiver') === undefined ? '' : ', waived'
  return `${shown(field(finding, 'outcome'))} at level ${shown(field(finding, 'level'))}${waived}`
}

/** Keys that stand once on either side, with what is said of each. */
type Told = readonly (readonly [key: string, says: string])[]

function differing(stored: Told, made: Told): readonly string[] {
  const found = new Map(stored)
  const expected = new Map(made)
  return [
    // Systems that share an id are told twice by the facts themselves.
    ...(stored.length - found.size === made.length - expected.size ? [] : ['tells something twice']),
    ...made.flatMap(([key, says]) => {
      const there = found.get(key)
      if (there === says) return []
      return [
        there === undefined
          ? `does not tell ${key}: ${says}`
          : `tells ${key} as ${there}; the recorded facts give ${says}`,
      ]
    }),
    ...stored.flatMap(([key, says]) =>
      expected.has(key) ? [] : [`tells ${key} as ${says}, which the recorded facts do not give`],
    ),
  ]
}

/** A key of something that may be anything. */
function field(of: unknown, key: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined
  const found = Object.entries(of).find(([name]) => name === key)
  return found?.[1]
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : 'nothing that is known'
}

/** The keys that hold sentences of ours; another version of the tool may say the same otherwise. */
const SENTENCES = new Set(['because', 'ask', 'question', 'message', 'next', 'decides', 'title', 'refused', 'unfilled'])

/** The value without what is worded: of a sentence only whether it is there. */
export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SENTENCES.has(key) ? inner !== undefined : withoutWords(inner)]),
  )
}

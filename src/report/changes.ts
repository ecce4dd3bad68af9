import type { ChangeTopic, Loosening } from '../core/change.ts'
import type { ChangeShown, Report } from '../core/report.ts'
import { sortBy } from './outline.ts'
import { counted, sentence } from './words.ts'

/** What differs from the base revision, in the order in which it is read: what the gate asks less for is apart, and first. */
export type ChangesShown = {
  readonly loosening: readonly (ChangeShown & { readonly loosens: Loosening })[]
  /** What a risk assessment must follow before the rest, then by what it is about. */
  readonly others: readonly ChangeShown[]
}

/** What weighs most for a reader first: what is processed, what the law makes of it, who answers, what is written. */
const TOPICS: readonly ChangeTopic[] = [
  'gate',
  'purpose',
  'sensitive',
  'data',
  'recipients',
  'model',
  'human-involvement',
  'decision',
  'code',
  'system',
  'duty',
  'determination',
  'organization',
  'people',
  'owner',
  'waiver',
  'record',
]

export function changesShown({ comparison }: Report): ChangesShown {
  const all = comparison?.changes ?? []
  return {
    loosening: all.flatMap((change) => (change.loosens === undefined ? [] : [{ ...change, loosens: change.loosens }])),
    others: sortBy(
      sortBy(
        all.filter(({ loosens }) => loosens === undefined),
        ({ topic }) => TOPICS.indexOf(topic),
      ),
      ({ material }) => (material ? 0 : 1),
    ),
  }
}

/** What must be known of the comparison as a whole; empty where nothing was compared. */
export function comparisonNotes({ comparison }: Report): readonly string[] {
  if (comparison === undefined) return []
  const { manifest, movedFrom, changes, files } = comparison
  if (manifest === 'none') return ['The base has no manifest: this is a first adoption, and everything is new.']
  return [
    ...(movedFrom === undefined ? [] : [`The manifest was \`${movedFrom}\` in the base.`]),
    ...(changes.length === 0 ? ['Nothing that the manifest declares differs from the base.'] : []),
    ...(files.known ? [] : [sentence(`Which files differ cannot be told: ${files.because}`)]),
  ]
}

/** `12 other changes, 3 of them of what a risk assessment describes`. */
export function othersWords({ loosening, others }: ChangesShown): string {
  const material = others.filter((change) => change.material).length
  const count = counted(others.length, loosening.length > 0 ? 'other change' : 'change')
  return material === 0
    ? count
    : `${count}, ${material === others.length ? 'all' : material} of what a risk assessment describes`
}

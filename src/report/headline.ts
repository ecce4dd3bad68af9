import type { Stage } from '../core/verdict.ts'
import { comparisonNotes } from './changes.ts'
import type { Outline } from './outline.ts'
import { groupBy } from './outline.ts'
import { workload } from './people.ts'
import { policyWords } from './policy-words.ts'
import { countWords, failOnWords, sentence, VERDICTS } from './words.ts'

/** People named before the rest are only counted. */
const PEOPLE = 5

/** The verdict in one sentence, and what a reader must know beside it. */
export type Headline = {
  /** `Fail` */
  readonly verdict: string
  /** `12 errors, 3 warnings` */
  readonly counts: string
  readonly notes: readonly string[]
}

export function headline(shown: Outline): Headline {
  const { verdict, counts, stages, failOn } = shown.report
  const who = people(shown)
  return {
    verdict: VERDICTS[verdict],
    counts: countWords(counts) || (verdict === 'pass' ? 'nothing blocks' : 'no findings'),
    notes: [
      ...missedWords(stages),
      stages.length === 0 ? 'No stage ran.' : '',
      failOnWords(failOn),
      ...comparisonNotes(shown.report),
      policyWords(shown.report),
      shown.blocking.length > 1 && who !== '' ? `To act: ${who}.` : '',
    ].filter((note) => note !== ''),
  }
}

/** Stages that did not run for the same reason are named together. */
function missedWords(stages: readonly Stage[]): readonly string[] {
  const missed = groupBy(
    stages.filter((stage) => !stage.ran),
    ({ because }) => because ?? '',
  )
  return [...missed].map(([because, group]) => {
    const names = group.map(({ name }) => `\`${name}\``).join(', ')
    return sentence(`Did not run: ${names}${because === '' ? '' : `, because ${because}`}`)
  })
}

function people(shown: Outline): string {
  const all = workload(shown)
  const named = all.slice(0, PEOPLE).map(({ who, count }) => `${who} ${count}`)
  const more = all.length - named.length
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

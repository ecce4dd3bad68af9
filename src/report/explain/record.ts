import type { RecordKind, RecordPart, Regulation } from '../../core/regulation.ts'
import { capital, counted, sentence } from '../words.ts'
import { type Explanation, factsOf, type Item, sectionsOf } from './explanation.ts'
import { headingWords, lawWords, partNotes } from './part.ts'
import { provenBy } from './proves.ts'

/** A kind of record: its parts with what belongs into each, how long a review holds, and which obligations it proves. */
export function explainRecord(kind: RecordKind, regulation: Regulation): Explanation {
  const proves = provenBy(kind.id, undefined, regulation)
  return {
    kind: 'record',
    id: kind.id,
    title: kind.title,
    lead: [
      `A file under \`records.${kind.id}\`, in Markdown with a section for each part that a duty needs, or in YAML or JSON with a key for each.`,
    ],
    sections: sectionsOf(
      { title: '', facts: factsOf(['Review', periodWords(kind)]) },
      {
        title: 'Its parts',
        items: kind.parts.map(
          (part): Item => ({ text: `\`${kind.id}#${part.id}\`: ${part.title}`, notes: partNotes(part) }),
        ),
      },
      { title: 'What it proves', items: proves.map(({ id, title }): Item => ({ text: `\`${id}\`: ${title}` })) },
    ),
  }
}

/** One part of a record: what belongs there, where it is looked for, and which obligations need it. */
export function explainPart(kind: RecordKind, part: RecordPart, regulation: Regulation): Explanation {
  const proves = provenBy(kind.id, part.id, regulation)
  return {
    kind: 'part',
    id: `${kind.id}#${part.id}`,
    title: part.title,
    lead: [part.hint],
    sections: sectionsOf(
      {
        title: '',
        facts: factsOf(
          ['Record', `\`${kind.id}\`: ${kind.title}.`],
          ['Headings', sentence(headingWords(part))],
          ['Marker', `\`<!-- part: ${part.id} -->\` in front of it; in YAML or JSON the key \`${part.id}\`.`],
          ['Law', lawWords(part)],
        ),
      },
      { title: 'What asks for it', items: proves.map(({ id, title }): Item => ({ text: `\`${id}\`: ${title}` })) },
    ),
  }
}

function periodWords({ period }: RecordKind): string {
  if (period === undefined) return 'No period of the law; give your own with `review-every-months`.'
  const { months, obligation, beforeDue } = period
  const every =
    beforeDue === true ? `In the ${counted(months, 'month')} before the due date` : `Every ${counted(months, 'month')}`
  const asked = obligation === undefined ? 'as good practice' : `as \`${obligation}\` asks`
  return sentence(capital(`${every}, ${asked}`))
}

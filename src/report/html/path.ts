import type { Determination } from '../../core/determination.ts'
import type { SubjectShown } from '../outline.ts'
import { counted } from '../words.ts'
import { all, type Html, h, NOTHING } from './markup.ts'

/** The questions on the way from the organization to its duties, in the order in which the law asks them, with short names. */
const STEPS: readonly (readonly [string, string])[] = [
  ['covered-business', 'Business'],
  ['personal-information', 'Personal information'],
  ['consumers', 'Consumers'],
  ['significant-decision', 'Significant decision'],
  ['human-involvement', 'Human involved'],
  ['admt', 'ADMT'],
  ['article-11', 'Article 11'],
  ['risk-assessment', 'Risk assessment'],
]

const [WIDTH, HEIGHT, GAP, COLUMNS] = [166, 58, 22, 4]

/** The way from business to duty as a picture; what it shows stands in the table below it too, so that it is no loss where it is not seen. */
export function pathPicture({ id, name, determinations, duties }: SubjectShown): Html {
  const steps = STEPS.flatMap(([question, label]) => {
    const answers = determinations.filter((one) => one.id === question)
    return answers.length === 0 ? [] : [{ label, answer: together(answers, id) }]
  })
  if (steps.length === 0) return NOTHING
  const boxes = [...steps, { label: counted(duties.length, 'duty'), answer: duties.length > 0 ? 'follow' : 'none' }]
  const lines = Math.ceil(boxes.length / COLUMNS)
  const [width, height] = [COLUMNS * (WIDTH + GAP) - GAP + 4, lines * (HEIGHT + GAP) - GAP + 4]
  const said = boxes.map(({ label, answer }) => `${label}: ${answer}`).join('; ')
  return h`<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" aria-label="${`The way to the duties of ${name}. ${said}.`}">${all(boxes.map(box))}</svg>`
}

function box({ label, answer }: { readonly label: string; readonly answer: string }, index: number): Html {
  const [x, y] = [2 + (index % COLUMNS) * (WIDTH + GAP), 2 + Math.floor(index / COLUMNS) * (HEIGHT + GAP)]
  const joint =
    index % COLUMNS === 0 ? NOTHING : h`<line x1="${x - GAP}" y1="${y + HEIGHT / 2}" x2="${x}" y2="${y + HEIGHT / 2}"/>`
  return h`${joint}<rect class="${answer}" x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6"/><text x="${x + 10}" y="${y + 23}">${label}</text><text class="soft" x="${x + 10}" y="${y + 45}">${answer}</text>`
}

/** A system makes several decisions: one that is reached is enough, and one that is not known leaves it unknown. */
function together(answers: readonly Determination[], id: string): string {
  const own = answers.filter(({ subject }) => subject === id)
  const counted = own.length > 0 ? own : answers
  const found = ['yes', 'unknown', 'no'].find((answer) => counted.some((one) => one.answer === answer)) ?? 'unknown'
  return counted.length > 1 && counted.some((one) => one.answer !== counted[0]?.answer) ? `${found}, of some` : found
}

import type { Determination } from '../../core/determination.ts'
import { tallyWords } from '../calendar.ts'
import type { SubjectShown } from '../outline.ts'
import { counted } from '../words.ts'
import { all, type Html, h, NOTHING } from './markup.ts'

/** The questions on the way to the duties, in the order in which the law asks them, with names that a box has room for. */
const TRUNK = [
  ['covered-business', 'Covered business'],
  ['personal-information', 'Personal information'],
  ['consumers', 'Consumers'],
] as const
const DECIDING = [
  ['significant-decision', 'Significant decision'],
  ['human-involvement', 'Human involved'],
  ['admt', 'ADMT'],
  ['article-11', 'Article 11'],
] as const
const ASSESSING = [
  ['trigger-selling-or-sharing', 'Sells, shares'],
  ['trigger-sensitive', 'Sensitive data'],
  ['trigger-admt', 'ADMT used'],
  ['trigger-observation', 'Observation'],
  ['trigger-location', 'Location'],
  ['trigger-training', 'Training'],
  ['risk-assessment', 'Risk assessment'],
] as const

/** Drawn for the narrowest screen, so that its text is never smaller than that around it. */
const WIDTH = 296
const [LEFT, RIGHT] = [136, 152]
const GAP = 10
const LOW = 28
const TALL = 48

type Step = { readonly label: string; readonly answers: readonly string[] }
type Box = Step & { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/**
 * The way from business to duty as a picture: what must hold for both, then Article 11 on the left and the six activities that call for
 * a risk assessment on the right. The answers stand in the table below it too, so that it is no loss where it is not seen.
 */
export function pathPicture({ id, name, determinations, duties }: SubjectShown): Html {
  const of = (steps: readonly (readonly [string, string])[]) =>
    steps.flatMap(([question, label]): readonly Step[] => {
      const answers = answersTo(question, determinations, id)
      return answers.length === 0 ? [] : [{ label, answers }]
    })
  const [trunk, deciding, assessing] = [of(TRUNK), of(DECIDING), of(ASSESSING)]
  if (trunk.length + deciding.length + assessing.length === 0) return NOTHING
  const fork = trunk.length * (LOW + GAP)
  const end = fork + Math.max(deciding.length * (TALL + GAP), assessing.length * (LOW + GAP))
  const columns = [
    stack(trunk, { x: 0, y: 0, width: WIDTH, height: LOW }),
    stack(deciding, { x: 0, y: fork, width: LEFT, height: TALL }),
    stack(assessing, { x: WIDTH - RIGHT, y: fork, width: RIGHT, height: LOW }),
  ]
  const ends = [Math.min(end, fork), end, end]
  const said = [...trunk, ...deciding, ...assessing].map(({ label, answers }) => `${label}: ${answers.join(' and ')}`)
  const count = duties.length === 0 ? 'No duty follows' : counted(duties.length, 'duty')
  const label = `The way to the duties of ${name}. ${[...said, count].join('; ')}.`
  const tally = h`<rect x="0" y="${end}" width="${WIDTH}" height="${TALL}" rx="5"/><text x="8" y="${end + 20}">${count}</text><text class="soft" x="8" y="${end + 38}">${tallyWords(duties)}</text>`
  return h`<svg role="img" viewBox="-1 -1 ${WIDTH + 2} ${end + TALL + 2}" width="${WIDTH + 2}" height="${end + TALL + 2}" aria-label="${label}">${columns.map((boxes, index) => joints(boxes, ends[index] ?? end))}${columns.map((boxes) => all(boxes.map(drawn)))}${tally}</svg>`
}

function stack(steps: readonly Step[], first: Omit<Box, keyof Step>): readonly Box[] {
  return steps.map((step, row) => ({ ...step, ...first, y: first.y + row * (first.height + GAP) }))
}

/** One line behind the boxes of a column, down to where it leads. */
function joints(boxes: readonly Box[], end: number): Html {
  const [first] = boxes
  if (first === undefined) return NOTHING
  // The trunk leads to both columns, each at its own middle.
  const middles = first.width === WIDTH ? [LEFT / 2, WIDTH - RIGHT / 2] : [first.x + first.width / 2]
  return all(middles.map((x) => h`<line x1="${x}" y1="${first.y}" x2="${x}" y2="${end}"/>`))
}

function drawn({ label, answers, x, y, width, height }: Box): Html {
  const answer = answers.join(' and ').replace('unknown', 'open')
  const kind = answers.length === 1 ? answer : 'yes'
  const at =
    height === LOW
      ? h`class="answer ${kind}" x="${x + width - 8}" y="${y + 19}"`
      : h`class="${kind}" x="${x + 8}" y="${y + 38}"`
  return h`<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/><text x="${x + 8}" y="${y + (height === LOW ? 19 : 20)}">${label}</text><text ${at}>${answer}</text>`
}

/** A system makes several decisions, which may differ: each answer once, in their order. Its own answer stands for all. */
function answersTo(question: string, determinations: readonly Determination[], id: string): readonly string[] {
  const asked = determinations.filter((one) => one.id === question)
  const own = asked.filter(({ subject }) => subject === id)
  return [...new Set((own.length > 0 ? own : asked).map(({ answer }) => answer))]
}

import type { ChangeShown } from '../core/report.ts'
import { changesShown } from './changes.ts'
import { plain } from './escape.ts'
import type { Outline } from './outline.ts'
import { type Span, wrap } from './terminal.ts'
import { counted, sentence } from './words.ts'

/** Changes that a terminal shows; the JSON report holds them all. */
const LOOSENING = 15
const OTHERS = 12

type Lines = readonly (readonly Span[])[]

/** What the gate asks less for than at the base, each with its kind. */
export function looseningLines(shown: Outline, width: number): Lines {
  const { loosening } = changesShown(shown.report)
  const lines = loosening
    .slice(0, LOOSENING)
    .flatMap((change) => changeLines(shown, change, width, ` [${change.loosens}]`))
  return [...lines, ...moreLine(loosening.length - LOOSENING)]
}

/** Everything else that differs from the base. */
export function changeLinesOf(shown: Outline, width: number): Lines {
  const { others } = changesShown(shown.report)
  const lines = others
    .slice(0, OTHERS)
    .flatMap((change) => changeLines(shown, change, width, change.material ? ' [material]' : ''))
  return [...lines, ...moreLine(others.length - OTHERS)]
}

function changeLines(shown: Outline, { scope, says }: ChangeShown, width: number, tag: string): Lines {
  const spans: readonly Span[] = [
    { text: `${plain(shown.nameOf(scope), 80)}: `, style: 'bold' },
    { text: plain(sentence(says)) },
    ...(tag === '' ? [] : [{ text: tag, style: 'dim' as const }]),
  ]
  return wrap(spans, width, { text: '  ' }, 4)
}

function moreLine(more: number): Lines {
  return more > 0 ? [[{ text: `  and ${counted(more, 'more change')}; the JSON report holds them all.` }]] : []
}

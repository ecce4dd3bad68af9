import { unfilled } from '../../core/filled.ts'
import type { ModelCards, RecordPart } from '../../core/regulation.ts'
import { plain } from './labels.ts'
import type { Label, Passage } from './passage.ts'

/** Why a passage says nothing, as a predicate; undefined when it says something. Asked once for each. */
export function sayingReader(cards: ModelCards, parts: readonly RecordPart[]) {
  const texts = new Set([...cards.templateTexts, ...parts.map(({ hint }) => hint)].map(plain))
  const instruction = new RegExp(`^[\\s*_>(-]*(?:${cards.instructions.join('|')})(?![a-z0-9])`, 'i')
  const known = new WeakMap<Passage, string | undefined>()

  function judge({ text, label, form }: Passage): string | undefined {
    if (form === 'code') return text.trim() === '' ? 'is empty' : undefined
    const empty =
      unfilled([text], label === undefined ? [] : [label.text]) ??
      leadsOf(label)
        .map((lead) => unfilled([`${lead}: ${text}`]))
        .find((because) => because !== undefined)
    if (empty !== undefined) return empty
    if (text.length > 400 || form === 'row') return undefined
    const words = plain(text)
    const template = texts.has(words) || (instruction.test(text) && !/[.!?。！？]\s+\S/u.test(text.trim()))
    return template ? `says only \`${text.slice(0, 24).replaceAll('`', "'")}…\`, as a template does` : undefined
  }

  return (passage: Passage): string | undefined => {
    if (known.has(passage)) return known.get(passage)
    const because = judge(passage)
    known.set(passage, because)
    return because
  }
}

/** What stands in front of a text in its line or its list: in `TODO: ask the vendor` it takes the text back. */
function leadsOf(label: Label | undefined): readonly string[] {
  const leads: string[] = []
  for (let each = label; each !== undefined && each.kind !== 'heading'; each = each.above) leads.push(each.text)
  return leads
}

export type Saying = ReturnType<typeof sayingReader>

import type { Markdown } from '../escape.ts'
import { code, join, md, prose } from '../escape.ts'
import type { Explanation, Fact, Item, Section } from './explanation.ts'

/** An explanation as a page, or as a chapter of one under a heading of that depth. Only what `escape.ts` made safe stands in it. */
export function explanationMarkdown({ id, title, lead, sections }: Explanation, depth = 1): string {
  const heading = join([{ markdown: '#'.repeat(depth) }, code(id)], ' ')
  const blocks = [heading, md`**${prose(title)}**`, ...lead.map(prose), ...sections.flatMap(sectionBlocks)]
  return `${join(blocks, '\n\n').markdown}\n`
}

function sectionBlocks({ title, text = '', facts = [], items = [] }: Section): readonly Markdown[] {
  return [
    ...(title === '' ? [] : [md`${prose(title)}:`]),
    ...(text === '' ? [] : [prose(text)]),
    ...(facts.length === 0 ? [] : [join(facts.map(factLine), '\n')]),
    ...(items.length === 0 ? [] : [join(items.map(itemLines), '\n')]),
  ]
}

function factLine({ name, text }: Fact): Markdown {
  return md`- **${prose(name)}:** ${prose(text)}`
}

function itemLines({ mark, text, notes = [] }: Item): Markdown {
  const first = mark === undefined ? md`- ${prose(text)}` : md`- **${mark}:** ${prose(text)}`
  return join([first, ...notes.map((note) => md`  - ${prose(note)}`)], '\n')
}

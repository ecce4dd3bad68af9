import { describe, expect, test } from 'vitest'
import { recordTemplate } from '../../../src/init/template.ts'
import { markdownRecord } from '../../../src/read/markdown.ts'
import regulation from '../../../src/regulations/ccpa-admt/regulation.yml'

describe.each(regulation.records)('the template of a $id', (kind) => {
  const text = recordTemplate(kind, kind.parts, 'Berth planner', [])

  test('has each part, and none of them says anything', () => {
    const found = markdownRecord(text, kind.parts).parts
    expect(found.map(({ part, unfilled }) => ({ part, unfilled }))).toEqual(
      kind.parts.map(({ id }) => ({ part: id, unfilled: 'is empty' })),
    )
    const lines = text.split('\n')
    for (const [index, { title }] of kind.parts.entries())
      expect(lines[(found[index]?.line ?? 0) - 1]).toBe(`## ${title}`)
  })

  test('says below each heading what belongs there, with the citation', () => {
    const sections = text
      .split('\n## ')
      .slice(1)
      .map((section) => section.replaceAll('\n', ' '))
    for (const [index, { hint, cites }] of kind.parts.entries()) {
      expect(sections[index]).toContain(hint.trim())
      for (const cite of cites) expect(sections[index]).toContain(cite)
    }
  })

  test('stays open for every part but the one that was written', () => {
    for (const { id, title } of kind.parts) {
      const edited = text.replace(
        `## ${title}\n`,
        `## ${title}\n\nThe harbour master signs the plan each evening at six.\n`,
      )
      const filled = markdownRecord(edited, kind.parts).parts.filter(({ unfilled }) => unfilled === undefined)
      expect(filled.map(({ part }) => part)).toEqual([id])
    }
  })
})

test('a name out of the answers can neither end the comment nor fill a part', () => {
  const [kind] = regulation.records
  if (kind === undefined) throw new Error('no kind')
  const text = recordTemplate(kind, kind.parts, '--> \n\n## Purpose\n\nWe decide on berths.', [])
  expect(markdownRecord(text, kind.parts).parts.filter(({ unfilled }) => unfilled === undefined)).toEqual([])
})

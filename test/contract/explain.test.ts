import { describe, expect, test } from 'vitest'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { catalogOf, explainList } from '../../src/report/explain/catalog.ts'
import { explanationMarkdown } from '../../src/report/explain/markdown.ts'
import { renderExplanation } from '../../src/report/explain/text.ts'
import { printJson } from '../../src/report/json.ts'
import examples from '../../src/rules/examples.json' with { type: 'json' }
import { rules } from '../../src/rules/index.ts'

const catalog = catalogOf({ rules, examples, regulation: ccpaAdmt })
const cited = new Map(
  [
    ...rules,
    ...ccpaAdmt.obligations,
    ...ccpaAdmt.exceptions,
    ...ccpaAdmt.records.flatMap(({ id, parts }) => parts.map((part) => ({ ...part, id: `${id}#${part.id}` }))),
  ].map(({ id, cites }) => [id, cites]),
)

describe.each(catalog.map((entry) => [`${entry.kind}:${entry.id}`, entry] as const))('%s', (_, entry) => {
  const explanation = entry.explain()
  const text = renderExplanation(explanation, { color: false, width: 72 })
  const formats = [text, explanationMarkdown(explanation), printJson(explanation)]

  test('is explained in every format with all of its citations, and claims nothing', () => {
    for (const format of formats) {
      const words = format.replaceAll(/[\s\\]+/g, ' ')
      for (const cite of cited.get(entry.id) ?? []) {
        const [, code = '', section = ''] = /^(.+?) (\d[^ ]*)$/.exec(cite) ?? []
        expect(words, cite).toContain(code)
        expect(words, cite).toContain(section)
      }
      expect(format).not.toMatch(/\bcompliant\b|\bundefined\b|\bNaN\b|\[object/)
    }
  })

  test('keeps to the width of the terminal', () => {
    // A longer word, such as an id, stays whole on a line of its own.
    const wide = text.split('\n').filter((line) => line.length > 72)
    expect(wide.filter((line) => /\S\s/.test(line.trim()))).toEqual([])
  })
})

test('every rule, obligation and record can be explained, and no two things go by one name', () => {
  const names = catalog.map(({ id }) => id)
  for (const { id } of [...rules, ...ccpaAdmt.obligations, ...ccpaAdmt.records]) expect(names).toContain(id)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('an obligation names every part that proves it, with what belongs there and a heading that counts', () => {
  for (const { id, proof } of ccpaAdmt.obligations) {
    const page = JSON.stringify(catalog.find((entry) => entry.id === id)?.explain())
    for (const need of proof.flatMap(({ records = [] }) => records)) {
      const name = typeof need === 'string' ? need : need.need
      const [kind, part] = name.split('#')
      const found = ccpaAdmt.records.find((record) => record.id === kind)?.parts.find((each) => each.id === part)
      expect(page).toContain(`\`${name}\``)
      if (found === undefined) continue
      expect(page).toContain(JSON.stringify(found.hint).slice(1, -1))
      for (const heading of found.headings) expect(page.toLowerCase()).toContain(heading.toLowerCase())
    }
  }
})

test('the list names each rule, obligation and record, and says why it knows no system', () => {
  const list = renderExplanation(
    explainList(catalog, { manifest: 'ai-compliance.yml', subjects: [], trouble: 'the file is away.' }),
    { color: false, width: 100 },
  )
  for (const { id } of [...rules, ...ccpaAdmt.obligations, ...ccpaAdmt.records]) expect(list).toContain(`  ${id} `)
  expect(list).toContain('None is known: the file is away.')
})

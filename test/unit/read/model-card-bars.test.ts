import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { labelledCards, measure, PART_OF } from '../../../bench/labelled-cards.ts'
import { modelCard } from '../../../src/read/model-card.ts'
import { ccpaAdmt, modelCards } from '../../../src/regulations/index.ts'

const wordings = await modelCards()

const folder = fileURLToPath(new URL('../../fixtures/model-cards/', import.meta.url))
const cards = labelledCards(parse(readFileSync(`${folder}index.yml`, 'utf8')))
const kind = ccpaAdmt.records.find(({ id }) => id === 'model-card')
if (kind === undefined) throw new Error('no model card')
const read = await Promise.all(
  cards.map(({ file }) => modelCard(readFileSync(`${folder}${file}`, 'utf8'), file, kind, wordings)),
)

describe('the labelled model cards of this repository', () => {
  test('are all labelled, and in many forms and languages', () => {
    expect(cards.map(({ file }) => file).sort()).toEqual(
      readdirSync(folder)
        .filter((file) => file !== 'index.yml')
        .sort(),
    )
    expect(new Set(cards.map(({ labels }) => labels.language)).size).toBeGreaterThanOrEqual(8)
  })

  test('keep to the bars of precision and recall, and no template is judged filled', () => {
    const { misses, counts } = measure(cards, read)
    expect(misses).toEqual([])
    // Without labels that are false, precision would say nothing.
    for (const { label, no, yes } of counts) expect([label, no > 0, yes > 0]).toEqual([label, true, true])
  })

  test('are taken for what they do not say in no place that is not written down here', () => {
    expect(measure(cards, read).errors).toMatchInlineSnapshot(`
      [
        "missed: defect-detector-vendor.md identifies-model (line 1 gives the model no name with a version or a date)",
        "missed: maternity-risk-details.md bias-or-fairness",
      ]
    `)
  })
})

test('a bar that is missed is told', () => {
  const nothing = cards.map(() => ({ parts: [] }))
  expect(measure(cards, nothing).misses[0]).toMatch(/^recall over all labels is 0\.00/)
  const everything = cards.map(() => ({ parts: Object.values(PART_OF).map((part) => ({ part, line: 1 })) }))
  expect(measure(cards, everything).misses).toContainEqual(expect.stringMatching(/^precision over all labels/))
  expect(measure(cards, everything).misses).toContainEqual(expect.stringMatching(/template and is judged filled$/))
})

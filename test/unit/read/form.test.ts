import { describe, expect, test } from 'vitest'
import { printed, readRecord } from '../../structured-record.ts'

const ours = 'intended-use: To forecast repayment of an advance.\nowner: lin\n'

/** Whether a model card was held to our schema, and what was wrong. */
async function held(text: string) {
  const { problems } = await readRecord('model-card', text)
  return problems === undefined ? 'not held' : printed(problems)
}

describe('a model card is held to our schema', () => {
  const mistake = ['- is wrong at `owner`, which is not a key of a model card']

  test.each([
    ['its first line names it', `# yaml-language-server: $schema=../schemas/records/model-card.schema.json\n${ours}`],
    ['its `$schema` does', `$schema: ../../schemas/records/model-card.schema.json\n${ours}`],
    ['it says what record it is', `record: model-card\n${ours}`],
  ])('when %s', async (_, text) => {
    const found = await held(text)
    expect(found).toEqual([expect.stringContaining(mistake[0] ?? '')])
  })

  test('when every key in it is ours', async () => {
    expect(await held('title: advance-gbm\nintended-use: To forecast repayment.\nlogic: {}\ncontact: [1]\n')).toEqual([
      expect.stringMatching(/contact .+ expects a text in words; got the number `1`/),
    ])
  })
})

describe('a model card in a form of others is left to its own reader', () => {
  test.each([
    ['the Model Card Toolkit', '{ "model_details": { "name": "advance-gbm" }, "considerations": {} }'],
    ['CycloneDX', '{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [] }'],
    ['Hugging Face', 'license: mit\ntags: [credit]\nmodel-index: []\n'],
    ['somebody who has a key of ours among their own', 'model: advance-gbm\nevaluation: { auc: 0.81 }\n'],
    ['nobody', 'title: A card\n'],
  ])('as of %s', async (_, text) => {
    expect(await held(text)).toBe('not held')
  })

  test('and its keys that are ours are parts all the same', async () => {
    const { parts } = await readRecord('model-card', 'model: advance-gbm\nevaluation: { auc: 0.81 }\n')
    expect(parts).toEqual([{ part: 'evaluation', line: 2 }])
  })
})

test('every other kind is held to its schema, whatever its keys', async () => {
  const { problems } = await readRecord('vendor-facts', 'model_details: { name: TalentSift }\n')
  expect(printed(problems)).toEqual([
    expect.stringMatching(/^1:1 - is wrong at `model_details`, which is not a key of a record of facts about a vendor/),
  ])
})

test('a record that says it is of another kind is told so', async () => {
  const { problems } = await readRecord('vendor-facts', 'record: model-card\nlogic: Compares words of résumés.\n')
  expect(printed(problems)).toEqual([expect.stringMatching(/^1:9 - .+ expects `vendor-facts`; got `model-card`/)])
})

import { describe, expect, test } from 'vitest'
import { modelCard } from '../../../src/read/model-card.ts'
import { ccpaAdmt, modelCards } from '../../../src/regulations/index.ts'

const wordings = await modelCards()

const kind = cardKind()

function cardKind() {
  const known = ccpaAdmt.records.find(({ id }) => id === 'model-card')
  if (known === undefined) throw new Error('no model card')
  return known
}

async function card(text: string, file = 'models/offers/MODEL_CARD.md') {
  const found = await modelCard(text, file, kind, wordings)
  if (found === undefined || found.refused !== undefined) throw new Error(found?.refused ?? 'is not read as a card')
  return found
}
async function part(id: string, text: string, file?: string) {
  return (await card(text, file)).parts.find((each) => each.part === id)
}

describe('a part is found', () => {
  test.each([
    ['under a heading', '# Offers 2.1\n\n## Known limitations\n\nNew shops are scored too low.\n', 3],
    ['under a numbered heading', '## 4. Limitations\n\nNew shops are scored too low.\n', 1],
    ['under a line in bold', '**Offers**\n\n**Limitations**\n\nNew shops are scored too low.\n', 3],
    ['after a lead-in', '## Card\n\n**Limitations:** New shops are scored too low.\n', 3],
    ['in a list', '- Owner: Lin Wei\n- **Limitations**: New shops are scored too low.\n', 2],
    ['under a label in a list', '- Limitations:\n  - New shops are scored too low.\n', 1],
    ['in a row', '| Field | Text |\n| --- | --- |\n| Limitations | New shops are scored too low. |\n', 3],
    ['in a row of HTML', '<table>\n<tr><th>Limitations</th><td>New shops score too low.</td></tr>\n</table>\n', 2],
    [
      'in details',
      '<details>\n<summary>More</summary>\n\n## Limitations\n\nNew shops score too low.\n\n</details>\n',
      4,
    ],
    ['behind a heading in HTML', '<h2>Limitations</h2>\n<p>New shops are scored too low.</p>\n', 1],
    ['in a fence around the whole card', '```markdown\n# Card\n\n## Limitations\n\nNew shops score too low.\n', 4],
    ['under a heading of several matters', '## Bias, risks & limitations\n\nNew shops may not be scored well.\n', 3],
    ['in another language', '## Einschränkungen\n\nNeue Läden werden zu niedrig bewertet.\n', 1],
    ['from right to left', '<div dir="rtl">\n\n## محدودیت‌ها\n\n- داده‌ها قدیمی هستند\n\n</div>\n', 3],
    ['by a phrase', '## Notes\n\nThe model may not generalize to new shops.\n', 3],
    [
      'where its author marked it',
      '<!-- part: assumptions-and-limitations -->\n## Wo es hakt\n\nBei neuen Läden.\n',
      2,
    ],
    [
      'where front matter points',
      '---\nparts: { assumptions-and-limitations: Wo es hakt }\n---\n\n## Wo es hakt\n\nBei neuen Läden.\n',
      5,
    ],
  ])('%s', async (_, text, line) => {
    expect(await part('assumptions-and-limitations', text)).toEqual({ part: 'assumptions-and-limitations', line })
  })

  test.each([
    ['a key', '{"limitations": "New shops are scored too low."}', 1],
    [
      'a key in camel case, nested',
      '{\n"considerations": {\n"technicalLimitations": ["New shops score too low."]}}',
      3,
    ],
    ['a key of another language', '{"limitaciones": "Las tiendas nuevas reciben poco."}', 1],
  ])('under %s of JSON', async (_, text, line) => {
    expect(await part('assumptions-and-limitations', text, 'card.json')).toMatchObject({ line })
    expect(await part('assumptions-and-limitations', text, 'card.json')).not.toHaveProperty('unfilled')
  })

  test('in a bill of materials only for the model, not for a library', async () => {
    const bom = {
      bomFormat: 'CycloneDX',
      components: [
        { type: 'library', name: 'xgboost', version: '2.1.0' },
        { type: 'machine-learning-model', name: 'offers', modelCard: { considerations: { users: ['Loan officers'] } } },
      ],
    }
    const text = JSON.stringify(bom)
    expect(await part('identity', text, 'bom.json')).toMatchObject({ unfilled: expect.any(String) })
    expect(await part('intended-use', text, 'bom.json')).not.toHaveProperty('unfilled')
  })

  test('in the front matter of Hugging Face', async () => {
    const text =
      '---\ndatasets: [northwind/offers-2025]\nmodel-index:\n- name: offers\n  results:\n  - metrics:\n    - { type: auc, value: 0.81 }\n---\n\n# offers\n'
    expect(await part('training-data', text)).toEqual({ part: 'training-data', line: 2 })
    expect(await part('evaluation', text)).toEqual({ part: 'evaluation', line: 6 })
  })
})

describe('a part does not count', () => {
  test.each([
    ['an empty heading', '## Training data\n\n## Metrics\n'],
    ['a slot', '## Training data\n\n{{ training_data | default("[More Information Needed]", true)}}\n'],
    ['the words of the Hub', '## Training data\n\n[More Information Needed]\n'],
    ['words of a template in italics', '## Training data\n\n_Please include the data set and its size._\n'],
    ['an instruction', '## Training data\n\nDescribe the data that was used to train the model.\n'],
    ['a name in brackets', '## Training data\n\n[Name of the dataset]\n'],
    ['a question', '## Training data\n\nWhat data was the model trained on?\n'],
    ['a task to do', '## Training data\n\nTODO: ask the vendor what the model was trained on\n'],
    ['a list of tasks to do', '## Training data\n\n- TODO:\n  - ask the vendor what the model was trained on\n'],
    ['a task to do in bold', '## Training data\n\n**TBD:** the shops of 2025, or those of 2026\n'],
    ['a pointer', '## Training data\n\nSee `data/README.md`.\n'],
    ['a link that leads nowhere', '## Training data\n\n[the data]()\n'],
    ['an image', '## Training data\n\n![The shops of 2025](shops.png)\n'],
    ['its own heading', '## Training data\n\nTraining data.\n'],
    ['what is to come', '## Training data\n\n*(Forthcoming.)*\n'],
    ['what is to come, in another language', '## Datos de entrenamiento\n\nPor completar.\n'],
  ])('over %s', async (_, text) => {
    expect(await part('training-data', text)).toEqual({ part: 'training-data', line: 1, unfilled: expect.any(String) })
  })

  test.each([
    [
      'evaluation',
      '## Evaluation\n\nAccuracy and recall were measured on a held-out set.\n',
      'gives no figure of quality',
    ],
    ['evaluation', '## Evaluation\n\n![ROC curve, AUC 0.81](roc.png)\n', 'is empty'],
    ['evaluation', '## Monitoring\n\nAn alarm is raised when the AUC falls below 0.75.\n', undefined],
    ['contact', '## Contact\n\nThe data science team\n', 'names nobody: a person, an organization or an address'],
    ['contact', '## Contact\n\nOpen an issue.\n', 'names nobody: a person, an organization or an address'],
    [
      'identity',
      '# Model card\n\n## Model details\n\nA random forest of scikit-learn 1.3.0.\n',
      'gives the model no name with a version or a date',
    ],
    [
      'identity',
      '# Offer model\n\n## Model details\n\nA random forest.\n',
      'gives the model no name with a version or a date',
    ],
    ['fairness', '## Fairness & governance\n\nNo PII; drift is watched.\n', undefined],
    ['fairness', '## Factors\n\nLength of the sentence.\n', undefined],
    ['human-oversight', '## Data\n\nThe labels were reviewed by two trained annotators.\n', undefined],
    ['human-oversight', '## Use\n\nThe letter is sent without human review.\n', undefined],
    ['inputs', '## Features\n\nFast and easy to install.\n', undefined],
    ['intended-use', '## Usage\n\nRun `python train.py`.\n', undefined],
    ['output', '## Notes\n\nModel outputs should be stored for a year.\n', undefined],
    ['training-data', '## Notes\n\nThe model was not trained on data of customers.\n', undefined],
    ['out-of-scope-use', '## Data\n\nThe feature `age` should not be used as a proxy.\n', undefined],
  ])('as %s: %s', async (id, text, because) => {
    const found = await part(id, text)
    expect(found?.unfilled).toBe(because)
    if (because === undefined) expect(found).toBeUndefined()
  })

  test('above a section of its own that is filled', async () => {
    const text = '## Intended use\n\n### Out-of-scope use\n\nPricing of insurance.\n'
    expect(await part('out-of-scope-use', text)).toEqual({ part: 'out-of-scope-use', line: 3 })
    expect(await part('intended-use', text)).toEqual({ part: 'intended-use', line: 1, unfilled: 'is empty' })
  })

  test('for what obligations ask only by a phrase: those parts need a heading or a marker', async () => {
    const text = '## Notes\n\nWe tested memorization, and deletion requests lead to retraining.\n'
    expect((await card(text)).parts.map((each) => each.part)).not.toContain('memorization')
    expect(await part('memorization', '## Memorization\n\nA test of 10,000 prompts gave no name.\n')).toEqual({
      part: 'memorization',
      line: 1,
    })
  })
})

describe('a template that is not filled in is told as one', () => {
  test.each([
    [
      'a third of its sections',
      '# Offers\n\n## Use\n\nLoans.\n\n## Data\n\nShops of 2025.\n\n## Metrics\n\nTBD\n\n## Limits\n\n[describe the limits]\n',
      'a.md',
      11,
    ],
    [
      'its fields',
      '{"name": "offers", "intended_use": null, "limitations": "",\n"training_data": [], "owner": "Lin Wei"}',
      'a.json',
      1,
    ],
    ['the name of the model', 'model:\n  name: Echo Model Template\n  version: 1.0.0\n', 'a.yaml', 2],
  ])('by %s', async (_, text, file, line) => {
    expect((await card(text, file)).problems).toEqual([
      { line, message: expect.stringMatching(/^is a template that is not filled in: /), next: expect.any(String) },
    ])
  })

  test('but not a card with one section to write', async () => {
    const text =
      '# Offers\n\n## Use\n\nLoans.\n\n## Data\n\nShops of 2025.\n\n## Metrics\n\nTBD\n\n## Limits\n\nNew shops.\n'
    expect(await card(text)).not.toHaveProperty('problems')
  })
})

describe('what is no card that people write', () => {
  test.each([
    ['a missing comma', '{"a": "b"\n "c": 1}'],
    ['a key given twice', '{"limitations": "New shops.", "limitations": ""}'],
    ['a list', '[1, 2]'],
    ['a depth of 10,000', '['.repeat(10_000)],
    ['our own form, which its schema holds', '{"record": "model-card", "limitations": "New shops."}'],
  ])('%s in JSON is left to the reader of structured records', async (_, text) => {
    expect(await modelCard(text, 'card.json', kind, wordings)).toBeUndefined()
  })

  test('front matter that is no YAML is told at its line, and the card below it is read', async () => {
    const found = await card('---\nlicense: mit\ntags: [a, b\n---\n\n## Limitations\n\nNew shops are scored too low.\n')
    expect(found.problems).toEqual([
      {
        line: expect.any(Number),
        column: expect.any(Number),
        message: expect.stringMatching(/^has front matter that cannot be read: /),
        next: expect.any(String),
      },
    ])
    expect(found.parts.map((each) => each.part)).toContain('assumptions-and-limitations')
  })
})

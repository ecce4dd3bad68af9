import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Given, Manifest } from '../../../src/core/manifest.ts'
import type { Route } from '../../../src/core/route.ts'
import { parseManifest } from '../../../src/read/manifest.ts'
import { parseSource } from '../../../src/read/source.ts'
import { changed, choices, valueAt, whole } from './whole.ts'

describe('a whole manifest', () => {
  test('every answer that is written is read, at its own route', () => {
    const answers = answersOf(parseManifest(whole))
    expect(answers.filter(({ stated }) => stated).length).toBeGreaterThan(150)
    for (const { route, stated, value } of answers) {
      const written = valueAt(whole, route) !== undefined
      expect({ route, stated, read: value !== undefined }).toEqual({ route, stated: written, read: written })
    }
  })

  test('every choice of the schema is read where a choice is read, and `unknown` is stated without a value', () => {
    for (const { route, words } of choices) {
      for (const word of words) {
        const document = changed(whole, route, word)
        const answer = answersOf(parseManifest(document)).find((each) => each.route.join() === route.join())
        if (answer !== undefined)
          expect({ word, stated: answer.stated, read: answer.value !== undefined }).toEqual({
            word,
            stated: true,
            read: word !== 'unknown',
          })
      }
    }
  })

  test('the example of a lender reads as it is written', () => {
    const text = readFileSync(new URL('../../../examples/lending/ai-compliance.yml', import.meta.url), 'utf8')
    const { organization, people, systems } = parseManifest(parseSource(text, 'ai-compliance.yml').written)
    expect(organization.revenue.value).toBe(41_000_000)
    expect(people.map(({ key, counsel }) => [key, counsel.value])).toEqual([
      ['priya', 'yes'],
      ['marco', undefined],
      ['lin', undefined],
    ])
    const [system] = systems
    expect(system?.decisions.value?.[0]).toMatchObject({
      key: 'extend-credit',
      route: ['systems', 0, 'decisions', 0],
      humanInvolvement: {
        reviewsOtherInformation: {
          value: 'no',
          route: ['systems', 0, 'decisions', 0, 'human-involvement', 'reviews-other-information'],
        },
      },
      exception: { claim: { value: 'none' }, conditions: {} },
    })
    expect(system?.data.inputs.value?.map(({ key }) => key)).toContain('card-sales-history')
    expect(system?.records.map(({ key }) => key)).toContain('pre-use-notice')
  })
})

describe('an answer', () => {
  test.each<[unknown, Partial<Given<string>>]>([
    ['yes', { stated: true, value: 'yes' }],
    ['no', { stated: true, value: 'no' }],
    [true, { stated: true, value: 'yes' }],
    [false, { stated: true, value: 'no' }],
    ['unknown', { stated: true }],
    ['maybe', { stated: true }],
    [1, { stated: true }],
    [['yes'], { stated: true }],
    [null, { stated: false }],
    [undefined, { stated: false }],
  ])('%j', (written, expected) => {
    const manifest = parseManifest({ organization: { ccpa: { 'for-profit': written } } })
    expect(manifest.organization.forProfit).toEqual({ route: ['organization', 'ccpa', 'for-profit'], ...expected })
  })

  test.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-30', undefined],
    ['unknown', undefined],
    ['next week', undefined],
    [20_260_228, undefined],
  ])('a date: %j', (written, value) => {
    expect(system({ 'in-use-since': written }).inUseSince).toEqual({
      route: ['systems', 0, 'in-use-since'],
      stated: true,
      ...(value && { value }),
    })
  })

  test.each([
    [
      ['employees', 'students'],
      ['employees', 'students'],
    ],
    [[], []],
    ['none', []],
    ['unknown', undefined],
    [['employees', 'aliens'], undefined],
    [['employees', 4], undefined],
    ['employees', undefined],
    [{ employees: 'yes' }, undefined],
  ])('a list of choices: %j', (written, value) => {
    expect(system({ populations: written }).populations).toEqual({
      route: ['systems', 0, 'populations'],
      stated: true,
      ...(value && { value }),
    })
  })

  test.each([
    ['', undefined],
    ['  ', undefined],
    ['unknown', undefined],
    [4, undefined],
    ['Branch queue', 'Branch queue'],
  ])('a text: %j', (written, value) => {
    expect(system({ name: written }).name).toEqual({
      route: ['systems', 0, 'name'],
      stated: true,
      ...(value && { value }),
    })
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '41', null])('%j is no number', (written) => {
    expect(parseManifest({ organization: { ccpa: { revenue: written } } }).organization.revenue.value).toBeUndefined()
  })
})

describe('decisions', () => {
  test('an empty list and `none` say that there are none; a missing key and `unknown` say nothing', () => {
    expect(system({ decisions: [] }).decisions.value).toEqual([])
    expect(system({ decisions: 'none' }).decisions.value).toEqual([])
    expect(system({ decisions: 'unknown' }).decisions).toEqual({ route: ['systems', 0, 'decisions'], stated: true })
    expect(system({}).decisions).toEqual({ route: ['systems', 0, 'decisions'], stated: false })
  })

  test('go by their kind, else by their domain, each by a key of its own', () => {
    const decisions = [
      { kind: 'hiring' },
      { kind: 'hiring' },
      { domain: 'none' },
      { domain: 'unknown' },
      'hiring',
      { kind: 'hiring', domain: 'employment' },
    ]
    expect(system({ decisions }).decisions.value?.map(({ key }) => key)).toEqual([
      'hiring',
      'hiring#2',
      'none',
      'decision',
      'decision#2',
      'hiring#3',
    ])
  })

  test('the conditions of an exception are read by their own names', () => {
    const exception = { claim: 'human-appeal', 'easy-to-appeal': 'yes', 'reviewer-can-change-the-decision': 'unknown' }
    expect(system({ decisions: [{ 'opt-out-exception': exception }] }).decisions.value?.[0]?.exception).toMatchObject({
      claim: { value: 'human-appeal' },
      conditions: {
        'easy-to-appeal': {
          value: 'yes',
          route: ['systems', 0, 'decisions', 0, 'opt-out-exception', 'easy-to-appeal'],
        },
        'reviewer-can-change-the-decision': { stated: true },
      },
    })
  })
})

test('records of one kind may be several', () => {
  const records = { 'privacy-policy': { file: 'a.md' }, 'model-card': [{ file: 'b.md' }, { file: 'c.md' }] }
  expect(
    system({ records }).records.map(({ key, kind, route, file }) => [key, kind, route.slice(2), file.value]),
  ).toEqual([
    ['privacy-policy', 'privacy-policy', ['records', 'privacy-policy'], 'a.md'],
    ['model-card[b.md]', 'model-card', ['records', 'model-card', 0], 'b.md'],
    ['model-card[c.md]', 'model-card', ['records', 'model-card', 1], 'c.md'],
  ])
})

test('inputs go by their names', () => {
  const inputs = [{ name: 'Résumé text (PDF)' }, { name: 'résumé text: PDF' }, {}, { name: '!' }]
  expect(system({ data: { inputs } }).data.inputs.value?.map(({ key }) => key)).toEqual([
    'résumé-text-pdf',
    'résumé-text-pdf#2',
    'input',
    'input#2',
  ])
})

test('every system has an id of its own, written or not', () => {
  const { systems } = parseManifest({ systems: [{ id: 'queue' }, { id: 'queue' }, {}, 5, { id: 'x'.repeat(81) }] })
  expect(systems.map(({ id }) => id)).toEqual(['queue', 'queue#2', 'systems[2]', 'systems[3]', 'systems[4]'])
})

test.each([
  ['opt-out-methods', ['opt-out-methods']],
  [
    ['opt-out-methods', 'access-clock'],
    ['opt-out-methods', 'access-clock'],
  ],
  [[], []],
  ['none', []],
  ['unknown', undefined],
  [[3], undefined],
  [undefined, undefined],
])('a waiver names one duty or several: %j', (obligation, value) => {
  expect(parseManifest({ waivers: [{ obligation }] }).waivers[0]?.obligations.value).toEqual(value)
})

function system(written: object): Manifest['systems'][number] {
  const [first] = parseManifest({ systems: [written] }).systems
  if (first === undefined) throw new Error('no system was read')
  return first
}

/** Every answer of a manifest, wherever it stands. */
function answersOf(
  value: unknown,
): readonly { readonly route: Route; readonly stated: boolean; readonly value?: unknown }[] {
  if (typeof value !== 'object' || value === null) return []
  if (isGiven(value)) return [value, ...answersOf(value.value)]
  return Object.values(value).flatMap(answersOf)
}

function isGiven(value: object): value is { route: Route; stated: boolean; value?: unknown } {
  return 'stated' in value
}

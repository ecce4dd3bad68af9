import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import schema from '../../../schemas/ai-compliance.schema.json' with { type: 'json' }
import type { Problem } from '../../../src/core/facts.ts'
import { findProblems } from '../../../src/read/schema.ts'
import { parseSource } from '../../../src/read/source.ts'
import { changed, choices, mappings, valueAt, whole } from './whole.ts'

describe('the schema', () => {
  test('finds nothing wrong with a manifest made of its own examples', () => {
    expect(problemsOf(whole)).toEqual([])
  })

  test('explains every key in one or two sentences, with an example', () => {
    const unexplained = Object.entries({ manifest: schema, ...schema.$defs }).flatMap(([name, shape]) =>
      Object.entries('properties' in shape ? shape.properties : {}).flatMap(([key, explained]) => {
        if (name === 'assessment' && '$ref' in explained && explained.$ref.startsWith('#/$defs/record/')) return []
        const { description, examples } = Object.assign({ description: '', examples: [] }, explained)
        const sentences = description.replaceAll('Civ. Code', 'the Civil Code').match(/[.](?= [A-Z`]|$)/g)?.length ?? 0
        return examples.length > 0 && sentences >= 1 && sentences <= 2 ? [] : [`${name}.${key}`]
      }),
    )
    expect(unexplained).toEqual([])
  })

  test('is closed, and names every mapping for its messages', () => {
    const open = Object.entries({ manifest: schema, ...schema.$defs }).flatMap(([name, shape]) =>
      'properties' in shape && !(shape.additionalProperties === false && 'title' in shape && 'description' in shape)
        ? [name]
        : [],
    )
    expect(open).toEqual([])
  })

  test('keeps every example', () => {
    const examples = mappings.flatMap(({ route, examples }) =>
      Object.entries(examples).flatMap(([key, each]) => each.map((example) => ({ route: [...route, key], example }))),
    )
    expect(examples.length).toBeGreaterThan(150)
    for (const { route, example } of examples) expect(findingsIn(changed(whole, route, example))).toEqual([])
  })
})

describe('a required key that is missing', () => {
  const required = mappings.flatMap(({ route, required }) =>
    required.map((key) => ({ name: [...route, key].join('.'), route, key })),
  )

  test.each(required)('$name', ({ route, key }) => {
    const source = parseSource(stringify(changed(whole, [...route, key], undefined)), 'm.yml')
    const [problem, ...others] = findProblems(source)
    expect(others).toEqual([])
    expect(problem?.message).toMatch(new RegExp(`^needs \`${key}\`, such as \`${key}: .+\`$`))
    expect(problem?.region).toEqual(source.locate(route, 'key'))
  })
})

describe('a key misspelled by one letter is suggested', () => {
  const keys = mappings.flatMap(({ route, keys }) =>
    keys.map((key) => ({ name: [...route, key].join('.'), route, key, keys })),
  )

  test.each(keys)('$name', ({ route, key, keys }) => {
    for (const misspelled of misspellings(key).filter((word) => !keys.includes(word))) {
      const document = changed(
        changed(whole, [...route, key], undefined),
        [...route, misspelled],
        valueAt(whole, [...route, key]),
      )
      const problem = findingsIn(document).find(({ message }) => message.startsWith('is not a key'))
      expect(problem?.message).toContain(`did you mean \`${key}\`?`)
      expect(problem?.route).toEqual([...route, misspelled])
    }
  })

  function misspellings(key: string): readonly string[] {
    const swapped = key.slice(0, -2) + key.slice(-1) + key.slice(-2, -1)
    return [`${key}s`, key.slice(0, -1), swapped, `${key.slice(0, 1)}${key}`].filter(
      (word) => word.length > 1 && word !== key,
    )
  }
})

test('every answer takes `yes`, `no`, `unknown`, `true` and `false`', () => {
  const answers = choices.filter(({ words }) => words.includes('yes'))
  expect(answers.length).toBeGreaterThan(25)
  for (const { route } of answers) {
    for (const word of ['yes', 'no', 'unknown', true, false])
      expect(findingsIn(changed(whole, route, word))).toEqual([])
  }
})

describe('a manifest of many systems', () => {
  const system = {
    name: 'Branch queue',
    purpose: 'Calls the next customer.',
    status: 'in-use',
    owners: { accountable: 'ines' },
  }
  const manifest = (systems: readonly unknown[]) => ({
    version: 1,
    organization: { name: 'Harbour Street Bank' },
    systems,
  })

  test('says how many more problems there are than it lists', () => {
    const problems = problemsOf(
      manifest(Array.from({ length: 500 }, (_, index) => ({ ...system, id: `branch-${index}`, colour: 'red' }))),
    )
    expect(problems).toHaveLength(101)
    expect(problems[0]).toMatchObject({ subject: 'branch-0/colour', message: 'is not a key of a system' })
    expect(problems.at(-1)?.message).toBe('has 400 more problems; solve these first')
  })

  test('calls the second of two systems with one id by its position', () => {
    const problems = problemsOf(
      manifest([
        { ...system, id: 'branch' },
        { ...system, id: 'branch', status: 'live' },
      ]),
    )
    expect(problems.map(({ subject }) => subject)).toEqual(['systems[1]/status', 'systems[1]/id'])
  })
})

test('two problems of one subject are one', () => {
  const problems = problemsOf(changed(whole, ['people', 'Lin Wei'], {}))
  expect(problems).toMatchObject([
    {
      subject: 'people/Lin Wei',
      message: expect.stringMatching(
        /^has a key that is not made of .+; write it as `lin-wei`; it also needs `name`, such as /,
      ),
    },
  ])
})

test('a text that was not read has no further problems', () => {
  expect(findProblems(parseSource('a: [', 'm.yml'))).toEqual([])
})

test('long texts and lists are named with their limits', () => {
  expect(problemsOf(changed(whole, ['organization', 'name'], 'x'.repeat(201)))).toMatchObject([
    { message: 'has 201 characters; at most 200 are read' },
  ])
  const covers = Array(7).fill('admt')
  expect(problemsOf(changed(whole, ['organization', 'records', 'risk-assessment', 'covers'], covers))).toMatchObject([
    { message: 'has more than 6 entries; it also lists `admt` twice' },
  ])
})

/** The problems of a document that was never a text. */
function findingsIn(written: unknown): readonly Problem[] {
  return findProblems({ written, locate: () => undefined })
}

function problemsOf(document: unknown): readonly Problem[] {
  const source = parseSource(stringify(document, { aliasDuplicateObjects: false }), 'm.yml')
  return [...source.problems, ...findProblems(source)]
}

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findProblems } from '../../../src/read/schema.ts'
import { parseSource } from '../../../src/read/source.ts'

const FOLDER = new URL('../../fixtures/manifests/', import.meta.url)

/** Each broken manifest states what must be found in it in lines of its own: `#! 4:1-4:7 line 4 has a key …`. */
describe.each(['syntax', 'schema'])('broken manifests, %s', (kind) => {
  test.each(readdirSync(new URL(`${kind}/`, FOLDER)))('%s', (name) => {
    const text = readFileSync(new URL(`${kind}/${name}`, FOLDER), 'utf8')
    const expected = text.split('\n').filter((line) => line.startsWith('#! '))
    const source = parseSource(text, name)
    const problems = [...source.problems, ...findProblems(source)]
    expect(expected).not.toEqual([])
    expect(
      problems.map(({ region, subject, message }) => {
        const { startLine, startColumn, endLine, endColumn } = region ?? {}
        return `#! ${startLine}:${startColumn}-${endLine}:${endColumn} ${subject} ${message}`
      }),
    ).toEqual(expected)
  })
})

test.each(['lending', 'not-admt'])('the example `%s` has no problem', (name) => {
  const text = readFileSync(new URL(`../../../examples/${name}/ai-compliance.yml`, import.meta.url), 'utf8')
  const source = parseSource(text, 'ai-compliance.yml')
  expect([...source.problems, ...findProblems(source)]).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { parseManifest } from '../../../src/read/manifest.ts'
import { findProblems } from '../../../src/read/schema.ts'
import { parseSource } from '../../../src/read/source.ts'

const document = '{ file: compliance/opt-out.md, owner: cai, reviewed-on: 2027-01-11 }'
const shown = "test: 'reports/*.xml', case: 'opt-out *', parts: [link, methods], owner: cai"

describe('an entry that names a test result', () => {
  test.each([
    ['alone', `{ ${shown} }`],
    ['beside a document', `[${document}, { ${shown} }]`],
    ['several times', `[{ ${shown} }, { test: junit.xml, case: agent, parts: [agent] }]`],
  ])('%s is taken', (_, entries) => {
    expect(problems(entries)).toEqual([])
  })

  test('has a name of its own among several', () => {
    const { organization } = parseManifest(source(`[${document}, { ${shown} }]`).written)
    expect(organization.records.map(({ key }) => key)).toEqual([
      'opt-out-procedure[compliance/opt-out.md]',
      'opt-out-procedure[reports/*.xml: opt-out *]',
    ])
  })

  test.each([
    ['a file', `{ ${shown}, file: a.md }`, '/file', /beside `test`.*an entry of its own/],
    ['a link', `{ ${shown}, url: 'https://quarry-lane.example/opt-out' }`, '/url', /beside `test`/],
    ['a review date', `{ ${shown}, reviewed-on: 2027-01-11 }`, '/reviewed-on', /beside `test`/],
    ['no case', '{ test: junit.xml, parts: [link] }', '/test', /needs `case` beside it/],
    ['no case and no parts', '{ test: junit.xml }', '/test', /needs `case` and `parts`/],
    ['an empty list of parts', '{ test: junit.xml, case: a, parts: [] }', '/parts', /empty list/],
    ['a part twice', '{ test: junit.xml, case: a, parts: [link, link] }', '/parts', /twice/],
    ['a misspelled part', '{ test: junit.xml, case: a, parts: [metods] }', '/parts[0]', /did you mean `methods`/],
    ['a misspelled key', '{ tset: junit.xml, file: a.md }', '/tset', /did you mean `test`/],
    ['a case without a test', '{ file: a.md, case: opt-out }', '/case', /write `test:`/],
    ['a case that is too long', `{ test: junit.xml, case: ${'a'.repeat(201)}, parts: [link] }`, '/case', /at most 200/],
  ])('with %s is refused at its line', (_, entry, at, says) => {
    const found = problems(entry)
    expect(found.map(({ subject }) => subject)).toEqual([`organization/records/opt-out-procedure${at}`])
    expect(found[0]?.message).toMatch(says)
    expect(found[0]?.region?.startLine).toBe(6)
  })

  test('is not how a risk assessment is proven', () => {
    const text = `${HEAD}    risk-assessment: { test: junit.xml, case: a, parts: [purpose] }\nsystems: []\n`
    const messages = findProblems(parseSource(text, 'm.yml')).map(({ message }) => message)
    expect(messages).toContainEqual(expect.stringMatching(/is not a key of a risk assessment record/))
  })
})

const HEAD = `version: 1
organization:
  name: Quarry Lane Credit, Inc.
  ccpa: { role: unknown }
  records:
`

function source(entries: string) {
  return parseSource(
    `${HEAD}    opt-out-procedure: ${entries}\nno-systems: { reason: None yet, everything is by hand., confirmed-by: ana, confirmed-on: 2027-01-08 }\nsystems: []\n`,
    'm.yml',
  )
}

function problems(entries: string) {
  return findProblems(source(entries)).filter(({ subject }) => subject.includes('opt-out-procedure'))
}

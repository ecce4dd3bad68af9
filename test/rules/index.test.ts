import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import { NO_POLICY } from '../../src/core/policy.ts'
import { evaluate } from '../../src/evaluate.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import { rules } from '../../src/rules/index.ts'
import { gate, lender } from '../scenarios/lender.ts'

test('every rule is registered, in the order of the alphabet, and has a test of its own', () => {
  const files = (folder: string, ending: string, says = '') =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((file) => file.endsWith(ending) && !file.startsWith('index.'))
      .filter((file) => readFileSync(new URL(folder + file, import.meta.url), 'utf8').includes(says))
      .map((file) => file.slice(0, -ending.length))
      .sort()
  const ids = rules.map(({ id }) => id)
  const expected = ids.map((id) => id.replace('/', '-'))
  expect(ids).toEqual(ids.toSorted())
  expect(files('../../src/rules/', '.ts', 'export default defineRule')).toEqual(expected)
  expect(files('./', '.test.ts')).toEqual(expected)
})

test('the lender whom every rule changes passes, with nothing that fails or is open', async () => {
  const { report } = await gate(lender())
  expect(
    report.findings
      .filter(({ outcome }) => outcome === 'fail' || outcome === 'open')
      .map(({ rule, subject, message }) => `${rule} ${subject} ${message}`),
  ).toEqual([])
  expect(report.verdict).toBe('pass')
})

test('without a manifest that could be parsed only its text and the law are judged', () => {
  const facts: Facts = {
    policy: NO_POLICY,
    asOf: '2027-02-01',
    manifestFile: 'ai-compliance.yml',
    problems: [],
    regulation: ccpaAdmt,
    determinations: [],
    duties: [],
    notApplicable: [],
    questions: [],
    activities: [],
    records: [],
  }
  expect([...new Set(evaluate(facts, rules).map(({ rule }) => rule))]).toEqual(['law/current', 'manifest/valid'])
})

test('every rule says what holds, why, and what to do', () => {
  for (const { summary, why, fix } of rules)
    for (const text of [summary, why, fix]) expect(text).toMatch(/^[A-Z].*\.$/s)
})

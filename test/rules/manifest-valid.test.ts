import { expect, test } from 'vitest'
import type { Facts } from '../../src/core/facts.ts'
import { NO_POLICY } from '../../src/core/policy.ts'
import { ccpaAdmt } from '../../src/regulations/index.ts'
import manifestValid from '../../src/rules/manifest-valid.ts'
import { run } from '../../src/run.ts'
import { memoryFiles } from '../memory-files.ts'
import { prove } from './cases.ts'

prove('manifest/valid', [
  { name: 'every key is known', subject: 'manifest', is: 'pass' },
  {
    name: 'one is misspelt',
    change: { 'systems.0.statsu': 'in-use' },
    subject: 'advance/statsu',
    is: 'fail',
    level: 'error',
    says: /status/,
  },
  {
    name: 'a system has the name of what is no system',
    change: { 'systems.0.id': 'organization' },
    subject: 'organization/id',
    is: 'fail',
    level: 'error',
    says: /a word that the gate itself uses/,
  },
  {
    name: 'with a mistake there is no word for the whole',
    change: { 'systems.0.statsu': 'in-use' },
    subject: 'manifest',
    is: 'absent',
  },
])

test('text that is no YAML is one problem with its line, and the rest is not judged', async () => {
  const { report } = await run({
    files: memoryFiles({ 'a.yml': 'version: 1\norganization: {\n' }),
    manifest: 'a.yml',
    asOf: '2027-02-01',
    failOn: 'error',
  })
  expect(report.verdict).toBe('fail')
  expect(
    report.findings
      .filter(({ rule }) => rule === 'manifest/valid')
      .every(({ location }) => location.region !== undefined),
  ).toBe(true)
})

test('a problem without a place is a problem all the same', () => {
  const facts: Facts = {
    policy: NO_POLICY,
    asOf: '2027-02-01',
    manifestFile: 'a.yml',
    problems: [{ route: [], subject: 'manifest', message: 'has 2,000,000 bytes' }],
    regulation: ccpaAdmt,
    determinations: [],
    duties: [],
    notApplicable: [],
    questions: [],
    activities: [],
    records: [],
  }
  const [subject] = manifestValid.subjects(facts)
  if (subject === undefined) throw new Error('the problem is a subject')
  expect(manifestValid.check(subject, facts)).toMatchObject({ outcome: 'fail', message: 'has 2,000,000 bytes' })
})

import { expect, test } from 'vitest'
import { gate, lender } from '../scenarios/lender.ts'
import { prove } from './cases.ts'

const FILE = 'compliance/assessment.yml'
// In parts, so that nothing that looks like a token stands in this repository.
const TOKEN = `ghp_${'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ'}${'0mLq17'}`
const inYaml = { 'systems.0.records.risk-assessment.file': FILE }
const saying = (rationale: string) => ({
  [FILE]: { with: { decision: { 'will-initiate': 'yes', rationale, restrictions: 'None.' } } },
})

prove('record/free-of-secrets', [
  { name: 'a record without one holds', subject: 'advance/risk-assessment', is: 'pass' },
  { name: 'the manifest is looked at too', subject: 'manifest', is: 'pass' },
  {
    name: 'a record that is not there holds nothing',
    change: inYaml,
    records: { [FILE]: 'missing' },
    subject: 'advance/risk-assessment',
    is: 'absent',
  },
  {
    name: 'a token is told at its line, and its record is left out of the evidence',
    change: inYaml,
    records: saying(`Approved with ${TOKEN}.`),
    subject: 'advance/risk-assessment',
    is: 'fail',
    level: 'warning',
    says: /^holds what looks like a GitHub token in `compliance\/assessment\.yml` line \d+; the file is left out/,
    next: /revoke it/,
    owner: 'bob',
  },
  {
    name: 'a token with a wrong checksum is none',
    change: inYaml,
    records: saying(`Approved with ${TOKEN.replace(/.$/, 'x')}.`),
    subject: 'advance/risk-assessment',
    is: 'pass',
  },
  {
    name: 'one in a test result is told of the entry that names it',
    change: {
      'systems.0.records.opt-out-procedure': [
        { file: 'compliance/opt-out.md', owner: 'cai', 'reviewed-on': '2027-01-11' },
        { test: 'reports/*.xml', case: 'opt-out *', parts: ['minimal-steps'], owner: 'cai' },
      ],
    },
    tests: {
      files: {
        'reports/opt-out.xml': `<testsuite><testcase name="opt-out works"/><system-out>${TOKEN}</system-out></testsuite>`,
      },
      writtenAt: '2027-02-01T09:15:02.311Z',
      checkout: { known: true, at: '2027-02-01T09:14:30.000Z', now: '2027-02-01T09:20:00.000Z' },
    },
    subject: 'advance/opt-out-procedure[reports/*.xml: opt-out *]',
    is: 'fail',
    says: /in `reports\/opt-out\.xml` line 1/,
    owner: 'cai',
  },
  {
    name: 'one in the manifest is told too',
    change: { 'systems.0.decisions.0.effect': `As ${TOKEN} says.` },
    subject: 'manifest',
    is: 'fail',
  },
])

test('the token itself is not in the report', async () => {
  const mistaken = { with: { recipients: TOKEN, [TOKEN]: 'yes' } }
  const { report } = await gate(lender({ ...inYaml, 'systems.0.decisions.0.effect': TOKEN, [TOKEN]: 1 }), {
    records: { [FILE]: mistaken },
  })
  expect(JSON.stringify(report)).toContain('a GitHub token')
  expect(JSON.stringify(report)).not.toContain(TOKEN.slice(4))
})
